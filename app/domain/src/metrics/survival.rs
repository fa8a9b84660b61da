//! How long it takes until something happens, when for some people it has not happened yet.
//!
//! E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958.

use serde::{Deserialize, Serialize};

/// One person's wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long, so far or until it happened, in whatever unit: days, say.
    pub time: u32,
    /// Did it happen? Otherwise the person was last seen waiting.
    pub happened: bool,
}

/// A time at which it happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalStep {
    /// When.
    pub time: u32,
    /// People who waited until just before; those last seen at this very time are among them.
    pub waiting: u32,
    /// To how many it happened.
    pub happened: u32,
    /// Estimated share of people still waiting afterwards.
    pub remaining: f64,
}

/// The curve of people still waiting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Survival {
    /// How many people.
    pub n: u32,
    /// Those to whom it has not happened yet.
    pub unfinished: u32,
    /// The steps, by time. Before the first, everybody waits.
    pub steps: Vec<SurvivalStep>,
}

impl Survival {
    /// The product-limit estimate.
    pub fn of(waits: &[Wait]) -> Self {
        let mut order: Vec<Wait> = waits.to_vec();
        order.sort_unstable_by_key(|wait| wait.time);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (mut waiting, mut remaining, mut steps) = (order.len(), 1.0, Vec::new());
        for together in order.chunk_by(|one, next| one.time == next.time) {
            let happened = together.iter().filter(|wait| wait.happened).count();
            if happened > 0 {
                remaining *= (waiting - happened) as f64 / waiting as f64;
                let (waiting, happened) = (count(waiting), count(happened));
                steps.push(SurvivalStep { time: together[0].time, waiting, happened, remaining });
            }
            waiting -= together.len();
        }
        let unfinished = count(order.iter().filter(|wait| !wait.happened).count());
        Self { n: count(order.len()), unfinished, steps }
    }

    /// The first time at which at most half still wait; `None` when the curve never comes down that far.
    pub fn median(&self) -> Option<u32> {
        // A product of fractions that is one half may be a little more in floats.
        self.steps.iter().find(|step| step.remaining <= 0.5 + 1e-12).map(|step| step.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn waits(times: &[i32]) -> Vec<Wait> {
        times.iter().map(|time| Wait { time: time.unsigned_abs(), happened: *time >= 0 }).collect()
    }

    #[test]
    fn the_published_example_of_leukaemia() {
        // Remission of 21 patients on 6-mercaptopurine, minus: still in remission (E. J. Freireich and others, Blood 21, 1963).
        let curve = Survival::of(&waits(&[
            6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
        ]));
        let found: Vec<(u32, u32, u32, f64)> = curve
            .steps
            .iter()
            .map(|step| (step.time, step.waiting, step.happened, (step.remaining * 1000.0).round() / 1000.0))
            .collect();
        assert_eq!(
            found,
            [
                (6, 21, 3, 0.857),
                (7, 17, 1, 0.807),
                (10, 15, 1, 0.753),
                (13, 12, 1, 0.690),
                (16, 11, 1, 0.627),
                (22, 7, 1, 0.538),
                (23, 6, 1, 0.448)
            ]
        );
        assert_eq!((curve.median(), curve.n, curve.unfinished), (Some(23), 21, 12));
    }

    #[test]
    fn nobody_everybody_and_half() {
        assert_eq!((Survival::of(&[]).median(), Survival::of(&[]).steps.len()), (None, 0));
        assert_eq!(Survival::of(&waits(&[-5, -9])).median(), None, "it happened to nobody");
        assert_eq!(Survival::of(&waits(&[1, 2, 3, 4])).median(), Some(2), "exactly half are left");
        assert_eq!(
            Survival::of(&waits(&[3, 3, 3])).steps,
            [SurvivalStep { time: 3, waiting: 3, happened: 3, remaining: 0.0 }]
        );
        assert_eq!(Survival::of(&waits(&[1, -2, -2, -2])).median(), None, "three of four still wait");
    }

    /// B. Efron, "The two sample problem with censored data", 1967: whoever was last seen waiting hands an equal part of their weight to all
    /// who waited longer.
    fn to_the_right(waits: &[Wait]) -> Vec<(u32, f64)> {
        let mut order = waits.to_vec();
        order.sort_by_key(|wait| (wait.time, !wait.happened));
        let mut weights = vec![1.0 / order.len() as f64; order.len()];
        for index in 0..order.len() {
            if !order[index].happened && index + 1 < order.len() {
                let part = weights[index] / (order.len() - index - 1) as f64;
                weights[index] = 0.0;
                weights[index + 1..].iter_mut().for_each(|weight| *weight += part);
            }
        }
        let mut times: Vec<u32> = order.iter().filter(|wait| wait.happened).map(|wait| wait.time).collect();
        times.dedup();
        let gone = |upto: u32| -> f64 {
            order
                .iter()
                .zip(&weights)
                .filter(|(wait, _)| wait.happened && wait.time <= upto)
                .map(|(_, weight)| weight)
                .sum()
        };
        times.into_iter().map(|time| (time, 1.0 - gone(time))).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_curve_hands_weight_to_the_right(list in prop::collection::vec((0_u32..30, any::<bool>()), 1..40)) {
            let list: Vec<Wait> = list.into_iter().map(|(time, happened)| Wait { time, happened }).collect();
            let curve = Survival::of(&list);
            let expected = to_the_right(&list);
            prop_assert_eq!(curve.steps.len(), expected.len());
            for (step, (time, remaining)) in curve.steps.iter().zip(expected) {
                prop_assert_eq!(step.time, time);
                prop_assert!((step.remaining - remaining).abs() < 1e-9);
            }
        }
    }
}
