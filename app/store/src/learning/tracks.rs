//! Tracks as one person sees them.

use super::standing::Standing;
use crate::{Store, StoreError, content};
use chrono::{DateTime, Utc};
use domain::{
    curriculum::{Track, TrackItem},
    people::Operator,
    progress::ItemState,
};

/// One item of a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// What it is.
    pub item: TrackItem,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Reading time, for modules.
    pub minutes: Option<u32>,
    /// Complete, open or locked, and why locked.
    pub state: ItemState,
    /// What still counts before it is complete.
    pub still: Vec<Still>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Something that is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// Read it to the end.
    Read,
    /// Pass the quiz.
    Quiz {
        /// Best try so far, percent.
        best: Option<u32>,
        /// Percent needed.
        needs: u32,
    },
    /// Sign it.
    Sign,
    /// Hand in a chat.
    HandIn,
}

/// A track and how far one person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Items that are complete.
    pub complete: u32,
    /// Items in all.
    pub items: u32,
    /// Reading time of what is not complete.
    pub minutes_left: u32,
    /// When it should be done, for those enrolled with a date.
    pub due_at: Option<DateTime<Utc>>,
}

/// A track, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackPage {
    /// The track.
    pub track: TrackRow,
    /// Its items in order.
    pub items: Vec<ItemRow>,
}

/// All tracks with this person's progress: those they are enrolled in first, soonest due first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_tracks(store: &Store, operator: &Operator) -> Result<Vec<TrackRow>, StoreError> {
    Ok(pages(store, operator).await?.into_iter().map(|page| page.track).collect())
}

/// One track with its items.
///
/// # Errors
/// `NotFound` when there is no such track.
pub async fn get_track(store: &Store, operator: &Operator, id: &str) -> Result<TrackPage, StoreError> {
    pages(store, operator).await?.into_iter().find(|page| page.track.id == id).ok_or(StoreError::NotFound)
}

/// Every track, whole.
pub(super) async fn pages(store: &Store, operator: &Operator) -> Result<Vec<TrackPage>, StoreError> {
    let library = content::library(store);
    let Some(curriculum) = library.curriculum(operator.actor().locale) else { return Ok(Vec::new()) };
    let standing = Standing::load(store.read(), operator.id(), curriculum).await?;
    let mut pages: Vec<TrackPage> =
        curriculum.tracks.iter().map(|track| page(&standing, track, standing.items(track, curriculum))).collect();
    pages.sort_by_key(|page| {
        let enrolled = standing.enrolment(&page.track.id).is_some();
        (!enrolled, page.track.due_at.is_none(), page.track.due_at)
    });
    Ok(pages)
}

/// The row of a track over its items.
pub(super) fn page(standing: &Standing, track: &Track, items: Vec<ItemRow>) -> TrackPage {
    let complete = items.iter().filter(|row| row.state.is_complete()).count();
    let left = items.iter().filter(|row| !row.state.is_complete());
    TrackPage {
        track: TrackRow {
            id: track.id.clone(),
            title: track.title.clone(),
            summary: track.summary.clone(),
            complete: u32::try_from(complete).unwrap_or(u32::MAX),
            items: u32::try_from(items.len()).unwrap_or(u32::MAX),
            minutes_left: left.filter_map(|row| row.minutes).sum(),
            due_at: standing.enrolment(&track.id).and_then(|row| row.due_at),
        },
        items,
    }
}
