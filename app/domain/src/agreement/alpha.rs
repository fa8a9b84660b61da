//! Krippendorff's alpha: agreement beyond chance of any number of raters, with gaps.
//!
//! K. Krippendorff, "Content Analysis", 3rd edition, 2013, chapter 12; "Computing Krippendorff's alpha-reliability", 2011:
//! `1 - observed disagreement / expected disagreement`. Counted are the units with two or more values.
//!
//! Nothing here goes through pairs. The squared distances within a unit are its raters times the squares around its mean, and so over all
//! values; for the ordinal metric, what lies between two values is the distance of their ranks, so it is the interval metric on
//! mid-ranks.

use super::{Drawn, Figure, Undefined, table::count};

/// The values of units with two or more of them.
struct Pairable {
    /// How many such units.
    units: usize,
    /// How many values they have.
    values: u64,
    /// How often each value of the scale is among them.
    counts: Vec<u64>,
}

impl Pairable {
    fn of(drawn: &Drawn) -> Self {
        let mut all = Self { units: 0, values: 0, counts: vec![0; drawn.table().scale().len()] };
        for unit in drawn.units().filter(|unit| unit.values.len() > 1) {
            all.units += 1;
            all.values += unit.values.len() as u64;
            for value in unit.values {
                all.counts[*value as usize] += 1;
            }
        }
        all
    }

    /// The figure with this value, unless there is nothing to count.
    fn figure(&self, alpha: impl FnOnce() -> f64) -> Figure {
        let value = if self.units == 0 {
            Err(Undefined::NothingShared)
        } else if self.counts.contains(&self.values) {
            Err(Undefined::AllTheSame)
        } else {
            Ok(alpha())
        };
        Figure::new(count(self.units), value)
    }

    /// Alpha with the squared distance of places as the difference.
    fn by_distance(&self, drawn: &Drawn, places: &[f64]) -> f64 {
        let n = self.values as f64;
        let weighed = || self.counts.iter().map(|count| *count as f64).zip(places);
        let middle = weighed().map(|(count, place)| count * place).sum::<f64>() / n;
        let expected: f64 = weighed().map(|(count, place)| count * (place - middle).powi(2)).sum();
        let mut observed = 0.0;
        for unit in drawn.units().filter(|unit| unit.values.len() > 1) {
            let raters = unit.values.len() as f64;
            let mean = unit.values.iter().map(|value| places[*value as usize]).sum::<f64>() / raters;
            let squares: f64 = unit.values.iter().map(|value| (places[*value as usize] - mean).powi(2)).sum();
            observed += squares * raters / (raters - 1.0);
        }
        1.0 - (n - 1.0) / n * observed / expected
    }
}

/// Any two different values differ by the same.
pub fn alpha_nominal(drawn: &Drawn) -> Figure {
    let all = Pairable::of(drawn);
    all.figure(|| {
        let n = all.values as f64;
        let unequal = |unit: &super::Unit| (unit.pairs() - unit.same_pairs()) as f64 / (unit.values.len() - 1) as f64;
        let observed: f64 = drawn.units().filter(|unit| unit.values.len() > 1).map(|unit| unequal(&unit)).sum();
        let expected: f64 = all.counts.iter().map(|count| *count as f64 * (all.values - count) as f64).sum();
        1.0 - (n - 1.0) * observed / expected
    })
}

/// Values differ by how many of all values lie between them.
pub fn alpha_ordinal(drawn: &Drawn) -> Figure {
    if drawn.table().scale().steps().is_none() {
        return Figure::new(0, Err(Undefined::Words));
    }
    let all = Pairable::of(drawn);
    all.figure(|| {
        let mut below = 0.0;
        let ranks: Vec<f64> = all
            .counts
            .iter()
            .map(|count| {
                let rank = below + *count as f64 / 2.0;
                below += *count as f64;
                rank
            })
            .collect();
        all.by_distance(drawn, &ranks)
    })
}

/// Values differ by the square of their distance.
pub fn alpha_interval(drawn: &Drawn) -> Figure {
    match drawn.table().scale().steps() {
        None => Figure::new(0, Err(Undefined::Words)),
        Some(steps) => {
            let all = Pairable::of(drawn);
            all.figure(|| all.by_distance(drawn, steps.places()))
        }
    }
}
