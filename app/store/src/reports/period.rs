//! Sums of a period, added up by the database: as many rows as people and sections, however many days there were.

use super::scope::Scope;
use crate::{
    Store, StoreError,
    dialect::total,
    entity::{rollup_critical, rollup_day, rollup_reply, rollup_review},
    stored::count,
};
use domain::{
    metrics::{Histogram, Share, mean},
    scorecard::CriticalKind,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Sums of the period by person.
#[derive(Default)]
pub(super) struct Period {
    work: HashMap<Uuid, Work>,
    replies: HashMap<Uuid, Histogram>,
    reviews: Vec<ReviewRow>,
    criticals: Vec<CriticalRow>,
}

/// What somebody did at the desk.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    /// Chats ended.
    pub(super) chats: u32,
    /// Replies within the customer's soft limit.
    pub(super) within_soft: Share,
}

/// Reviews added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ReviewSum {
    /// Thousandths of a percent point.
    sum: u64,
    /// Reviews.
    pub(super) n: u32,
    /// Of them, those that passed.
    pub(super) passed: u32,
}

impl ReviewSum {
    /// Mean in thousandths of a percent point, of at least one.
    pub(super) fn mean(self) -> Option<u32> {
        mean(self.sum, u64::from(self.n)).map(count)
    }
}

#[derive(FromQueryResult)]
struct WorkRow {
    person_id: Uuid,
    chats: i64,
    replies: i64,
    within_soft: i64,
}

#[derive(FromQueryResult)]
struct ReplyRow {
    person_id: Uuid,
    seconds: i32,
    n: i64,
}

#[derive(FromQueryResult)]
struct ReviewRow {
    person_id: Uuid,
    section: String,
    n: i64,
    sum: i64,
    passed: i64,
}

#[derive(FromQueryResult)]
struct CriticalRow {
    kind: String,
    n: i64,
}

impl Period {
    pub(super) async fn load(store: &Store, scope: &Scope) -> Result<Self, StoreError> {
        let db = store.read();
        let (ids, since) = (scope.ids(), scope.since_day);
        let work: Vec<WorkRow> = rollup_day::Entity::find()
            .filter(rollup_day::Column::PersonId.is_in(ids.iter().copied()))
            .filter(rollup_day::Column::Day.gte(since))
            .group_by(rollup_day::Column::PersonId)
            .select_only()
            .column(rollup_day::Column::PersonId)
            .column_as(total(rollup_day::Column::Chats), "chats")
            .column_as(total(rollup_day::Column::Replies), "replies")
            .column_as(total(rollup_day::Column::WithinSoft), "within_soft")
            .into_model()
            .all(db)
            .await?;
        let replies: Vec<ReplyRow> = rollup_reply::Entity::find()
            .filter(rollup_reply::Column::PersonId.is_in(ids.iter().copied()))
            .filter(rollup_reply::Column::Day.gte(since))
            .group_by(rollup_reply::Column::PersonId)
            .group_by(rollup_reply::Column::Seconds)
            .select_only()
            .columns([rollup_reply::Column::PersonId, rollup_reply::Column::Seconds])
            .column_as(total(rollup_reply::Column::N), "n")
            .into_model()
            .all(db)
            .await?;
        let reviews = rollup_review::Entity::find()
            .filter(rollup_review::Column::PersonId.is_in(ids.iter().copied()))
            .filter(rollup_review::Column::Day.gte(since))
            .group_by(rollup_review::Column::PersonId)
            .group_by(rollup_review::Column::Section)
            .select_only()
            .columns([rollup_review::Column::PersonId, rollup_review::Column::Section])
            .column_as(total(rollup_review::Column::N), "n")
            .column_as(total(rollup_review::Column::Sum), "sum")
            .column_as(total(rollup_review::Column::Passed), "passed")
            .into_model()
            .all(db)
            .await?;
        let criticals = rollup_critical::Entity::find()
            .filter(rollup_critical::Column::PersonId.is_in(ids))
            .filter(rollup_critical::Column::Day.gte(since))
            .group_by(rollup_critical::Column::Kind)
            .select_only()
            .column(rollup_critical::Column::Kind)
            .column_as(total(rollup_critical::Column::N), "n")
            .into_model()
            .all(db)
            .await?;
        let mut period = Self { reviews, criticals, ..Self::default() };
        for row in work {
            let within_soft = Share { hits: count(row.within_soft), of: count(row.replies) };
            period.work.insert(row.person_id, Work { chats: count(row.chats), within_soft });
        }
        for row in replies {
            period.replies.entry(row.person_id).or_default().add(count(row.seconds), row.n.unsigned_abs());
        }
        Ok(period)
    }

    /// What this person did.
    pub(super) fn work(&self, person: Uuid) -> Work {
        self.work.get(&person).copied().unwrap_or_default()
    }

    /// Replies of all within the customers' soft limits.
    pub(super) fn within_soft(&self) -> Share {
        self.work.values().fold(Share::default(), |sum, work| Share {
            hits: sum.hits + work.within_soft.hits,
            of: sum.of + work.within_soft.of,
        })
    }

    /// How long this person's replies took.
    pub(super) fn replies(&self, person: Uuid) -> Option<&Histogram> {
        self.replies.get(&person)
    }

    /// How long the replies of all took.
    pub(super) fn all_replies(&self) -> Histogram {
        let mut whole = Histogram::default();
        for (seconds, n) in self.replies.values().flat_map(|histogram| &histogram.0) {
            whole.add(*seconds, *n);
        }
        whole
    }

    /// A section's scores, of one person or of all; the whole review has an empty section.
    pub(super) fn reviews(&self, person: Option<Uuid>, section: &str) -> ReviewSum {
        let rows =
            self.reviews.iter().filter(|row| row.section == section && person.is_none_or(|id| id == row.person_id));
        rows.fold(ReviewSum::default(), |all, row| ReviewSum {
            sum: all.sum + row.sum.unsigned_abs(),
            n: all.n + count(row.n),
            passed: all.passed + count(row.passed),
        })
    }

    /// Reviewed chats with a critical error of this kind.
    pub(super) fn criticals(&self, kind: CriticalKind) -> u32 {
        self.criticals.iter().filter(|row| row.kind == kind.as_str()).map(|row| count(row.n)).sum()
    }
}
