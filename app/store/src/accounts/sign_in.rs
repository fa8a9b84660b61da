//! Signing in with a password.

use super::{
    limits::{Subjects, count_try, forgive},
    password::{hash_password, one, verify_password},
    sessions::actor_of,
    token::{hash_token, new_token},
};
use crate::{
    Store, StoreError,
    audit::By,
    entity::{person, session},
    live::Wake,
    tx::Tx,
};
use domain::{
    account::Email,
    field::FieldError,
    ids::{PersonId, SessionId},
    people::Actor,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

/// Longest remembered name of a browser.
const AGENT_MOST: usize = 300;

/// Where a sign-in comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInFrom {
    /// Network address.
    pub address: String,
    /// The browser, as it names itself.
    pub user_agent: String,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The secret for the cookie; it cannot be had again.
    pub token: String,
    /// Who signed in.
    pub actor: Actor,
}

/// Signs somebody in under a new session; `old`, the token the browser came with, is dead afterwards.
///
/// # Errors
/// `Invalid` with the field `password` for an unknown address, a wrong password and a disabled account alike; `TooMany` after too many
/// wrong tries at the account or from the address.
pub async fn sign_in(
    store: &Store,
    email: &str,
    password: &str,
    from: &SignInFrom,
    old: Option<&str>,
) -> Result<NewSession, StoreError> {
    let wrong = || one("password", FieldError::WrongPassword);
    let Ok(email) = Email::parse(email) else {
        // As long as any other wrong try.
        verify_password(store, password, None).await?;
        return Err(wrong());
    };
    let subjects = Subjects::of(&email, &from.address);
    store.write(async |tx| count_try(tx, &subjects).await).await?;
    let found = person::Entity::find().filter(person::Column::Email.eq(email.as_str())).one(store.read()).await?;
    let open = found.as_ref().filter(|person| person.disabled_at.is_none());
    let verdict = verify_password(store, password, open.and_then(|person| person.password_hash.as_deref())).await?;
    let (Some(found), true) = (open, verdict.matches) else {
        let subject = found.as_ref().map_or("person:unknown".to_owned(), |person| format!("person:{}", person.id));
        store.write(async |tx| tx.audit(By::Nobody, "session.refuse", &subject, json!({})).await).await?;
        return Err(wrong());
    };
    let renewed = if verdict.outdated { Some(hash_password(store, password).await?) } else { None };
    store
        .write(async |tx| {
            // Read again: between the check and now the account may have been disabled or its password changed.
            let person = person::Entity::find_by_id(found.id).one(tx.db()).await?;
            let person = person.filter(|now| now.disabled_at.is_none() && now.password_hash == found.password_hash);
            let mut person = person.ok_or_else(wrong)?;
            forgive(tx, &subjects).await?;
            if let Some(hash) = &renewed {
                let mut changed = person.clone().into_active_model();
                changed.password_hash = Set(Some(hash.clone()));
                person = changed.update(tx.db()).await?;
            }
            if let Some(old) = old {
                end_by_token(tx, old).await?;
            }
            let session = begin_session(tx, person, from).await?;
            tx.audit(&session.actor, "session.begin", &format!("session:{}", session.actor.session), json!({})).await?;
            Ok(session)
        })
        .await
}

/// Begins a session for a person who has proved who they are.
pub(super) async fn begin_session(tx: &Tx, person: person::Model, from: &SignInFrom) -> Result<NewSession, StoreError> {
    let (token, token_hash) = new_token(tx);
    let id: SessionId = tx.new_id();
    let row = session::ActiveModel {
        id: Set(id.0),
        person_id: Set(person.id),
        token_hash: Set(token_hash),
        address: Set(from.address.clone()),
        user_agent: Set(from.user_agent.chars().filter(|c| !c.is_control()).take(AGENT_MOST).collect()),
        created_at: Set(tx.now()),
        seen_at: Set(tx.now()),
    };
    session::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(NewSession { token, actor: actor_of(person, id)? })
}

async fn end_by_token(tx: &Tx, token: &str) -> Result<(), StoreError> {
    let row = session::Entity::find().filter(session::Column::TokenHash.eq(hash_token(token))).one(tx.db()).await?;
    if let Some(row) = row {
        session::Entity::delete_by_id(row.id).exec(tx.db()).await?;
        tx.wake(Wake::SessionEnded(SessionId(row.id)));
    }
    Ok(())
}

/// Ends every session of a person but `keep`.
pub(super) async fn end_sessions_of(tx: &Tx, person: PersonId, keep: Option<SessionId>) -> Result<u64, StoreError> {
    let mut query = session::Entity::find().filter(session::Column::PersonId.eq(person.0));
    if let Some(keep) = keep {
        query = query.filter(session::Column::Id.ne(keep.0));
    }
    let rows = query.all(tx.db()).await?;
    for row in &rows {
        session::Entity::delete_by_id(row.id).exec(tx.db()).await?;
        tx.wake(Wake::SessionEnded(SessionId(row.id)));
    }
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}
