//! What people set for themselves: language, zone, look, password.

use super::{
    links::end_links_of,
    password::{check_new_password, hash_password, verify_password},
    sessions::update_person,
    sign_in::end_sessions_of,
};
use crate::{Store, StoreError, entity::person};
use chrono_tz::Tz;
use domain::{
    field::{FieldError, FieldErrors},
    people::{Actor, Locale, Theme},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

/// Sets language, zone and look.
///
/// # Errors
/// Whatever the database says.
pub async fn set_preferences(
    store: &Store,
    actor: &Actor,
    locale: Locale,
    zone: Tz,
    theme: Theme,
) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            update_person(tx.db(), actor.person, |person| {
                person.locale = Set(locale.tag().to_owned());
                person.zone = Set(zone.name().to_owned());
                person.theme = Set(theme.as_str().to_owned());
            })
            .await
        })
        .await
}

/// Changes the own password and, if wanted, signs all other browsers out. Links that were still open stop working.
///
/// # Errors
/// `Invalid` with the fields `current` and `new`.
pub async fn change_password(
    store: &Store,
    actor: &Actor,
    current: &str,
    new: &str,
    end_others: bool,
) -> Result<(), StoreError> {
    let mut errors = FieldErrors::default();
    let person = person::Entity::find_by_id(actor.person.0).one(store.read()).await?.ok_or(StoreError::NotFound)?;
    if current.is_empty() {
        errors.add("current", FieldError::Missing);
    } else if !verify_password(store, current, person.password_hash.as_deref()).await?.matches {
        errors.add("current", FieldError::WrongPassword);
    }
    if let Err(error) = check_new_password(new, &[&actor.name, &actor.email]).await {
        errors.add("new", error);
    }
    errors.or(())?;
    let hash = hash_password(store, new).await?;
    store
        .write(async |tx| {
            let now = person::Entity::find_by_id(actor.person.0).one(tx.db()).await?.ok_or(StoreError::NotFound)?;
            if now.password_hash != person.password_hash {
                return Err(super::password::one("current", FieldError::WrongPassword));
            }
            update_person(tx.db(), actor.person, |person| person.password_hash = Set(Some(hash.clone()))).await?;
            end_links_of(tx, actor.person).await?;
            if end_others {
                end_sessions_of(tx, actor.person, Some(actor.session)).await?;
            }
            let detail = json!({"ended_others": end_others});
            tx.audit(actor, "person.password", &format!("person:{}", actor.person), detail).await
        })
        .await
}
