//! Every statistic against an independent implementation, on 1,000 random tables each.

use super::{
    Drawn, Figures, Number, Ratings,
    Statistic::{self, *},
    naive::{self, Grid},
};
use proptest::prelude::*;

/// Units by raters, some cells empty: of few levels or of many numbers, sometimes with a rater who never changes their mind.
fn grids(raters: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Grid> {
    (raters, 1_usize..11, 0_u32..5, any::<bool>(), 0_u8..4).prop_flat_map(|(raters, units, gaps, many, constant)| {
        let number = if many { (-40_i32..40).boxed() } else { (0_i32..4).boxed() };
        let cell = (number, 0_u32..10).prop_map(move |(number, gap)| {
            (gap >= gaps).then_some(if many { f64::from(number) / 8.0 } else { f64::from(number) })
        });
        prop::collection::vec(prop::collection::vec(cell, raters), units).prop_map(move |mut grid| {
            if constant == 0 {
                for row in &mut grid {
                    row[0] = row[0].map(|_| 1.0);
                }
            }
            grid
        })
    })
}

fn table(grid: &Grid) -> Ratings {
    let mut rows = Vec::new();
    for (unit, row) in (0_u32..).zip(grid) {
        for (rater, cell) in (0_u32..).zip(row) {
            rows.extend(cell.and_then(Number::of_float).map(|number| (unit, rater, number)));
        }
    }
    Ratings::of_numbers(&rows).unwrap()
}

/// A grid in which every rater gave a value, so that its columns are the table's raters.
fn everybody_rated(grid: &Grid) -> bool {
    (0..grid[0].len()).all(|rater| grid.iter().any(|row| row[rater].is_some()))
}

fn same(grid: &Grid, statistic: Statistic, expected: Option<f64>) -> Result<(), TestCaseError> {
    let found = Figures::of(&Drawn::whole(&table(grid))).get(statistic).value;
    match expected {
        Some(expected) => {
            let close = found.is_ok_and(|found| (found - expected).abs() <= 1e-9 * expected.abs().max(1.0));
            prop_assert!(close, "{:?}: {:?}, expected {}", statistic, found, expected);
        }
        None => prop_assert!(found.is_err(), "{:?}: {:?}, expected none", statistic, found),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn agreement_and_ac1(grid in grids(1..=5)) {
        same(&grid, Agreement, naive::agreement(&grid, 0.0))?;
        same(&grid, WithinOne, naive::agreement(&grid, 1.0))?;
        same(&grid, Ac1, naive::ac1(&grid))?;
    }

    #[test]
    fn kappas(grid in grids(2..=2)) {
        prop_assume!(everybody_rated(&grid));
        same(&grid, Kappa, naive::kappa(&grid, 0))?;
        same(&grid, KappaLinear, naive::kappa(&grid, 1))?;
        same(&grid, KappaQuadratic, naive::kappa(&grid, 2))?;
    }

    #[test]
    fn alphas(grid in grids(1..=5)) {
        same(&grid, AlphaNominal, naive::alpha(&grid, naive::nominal))?;
        same(&grid, AlphaOrdinal, naive::alpha(&grid, naive::ordinal))?;
        same(&grid, AlphaInterval, naive::alpha(&grid, naive::interval))?;
    }

    #[test]
    fn iccs(grid in grids(1..=5)) {
        prop_assume!(everybody_rated(&grid));
        let expected = naive::icc(&grid);
        for (index, statistic) in [Icc11, Icc21, Icc31, Icc1k, Icc2k, Icc3k].into_iter().enumerate() {
            same(&grid, statistic, expected.and_then(|forms| forms[index]))?;
        }
    }

    /// Fleiss and Cohen, 1973: for two raters with the same distribution of values, quadratic kappa is an intraclass correlation; and alpha is
    /// it with a correction for small samples.
    #[test]
    fn alpha_interval_is_a_corrected_correlation(values in prop::collection::vec((0_u8..5, 0_u8..5), 2..12)) {
        let grid: Grid = values
            .iter()
            .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
            .map(|(a, b)| vec![Some(f64::from(a)), Some(f64::from(b))])
            .collect();
        let figures = Figures::of(&Drawn::whole(&table(&grid)));
        if let (Ok(kappa), Ok(alpha)) = (figures.get(KappaQuadratic).value, figures.get(AlphaInterval).value) {
            let n = grid.len() as f64 * 2.0;
            prop_assert!((1.0 - alpha - (1.0 - kappa) * (n - 1.0) / n).abs() < 1e-9);
        }
    }

    /// Names carry nothing: other units and raters, in another order, give the same figures.
    #[test]
    fn order_does_not_matter(grid in grids(2..=4)) {
        let mut turned = grid.clone();
        turned.reverse();
        for row in &mut turned {
            row.reverse();
        }
        let (one, other) = (table(&grid), table(&turned));
        let (one, other) = (Figures::of(&Drawn::whole(&one)), Figures::of(&Drawn::whole(&other)));
        for ((statistic, a), (_, b)) in one.iter().zip(other.iter()) {
            prop_assert_eq!(a.n, b.n);
            match (a.value, b.value) {
                (Ok(a), Ok(b)) => prop_assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{:?}: {} {}", statistic, a, b),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }
}
