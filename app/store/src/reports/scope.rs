//! Whom a report is about, and which days.

use crate::{
    Store, StoreError,
    entity::{cohort, membership, person, team},
    rollups::day_of,
    scope::teammates,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{CohortId, PersonId, TeamId},
    people::{Manager, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// What a manager asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Only this team of theirs.
    pub team: Option<TeamId>,
    /// Only this cohort.
    pub cohort: Option<CohortId>,
    /// Only the last so many days; everything when absent.
    pub days: Option<u32>,
}

/// An operator in a report.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) cohort: Option<CohortId>,
    pub(super) invited_at: DateTime<Utc>,
}

/// The people and days of a report.
pub(super) struct Scope {
    pub(super) members: Vec<Member>,
    /// First day that counts.
    pub(super) since_day: i32,
    /// The start of that day.
    pub(super) since: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
    /// The manager's teams.
    pub(super) teams: Vec<(TeamId, String)>,
    /// Cohorts of people in those teams.
    pub(super) cohorts: Vec<(CohortId, String)>,
}

impl Scope {
    /// Operators of the manager's teams who pass the filter, by name.
    ///
    /// # Errors
    /// `NotFound` for a team the manager does not belong to.
    pub(super) async fn of(store: &Store, manager: &Manager, filter: &ReportFilter) -> Result<Self, StoreError> {
        let db = store.read();
        let own = membership::Entity::find().filter(membership::Column::PersonId.eq(manager.id().0)).all(db).await?;
        let own: Vec<Uuid> = own.into_iter().map(|membership| membership.team_id).collect();
        if filter.team.is_some_and(|team| !own.contains(&team.0)) {
            return Err(StoreError::NotFound);
        }
        let teams = team::Entity::find()
            .filter(team::Column::Id.is_in(own))
            .order_by_asc(team::Column::Name)
            .all(db)
            .await?
            .into_iter()
            .map(|team| (TeamId(team.id), team.name))
            .collect();
        let people = person::Entity::find()
            .filter(person::Column::Id.in_subquery(teammates(manager.id())))
            .filter(person::Column::DisabledAt.is_null())
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .all(db)
            .await?;
        let operators = people.into_iter().filter(|person| person.roles & (1 << Role::Operator as i32) != 0);
        let everybody: Vec<Member> = operators
            .map(|person| Member {
                id: PersonId(person.id),
                name: person.name,
                zone: person.zone,
                cohort: person.cohort_id.map(CohortId),
                invited_at: person.created_at,
            })
            .collect();
        let names: HashMap<Uuid, (DateTime<Utc>, String)> =
            cohort::Entity::find().all(db).await?.into_iter().map(|row| (row.id, (row.created_at, row.name))).collect();
        let mut cohorts: Vec<CohortId> = everybody.iter().filter_map(|member| member.cohort).collect();
        cohorts.sort_unstable_by_key(|id| names.get(&id.0));
        cohorts.dedup();
        let mut members = everybody;
        if let Some(cohort) = filter.cohort {
            members.retain(|member| member.cohort == Some(cohort));
        }
        if let Some(team) = filter.team {
            let inside = membership::Entity::find().filter(membership::Column::TeamId.eq(team.0)).all(db).await?;
            members.retain(|member| inside.iter().any(|row| row.person_id == member.id.0));
        }
        let now = store.now();
        let since_day = filter.days.map_or(0, |days| day_of(now - TimeDelta::days(i64::from(days.clamp(1, 3660)) - 1)));
        Ok(Self {
            members,
            since_day,
            since: DateTime::UNIX_EPOCH + TimeDelta::days(i64::from(since_day)),
            now,
            teams,
            cohorts: cohorts
                .into_iter()
                .map(|id| (id, names.get(&id.0).map_or_else(String::new, |(_, name)| name.clone())))
                .collect(),
        })
    }

    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.members.iter().map(|member| member.id.0).collect()
    }

    pub(super) fn names(&self) -> HashMap<Uuid, &str> {
        self.members.iter().map(|member| (member.id.0, member.name.as_str())).collect()
    }

    pub(super) fn cohort_name(&self, id: Option<CohortId>) -> Option<String> {
        self.cohorts.iter().find(|(cohort, _)| Some(*cohort) == id).map(|(_, name)| name.clone())
    }
}
