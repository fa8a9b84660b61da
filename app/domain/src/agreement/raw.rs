//! Raw agreement: how often two raters of a unit give the same value, or values at most one apart.
//!
//! With two raters it is the share of units that both rated in which they agree. With more raters or with gaps it is, for every unit with
//! two or more values, the share of its pairs of raters that agree; and the mean of that over these units (J. L. Fleiss, "Measuring
//! nominal scale agreement among many raters", Psychological Bulletin 76, 1971; with gaps: K. L. Gwet, "Handbook of Inter-Rater
//! Reliability", 4th edition, 2014, chapter 2). Every unit counts once, however many raters it had.

use super::{Drawn, Figure, Undefined, Unit, scale::Steps};

impl Unit<'_> {
    /// Ordered pairs of different raters.
    pub(super) const fn pairs(&self) -> u64 {
        let raters = self.values.len() as u64;
        raters * raters.saturating_sub(1)
    }

    /// Those of them with the same value.
    pub(super) fn same_pairs(&self) -> u64 {
        self.counts().map(|(_, raters)| raters * (raters - 1)).sum()
    }

    /// Those of them with values at most one apart.
    fn near_pairs(&self, steps: &Steps) -> u64 {
        let mut lowest = 0;
        let mut near = 0;
        for (index, value) in self.sorted.iter().enumerate() {
            while !steps.are_near(self.sorted[lowest], *value) {
                lowest += 1;
            }
            near += index - lowest;
        }
        2 * near as u64
    }
}

/// Mean over units with two or more values of the share of pairs that `agree` counts.
fn mean_share<'a>(drawn: &Drawn<'a>, agree: impl Fn(&Unit<'a>) -> u64) -> Figure {
    let (mut units, mut sum) = (0_u32, 0.0);
    for unit in drawn.units().filter(|unit| unit.values.len() > 1) {
        units += 1;
        sum += agree(&unit) as f64 / unit.pairs() as f64;
    }
    Figure::new(units, if units > 0 { Ok(sum / f64::from(units)) } else { Err(Undefined::NothingShared) })
}

/// Share of pairs with the same value.
pub fn agreement(drawn: &Drawn) -> Figure {
    mean_share(drawn, Unit::same_pairs)
}

/// Share of pairs with numbers at most 1 apart.
pub fn within_one(drawn: &Drawn) -> Figure {
    match drawn.table().scale().steps() {
        Some(steps) => mean_share(drawn, |unit| unit.near_pairs(steps)),
        None => Figure::new(0, Err(Undefined::Words)),
    }
}
