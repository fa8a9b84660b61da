//! What an operator's home says about feedback: the list, the trend, and the one thing to work on with its evidence.

use super::{FeedbackRow, feedback::rows_of};
use crate::{
    Store, StoreError, content,
    entity::{message, review, review_comment, review_mark, submission},
    joins::on,
    stored::count,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{ChatId, MessageId, ReviewId},
    metrics::TREND_LEAST,
    people::Operator,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// How many of the last reviews say what to work on.
const LAST: usize = 5;
/// Most pieces of evidence shown.
const EVIDENCE: u64 = 3;

/// Feedback on the home page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HomeFeedback {
    /// Released reviews, newest first.
    pub feedback: Vec<FeedbackRow>,
    /// How many of them are not acknowledged.
    pub unread: u32,
    /// The one thing to work on.
    pub work_on: Option<WorkOn>,
    /// Scores over time, oldest first; empty below five reviews.
    pub trend: Vec<TrendPoint>,
}

/// The criterion with the lowest mean over the last reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkOn {
    /// Its id.
    pub criterion: String,
    /// Its title.
    pub criterion_title: String,
    /// Its section's title.
    pub section_title: String,
    /// Mean level, 0 to 3 (a rule counts 3 when kept).
    pub mean_level: f64,
    /// Over how many reviews.
    pub n: u32,
    /// What mentors wrote about it, newest first.
    pub evidence: Vec<EvidenceRow>,
    /// The reviews in which it fell short, newest first.
    pub short: Vec<ShortRow>,
}

/// A review in which the criterion did not get the highest level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortRow {
    /// The review.
    pub review: ReviewId,
    /// Title of the scenario.
    pub scenario_title: String,
    /// When it was released.
    pub released_at: DateTime<Utc>,
    /// Level it got, 0 to 2.
    pub level: u32,
}

/// A comment as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The review.
    pub review: ReviewId,
    /// The chat.
    pub chat: ChatId,
    /// The message.
    pub message: MessageId,
    /// The words the comment is pinned to.
    pub excerpt: String,
    /// The comment.
    pub comment: String,
}

/// One review in the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The review.
    pub review: ReviewId,
    /// When it was released.
    pub at: DateTime<Utc>,
    /// Whole percent.
    pub percent: u32,
}

/// Feedback for the operator's home.
///
/// # Errors
/// Whatever the database says.
pub async fn home_feedback(store: &Store, operator: &Operator) -> Result<HomeFeedback, StoreError> {
    let feedback = rows_of(store.read(), operator.id(), None).await?;
    let rated: Vec<TrendPoint> = feedback
        .iter()
        .rev()
        .filter_map(|row| Some(TrendPoint { review: row.review, at: row.released_at, percent: row.percent? }))
        .collect();
    Ok(HomeFeedback {
        unread: count(feedback.iter().filter(|row| !row.acknowledged).count() as u64),
        work_on: work_on(store, &feedback).await?,
        trend: if rated.len() >= TREND_LEAST { rated } else { Vec::new() },
        feedback,
    })
}

async fn work_on(store: &Store, feedback: &[FeedbackRow]) -> Result<Option<WorkOn>, StoreError> {
    let last: Vec<uuid::Uuid> = feedback.iter().take(LAST).map(|row| row.review.0).collect();
    let Some(newest) = last.first() else { return Ok(None) };
    let db = store.read();
    let marks = review_mark::Entity::find()
        .filter(review_mark::Column::ReviewId.is_in(last.clone()))
        .filter(review_mark::Column::Thirds.is_not_null())
        .all(db)
        .await?;
    let Some((criterion, thirds, n)) = lowest(&marks) else { return Ok(None) };
    let review = review::Entity::find_by_id(*newest).one(db).await?.ok_or(StoreError::NotFound)?;
    let card = content::scorecard_by_hash(store, &review.scorecard_hash).await?;
    // A criterion that only an older scorecard had is known by its id.
    let (section_title, criterion_title) = card.find_criterion(&criterion).map_or_else(
        || (String::new(), criterion.clone()),
        |(section, found)| (section.title.clone(), found.title.clone()),
    );
    Ok(Some(WorkOn {
        evidence: evidence(db, &last, &criterion).await?,
        short: short(feedback, &marks, &criterion),
        criterion,
        criterion_title,
        section_title,
        mean_level: f64::from(thirds) / f64::from(n),
        n,
    }))
}

/// The reviews in which a criterion fell short, in the order of the feedback.
fn short(feedback: &[FeedbackRow], marks: &[review_mark::Model], criterion: &str) -> Vec<ShortRow> {
    let rows = feedback.iter().filter_map(|row| {
        let mark = marks.iter().find(|mark| mark.review_id == row.review.0 && mark.criterion == criterion)?;
        let level = mark.thirds.map(count).filter(|level| *level < 3)?;
        Some(ShortRow {
            review: row.review,
            scenario_title: row.scenario_title.clone(),
            released_at: row.released_at,
            level,
        })
    });
    rows.collect()
}

/// The criterion with the lowest mean: sum of levels and number of marks. Of equals the heavier, then the one with more marks. None
/// when everything has full marks.
fn lowest(marks: &[review_mark::Model]) -> Option<(String, u32, u32)> {
    let mut sums: HashMap<&str, (u32, u32, i32)> = HashMap::new();
    for mark in marks {
        let sum = sums.entry(&mark.criterion).or_default();
        sum.0 += mark.thirds.map_or(0, count);
        sum.1 += 1;
        sum.2 = sum.2.max(mark.weight);
    }
    let mut order: Vec<(&str, (u32, u32, i32))> =
        sums.into_iter().filter(|(_, (thirds, n, _))| *thirds < 3 * n).collect();
    order.sort_by(|(a, (sum_a, n_a, weight_a)), (b, (sum_b, n_b, weight_b))| {
        // sum_a / n_a against sum_b / n_b, without dividing.
        (sum_a * n_b).cmp(&(sum_b * n_a)).then(weight_b.cmp(weight_a)).then(n_b.cmp(n_a)).then(a.cmp(b))
    });
    order.first().map(|(criterion, (thirds, n, _))| ((*criterion).to_owned(), *thirds, *n))
}

#[derive(FromQueryResult)]
struct Remark {
    review_id: uuid::Uuid,
    chat_id: uuid::Uuid,
    message_id: uuid::Uuid,
    start_char: i32,
    end_char: i32,
    comment: String,
    line: String,
}

async fn evidence(
    db: &impl ConnectionTrait,
    reviews: &[uuid::Uuid],
    criterion: &str,
) -> Result<Vec<EvidenceRow>, StoreError> {
    use review_comment::Column::{
        Body, Criterion, EndChar, MessageId as Message, Ordinal, ReviewId as Review, StartChar,
    };
    let rows = review_comment::Entity::find()
        .filter(Review.is_in(reviews.to_vec()))
        .filter(Criterion.eq(criterion))
        .join(JoinType::InnerJoin, on::<review_comment::Entity, review::Entity>(Review, review::Column::Id))
        .join(
            JoinType::InnerJoin,
            on::<review::Entity, submission::Entity>(review::Column::SubmissionId, submission::Column::Id),
        )
        .join(JoinType::InnerJoin, on::<review_comment::Entity, message::Entity>(Message, message::Column::Id))
        .order_by_desc(review::Column::ReleasedAt)
        .order_by_asc(Ordinal)
        .limit(EVIDENCE)
        .select_only()
        .columns([Review, Message, StartChar, EndChar])
        .column(submission::Column::ChatId)
        .column_as(Body, "comment")
        .column_as(message::Column::Body, "line")
        .into_model::<Remark>()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| EvidenceRow {
            review: ReviewId(row.review_id),
            chat: ChatId(row.chat_id),
            message: MessageId(row.message_id),
            excerpt: excerpt(&row.line, count(row.start_char), count(row.end_char)),
            comment: row.comment,
        })
        .collect())
}

/// Characters `start..end` of a line.
pub(crate) fn excerpt(line: &str, start: u32, end: u32) -> String {
    line.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(criterion: &str, thirds: i32, weight: i32) -> review_mark::Model {
        review_mark::Model {
            review_id: uuid::Uuid::nil(),
            criterion: criterion.into(),
            section: "s".into(),
            weight,
            thirds: Some(thirds),
        }
    }

    #[test]
    fn the_lowest_mean_is_worked_on_and_full_marks_are_not() {
        let marks = [mark("tone", 3, 10), mark("tone", 1, 10), mark("pace", 2, 5), mark("notes", 2, 5)];
        assert_eq!(lowest(&marks), Some(("tone".into(), 4, 2)), "2.0 each: the heavier one");
        assert_eq!(lowest(&[mark("pace", 2, 5), mark("tone", 3, 10)]), Some(("pace".into(), 2, 1)));
        assert_eq!(lowest(&[mark("tone", 3, 10)]), None);
        assert_eq!(lowest(&[]), None);
    }

    #[test]
    fn an_excerpt_counts_characters() {
        assert_eq!(excerpt("Hé Mara, daar ben je", 3, 7), "Mara");
        assert_eq!(excerpt("kort", 2, 99), "rt");
    }
}
