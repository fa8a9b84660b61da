//! The people of the academy: accounts, teams, cohorts, enrolments.

use super::{
    DOMAIN,
    cast::{Cast, Learner, Reach, Staff},
    chance::Chance,
};
use crate::{
    Store, StoreError, content,
    entity::{cohort, enrolment, membership, one_time_link, person, team},
    stored::known,
    tx::Tx,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{CohortId, PersonId, SessionId, TeamId},
    people::{Actor, Locale, Role, Roles, Theme},
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use std::collections::BTreeMap;

/// By when a track should be done.
const DUE: TimeDelta = TimeDelta::days(28);

/// Everybody who has a history to tell.
pub(super) struct Everybody {
    pub(super) mentors: Vec<(Actor, i32)>,
    pub(super) operators: Vec<Person>,
}

/// An operator.
pub(super) struct Person {
    pub(super) actor: Actor,
    pub(super) starts: DateTime<Utc>,
    /// Where they stand in the list of the cast.
    pub(super) place: usize,
}

struct Making<'a> {
    password: &'a str,
    teams: BTreeMap<String, TeamId>,
    cohorts: BTreeMap<String, (CohortId, DateTime<Utc>)>,
    tracks: Vec<String>,
}

/// Creates everybody in one transaction.
pub(super) async fn create(
    store: &Store,
    cast: &Cast,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Everybody, StoreError> {
    let library = content::library(store);
    let tracks: Vec<String> = library
        .curriculum(Locale::En)
        .map(|curriculum| curriculum.tracks.iter().map(|track| track.id.clone()).collect())
        .unwrap_or_default();
    store
        .write(async |tx| {
            let mut making =
                Making { password, teams: BTreeMap::new(), cohorts: BTreeMap::new(), tracks: tracks.clone() };
            for found in &cast.people.teams {
                let id: TeamId = tx.new_id();
                let row = team::ActiveModel { id: Set(id.0), name: Set(found.name.clone()), created_at: Set(tx.now()) };
                team::Entity::insert(row).exec_without_returning(tx.db()).await?;
                making.teams.insert(found.id.clone(), id);
            }
            for found in &cast.people.cohorts {
                let id: CohortId = tx.new_id();
                let starts = now - TimeDelta::days(found.days_ago);
                // The name says when they began: "March 2026".
                let name = starts.format("%B %Y").to_string();
                let row = cohort::ActiveModel { id: Set(id.0), name: Set(name), created_at: Set(starts) };
                cohort::Entity::insert(row).exec_without_returning(tx.db()).await?;
                making.cohorts.insert(found.id.clone(), (id, starts));
            }
            let mut everybody = Everybody { mentors: Vec::new(), operators: Vec::new() };
            for staff in &cast.people.staff {
                let actor = making.staff(tx, staff).await?;
                if staff.role == Role::Mentor {
                    everybody.mentors.push((actor, staff.severity));
                }
            }
            for (place, learner) in cast.people.operators.iter().enumerate() {
                let (actor, starts) = making.learner(tx, learner, now).await?;
                everybody.operators.push(Person { actor, starts, place });
            }
            Ok(everybody)
        })
        .await
}

impl Making<'_> {
    async fn staff(&self, tx: &Tx, staff: &Staff) -> Result<Actor, StoreError> {
        let roles: Roles = [staff.role].into_iter().collect();
        let actor = actor(tx, &staff.name, &staff.email, roles, &staff.zone, Locale::En)?;
        self.insert(tx, &actor, None, tx.now(), Some(tx.now())).await?;
        for name in &staff.teams {
            self.join(tx, name, actor.person).await?;
        }
        Ok(actor)
    }

    async fn learner(
        &self,
        tx: &Tx,
        learner: &Learner,
        now: DateTime<Utc>,
    ) -> Result<(Actor, DateTime<Utc>), StoreError> {
        let email = learner.email.clone().unwrap_or_else(|| address_of(&learner.name));
        let locale = learner.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
        let roles: Roles = [Role::Operator].into_iter().collect();
        let actor = actor(tx, &learner.name, &email, roles, &learner.zone, locale)?;
        let (cohort, begins) =
            known(self.cohorts.get(&learner.cohort).copied(), &learner.cohort, "cohort of the demo academy")?;
        let mut chance = Chance::of(&format!("start of {}", learner.name));
        let starts = if learner.reach == Reach::New {
            now - TimeDelta::hours(2)
        } else {
            begins + chance.minutes(0, 2 * 24 * 60)
        };
        let welcomed = (learner.reach != Reach::Invited).then_some(starts);
        self.insert(tx, &actor, Some(cohort), begins, welcomed).await?;
        self.join(tx, &learner.team, actor.person).await?;
        for track in &self.tracks {
            let row = enrolment::ActiveModel {
                person_id: Set(actor.person.0),
                track: Set(track.clone()),
                created_at: Set(begins),
                due_at: Set(Some(begins + DUE)),
            };
            enrolment::Entity::insert(row).exec_without_returning(tx.db()).await?;
        }
        Ok((actor, starts))
    }

    async fn insert(
        &self,
        tx: &Tx,
        actor: &Actor,
        cohort: Option<CohortId>,
        created_at: DateTime<Utc>,
        welcomed: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let row = person::Model {
            id: actor.person.0,
            name: actor.name.clone(),
            email: actor.email.clone(),
            password_hash: welcomed.map(|_| self.password.to_owned()),
            roles: actor.roles.iter().map(|role| 1 << role as i32).sum(),
            locale: actor.locale.tag().to_owned(),
            zone: actor.zone.name().to_owned(),
            theme: actor.theme.as_str().to_owned(),
            cohort_id: cohort.map(|cohort| cohort.0),
            created_at,
            disabled_at: None,
        };
        person::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
        let link = one_time_link::ActiveModel {
            id: Set(tx.new_id()),
            purpose: Set("welcome".to_owned()),
            person_id: Set(Some(actor.person.0)),
            token_hash: Set(tx.random_bytes::<32>().to_vec()),
            created_at: Set(created_at),
            expires_at: Set(created_at + TimeDelta::days(7)),
            used_at: Set(welcomed),
        };
        one_time_link::Entity::insert(link).exec_without_returning(tx.db()).await?;
        Ok(())
    }

    async fn join(&self, tx: &Tx, team: &str, person: PersonId) -> Result<(), StoreError> {
        let team = known(self.teams.get(team).copied(), team, "team of the demo academy")?;
        let row = membership::ActiveModel { team_id: Set(team.0), person_id: Set(person.0) };
        membership::Entity::insert(row).exec_without_returning(tx.db()).await?;
        Ok(())
    }
}

fn actor(tx: &Tx, name: &str, email: &str, roles: Roles, zone: &str, locale: Locale) -> Result<Actor, StoreError> {
    let zone: Tz = known(zone.parse().ok(), zone, "zone of the demo academy")?;
    let email = format!("{email}@{DOMAIN}");
    let (person, session): (PersonId, SessionId) = (tx.new_id(), tx.new_id());
    Ok(Actor { person, name: name.to_owned(), email, roles, locale, zone, theme: Theme::System, session })
}

/// `Ömer Karahan` writes from `omer.karahan`: letters without their marks, words with a dot between them.
fn address_of(name: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'à' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'í' | 'ı' => 'i',
        'ó' | 'ö' => 'o',
        'ú' | 'ü' => 'u',
        'ř' => 'r',
        other => other,
    };
    let name: String =
        name.to_lowercase().chars().map(plain).filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    name.split_whitespace().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn names_become_addresses() {
        assert_eq!(address_of("Ömer Karahan"), "omer.karahan");
        assert_eq!(address_of("Joost van der Meer"), "joost.van.der.meer");
    }
}
