//! How steadily an operator scores over time (SCORING.md section 4).

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Fewer reviews than this say nothing about steadiness.
pub const CONSISTENCY_LEAST: usize = 8;

/// How steady, and around what.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consistency {
    /// How many reviews.
    pub n: u32,
    /// `C`, from 0 to 100.
    pub consistency: f64,
    /// The mean it is steady around: steadily low is not good, so the two are shown together.
    pub mean: f64,
}

/// Why there is no consistency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoConsistency {
    /// Too few reviews.
    #[error("{0} reviews, and it takes {CONSISTENCY_LEAST}")]
    TooFew(usize),
    /// The mean is 0 or below, so there is nothing to relate the spread to; or a score was no number.
    #[error("the scores have no mean above 0")]
    NoMean,
}

/// `C = 100 (1 - tanh(v + v^3/3 + v^5/5))` with `v` the sample standard deviation (n - 1) over the mean of all these scores. The sum is the
/// beginning of the series of artanh, so that C falls nearly one point for each percent that the scores spread, and ends at 0.
pub fn consistency(scores: &[f64]) -> Result<Consistency, NoConsistency> {
    if scores.len() < CONSISTENCY_LEAST {
        return Err(NoConsistency::TooFew(scores.len()));
    }
    let n = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / n;
    if !(mean > 0.0 && mean.is_finite()) {
        return Err(NoConsistency::NoMean);
    }
    let squares: f64 = scores.iter().map(|score| (score / mean - 1.0).powi(2)).sum();
    let v = (squares / (n - 1.0)).sqrt();
    let consistency = 100.0 * (1.0 - (v + v.powi(3) / 3.0 + v.powi(5) / 5.0).tanh());
    Ok(Consistency { n: u32::try_from(scores.len()).unwrap_or(u32::MAX), consistency, mean })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Scores around 100 with exactly this sample standard deviation over the mean.
    fn spread_by(v: f64) -> Vec<f64> {
        let off = 100.0 * v * (7.0_f64 / 8.0).sqrt();
        (0..8).map(|index| if index % 2 == 0 { 100.0 - off } else { 100.0 + off }).collect()
    }

    #[test]
    fn spreads_give_the_published_figures() {
        for (v, published) in [(0.05, 95.0), (0.10, 90.0), (0.20, 80.0), (0.30, 70.0), (0.0, 100.0)] {
            let found = consistency(&spread_by(v)).unwrap();
            assert!((found.consistency - published).abs() < 0.01, "{v}: {}", found.consistency);
            assert!((found.mean - 100.0).abs() < 1e-9 && found.n == 8);
        }
    }

    #[test]
    fn where_it_means_nothing_it_says_so() {
        assert_eq!(consistency(&[80.0; 7]), Err(NoConsistency::TooFew(7)));
        assert_eq!(consistency(&[0.0; 8]), Err(NoConsistency::NoMean));
        assert_eq!(consistency(&[f64::NAN; 8]), Err(NoConsistency::NoMean));
        assert_eq!(NoConsistency::TooFew(7).to_string(), "7 reviews, and it takes 8");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn it_equals_the_formula_written_with_exponentials(scores in prop::collection::vec(1.0_f64..100.0, 8..30)) {
            let n = scores.len() as f64;
            let sum: f64 = scores.iter().sum();
            let squares: f64 = scores.iter().map(|score| score * score).sum();
            let v = ((squares - sum * sum / n) / (n - 1.0)).max(0.0).sqrt() / (sum / n);
            let x = v + v * v * v / 3.0 + v * v * v * v * v / 5.0;
            let expected = 200.0 / ((2.0 * x).exp() + 1.0);
            prop_assert!((consistency(&scores).unwrap().consistency - expected).abs() < 1e-9);
        }
    }
}
