//! What the scorecard asks of the server while a mentor works. Releasing is a plain form post.
#![expect(missing_docs, reason = "the fields of the requests are generated from the arguments below")]

use super::ApiError;
use domain::{ids::ReviewId, review::Draft};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};

/// How saving went. A lost claim is an answer, not a fault: the page goes on from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Kept {
    /// The server has it, and the claim goes on.
    Saved {
        /// The revision the server has now.
        revision: u32,
    },
    /// It is not saved.
    Lost {
        /// Why.
        why: Lost,
    },
}

/// Why a draft is no longer ours to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The lease ran out.
    Claim,
    /// Another mentor holds the chat.
    Taken,
    /// Another window saved a newer draft.
    Newer,
    /// Released already.
    Released,
    /// Signed out.
    Session,
}

/// Saves a draft and renews the lease.
#[server(prefix = "/api", endpoint = "reviews/draft", input = Json, output = Json)]
pub async fn save(review: ReviewId, based_on: u32, draft: Draft) -> Result<Kept, ApiError> {
    let mentor = crate::guard::mentor()?;
    let saved = store::reviews::save_draft(&crate::guard::app().store, &mentor, review, based_on, draft).await;
    outcome::of(saved.map(|revision| Kept::Saved { revision }))
}

/// Renews the lease while the page is open.
#[server(prefix = "/api", endpoint = "reviews/lease", input = Json, output = Json)]
pub async fn renew(review: ReviewId, revision: u32) -> Result<Kept, ApiError> {
    let mentor = crate::guard::mentor()?;
    let renewed = store::reviews::renew(&crate::guard::app().store, &mentor, review).await;
    outcome::of(renewed.map(|_| Kept::Saved { revision }))
}

/// Claims the chat of a review again after the lease ran out.
#[server(prefix = "/api", endpoint = "reviews/claim", input = Json, output = Json)]
pub async fn reclaim(review: ReviewId, revision: u32) -> Result<Kept, ApiError> {
    let mentor = crate::guard::mentor()?;
    let claimed = store::reviews::reclaim(&crate::guard::app().store, &mentor, review).await;
    outcome::of(claimed.map(|_| Kept::Saved { revision }))
}

#[cfg(feature = "ssr")]
mod outcome {
    use super::{ApiError, Kept, Lost};
    use domain::review::ReviewError;
    use store::{Conflict, StoreError};

    /// Answers what the page can go on from; everything else is an error.
    pub(super) fn of(result: Result<Kept, StoreError>) -> Result<Kept, ApiError> {
        let why = match result {
            Err(StoreError::Conflict(Conflict::Changed)) => Lost::Newer,
            Err(StoreError::Review(ReviewError::NotClaimed)) => Lost::Claim,
            Err(StoreError::Review(ReviewError::HeldByOther)) => Lost::Taken,
            Err(StoreError::Review(ReviewError::AlreadyReleased)) => Lost::Released,
            other => return other.map_err(ApiError::from),
        };
        Ok(Kept::Lost { why })
    }
}
