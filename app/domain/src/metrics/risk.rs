//! Who may need attention, by points that everybody can see and check (SCORING.md section 5, "At risk").
//!
//! Of the published list, `readiness expired` and `dispute open` join when Greenroom records them.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A person is listed from this many points.
pub const AT_RISK_FROM: u32 = 4;
/// Reviews that a falling score is judged by.
const SLOPE_OVER: usize = 5;
/// Percent points per review below which a score is falling, in thousandths.
const SLOPE_LIMIT: i64 = -3_000;

/// What is known of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskFacts {
    /// When something of theirs was last recorded; `None` when nothing ever was.
    pub last_active: Option<DateTime<Utc>>,
    /// When they were enrolled, for people without any activity.
    pub since: Option<DateTime<Utc>>,
    /// The due date of their track, while it is not complete.
    pub due_at: Option<DateTime<Utc>>,
    /// Titles of modules whose quiz was failed twice and has not been passed since.
    pub failed_twice: Vec<String>,
    /// Scores of their reviews in thousandths of a percent, oldest first.
    pub scores: Vec<u32>,
    /// When a critical error was last found in a chat of theirs.
    pub last_critical: Option<DateTime<Utc>>,
    /// Everything is done: inactivity says nothing.
    pub finished: bool,
}

/// Why a point was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum RiskReason {
    /// Nothing recorded for three days or more.
    Inactive {
        /// Whole days.
        days: i64,
    },
    /// The track is past its due date.
    Overdue {
        /// Whole days.
        days: i64,
    },
    /// The same quiz failed twice.
    QuizFailedTwice {
        /// Title of the module.
        module: String,
    },
    /// Scores fall.
    Falling {
        /// Percent points per review, in thousandths; negative.
        per_review: i64,
    },
    /// A critical error in the last 14 days.
    Critical {
        /// Whole days ago.
        days: i64,
    },
}

/// Points with their reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskPoint {
    /// How many.
    pub points: u32,
    /// Why.
    pub reason: RiskReason,
}

/// All points of a person; who has [`AT_RISK_FROM`] or more together is listed.
pub fn risk_points(facts: &RiskFacts, now: DateTime<Utc>) -> Vec<RiskPoint> {
    let mut found = Vec::new();
    let mut add = |points, reason| found.push(RiskPoint { points, reason });
    if let Some(last) = facts.last_active.or(facts.since).filter(|_| !facts.finished)
        && now - last >= TimeDelta::days(3)
    {
        add(2, RiskReason::Inactive { days: (now - last).num_days() });
    }
    if let Some(due) = facts.due_at.filter(|due| *due < now) {
        add(2, RiskReason::Overdue { days: (now - due).num_days() });
    }
    if let Some(module) = facts.failed_twice.first() {
        add(2, RiskReason::QuizFailedTwice { module: module.clone() });
    }
    if let Some(per_review) = slope(&facts.scores).filter(|slope| *slope < SLOPE_LIMIT) {
        add(2, RiskReason::Falling { per_review });
    }
    if let Some(at) = facts.last_critical.filter(|at| now - *at <= TimeDelta::days(14)) {
        add(3, RiskReason::Critical { days: (now - at).num_days().max(0) });
    }
    found
}

/// Least-squares slope per review over the last five scores; `None` with fewer.
pub fn slope(scores: &[u32]) -> Option<i64> {
    let last = scores.len().checked_sub(SLOPE_OVER).map(|from| &scores[from..])?;
    // x = -2..=2, so sum(x) = 0 and sum(x * x) = 10.
    let sum: i64 = (-2_i64..).zip(last).map(|(x, score)| x * i64::from(*score)).sum();
    Some(sum / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn ago(days: i64) -> DateTime<Utc> {
        now() - TimeDelta::days(days)
    }

    fn sum(facts: &RiskFacts) -> u32 {
        risk_points(facts, now()).iter().map(|p| p.points).sum()
    }

    #[test]
    fn each_point_has_its_line() {
        let calm = RiskFacts { last_active: Some(ago(2)), ..RiskFacts::default() };
        assert_eq!(sum(&calm), 0);
        assert_eq!(sum(&RiskFacts { last_active: Some(ago(3)), ..calm.clone() }), 2);
        assert_eq!(sum(&RiskFacts { last_active: None, since: Some(ago(5)), ..calm.clone() }), 2);
        assert_eq!(sum(&RiskFacts { last_active: Some(ago(40)), finished: true, ..calm.clone() }), 0);
        assert_eq!(sum(&RiskFacts { due_at: Some(ago(1)), ..calm.clone() }), 2);
        assert_eq!(sum(&RiskFacts { due_at: Some(ago(-1)), ..calm.clone() }), 0);
        assert_eq!(sum(&RiskFacts { failed_twice: vec!["Tone".into(), "Privacy".into()], ..calm.clone() }), 2);
        assert_eq!(sum(&RiskFacts { last_critical: Some(ago(14)), ..calm.clone() }), 3);
        assert_eq!(sum(&RiskFacts { last_critical: Some(ago(15)), ..calm }), 0);
    }

    #[test]
    fn falling_is_more_than_three_points_per_review_over_the_last_five() {
        assert_eq!(slope(&[90_000, 87_000, 84_000, 81_000, 78_000]), Some(-3_000));
        assert_eq!(slope(&[10_000, 90_000, 86_000, 82_000, 78_000, 74_000]), Some(-4_000));
        assert_eq!(slope(&[90_000, 60_000, 30_000, 0]), None);
        let facts =
            |scores: &[u32]| RiskFacts { last_active: Some(ago(0)), scores: scores.to_vec(), ..RiskFacts::default() };
        assert_eq!(sum(&facts(&[90_000, 87_000, 84_000, 81_000, 78_000])), 0);
        assert_eq!(sum(&facts(&[90_000, 86_000, 82_000, 78_000, 74_000])), 2);
    }

    #[test]
    fn reasons_add_up_to_a_listing() {
        let facts = RiskFacts { last_active: Some(ago(4)), due_at: Some(ago(2)), ..RiskFacts::default() };
        let points = risk_points(&facts, now());
        assert_eq!(points.iter().map(|p| p.points).sum::<u32>(), AT_RISK_FROM);
        assert_eq!(points[0].reason, RiskReason::Inactive { days: 4 });
        assert_eq!(points[1].reason, RiskReason::Overdue { days: 2 });
    }
}
