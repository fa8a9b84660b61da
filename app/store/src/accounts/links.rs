//! One-time links: the first administrator's set-up, and the welcome of everybody who is invited.

use super::{
    password::{check_new_password, hash_password},
    people::insert_person,
    sessions::{bits_of, update_person},
    sign_in::{NewSession, SignInFrom, begin_session},
    token::{hash_token, new_token},
};
use crate::{
    Store, StoreError,
    audit::By,
    entity::{one_time_link, person},
    tx::Tx,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    account::{Email, PersonName},
    field::{FieldError, FieldErrors},
    ids::PersonId,
    people::{Administrator, Locale, Role, Roles},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::json;

/// How long the set-up link of a fresh installation works.
const SET_UP: TimeDelta = TimeDelta::hours(24);
/// How long a welcome link works.
const WELCOME: TimeDelta = TimeDelta::days(7);
const SET_UP_WORD: &str = "set-up";
const WELCOME_WORD: &str = "welcome";

/// A link that works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The secret in it; it cannot be had again.
    pub token: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Makes the first administrator.
    SetUp,
    /// Lets somebody who was added choose a password.
    Welcome {
        /// Their name.
        name: String,
        /// Their address.
        email: String,
    },
}

/// A new set-up link while nobody has an account; earlier ones stop working.
///
/// # Errors
/// Whatever the database says.
pub async fn ensure_setup_link(store: &Store) -> Result<Option<OneTimeLink>, StoreError> {
    if person::Entity::find().count(store.read()).await? > 0 {
        return Ok(None);
    }
    store
        .write(async |tx| {
            if person::Entity::find().count(tx.db()).await? > 0 {
                return Ok(None);
            }
            one_time_link::Entity::delete_many()
                .filter(one_time_link::Column::Purpose.eq(SET_UP_WORD))
                .exec(tx.db())
                .await?;
            insert_link(tx, SET_UP_WORD, None, SET_UP).await.map(Some)
        })
        .await
}

/// What a link is for, while it works.
///
/// # Errors
/// Whatever the database says.
pub async fn find_link(store: &Store, token: &str) -> Result<Option<LinkPurpose>, StoreError> {
    let Some(row) = usable(store.read(), token, store.now()).await? else { return Ok(None) };
    match row.person_id {
        None => Ok(Some(LinkPurpose::SetUp)),
        Some(person) => Ok(person::Entity::find_by_id(person)
            .one(store.read())
            .await?
            .filter(|person| person.disabled_at.is_none())
            .map(|person| LinkPurpose::Welcome { name: person.name, email: person.email })),
    }
}

/// Makes the first administrator, who is signed in at once.
///
/// # Errors
/// `NotFound` for a used or expired link, `Invalid` with everything that is wrong.
pub async fn redeem_setup(
    store: &Store,
    token: &str,
    name: &str,
    email: &str,
    password: &str,
    locale: Locale,
    zone: Tz,
) -> Result<NewSession, StoreError> {
    let mut errors = FieldErrors::default();
    let parsed_name = PersonName::parse(name).map_err(|error| errors.add("name", error));
    let parsed_email = Email::parse(email).map_err(|error| errors.add("email", error));
    if let Err(error) = check_new_password(password, &[name, email]).await {
        errors.add("password", error);
    }
    let (Ok(name), Ok(email), true) = (parsed_name, parsed_email, errors.is_empty()) else {
        return Err(errors.into());
    };
    if usable(store.read(), token, store.now()).await?.is_none() {
        return Err(StoreError::NotFound);
    }
    let hash = hash_password(store, password).await?;
    store
        .write(async |tx| {
            use_up(tx, token, None).await?;
            if person::Entity::find().count(tx.db()).await? > 0 {
                return Err(StoreError::NotFound);
            }
            let person = person::Model {
                id: tx.new_id::<PersonId>().0,
                name: name.as_str().to_owned(),
                email: email.as_str().to_owned(),
                password_hash: Some(hash.clone()),
                roles: bits_of(Roles::default().with(Role::Administrator)),
                locale: locale.tag().to_owned(),
                zone: zone.name().to_owned(),
                theme: "system".to_owned(),
                cohort_id: None,
                created_at: tx.now(),
                disabled_at: None,
            };
            insert_person(tx, person.clone()).await?;
            let session = begin_session(tx, person, &SignInFrom::default()).await?;
            let subject = format!("person:{}", session.actor.person);
            tx.audit(&session.actor, "installation.set-up", &subject, json!({})).await?;
            Ok(session)
        })
        .await
}

/// Lets somebody who was added choose a password, and signs them in.
///
/// # Errors
/// `NotFound` for a used or expired link, `Invalid` with the field `password`.
pub async fn redeem_welcome(store: &Store, token: &str, password: &str) -> Result<NewSession, StoreError> {
    let Some(LinkPurpose::Welcome { name, email }) = find_link(store, token).await? else {
        return Err(StoreError::NotFound);
    };
    check_new_password(password, &[&name, &email]).await.map_err(|error| super::password::one("password", error))?;
    let hash = hash_password(store, password).await?;
    store
        .write(async |tx| {
            let row = usable(tx.db(), token, tx.now()).await?.ok_or(StoreError::NotFound)?;
            let person = row.person_id.ok_or(StoreError::NotFound)?;
            use_up(tx, token, Some(person)).await?;
            let id = PersonId(person);
            update_person(tx.db(), id, |person| person.password_hash = Set(Some(hash.clone()))).await?;
            let person = person::Entity::find_by_id(person).one(tx.db()).await?;
            let person = person.filter(|person| person.disabled_at.is_none()).ok_or(StoreError::NotFound)?;
            let session = begin_session(tx, person, &SignInFrom::default()).await?;
            tx.audit(&session.actor, "person.welcome", &format!("person:{id}"), json!({})).await?;
            Ok(session)
        })
        .await
}

/// A new welcome link for somebody who lost theirs or their password; earlier ones stop working.
///
/// # Errors
/// `NotFound` for an unknown or disabled person.
pub async fn renew_link(
    store: &Store,
    administrator: &Administrator,
    person: PersonId,
) -> Result<OneTimeLink, StoreError> {
    store
        .write(async |tx| {
            let found = person::Entity::find_by_id(person.0).one(tx.db()).await?;
            found.filter(|person| person.disabled_at.is_none()).ok_or(StoreError::NotFound)?;
            tx.audit(By::from(administrator.actor()), "link.renew", &format!("person:{person}"), json!({})).await?;
            welcome_link(tx, person).await
        })
        .await
}

/// A welcome link; earlier ones of the same person stop working.
pub(super) async fn welcome_link(tx: &Tx, person: PersonId) -> Result<OneTimeLink, StoreError> {
    end_links_of(tx, person).await?;
    insert_link(tx, WELCOME_WORD, Some(person), WELCOME).await
}

/// Unused links of a person stop working: after a change of password or address, or when they are disabled.
pub(super) async fn end_links_of(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    one_time_link::Entity::delete_many()
        .filter(one_time_link::Column::PersonId.eq(person.0))
        .filter(one_time_link::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn insert_link(
    tx: &Tx,
    purpose: &str,
    person: Option<PersonId>,
    lasts: TimeDelta,
) -> Result<OneTimeLink, StoreError> {
    let (token, token_hash) = new_token(tx);
    let expires_at = tx.now() + lasts;
    let row = one_time_link::ActiveModel {
        id: Set(tx.new_id()),
        purpose: Set(purpose.to_owned()),
        person_id: Set(person.map(|person| person.0)),
        token_hash: Set(token_hash),
        created_at: Set(tx.now()),
        expires_at: Set(expires_at),
        used_at: Set(None),
    };
    one_time_link::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(OneTimeLink { token, expires_at })
}

async fn usable(
    db: &impl ConnectionTrait,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<one_time_link::Model>, StoreError> {
    let row =
        one_time_link::Entity::find().filter(one_time_link::Column::TokenHash.eq(hash_token(token))).one(db).await?;
    Ok(row.filter(|row| row.used_at.is_none() && row.expires_at > now))
}

/// Marks a link as used; two at once cannot both do it.
async fn use_up(tx: &Tx, token: &str, person: Option<uuid::Uuid>) -> Result<(), StoreError> {
    let row = usable(tx.db(), token, tx.now()).await?.filter(|row| row.person_id == person);
    let row = row.ok_or(StoreError::NotFound)?;
    let used = one_time_link::ActiveModel { id: Set(row.id), used_at: Set(Some(tx.now())), ..Default::default() };
    used.update(tx.db()).await?;
    Ok(())
}

/// The problem when an address has an account already.
pub(super) fn taken() -> StoreError {
    super::password::one("email", FieldError::Taken)
}
