//! How far a statistic may be off: a percentile band from resampled units.
//!
//! B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979; B. Efron and R. J. Tibshirani, "An
//! Introduction to the Bootstrap", 1993, chapter 13: draw as many units as there are, with repetition, count again, and take the 2.5th
//! and the 97.5th percentile of what comes out. Units are drawn and raters stay: the band speaks about other chats, not other mentors.

use super::{Drawn, Figures, Ratings, Statistic, table::count};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};
use serde::{Deserialize, Serialize};

/// Fewer resamples than this have no 2.5th percentile.
pub const LEAST_RESAMPLES: u32 = 40;

/// A band of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
    /// In how many resamples the statistic had a value.
    pub resamples: u32,
}

impl Band {
    /// The band of these values; `None` when fewer than half of the resamples, or fewer than [`LEAST_RESAMPLES`], had one.
    fn of(mut values: Vec<f64>, resamples: u32) -> Option<Self> {
        let found = count(values.len());
        if found < LEAST_RESAMPLES || found < resamples.div_ceil(2) {
            return None;
        }
        values.sort_unstable_by(f64::total_cmp);
        Some(Self { low: percentile(&values, 25), high: percentile(&values, 975), resamples: found })
    }
}

/// A percentile in thousandths, between the neighbouring values in proportion (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
/// packages", The American Statistician 50, 1996, definition 7).
fn percentile(sorted: &[f64], thousandths: usize) -> f64 {
    let position = (sorted.len() - 1) * thousandths;
    let (index, part) = (position / 1000, (position % 1000) as f64 / 1000.0);
    let next = sorted[(index + 1).min(sorted.len() - 1)];
    sorted[index] + part * (next - sorted[index])
}

/// A band for each value that `count` returns. A resample depends on the seed and its own number only, so more of them repeat the first ones.
pub fn bootstrap<const N: usize>(
    table: &Ratings,
    seed: u64,
    resamples: u32,
    count: impl Fn(&Drawn) -> [Option<f64>; N],
) -> [Option<Band>; N] {
    let mut values: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for resample in 0..resamples {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut random = ChaCha8Rng::from_seed(key);
        random.set_stream(resample.into());
        let drawn = Drawn::again(table, |end| {
            let wide = u128::from(random.next_u64()) * u128::from(end);
            u32::try_from(wide >> 64).unwrap_or(0)
        });
        for (list, value) in values.iter_mut().zip(count(&drawn)) {
            list.extend(value);
        }
    }
    values.map(|list| Band::of(list, resamples))
}

/// The band of every statistic, in the order of [`Statistic::ALL`].
pub fn bands(table: &Ratings, seed: u64, resamples: u32) -> [Option<Band>; Statistic::ALL.len()] {
    bootstrap(table, seed, resamples, |drawn| {
        let figures = Figures::of(drawn);
        Statistic::ALL.map(|statistic| figures.get(statistic).value.ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Number;

    fn table(units: u32) -> Ratings {
        let value = |unit: u32, rater: u32| Number::from(i64::from((unit * 7 + rater * (unit % 3)) % 4));
        let rows: Vec<_> = (0..units).flat_map(|unit| [(unit, 1, value(unit, 1)), (unit, 2, value(unit, 2))]).collect();
        Ratings::of_numbers(&rows).unwrap()
    }

    #[test]
    fn percentiles_lie_between_neighbours() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!((percentile(&values, 25), percentile(&values, 975)), (2.5, 97.5));
        assert_eq!((percentile(&[4.0], 25), percentile(&[1.0, 2.0], 1000)), (4.0, 2.0));
    }

    #[test]
    fn a_band_follows_from_its_seed() {
        let table = table(30);
        assert_eq!(bands(&table, 7, 200), bands(&table, 7, 200));
        assert_ne!(bands(&table, 7, 200), bands(&table, 8, 200));
        let figures = Figures::of(&Drawn::whole(&table));
        for (band, (statistic, figure)) in bands(&table, 7, 300).iter().zip(figures.iter()) {
            let (band, value) = (band.unwrap(), figure.value.unwrap());
            assert!(band.low < value && value < band.high, "{statistic:?}: {value} in {band:?}");
            assert!(band.resamples > 290, "{statistic:?}");
        }
    }

    #[test]
    fn a_band_is_as_wide_as_the_theory_says() {
        // Agreement is a share, so its band is about 1.96 standard errors of a share to either side.
        let rows: Vec<_> = (0..400_i64)
            .flat_map(|unit| [(unit, 1, 0), (unit, 2, i64::from(unit % 4 == 0))])
            .map(|(unit, rater, value)| (u32::try_from(unit).unwrap(), rater, Number::from(value)))
            .collect();
        let table = Ratings::of_numbers(&rows).unwrap();
        let [band] = bootstrap(&table, 1, 2000, |drawn| [crate::agreement::agreement(drawn).value.ok()]);
        let band = band.unwrap();
        let reach = 1.96 * (0.75_f64 * 0.25 / 400.0).sqrt();
        assert!((band.low - (0.75 - reach)).abs() < 0.008 && (band.high - (0.75 + reach)).abs() < 0.008, "{band:?}");
    }

    fn unit_three<'a>(drawn: &Drawn<'a>) -> &'a [u32] {
        Drawn::whole(drawn.table()).units().nth(3).unwrap().values
    }

    #[test]
    fn without_values_there_is_no_band() {
        let alone = Ratings::of_numbers(&[(1, 1, Number::from(3)), (2, 1, Number::from(4))]).unwrap();
        assert!(bands(&alone, 1, 100).iter().all(Option::is_none));
        assert!(bands(&Ratings::of_numbers(&[]).unwrap(), 1, 100).iter().all(Option::is_none));
        assert!(bands(&table(30), 1, LEAST_RESAMPLES - 1).iter().all(Option::is_none));
        // The statistic has a value only where unit 3 was drawn twice or more: in about a quarter of the resamples.
        let [often, rarely] = bootstrap(&table(8), 1, 200, |drawn| {
            let seen = drawn.units().filter(|unit| std::ptr::eq(unit.values, unit_three(drawn))).count();
            [(seen < 2).then_some(1.0), (seen > 1).then_some(1.0)]
        });
        assert!(often.is_some_and(|band| (100..200).contains(&band.resamples)) && rarely.is_none());
    }
}
