//! Intraclass correlation: how much of the variation between ratings lies between the units.
//!
//! P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin 86, 1979, and
//! K. O. `McGraw` and S. P. Wong, "Forming inferences about some intraclass correlation coefficients", Psychological Methods 1, 1996, from
//! the mean squares of the analysis of variance. (1,.) takes raters as different for every unit, (2,.) as a sample of raters, (3,.) as the
//! only ones there are; (.,1) is the reliability of one rater, (.,k) that of the mean of all. Counted are the units with a value of
//! every rater (of those who gave any).

use super::{Drawn, Figure, Undefined, scale::Steps, table::count};

/// Mean squares of units (rows) by raters (columns).
struct Squares {
    units: f64,
    raters: f64,
    /// Between units.
    between: f64,
    /// Within units.
    within: f64,
    /// Between raters.
    judges: f64,
    /// What is left.
    error: f64,
}

/// The six forms for one table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icc {
    /// (1,1), (2,1), (3,1).
    pub single: [Figure; 3],
    /// (1,k), (2,k), (3,k).
    pub average: [Figure; 3],
}

/// All six forms.
pub fn icc(drawn: &Drawn) -> Icc {
    let raters = drawn.table().rater_ids().len();
    let rows: Vec<&[u32]> = drawn.units().filter(|unit| unit.values.len() == raters).map(|unit| unit.values).collect();
    let figures = |forms: Result<[Result<f64, Undefined>; 3], Undefined>| match forms {
        Ok(values) => values.map(|value| Figure::new(count(rows.len()), value)),
        Err(reason) => [Figure::new(count(rows.len()), Err(reason)); 3],
    };
    let squares = match drawn.table().scale().steps() {
        None => Err(Undefined::Words),
        Some(_) if raters < 2 => Err(Undefined::OneRater),
        Some(_) if rows.len() < 2 => Err(Undefined::FewComplete),
        Some(_) if rows.iter().flat_map(|row| row.iter()).all(|value| *value == rows[0][0]) => {
            Err(Undefined::AllTheSame)
        }
        Some(steps) => Ok(Squares::of(&rows, steps)),
    };
    Icc {
        single: figures(squares.as_ref().map(Squares::single).map_err(|reason| *reason)),
        average: figures(squares.as_ref().map(Squares::average).map_err(|reason| *reason)),
    }
}

impl Squares {
    fn of(rows: &[&[u32]], steps: &Steps) -> Self {
        let place = |value: &u32| steps.places()[*value as usize];
        let (units, raters) = (rows.len() as f64, rows[0].len() as f64);
        let of_rows: Vec<f64> = rows.iter().map(|row| row.iter().map(place).sum::<f64>() / raters).collect();
        let mut of_raters = vec![0.0; rows[0].len()];
        for row in rows {
            for (sum, value) in of_raters.iter_mut().zip(*row) {
                *sum += place(value) / units;
            }
        }
        let middle = of_rows.iter().sum::<f64>() / units;
        let (mut within, mut error) = (0.0, 0.0);
        for (row, mean) in rows.iter().zip(&of_rows) {
            for (value, of_rater) in row.iter().zip(&of_raters) {
                let off = place(value) - mean;
                within += off.powi(2);
                error += (off - (of_rater - middle)).powi(2);
            }
        }
        let around = |means: &[f64]| means.iter().map(|mean| (mean - middle).powi(2)).sum::<f64>();
        Self {
            units,
            raters,
            between: raters * around(&of_rows) / (units - 1.0),
            within: within / (units * (raters - 1.0)),
            judges: units * around(&of_raters) / (raters - 1.0),
            error: error / ((units - 1.0) * (raters - 1.0)),
        }
    }

    /// A quotient, unless what it divides by is nothing but rounding.
    fn over(&self, above: f64, below: f64) -> Result<f64, Undefined> {
        let whole = self.between + self.within + self.judges + self.error;
        if below.abs() <= 1e-12 * whole { Err(Undefined::NoDifferences) } else { Ok(above / below) }
    }

    fn single(&self) -> [Result<f64, Undefined>; 3] {
        let more = self.raters - 1.0;
        let (within, error) = (self.between - self.within, self.between - self.error);
        [
            self.over(within, self.between + more * self.within),
            self.over(error, self.between + more * self.error + self.raters * (self.judges - self.error) / self.units),
            self.over(error, self.between + more * self.error),
        ]
    }

    fn average(&self) -> [Result<f64, Undefined>; 3] {
        let (within, error) = (self.between - self.within, self.between - self.error);
        [
            self.over(within, self.between),
            self.over(error, self.between + (self.judges - self.error) / self.units),
            self.over(error, self.between),
        ]
    }
}
