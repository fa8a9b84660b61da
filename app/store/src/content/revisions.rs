//! Revisions by their hash, from memory or from the database.

use super::shelf::Kept;
use crate::{Store, StoreError, entity::revision};
use domain::{
    curriculum::{Guideline, Module, Problem, guideline_of, module_of, scorecard_of},
    scorecard::Scorecard,
};
use practice::scenario::{self, Scenario};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::sync::Arc;

/// The scenario with this hash, as running shifts and old chats need it.
///
/// # Errors
/// `NotFound` when no such revision was ever published, `Corrupt` when it cannot be read any more.
pub async fn scenario_by_hash(store: &Store, hash: &str) -> Result<Arc<Scenario>, StoreError> {
    by_hash(store, &store.shelf().scenarios, hash, "scenarios", |row| {
        scenario::parse(&row.source).map_err(|problems| problems.first().map(|problem| problem.what.clone()))
    })
    .await
}

/// The scorecard with this hash, as its reviews were made with it.
///
/// # Errors
/// As [`scenario_by_hash`].
pub async fn scorecard_by_hash(store: &Store, hash: &str) -> Result<Arc<Scorecard>, StoreError> {
    by_hash(store, &store.shelf().scorecards, hash, "scorecards", |row| {
        scorecard_of(&row.path, &row.source).map_err(first)
    })
    .await
}

/// The module with this hash, as its attempts were drawn from it.
///
/// # Errors
/// As [`scenario_by_hash`].
pub async fn module_by_hash(store: &Store, hash: &str) -> Result<Arc<Module>, StoreError> {
    by_hash(store, &store.shelf().modules, hash, "modules", |row| module_of(&row.path, &row.source).map_err(first))
        .await
}

/// Every version of a guideline ever published, in every language, oldest first.
pub(crate) async fn guideline_versions(db: &impl ConnectionTrait, id: &str) -> Result<Vec<Guideline>, StoreError> {
    let rows = revision::Entity::find()
        .filter(revision::Column::Path.ends_with(format!("/guidelines/{id}.md")))
        .order_by_asc(revision::Column::CreatedAt)
        .order_by_asc(revision::Column::Id)
        .all(db)
        .await?;
    rows.iter()
        .map(|row| guideline_of(&row.path, &row.source).map_err(|problems| corrupt(row, first(problems))))
        .collect()
}

async fn by_hash<T>(
    store: &Store,
    kept: &Kept<T>,
    hash: &str,
    kind: &str,
    read: impl Fn(&revision::Model) -> Result<T, Option<String>>,
) -> Result<Arc<T>, StoreError> {
    if let Some(found) = kept.find(hash) {
        return Ok(found);
    }
    let row = revision::Entity::find()
        .filter(revision::Column::Hash.eq(hash))
        .filter(revision::Column::Path.contains(format!("/{kind}/")))
        .one(store.read())
        .await?
        .ok_or(StoreError::NotFound)?;
    let revision = Arc::new(read(&row).map_err(|what| corrupt(&row, what))?);
    kept.keep(hash, Arc::clone(&revision));
    Ok(revision)
}

fn first(problems: Vec<Problem>) -> Option<String> {
    problems.into_iter().next().map(|problem| problem.to_string())
}

fn corrupt(row: &revision::Model, what: Option<String>) -> StoreError {
    StoreError::Corrupt(format!("revision {} of {}: {}", row.hash, row.path, what.unwrap_or_default()))
}
