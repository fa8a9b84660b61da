//! Releasing a review: state, marks, score, comments, sums, audit line and wake-ups, all or nothing.

use super::{
    queue::next_waiting,
    rows::{last_draft, of_life, own_review, transcript},
    work::add_revision,
};
use crate::{
    Store, StoreError, content,
    entity::{chat, review, review_comment, review_critical, review_mark, review_section},
    live::Wake,
    rollups::{self, ReviewFacts},
    stored::stored,
    tx::Tx,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{ChatId, ClientId, PersonId, ReviewId, SubmissionId},
    people::Mentor,
    policy::may_review,
    review::{Draft, ReviewError},
    scorecard::{CriticalKind, Score, Scorecard},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

/// What a mentor is told after releasing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The score as the operator sees it.
    pub score: Score,
    /// The chat that has waited longest, if one waits.
    pub next: Option<SubmissionId>,
}

/// Releases a review to the operator. The same client id again gets the first answer.
///
/// # Errors
/// `NotFound`; `Invalid` with *all* fields (`criterion:<id>`, `critical:<id>`, `comment:<id>`, `summary`, `focus`); `Review(..)` when
/// not held or released already; `Refused(OwnWork)`.
pub async fn release(
    store: &Store,
    mentor: &Mentor,
    id: ReviewId,
    draft: Draft,
    client: ClientId,
) -> Result<Released, StoreError> {
    let (begun, _) = own_review(store.read(), mentor, id).await?;
    let card = content::scorecard_by_hash(store, &begun.scorecard_hash).await?;
    store
        .write(async |tx| {
            let (review, submission) = own_review(tx.db(), mentor, id).await?;
            if review.released_at.is_some() && review.client_id == Some(client.0) {
                let marks = last_draft(tx.db(), &review).await?.marks;
                return Ok(Released {
                    score: card.score(&marks),
                    next: next_waiting(tx.db(), mentor, tx.now()).await?,
                });
            }
            if review.released_at.is_some() {
                return Err(ReviewError::AlreadyReleased.into());
            }
            let operator = PersonId(submission.operator_id);
            may_review(mentor.id(), operator)?;
            let life = submission.life()?.release(mentor.id(), tx.now())?;
            let messages = transcript(tx.db(), ChatId(submission.chat_id)).await?;
            draft.check_release(&card, &messages).or(()).map_err(StoreError::Invalid)?;
            let score = card.score(&draft.marks);

            // The submission first: two windows at once meet at its row, and the loser is run again.
            let mut standing = of_life(SubmissionId(submission.id), life);
            standing.released_at = Set(Some(tx.now()));
            standing.update(tx.db()).await?;
            let revision = add_revision(tx, &review, &draft).await?;
            let released = review::ActiveModel {
                id: Set(id.0),
                client_id: Set(Some(client.0)),
                released_at: Set(Some(tx.now())),
                rated: Set(score.rated.map(stored)),
                after_criticals: Set(score.after_criticals.map(stored)),
                passed: Set(Some(score.passed)),
                summary: Set(draft.summary.trim().to_owned()),
                focus: Set(draft.focus.clone()),
                ..Default::default()
            };
            released.update(tx.db()).await?;
            record_findings(tx, id, &card, &draft, &score).await?;
            let chat = chat::Entity::find_by_id(submission.chat_id).one(tx.db()).await?.ok_or(StoreError::NotFound)?;
            let facts = Release {
                operator,
                mentor: mentor.id(),
                submitted_at: submission.submitted_at,
                released_at: tx.now(),
                steady: chat.is_steady(),
            };
            rollups::add_review(tx, &facts.counts(&card, &draft, &score)).await?;

            let detail = json!({
                "submission": submission.id, "operator": operator, "revision": revision, "scorecard": card.hash,
                "rated": score.rated, "after_criticals": score.after_criticals, "criticals": draft.marks.criticals,
            });
            tx.audit(mentor.actor(), "review.released", &format!("review:{id}"), detail).await?;
            tx.wake(Wake::Queue);
            tx.wake(Wake::Person(operator));
            Ok(Released { score, next: next_waiting(tx.db(), mentor, tx.now()).await? })
        })
        .await
}

/// Whose chat was reviewed by whom, and when.
pub(crate) struct Release {
    pub(crate) operator: PersonId,
    pub(crate) mentor: PersonId,
    pub(crate) submitted_at: DateTime<Utc>,
    pub(crate) released_at: DateTime<Utc>,
    /// Nine of ten replies within the soft limit.
    pub(crate) steady: bool,
}

impl Release {
    /// What it counts for in the reports.
    pub(crate) fn counts(&self, card: &Scorecard, draft: &Draft, score: &Score) -> ReviewFacts {
        let found = |kind: CriticalKind| {
            card.criticals.iter().any(|critical| critical.kind == kind && draft.marks.criticals.contains(&critical.id))
        };
        let criticals = CriticalKind::ALL.into_iter().filter(|kind| found(*kind));
        ReviewFacts {
            operator: self.operator,
            mentor: self.mentor,
            submitted_at: self.submitted_at,
            released_at: self.released_at,
            score: score.after_criticals,
            passed: score.passed,
            holds: score.passed && self.steady,
            sections: score.sections.iter().filter_map(|(id, rated)| Some((id.clone(), (*rated)?))).collect(),
            criticals: criticals.map(|kind| kind.as_str().to_owned()).collect(),
        }
    }
}

/// Marks, section scores, criticals and comments as rows, for everything that asks across reviews.
async fn record_findings(
    tx: &Tx,
    id: ReviewId,
    card: &Scorecard,
    draft: &Draft,
    score: &Score,
) -> Result<(), StoreError> {
    let rows = Findings::of(id, card, draft, score);
    review_mark::Entity::insert_many(rows.marks).exec_without_returning(tx.db()).await?;
    review_section::Entity::insert_many(rows.sections).exec_without_returning(tx.db()).await?;
    review_critical::Entity::insert_many(rows.criticals).exec_without_returning(tx.db()).await?;
    review_comment::Entity::insert_many(rows.comments).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The rows of a released review.
pub(crate) struct Findings {
    pub(crate) marks: Vec<review_mark::ActiveModel>,
    pub(crate) sections: Vec<review_section::ActiveModel>,
    pub(crate) criticals: Vec<review_critical::ActiveModel>,
    pub(crate) comments: Vec<review_comment::ActiveModel>,
}

impl Findings {
    pub(crate) fn of(id: ReviewId, card: &Scorecard, draft: &Draft, score: &Score) -> Self {
        let marks = card.criteria().filter_map(|(section, criterion)| {
            let mark = draft.marks.criteria.get(&criterion.id)?;
            Some(review_mark::ActiveModel {
                review_id: Set(id.0),
                criterion: Set(criterion.id.clone()),
                section: Set(section.id.clone()),
                weight: Set(stored(criterion.weight)),
                thirds: Set(mark.thirds(criterion.kind).map(i32::from)),
            })
        });
        let sections = score.sections.iter().filter_map(|(section, rated)| {
            let rated = Set(stored((*rated)?));
            Some(review_section::ActiveModel { review_id: Set(id.0), section: Set(section.clone()), rated })
        });
        let criticals = card.criticals.iter().filter(|critical| draft.marks.criticals.contains(&critical.id));
        let criticals = criticals.map(|critical| review_critical::ActiveModel {
            review_id: Set(id.0),
            critical: Set(critical.id.clone()),
            kind: Set(critical.kind.as_str().to_owned()),
        });
        let comments = (1..).zip(&draft.comments).map(|(ordinal, comment)| review_comment::ActiveModel {
            review_id: Set(id.0),
            ordinal: Set(ordinal),
            id: Set(comment.id.0),
            message_id: Set(comment.message.0),
            start_char: Set(stored(comment.start)),
            end_char: Set(stored(comment.end)),
            criterion: Set(comment.criterion.clone()),
            body: Set(comment.body.clone()),
        });
        Self {
            marks: marks.collect(),
            sections: sections.collect(),
            criticals: criticals.collect(),
            comments: comments.collect(),
        }
    }
}
