//! People as administrators keep them.

use super::{
    links::{OneTimeLink, end_links_of, taken, welcome_link},
    sessions::{actor_of, bits_of, roles_of, update_person, zone_of},
    sign_in::end_sessions_of,
};
use crate::{
    Store, StoreError,
    audit::By,
    dialect::OnUnique,
    entity::{cohort, enrolment, membership, person, session, team},
    live::Wake,
    stored::known,
    tx::Tx,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    account::{Email, PersonName},
    field::{FieldError, FieldErrors},
    ids::{CohortId, PersonId, SessionId, TeamId},
    people::{Administrator, Locale, NeedsRole, Role, Roles},
    policy::may_change_roles,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody to add.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Name to show.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// What they may do; one role at least.
    pub roles: Roles,
    /// Language of the interface.
    pub locale: Locale,
    /// Their zone.
    pub zone: Tz,
    /// The team they join.
    pub team: Option<TeamId>,
    /// The group they start with.
    pub cohort: Option<CohortId>,
}

/// Somebody in the administrator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// Roles.
    pub roles: Roles,
    /// Language.
    pub locale: Locale,
    /// Zone.
    pub zone: Tz,
    /// Names of their teams.
    pub team: Option<String>,
    /// Name of their cohort.
    pub cohort: Option<String>,
    /// Disabled?
    pub disabled: bool,
    /// Have they chosen a password yet?
    pub activated: bool,
    /// When a session of theirs was last used.
    pub last_seen: Option<DateTime<Utc>>,
}

/// Adds a person and makes the link with which they choose a password. Operators are enrolled in every track.
///
/// # Errors
/// `Invalid` with everything that is wrong, `NeedsRole` for anybody but an administrator or the command line.
pub async fn create_person(store: &Store, by: &By<'_>, new: NewPerson) -> Result<(PersonId, OneTimeLink), StoreError> {
    if let By::Person(actor) = by
        && !actor.roles.has(Role::Administrator)
    {
        return Err(NeedsRole(Role::Administrator).into());
    }
    let mut errors = FieldErrors::default();
    let name = PersonName::parse(&new.name).map_err(|error| errors.add("name", error));
    let email = Email::parse(&new.email).map_err(|error| errors.add("email", error));
    if new.roles == Roles::default() {
        errors.add("roles", FieldError::Missing);
    }
    let (Ok(name), Ok(email), true) = (name, email, errors.is_empty()) else { return Err(errors.into()) };
    let tracks: Vec<String> = crate::content::library(store)
        .curriculum(new.locale)
        .map(|curriculum| curriculum.tracks.iter().map(|track| track.id.clone()).collect())
        .unwrap_or_default();
    store
        .write(async |tx| {
            let id: PersonId = tx.new_id();
            let person = person::Model {
                id: id.0,
                name: name.as_str().to_owned(),
                email: email.as_str().to_owned(),
                password_hash: None,
                roles: bits_of(new.roles),
                locale: new.locale.tag().to_owned(),
                zone: new.zone.name().to_owned(),
                theme: "system".to_owned(),
                cohort_id: new.cohort.map(|cohort| cohort.0),
                created_at: tx.now(),
                disabled_at: None,
            };
            insert_person(tx, person).await?;
            if let Some(team) = new.team {
                let row = membership::ActiveModel { team_id: Set(team.0), person_id: Set(id.0) };
                membership::Entity::insert(row).exec_without_returning(tx.db()).await?;
            }
            if new.roles.has(Role::Operator) && !tracks.is_empty() {
                let rows = tracks.iter().map(|track| enrolment::ActiveModel {
                    person_id: Set(id.0),
                    track: Set(track.clone()),
                    created_at: Set(tx.now()),
                    due_at: Set(None),
                });
                enrolment::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
            }
            let roles: Vec<&str> = new.roles.iter().map(Role::as_str).collect();
            tx.audit(*by, "person.create", &format!("person:{id}"), json!({"roles": roles})).await?;
            Ok((id, welcome_link(tx, id).await?))
        })
        .await
}

/// Inserts a person; a second one with the same address is refused by the table.
pub(super) async fn insert_person(tx: &Tx, person: person::Model) -> Result<(), StoreError> {
    person::Entity::insert(person.into_active_model()).exec_without_returning(tx.db()).await.on_unique(
        "people",
        &["email"],
        taken(),
    )?;
    Ok(())
}

#[derive(FromQueryResult)]
struct LastSeen {
    person_id: Uuid,
    at: DateTime<Utc>,
}

/// Everybody, by name.
///
/// # Errors
/// Whatever the database says.
pub async fn list_people(store: &Store, _: &Administrator) -> Result<Vec<PersonRow>, StoreError> {
    let db = store.read();
    let people = person::Entity::find().order_by_asc(person::Column::Name).all(db).await?;
    let teams: HashMap<Uuid, String> =
        team::Entity::find().all(db).await?.into_iter().map(|team| (team.id, team.name)).collect();
    let cohorts: HashMap<Uuid, String> =
        cohort::Entity::find().all(db).await?.into_iter().map(|cohort| (cohort.id, cohort.name)).collect();
    let mut joined: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in membership::Entity::find().all(db).await? {
        joined.entry(row.person_id).or_default().extend(teams.get(&row.team_id).cloned());
    }
    let seen: Vec<LastSeen> = session::Entity::find()
        .select_only()
        .column(session::Column::PersonId)
        .column_as(session::Column::SeenAt.max(), "at")
        .group_by(session::Column::PersonId)
        .into_model()
        .all(db)
        .await?;
    let seen: HashMap<Uuid, DateTime<Utc>> = seen.into_iter().map(|row| (row.person_id, row.at)).collect();
    people
        .into_iter()
        .map(|person| {
            let mut own = joined.remove(&person.id).unwrap_or_default();
            own.sort();
            Ok(PersonRow {
                id: PersonId(person.id),
                roles: roles_of(person.roles),
                locale: known(Locale::from_tag(&person.locale), &person.locale, "locale")?,
                zone: zone_of(&person.zone)?,
                team: (!own.is_empty()).then(|| own.join(", ")),
                cohort: person.cohort_id.and_then(|cohort| cohorts.get(&cohort).cloned()),
                disabled: person.disabled_at.is_some(),
                activated: person.password_hash.is_some(),
                last_seen: seen.get(&person.id).copied(),
                name: person.name,
                email: person.email,
            })
        })
        .collect()
}

async fn administrators(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let roles: Vec<i32> = person::Entity::find()
        .filter(person::Column::DisabledAt.is_null())
        .select_only()
        .column(person::Column::Roles)
        .into_tuple()
        .all(db)
        .await?;
    let count = roles.into_iter().filter(|bits| roles_of(*bits).has(Role::Administrator)).count();
    Ok(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Replaces somebody's roles. Whoever loses a role is signed out everywhere.
///
/// # Errors
/// `NotFound`, `Invalid` without any role, `Refused` when nobody would be left to run the installation.
pub async fn set_roles(
    store: &Store,
    administrator: &Administrator,
    id: PersonId,
    roles: Roles,
) -> Result<(), StoreError> {
    if roles == Roles::default() {
        return Err(super::password::one("roles", FieldError::Missing));
    }
    store
        .write(async |tx| {
            let found = person::Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(StoreError::NotFound)?;
            let before = roles_of(found.roles);
            if before == roles {
                return Ok(());
            }
            may_change_roles(administrator.actor(), before, roles, administrators(tx.db()).await?)?;
            update_person(tx.db(), id, |person| person.roles = Set(bits_of(roles))).await?;
            if before.iter().any(|role| !roles.has(role)) {
                end_sessions_of(tx, id, None).await?;
                tx.wake(Wake::PersonChanged(id));
            }
            let words = |roles: Roles| roles.iter().map(Role::as_str).collect::<Vec<_>>();
            let detail = json!({"before": words(before), "after": words(roles)});
            tx.audit(administrator.actor(), "person.roles", &format!("person:{id}"), detail).await
        })
        .await
}

/// Disables somebody, which ends their sessions and links at once, or lets them in again.
///
/// # Errors
/// `NotFound`, `Refused` when nobody would be left to run the installation.
pub async fn set_disabled(
    store: &Store,
    administrator: &Administrator,
    id: PersonId,
    disabled: bool,
) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let found = person::Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(StoreError::NotFound)?;
            if found.disabled_at.is_some() == disabled {
                return Ok(());
            }
            if disabled {
                let before = actor_of(found, SessionId(id.0))?.roles;
                may_change_roles(administrator.actor(), before, Roles::default(), administrators(tx.db()).await?)?;
                end_sessions_of(tx, id, None).await?;
                end_links_of(tx, id).await?;
                tx.wake(Wake::PersonChanged(id));
            }
            let at = disabled.then_some(tx.now());
            update_person(tx.db(), id, |person| person.disabled_at = Set(at)).await?;
            let action = if disabled { "person.disable" } else { "person.enable" };
            tx.audit(administrator.actor(), action, &format!("person:{id}"), json!({})).await
        })
        .await
}
