//! One module, read by one person.

use super::{
    attempts::{AttemptRow, attempt_rows},
    standing::Standing,
    tracks::{ItemRow, TrackRow, page},
};
use crate::{Conflict, Store, StoreError, content, entity::reading, tx::Tx};
use chrono::{DateTime, Utc};
use domain::{
    curriculum::{Module, TrackItem},
    ids::PersonId,
    people::{Locale, Operator},
    progress::ItemState,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use std::sync::Arc;

/// Longest remembered place: an anchor of a heading.
const PLACE_MOST: usize = 120;

/// A module as its page needs it. While the state is locked the body must not be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ModulePage {
    /// The module.
    pub module: Arc<Module>,
    /// Complete, open or locked, and why locked.
    pub state: ItemState,
    /// What still counts before it is complete, and when it was completed.
    pub item: ItemRow,
    /// Anchor of the heading read last.
    pub place: Option<String>,
    /// When it was read to the end.
    pub read_at: Option<DateTime<Utc>>,
    /// Tries at its quiz, newest first.
    pub attempts: Vec<AttemptRow>,
    /// When a new try may begin, if that is still to come.
    pub retry_at: Option<DateTime<Utc>>,
    /// The track it belongs to.
    pub track: Option<TrackRow>,
    /// The item before it.
    pub previous: Option<ItemRow>,
    /// The item after it.
    pub next: Option<ItemRow>,
}

/// One module with this person's progress.
///
/// # Errors
/// `NotFound` when there is no such module. A locked module is no error: its state says so.
pub async fn get_module(store: &Store, operator: &Operator, id: &str) -> Result<ModulePage, StoreError> {
    let library = content::library(store);
    let curriculum = library.curriculum(operator.actor().locale).ok_or(StoreError::NotFound)?;
    let module = Arc::clone(curriculum.modules.get(id).ok_or(StoreError::NotFound)?);
    let standing = Standing::load(store.read(), operator.id(), curriculum).await?;
    let (attempts, retry_at) = attempt_rows(store.read(), operator.id(), &module, store.now()).await?;
    let item = TrackItem::Module(id.to_owned());
    let state = standing.state_of(&item, curriculum);
    let reading = standing.reading(id);
    let (place, read_at) = (reading.and_then(|row| row.place.clone()), reading.and_then(|row| row.read_at));
    let mut found = ModulePage {
        item: standing.row_of(&item, curriculum),
        module,
        state,
        place,
        read_at,
        attempts,
        retry_at,
        track: None,
        previous: None,
        next: None,
    };
    for track in &curriculum.tracks {
        let items = standing.items(track, curriculum);
        if let Some(position) = items.iter().position(|row| row.item == item) {
            found.item = items[position].clone();
            found.previous = position.checked_sub(1).and_then(|before| items.get(before)).cloned();
            found.next = items.get(position + 1).cloned();
            found.track = Some(page(&standing, track, items).track);
            break;
        }
    }
    Ok(found)
}

/// Remembers how far somebody has read: the anchor of a heading.
///
/// # Errors
/// `NotFound` for an unknown module, `Conflict(Locked)` while something comes first.
pub async fn record_place(store: &Store, operator: &Operator, id: &str, place: &str) -> Result<(), StoreError> {
    let place: String = place.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).take(PLACE_MOST).collect();
    let (person, locale) = (operator.id(), operator.actor().locale);
    store
        .write(async |tx| {
            unlocked_module(store, tx, person, locale, id).await?;
            touch(tx, person, id, Touch { place: Some(place.clone()), read: false }).await
        })
        .await
}

/// Notes that somebody has read a module to its end; the first time stays.
///
/// # Errors
/// `NotFound` for an unknown module, `Conflict(Locked)` while something comes first.
pub async fn record_read(store: &Store, operator: &Operator, id: &str) -> Result<(), StoreError> {
    let (person, locale) = (operator.id(), operator.actor().locale);
    store
        .write(async |tx| {
            unlocked_module(store, tx, person, locale, id).await?;
            touch(tx, person, id, Touch { place: None, read: true }).await
        })
        .await
}

/// The module, if this person may work on it now.
pub(super) async fn unlocked_module(
    store: &Store,
    tx: &Tx,
    person: PersonId,
    locale: Locale,
    id: &str,
) -> Result<Arc<Module>, StoreError> {
    let library = content::library(store);
    let curriculum = library.curriculum(locale).ok_or(StoreError::NotFound)?;
    let module = curriculum.modules.get(id).ok_or(StoreError::NotFound)?;
    let standing = Standing::load(tx.db(), person, curriculum).await?;
    if standing.state_of(&TrackItem::Module(id.to_owned()), curriculum).is_locked() {
        return Err(Conflict::Locked.into());
    }
    Ok(Arc::clone(module))
}

/// What a reader did.
pub(super) struct Touch {
    pub(super) place: Option<String>,
    pub(super) read: bool,
}

/// Writes down what a reader did, on the row there is or on a new one.
pub(super) async fn touch(tx: &Tx, person: PersonId, module: &str, touch: Touch) -> Result<(), StoreError> {
    let found = reading::Entity::find_by_id((person.0, module.to_owned())).one(tx.db()).await?;
    let read_at = if touch.read { Some(tx.now()) } else { None };
    match found {
        None => {
            let row = reading::ActiveModel {
                person_id: Set(person.0),
                module: Set(module.to_owned()),
                started_at: Set(tx.now()),
                place: Set(touch.place),
                read_at: Set(read_at),
            };
            reading::Entity::insert(row).exec_without_returning(tx.db()).await?;
        }
        Some(row) => {
            let mut changed =
                reading::ActiveModel { person_id: Set(row.person_id), module: Set(row.module), ..Default::default() };
            if let Some(place) = touch.place {
                changed.place = Set(Some(place));
            }
            if row.read_at.is_none() && read_at.is_some() {
                changed.read_at = Set(read_at);
            }
            if changed.place.is_set() || changed.read_at.is_set() {
                changed.update(tx.db()).await?;
            }
        }
    }
    Ok(())
}
