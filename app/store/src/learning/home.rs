//! The operator's first page: what is next, what is open, what came back.

use super::tracks::{ItemRow, TrackRow, pages};
use crate::{
    Store, StoreError,
    reviews::{self, HomeFeedback},
    shifts::{self, ShiftRow},
};
use domain::people::Operator;

/// The next thing to do, and the track it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextUp {
    /// The item.
    pub item: ItemRow,
    /// Its track.
    pub track: TrackRow,
}

/// Everything on an operator's first page.
#[derive(Clone, Debug, PartialEq)]
pub struct OperatorHome {
    /// What to do next: the first open item of the first track that is not complete.
    pub next: Option<NextUp>,
    /// All tracks.
    pub tracks: Vec<TrackRow>,
    /// A shift that was begun and not ended.
    pub open_shift: Option<ShiftRow>,
    /// Feedback, trend, and the one thing to work on.
    pub feedback: HomeFeedback,
}

/// An operator's first page.
///
/// # Errors
/// Whatever the database says.
pub async fn operator_home(store: &Store, operator: &Operator) -> Result<OperatorHome, StoreError> {
    let pages = pages(store, operator).await?;
    let next = pages.iter().find_map(|page| {
        let item = page.items.iter().find(|row| !row.state.is_complete() && !row.state.is_locked())?;
        Some(NextUp { item: item.clone(), track: page.track.clone() })
    });
    Ok(OperatorHome {
        next,
        tracks: pages.into_iter().map(|page| page.track).collect(),
        open_shift: shifts::find_open_shift(store, operator).await?,
        feedback: reviews::home_feedback(store, operator).await?,
    })
}
