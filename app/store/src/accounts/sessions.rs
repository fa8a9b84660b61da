//! Signed-in browsers: looked up by the hash of their secret, ended by their owner, forgotten when their time is up.

use super::{limits::FORGET, sign_in::end_sessions_of, token::hash_token};
use crate::{
    Store, StoreError,
    entity::{one_time_link, person, session, sign_in_try},
    joins::on,
    live::Wake,
    stored::known,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{PersonId, SessionId},
    people::{Actor, Locale, Role, Roles, Theme},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

/// A session nobody uses ends after this long.
pub(super) const IDLE: TimeDelta = TimeDelta::hours(12);
/// Every session ends after this long.
pub(super) const ABSOLUTE: TimeDelta = TimeDelta::days(14);
/// How exactly use is noted: one write in this long, not one per request.
const NOTED: TimeDelta = TimeDelta::minutes(5);

/// A signed-in browser, for its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// Network address it signed in from.
    pub address: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to within five minutes.
    pub seen_at: DateTime<Utc>,
    /// Is it the one asking?
    pub current: bool,
}

fn is_current(row: &session::Model, now: DateTime<Utc>) -> bool {
    now - row.seen_at < IDLE && now - row.created_at < ABSOLUTE
}

/// The person behind a session's secret, if the session is alive and the person is not disabled. Notes that it was used.
///
/// # Errors
/// Whatever the database says; then nobody may be let through.
pub async fn find_actor(store: &Store, token: &str) -> Result<Option<Actor>, StoreError> {
    // Every request asks this, so it is one query.
    let found = session::Entity::find()
        .join(JoinType::InnerJoin, on::<session::Entity, person::Entity>(session::Column::PersonId, person::Column::Id))
        .select_also(person::Entity)
        .filter(session::Column::TokenHash.eq(hash_token(token)))
        .one(store.read())
        .await?;
    let Some((row, Some(person))) = found else { return Ok(None) };
    let now = store.now();
    if !is_current(&row, now) || person.disabled_at.is_some() {
        return Ok(None);
    }
    if now - row.seen_at >= NOTED {
        store
            .write(async |tx| {
                let seen = session::Entity::update_many()
                    .col_expr(session::Column::SeenAt, sea_orm::sea_query::Expr::value(tx.now()))
                    .filter(session::Column::Id.eq(row.id));
                seen.exec(tx.db()).await?;
                Ok(())
            })
            .await?;
    }
    actor_of(person, SessionId(row.id)).map(Some)
}

/// Is this session still good for this person? For streams: asking does not keep it alive.
///
/// # Errors
/// Whatever the database says.
pub async fn is_alive(store: &Store, actor: &Actor) -> Result<bool, StoreError> {
    let found = session::Entity::find_by_id(actor.session.0)
        .join(JoinType::InnerJoin, on::<session::Entity, person::Entity>(session::Column::PersonId, person::Column::Id))
        .select_also(person::Entity)
        .filter(session::Column::PersonId.eq(actor.person.0))
        .one(store.read())
        .await?;
    let Some((row, Some(person))) = found else { return Ok(false) };
    let same = person.disabled_at.is_none() && roles_of(person.roles) == actor.roles;
    Ok(same && is_current(&row, store.now()))
}

/// The roles of a stored bit set: bit n is the n-th role.
pub(super) fn roles_of(bits: i32) -> Roles {
    Role::ALL.into_iter().filter(|role| bits & (1 << *role as i32) != 0).collect()
}

/// The bit set of roles.
pub(super) fn bits_of(roles: Roles) -> i32 {
    roles.iter().map(|role| 1 << role as i32).sum()
}

/// A stored person as the one who acts.
pub(super) fn actor_of(person: person::Model, session: SessionId) -> Result<Actor, StoreError> {
    Ok(Actor {
        person: PersonId(person.id),
        roles: roles_of(person.roles),
        locale: known(Locale::from_tag(&person.locale), &person.locale, "locale")?,
        zone: zone_of(&person.zone)?,
        theme: known(Theme::from_word(&person.theme), &person.theme, "theme")?,
        name: person.name,
        email: person.email,
        session,
    })
}

/// A stored zone.
pub(super) fn zone_of(zone: &str) -> Result<Tz, StoreError> {
    known(zone.parse().ok(), zone, "zone")
}

/// Own signed-in browsers, the last used first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_sessions(store: &Store, actor: &Actor) -> Result<Vec<SessionRow>, StoreError> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(actor.person.0))
        .order_by_desc(session::Column::SeenAt)
        .all(store.read())
        .await?;
    let now = store.now();
    let rows = rows.into_iter().filter(|row| is_current(row, now)).map(|row| SessionRow {
        id: SessionId(row.id),
        user_agent: row.user_agent,
        address: row.address,
        created_at: row.created_at,
        seen_at: row.seen_at,
        current: row.id == actor.session.0,
    });
    Ok(rows.collect())
}

/// Ends the session of this request, everywhere at once.
///
/// # Errors
/// Whatever the database says.
pub async fn sign_out(store: &Store, actor: &Actor) -> Result<(), StoreError> {
    match end_session(store, actor, actor.session).await {
        Ok(()) | Err(StoreError::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` when it is not one's own.
pub async fn end_session(store: &Store, actor: &Actor, id: SessionId) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let ended = session::Entity::delete_many()
                .filter(session::Column::Id.eq(id.0))
                .filter(session::Column::PersonId.eq(actor.person.0))
                .exec(tx.db())
                .await?;
            if ended.rows_affected == 0 {
                return Err(StoreError::NotFound);
            }
            tx.wake(Wake::SessionEnded(id));
            tx.audit(actor, "session.end", &format!("session:{id}"), json!({})).await
        })
        .await
}

/// Ends all own sessions but the one asking.
///
/// # Errors
/// Whatever the database says.
pub async fn end_other_sessions(store: &Store, actor: &Actor) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let ended = end_sessions_of(tx, actor.person, Some(actor.session)).await?;
            tx.audit(actor, "session.end-others", &format!("person:{}", actor.person), json!({"ended": ended})).await
        })
        .await
}

/// Deletes sessions, links and counted tries whose time is up; for a timer. Returns how many sessions went.
///
/// # Errors
/// Whatever the database says.
pub async fn purge_expired(store: &Store) -> Result<u64, StoreError> {
    store
        .write(async |tx| {
            let idle = session::Column::SeenAt.lte(tx.now() - IDLE);
            let old = session::Column::CreatedAt.lte(tx.now() - ABSOLUTE);
            let gone = session::Entity::delete_many().filter(Condition::any().add(idle).add(old)).exec(tx.db()).await?;
            let late = sign_in_try::Column::LastAt.lt(tx.now() - FORGET);
            sign_in_try::Entity::delete_many().filter(late).exec(tx.db()).await?;
            // Used and expired links stay a while: a second click is told that the link was used.
            let stale = one_time_link::Column::ExpiresAt.lt(tx.now() - TimeDelta::days(90));
            one_time_link::Entity::delete_many()
                .filter(stale)
                .filter(one_time_link::Column::UsedAt.is_null())
                .exec(tx.db())
                .await?;
            Ok(gone.rows_affected)
        })
        .await
}

/// Writes a changed person; used by everything that changes one column or two.
pub(super) async fn update_person(
    db: &impl sea_orm::ConnectionTrait,
    id: PersonId,
    change: impl FnOnce(&mut person::ActiveModel),
) -> Result<(), StoreError> {
    let mut changed = person::ActiveModel { id: Set(id.0), ..Default::default() };
    change(&mut changed);
    changed.update(db).await?;
    Ok(())
}
