//! The onboarding funnel: who got how far, and how long each step took.
//!
//! Of the published steps, `readiness passed` and `certified` join when Greenroom records them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A step of the funnel, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FunnelStep {
    /// An account was made.
    Invited,
    /// Signed in for the first time.
    Activated,
    /// Every guideline of the track is signed.
    Signed,
    /// Every module of the track is read.
    Read,
    /// Every quiz of the track is passed.
    QuizzesPassed,
    /// Every practice of the track has a chat handed in.
    Practised,
    /// A mentor passed a chat.
    MentorPass,
    /// Three reviewed chats in a row that passed with a steady pace.
    Proficient,
}

impl FunnelStep {
    /// All steps in order.
    pub const ALL: [Self; 8] = [
        Self::Invited,
        Self::Activated,
        Self::Signed,
        Self::Read,
        Self::QuizzesPassed,
        Self::Practised,
        Self::MentorPass,
        Self::Proficient,
    ];

    /// The word used in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Activated => "activated",
            Self::Signed => "signed",
            Self::Read => "read",
            Self::QuizzesPassed => "quizzes-passed",
            Self::Practised => "practised",
            Self::MentorPass => "mentor-pass",
            Self::Proficient => "proficient",
        }
    }

    /// The step with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// When one person did what each step asks for, in the order of [`FunnelStep::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FunnelDates(pub [Option<DateTime<Utc>>; FunnelStep::ALL.len()]);

impl FunnelDates {
    /// When each step was *reached*: the step and all before it were done. So nobody stands on a step without those below it, and times
    /// never run backwards.
    #[must_use]
    pub fn reached(self) -> Self {
        let mut before = self.0[0];
        Self(self.0.map(|done| {
            before = before.and_then(|earlier| done.map(|at| at.max(earlier)));
            before
        }))
    }

    /// The last step reached; `None` before the first.
    pub fn step(self) -> Option<FunnelStep> {
        FunnelStep::ALL
            .into_iter()
            .zip(self.reached().0)
            .take_while(|(_, at)| at.is_some())
            .map(|(step, _)| step)
            .last()
    }
}

/// One bar of the funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReach {
    /// The step.
    pub step: FunnelStep,
    /// How many people reached it.
    pub reached: u32,
    /// Median time from the step before, in hours, over the people who reached it.
    pub median_hours: Option<i64>,
}

/// The funnel of these people.
pub fn funnel(people: &[FunnelDates]) -> Vec<StepReach> {
    let reached: Vec<FunnelDates> = people.iter().map(|dates| dates.reached()).collect();
    FunnelStep::ALL
        .into_iter()
        .enumerate()
        .map(|(index, step)| {
            let mut hours: Vec<i64> = reached
                .iter()
                .filter_map(|dates| Some((dates.0[index]? - dates.0[index.checked_sub(1)?]?).num_hours()))
                .collect();
            let count = reached.iter().filter(|dates| dates.0[index].is_some()).count();
            StepReach {
                step,
                reached: u32::try_from(count).unwrap_or(u32::MAX),
                median_hours: super::median(&mut hours),
            }
        })
        .collect()
}

/// When somebody became proficient: the release of the third reviewed chat in a row that holds. `reviews` in order of release: when, and
/// whether it passed with a 90th-percentile reply within the scenario's soft limit.
pub fn proficient_since(reviews: impl IntoIterator<Item = (DateTime<Utc>, bool)>) -> Option<DateTime<Utc>> {
    let mut in_a_row = 0;
    reviews.into_iter().find_map(|(at, holds)| {
        in_a_row = if holds { in_a_row + 1 } else { 0 };
        (in_a_row == 3).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    fn dates<const N: usize>(days: [i64; N]) -> FunnelDates {
        let mut all = FunnelDates::default();
        for (slot, value) in all.0.iter_mut().zip(days) {
            *slot = (value >= 0).then(|| day(value));
        }
        all
    }

    #[test]
    fn a_step_is_reached_with_all_before_it() {
        let gap = dates([0, 1, -1, 5]);
        assert_eq!(gap.reached(), dates([0, 1]));
        assert_eq!(gap.step(), Some(FunnelStep::Activated));
        let out_of_order = dates([0, 4, 2, 6]);
        assert_eq!(out_of_order.reached(), dates([0, 4, 4, 6]));
        assert_eq!(FunnelDates::default().step(), None);
    }

    #[test]
    fn bars_fall_and_medians_are_from_the_step_before() {
        let bars = funnel(&[dates([0, 1, 3]), dates([0, 2]), dates([0, 5, 10, 11]), dates([0])]);
        let counts: Vec<u32> = bars.iter().map(|bar| bar.reached).collect();
        assert_eq!(counts, [4, 3, 2, 1, 0, 0, 0, 0]);
        assert_eq!(bars[0].median_hours, None);
        assert_eq!(bars[1].median_hours, Some(48));
        assert_eq!(bars[2].median_hours, Some(48), "two and five days: the lower median");
        assert_eq!(bars[4].median_hours, None);
    }

    #[test]
    fn proficient_is_three_in_a_row() {
        let run = |holds: &[bool]| proficient_since((0..).map(day).zip(holds.iter().copied()));
        assert_eq!(run(&[true, true, false, true, true, true, true]), Some(day(5)));
        assert_eq!(run(&[true, true, false, true, true]), None);
    }
}
