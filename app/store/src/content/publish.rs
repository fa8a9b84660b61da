//! Publishing: every file is checked, what changed becomes a new revision, and then the whole library is swapped at once.

use super::check::{read, rehearse, without_marks};
use crate::{Store, StoreError, audit::By, entity::revision, tx::Tx};
use domain::{
    curriculum::{Problem, SourceFile, hash_of},
    ids::RevisionId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict};
use serde_json::json;
use std::{collections::HashSet, sync::Arc};
use thiserror::Error;

/// Rows in one insert.
const ROWS: usize = 50;

/// What publishing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that became a new revision.
    pub new: u32,
    /// Files that were known already.
    pub unchanged: u32,
}

/// Why nothing was published.
#[derive(Debug, Error)]
pub enum ContentError {
    /// The files have problems: all of them.
    #[error("the content has {} problems", .0.len())]
    Problems(Vec<Problem>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes a whole set of content files.
///
/// The tests inside scenarios are played for new revisions only, so that an unchanged library is published quickly at every start.
///
/// # Errors
/// [`ContentError::Problems`] with every problem, and then the library stays what it was.
pub async fn publish(store: &Store, files: Vec<SourceFile>) -> Result<Published, ContentError> {
    let files = without_marks(&files);
    let (library, scenarios) = read(&files).map_err(ContentError::Problems)?;
    let hashes: Vec<String> = files.iter().map(|file| hash_of(&file.text)).collect();
    let known = known(store, &hashes).await?;
    let is_new = |file: &SourceFile, hash: &str| !known.contains(&(file.path.clone(), hash.to_owned()));
    let fresh: Vec<(&SourceFile, &String)> =
        files.iter().zip(&hashes).filter(|(file, hash)| is_new(file, hash)).collect();
    let problems: Vec<Problem> = scenarios
        .iter()
        .filter(|(_, scenario)| fresh.iter().any(|(_, hash)| **hash == scenario.hash))
        .flat_map(|(key, scenario)| rehearse(key, scenario))
        .collect();
    if !problems.is_empty() {
        return Err(ContentError::Problems(problems));
    }
    if !fresh.is_empty() {
        store.write(async |tx| record(tx, &fresh).await).await?;
    }
    store.shelf().put(Arc::new(library), scenarios);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Published { new: count(fresh.len()), unchanged: count(files.len() - fresh.len()) })
}

/// Path and hash of the revisions that are stored already.
async fn known(store: &Store, hashes: &[String]) -> Result<HashSet<(String, String)>, StoreError> {
    let rows: Vec<(String, String)> = revision::Entity::find()
        .select_only()
        .columns([revision::Column::Path, revision::Column::Hash])
        .filter(revision::Column::Hash.is_in(hashes.iter().map(String::as_str)))
        .into_tuple()
        .all(store.read())
        .await?;
    Ok(rows.into_iter().collect())
}

async fn record(tx: &Tx, fresh: &[(&SourceFile, &String)]) -> Result<(), StoreError> {
    for rows in fresh.chunks(ROWS) {
        let rows = rows.iter().map(|(file, hash)| {
            let id: RevisionId = tx.new_id();
            revision::ActiveModel {
                id: Set(id.0),
                path: Set(file.path.clone()),
                hash: Set((*hash).clone()),
                source: Set(file.text.clone()),
                created_at: Set(tx.now()),
            }
        });
        // Another node may be publishing the same files.
        let nothing = OnConflict::columns([revision::Column::Path, revision::Column::Hash]).do_nothing().to_owned();
        revision::Entity::insert_many(rows).on_conflict(nothing).exec_without_returning(tx.db()).await?;
    }
    let paths: Vec<&str> = fresh.iter().map(|(file, _)| file.path.as_str()).collect();
    tx.audit(By::System, "content.published", "content", json!({ "files": paths })).await
}
