//! Guidelines and the signatures under them.

use super::standing::Standing;
use crate::{
    Conflict, Store, StoreError, content,
    entity::sign_off,
    stored::{count, stored},
};
use chrono::{DateTime, Utc};
use domain::{
    curriculum::{Clause, Guideline, TrackItem},
    ids::{ClientId, SignOffId},
    people::{Actor, Operator, Role},
    progress::ItemState,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::sync::Arc;

/// A signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedRow {
    /// The version that was signed.
    pub version: u32,
    /// When.
    pub signed_at: DateTime<Utc>,
}

/// A clause that differs from what was signed: without `before` it is new, without `after` it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseChange {
    /// The clause.
    pub id: String,
    /// Its title, as it is now where it still exists.
    pub title: String,
    /// What was signed, Markdown.
    pub before: Option<String>,
    /// What it says now, Markdown.
    pub after: Option<String>,
}

/// A guideline as its page needs it. Everybody may read it; operators sign it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidelinePage {
    /// The guideline.
    pub guideline: Arc<Guideline>,
    /// How it stands in this person's track.
    pub state: ItemState,
    /// Their latest signature.
    pub signed: Option<SignedRow>,
    /// Is a signature asked for now?
    pub asks: bool,
    /// What changed since that signature.
    pub changed: Vec<ClauseChange>,
}

/// One guideline for whoever is signed in.
///
/// # Errors
/// `NotFound` when there is no such guideline.
pub async fn get_guideline(store: &Store, actor: &Actor, id: &str) -> Result<GuidelinePage, StoreError> {
    let library = content::library(store);
    let curriculum = library.curriculum(actor.locale).ok_or(StoreError::NotFound)?;
    let guideline = Arc::clone(curriculum.guidelines.get(id).ok_or(StoreError::NotFound)?);
    let standing = Standing::load(store.read(), actor.person, curriculum).await?;
    let state = standing.state_of(&TrackItem::Guideline(id.to_owned()), curriculum);
    let signed = standing.latest_signature(id);
    let changed = match signed {
        Some(row) if count(row.version) < guideline.version => {
            let versions = content::guideline_versions(store.read(), id).await?;
            versions.iter().find(|old| old.hash == row.hash).map_or_else(Vec::new, |old| differences(old, &guideline))
        }
        _ => Vec::new(),
    };
    Ok(GuidelinePage {
        asks: actor.roles.has(Role::Operator) && standing.signed_at(id).is_none() && !state.is_locked(),
        signed: signed.map(|row| SignedRow { version: count(row.version), signed_at: row.signed_at }),
        guideline,
        state,
        changed,
    })
}

/// Signs a guideline in the version that was shown. Signing the same version again is no error and changes nothing.
///
/// # Errors
/// `NotFound`, `Conflict(Locked)` while something comes first, `Conflict(NewerVersion)` when it changed meanwhile.
pub async fn sign_guideline(
    store: &Store,
    operator: &Operator,
    id: &str,
    version: u32,
    client: ClientId,
) -> Result<(), StoreError> {
    let person = operator.id();
    store
        .write(async |tx| {
            let library = content::library(store);
            let curriculum = library.curriculum(operator.actor().locale).ok_or(StoreError::NotFound)?;
            let guideline = curriculum.guidelines.get(id).ok_or(StoreError::NotFound)?;
            let there = sign_off::Entity::find()
                .filter(sign_off::Column::PersonId.eq(person.0))
                .filter(sign_off::Column::Guideline.eq(id))
                .filter(sign_off::Column::Version.eq(stored(version)))
                .one(tx.db())
                .await?;
            if there.is_some() {
                return Ok(());
            }
            if version != guideline.version {
                return Err(Conflict::NewerVersion.into());
            }
            let standing = Standing::load(tx.db(), person, curriculum).await?;
            if standing.state_of(&TrackItem::Guideline(id.to_owned()), curriculum).is_locked() {
                return Err(Conflict::Locked.into());
            }
            let sign_off: SignOffId = tx.new_id();
            let row = sign_off::ActiveModel {
                id: Set(sign_off.0),
                person_id: Set(person.0),
                guideline: Set(id.to_owned()),
                version: Set(stored(version)),
                hash: Set(guideline.hash.clone()),
                signed_at: Set(tx.now()),
                client_id: Set(client.0),
            };
            sign_off::Entity::insert(row).exec_without_returning(tx.db()).await?;
            tx.audit(operator.actor(), "guideline.sign", &format!("guideline:{id}"), json!({"version": version})).await
        })
        .await
}

fn differences(old: &Guideline, new: &Guideline) -> Vec<ClauseChange> {
    let before: Vec<&Clause> = old.clauses().collect();
    let after: Vec<&Clause> = new.clauses().collect();
    let find =
        |list: &[&Clause], id: &str| list.iter().find(|clause| clause.id == id).map(|clause| clause.body.clone());
    let mut changes: Vec<ClauseChange> = after
        .iter()
        .map(|clause| ClauseChange {
            id: clause.id.clone(),
            title: clause.title.clone(),
            before: find(&before, &clause.id),
            after: Some(clause.body.clone()),
        })
        .filter(|change| change.before != change.after)
        .collect();
    changes.extend(before.iter().filter(|clause| find(&after, &clause.id).is_none()).map(|clause| ClauseChange {
        id: clause.id.clone(),
        title: clause.title.clone(),
        before: Some(clause.body.clone()),
        after: None,
    }));
    changes
}
