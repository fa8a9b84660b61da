//! Severity: how much higher or lower one mentor scores than the others do on the same chats.

use super::{Drawn, Ratings, Undefined, table::count};
use serde::{Deserialize, Serialize};

/// How strongly few chats pull towards 0: `n` of them count `n / (n + 5)`.
const PULL: f64 = 5.0;
/// A difference from which it is worth talking, in points.
const TALK_FROM: f64 = 5.0;
/// And the chats it must rest on.
const TALK_LEAST: u32 = 8;

/// The bias of one rater.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Severity {
    /// The rater, as named in the rows.
    pub rater: u32,
    /// Units that this rater and at least one other rated.
    pub n: u32,
    /// Mean over them of own value minus the mean of the others': above 0 is milder.
    pub mean: f64,
    /// The mean, shrunk towards 0 by `n / (n + 5)`: what to expect of the next chats.
    pub shrunk: f64,
}

impl Severity {
    /// Reason for a talk: 5 points or more after shrinking, from 8 chats or more. Never a reason to change a score.
    pub fn asks_for_a_talk(&self) -> bool {
        self.shrunk.abs() >= TALK_FROM && self.n >= TALK_LEAST
    }
}

/// The severity of each rater who shares a unit with another, in order of rater (SCORING.md section 3).
pub fn severities(table: &Ratings) -> Result<Vec<Severity>, Undefined> {
    let steps = table.scale().steps().ok_or(Undefined::Words)?;
    let real = |value: &u32| steps.numbers()[*value as usize].real();
    let mut sums = vec![(0_usize, 0.0); table.rater_ids().len()];
    for unit in Drawn::whole(table).units().filter(|unit| unit.values.len() > 1) {
        let others = unit.values.len() as f64 - 1.0;
        let sum: f64 = unit.values.iter().map(real).sum();
        for (rater, own) in unit.raters.iter().zip(unit.values.iter().map(real)) {
            let (n, differences) = &mut sums[*rater as usize];
            *n += 1;
            *differences += own - (sum - own) / others;
        }
    }
    let found: Vec<Severity> = table
        .rater_ids()
        .iter()
        .zip(sums)
        .filter(|(_, (n, _))| *n > 0)
        .map(|(rater, (n, sum))| {
            let mean = sum / n as f64;
            Severity { rater: *rater, n: count(n), mean, shrunk: mean * n as f64 / (n as f64 + PULL) }
        })
        .collect();
    if found.is_empty() { Err(Undefined::NothingShared) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Number, Row, Scale};
    use proptest::prelude::*;

    fn table(rows: &[(u32, u32, i64)]) -> Ratings {
        let rows: Vec<_> = rows.iter().map(|(unit, rater, value)| (*unit, *rater, Number::from(*value))).collect();
        Ratings::of_numbers(&rows).unwrap()
    }

    #[test]
    fn few_chats_are_shrunk_and_not_talked_about() {
        let rows = |n: u32| -> Vec<_> { (0..n).flat_map(|unit| [(unit, 4, 90), (unit, 7, 78)]).collect() };
        let seven = severities(&table(&rows(7))).unwrap();
        assert_eq!((seven[0].rater, seven[0].n, seven[1].rater), (4, 7, 7));
        assert!((seven[0].mean - 12.0).abs() < 1e-12 && (seven[0].shrunk - 7.0).abs() < 1e-12);
        assert!((seven[1].shrunk + 7.0).abs() < 1e-12 && !seven[1].asks_for_a_talk(), "seven chats are too few");
        assert!(severities(&table(&rows(8))).unwrap().iter().all(Severity::asks_for_a_talk));
        let mild: Vec<_> = (0..8).flat_map(|unit| [(unit, 1, 80), (unit, 2, 86)]).collect();
        assert!(!severities(&table(&mild)).unwrap()[0].asks_for_a_talk(), "6 points shrink to 3.7");
    }

    #[test]
    fn without_company_there_is_no_severity() {
        assert_eq!(severities(&table(&[(1, 1, 3), (2, 1, 4)])), Err(Undefined::NothingShared));
        let words = Ratings::new(&[Row { unit: 0, rater: 0, value: Some(0) }], Scale::Words(1)).unwrap();
        assert_eq!(severities(&words), Err(Undefined::Words));
        let alone = severities(&table(&[(1, 1, 3), (1, 2, 4), (2, 3, 4)])).unwrap();
        assert_eq!(alone.iter().map(|one| one.rater).collect::<Vec<_>>(), [1, 2], "rater 3 shares nothing");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn severity_is_the_mean_difference_from_each_other_rater(
            rows in prop::collection::btree_map((0_u32..8, 0_u32..4), 0_i64..100, 1..32)
        ) {
            let list: Vec<_> = rows.iter().map(|((unit, rater), value)| (*unit, *rater, *value)).collect();
            for rater in 0..4 {
                let mut means = Vec::new();
                for ((unit, _), own) in rows.iter().filter(|((_, by), _)| *by == rater) {
                    let gaps: Vec<f64> = rows
                        .iter()
                        .filter(|((other, by), _)| other == unit && *by != rater)
                        .map(|(_, value)| (own - value) as f64)
                        .collect();
                    if !gaps.is_empty() {
                        means.push(gaps.iter().sum::<f64>() / gaps.len() as f64);
                    }
                }
                let found = severities(&table(&list)).unwrap_or_default().into_iter().find(|one| one.rater == rater);
                prop_assert_eq!(found.map_or(0, |one| one.n as usize), means.len());
                if let Some(one) = found {
                    let mean = means.iter().sum::<f64>() / means.len() as f64;
                    prop_assert!((one.mean - mean).abs() < 1e-9);
                    prop_assert!((one.shrunk - means.iter().sum::<f64>() / (means.len() as f64 + 5.0)).abs() < 1e-9);
                }
            }
        }
    }
}
