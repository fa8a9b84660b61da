//! Shares with their uncertainty, percentiles, means.

use serde::{Deserialize, Serialize};

/// No trend is drawn from fewer reviews than this (SCORING.md section 1).
pub const TREND_LEAST: usize = 5;

/// 97.5 % point of the normal distribution, for bands of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub hits: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += u32::from(hit);
    }

    /// Percent; `None` of nothing.
    pub fn percent(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.hits) * 100.0 / f64::from(self.of))
    }

    /// Wilson's score interval in percent (E. B. Wilson, JASA 22, 1927), 95 %; `None` of nothing.
    pub fn band(self) -> Option<(f64, f64)> {
        if self.of == 0 {
            return None;
        }
        let n = f64::from(self.of);
        let p = f64::from(self.hits) / n;
        let square = Z * Z;
        let middle = p + square / (2.0 * n);
        let reach = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
        let scale = 100.0 / (1.0 + square / n);
        Some((((middle - reach) * scale).max(0.0), ((middle + reach) * scale).min(100.0)))
    }
}

/// The smallest value that at least `percent` of the values do not exceed (nearest rank); `None` of nothing. Sorts `values`.
pub fn percentile<T: Ord + Copy>(values: &mut [T], percent: u32) -> Option<T> {
    values.sort_unstable();
    let rank = (values.len() as u64 * u64::from(percent)).div_ceil(100).max(1);
    values.get(usize::try_from(rank - 1).ok()?).copied()
}

/// The lower median.
pub fn median<T: Ord + Copy>(values: &mut [T]) -> Option<T> {
    percentile(values, 50)
}

/// The mean, rounded half up; `None` of nothing.
pub fn mean(sum: u64, n: u64) -> Option<u64> {
    (n > 0).then(|| (sum * 2 + n) / (n * 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_bands_are_the_published_ones() {
        for (hits, of, low, high) in [(5, 5, 56.6, 100.0), (4, 5, 37.6, 96.4), (18, 20, 69.9, 97.2)] {
            let (from, to) = Share { hits, of }.band().unwrap();
            assert!((from - low).abs() < 0.05 && (to - high).abs() < 0.05, "{hits} of {of}: {from}..{to}");
        }
        assert_eq!((Share::default().band(), Share::default().percent()), (None, None));
    }

    #[test]
    fn percentiles_by_nearest_rank() {
        let mut ten: Vec<u32> = (1..=10).rev().collect();
        assert_eq!(
            (percentile(&mut ten, 50), percentile(&mut ten, 90), percentile(&mut ten, 91)),
            (Some(5), Some(9), Some(10))
        );
        assert_eq!((percentile(&mut ten, 0), percentile(&mut ten, 100)), (Some(1), Some(10)));
        assert_eq!((median(&mut [7]), median::<u8>(&mut [])), (Some(7), None));
        assert_eq!((mean(5, 2), mean(4, 3), mean(0, 0)), (Some(3), Some(1), None));
    }

    proptest! {
        #[test]
        fn a_percentile_has_its_share_at_or_below(mut values in prop::collection::vec(0_u32..50, 1..60), percent in 1_u32..=100) {
            let found = percentile(&mut values, percent).unwrap();
            let below = values.iter().filter(|v| **v <= found).count();
            let under = values.iter().filter(|v| **v < found).count();
            prop_assert!(below * 100 >= values.len() * percent as usize);
            prop_assert!(under * 100 < values.len() * percent as usize);
        }

        #[test]
        fn a_band_holds_its_share(of in 1_u32..400, part in 0_u32..=100) {
            let share = Share { hits: of * part / 100, of };
            let (low, high) = share.band().unwrap();
            let percent = share.percent().unwrap();
            prop_assert!(low <= percent + 1e-9 && percent <= high + 1e-9);
        }
    }
}
