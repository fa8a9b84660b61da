//! Gwet's AC1: agreement beyond chance that does not collapse when nearly everybody gives the same value.
//!
//! K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement", British Journal of Mathematical
//! and Statistical Psychology 61, 2008; with gaps as in his "Handbook of Inter-Rater Reliability", 4th edition, 2014, chapter 2:
//! `AC1 = (pa - pe) / (1 - pe)`, `pe = sum(pi_k (1 - pi_k)) / (q - 1)`. `pa` is the raw agreement over units with two or more values; `pi_k`
//! is the mean over *all* units with a value of the share of their raters who gave value `k`; `q` is the number of values on the scale.

use super::{Drawn, Figure, agreement};

/// AC1. A scale of a single value counts as two, of which the other was never given: whatever the scale, `pe` is then 0 and AC1 is 1.
pub fn ac1(drawn: &Drawn) -> Figure {
    let raw = agreement(drawn);
    let Ok(pa) = raw.value else {
        return raw;
    };
    let mut shares = vec![0.0; drawn.table().scale().len()];
    let mut units = 0.0;
    for unit in drawn.units() {
        units += 1.0;
        let raters = unit.values.len() as f64;
        for (value, gave) in unit.counts() {
            shares[value as usize] += gave as f64 / raters;
        }
    }
    let spread: f64 = shares.iter().map(|share| share / units * (1.0 - share / units)).sum();
    let pe = spread / (shares.len().max(2) - 1) as f64;
    Figure::new(raw.n, Ok((pa - pe) / (1.0 - pe)))
}
