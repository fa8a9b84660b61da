//! Drift: does a mentor move away from the gold scores over time?
//!
//! An exponentially weighted moving average with its control limits: S. W. Roberts, "Control chart tests based on geometric moving
//! averages", Technometrics 1, 1959; limits that widen from the first point on: J. M. Lucas and M. S. Saccucci, Technometrics 32, 1990.

use serde::{Deserialize, Serialize};

/// How much the newest difference weighs.
const LAMBDA: f64 = 0.3;
/// Limits, in standard deviations of the average.
const LIMITS: f64 = 2.7;
/// Mean distance of two draws from a normal distribution of standard deviation 1: 2 / sqrt(pi).
const MEAN_RANGE: f64 = std::f64::consts::FRAC_2_SQRT_PI;

/// The average after one more difference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriftPoint {
    /// The weighted average of the differences so far; it begins at 0, no difference.
    pub average: f64,
    /// How far from 0 it may be.
    pub limit: f64,
}

impl DriftPoint {
    /// Further away than chance explains?
    pub fn is_outside(&self) -> bool {
        self.average.abs() > self.limit
    }
}

/// The course of the average over differences own - gold, oldest first; `sigma` is the standard deviation of a single difference.
pub fn drift(differences: &[f64], sigma: f64) -> Vec<DriftPoint> {
    let (mut average, mut faded) = (0.0, 1.0);
    differences
        .iter()
        .map(|difference| {
            average += LAMBDA * (difference - average);
            faded *= (1.0 - LAMBDA).powi(2);
            DriftPoint { average, limit: LIMITS * sigma * (LAMBDA / (2.0 - LAMBDA) * (1.0 - faded)).sqrt() }
        })
        .collect()
}

/// The standard deviation of single differences, from how far neighbours lie apart (D. C. Montgomery, "Introduction to Statistical
/// Quality Control", individuals charts): a drift moves neighbours together and does not widen its own limits, as it would widen a
/// standard deviation. `None` of fewer than two.
pub fn spread(differences: &[f64]) -> Option<f64> {
    let steps = differences.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let n = differences.len().checked_sub(1).filter(|n| *n > 0)?;
    Some(steps.sum::<f64>() / n as f64 / MEAN_RANGE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_limits_are_the_published_ones() {
        let course = drift(&[1.0; 60], 1.0);
        assert!((course[0].average - 0.3).abs() < 1e-12 && (course[0].limit - 2.7 * 0.3).abs() < 1e-12);
        assert!((course[59].limit - 2.7 * (0.3_f64 / 1.7).sqrt()).abs() < 1e-9, "in the long run");
        assert!((course[59].average - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_lasting_move_is_found_and_a_single_outlier_is_not() {
        let steady = [1.0, -1.0, 0.5, -0.5, 1.0, -1.0];
        let moved: Vec<f64> = steady.iter().copied().chain(steady.iter().map(|one| one + 2.0)).collect();
        assert!(drift(&steady, 1.0).iter().all(|point| !point.is_outside()));
        assert!(drift(&moved, 1.0).last().unwrap().is_outside());
        let outlier: Vec<f64> = steady.iter().copied().chain([2.5, 0.0, 0.0]).collect();
        assert!(drift(&outlier, 1.0).iter().all(|point| !point.is_outside()));
    }

    #[test]
    fn a_drift_does_not_hide_itself() {
        let climbing: Vec<f64> = (0..20).map(f64::from).collect();
        assert!((spread(&climbing).unwrap() - 0.886_226_925).abs() < 1e-8);
        assert!(drift(&climbing, spread(&climbing).unwrap()).last().unwrap().is_outside());
        assert_eq!((spread(&[]), spread(&[3.0]), spread(&[3.0, 3.0])), (None, None, Some(0.0)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_average_is_a_weighted_sum(differences in prop::collection::vec(-50.0_f64..50.0, 1..40), sigma in 0.0_f64..9.0) {
            let course = drift(&differences, sigma);
            for (t, point) in course.iter().enumerate() {
                let weight = |age: usize| 0.3 * 0.7_f64.powf(age as f64);
                let sum: f64 = (0..=t).map(|i| weight(t - i) * differences[i]).sum();
                let variance: f64 = (0..=t).map(|i| (weight(t - i) * sigma).powi(2)).sum();
                prop_assert!((point.average - sum).abs() < 1e-9);
                prop_assert!((point.limit - 2.7 * variance.sqrt()).abs() < 1e-9);
            }
        }
    }
}
