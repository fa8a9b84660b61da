//! Cohen's kappa for two raters, plain and weighted.
//!
//! J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960; weighted: "Weighted
//! kappa", Psychological Bulletin 70, 1968: `1 - observed disagreement / expected disagreement`. What two values disagree by is 0 or 1
//! (plain), their distance (linear) or its square (quadratic): the distance of the *numbers*, so that 1 and 3 are two apart even when
//! nobody gave a 2. Counted are the units that both rated.

use super::{Drawn, Figure, Undefined, table::count};

/// What a disagreement weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// All the same.
    Same,
    /// As the distance between the two numbers.
    Linear,
    /// As its square.
    Quadratic,
}

/// The units that both of two raters rated.
struct Both {
    /// Values of each such unit.
    units: Vec<(u32, u32)>,
    /// How often the first rater gave each value there.
    first: Vec<u64>,
    /// How often the second did.
    second: Vec<u64>,
}

impl Both {
    fn of(drawn: &Drawn) -> Result<Self, Undefined> {
        if drawn.table().rater_ids().len() != 2 {
            return Err(Undefined::NotTwoRaters);
        }
        let values = drawn.table().scale().len();
        let mut both = Self { units: Vec::new(), first: vec![0; values], second: vec![0; values] };
        for unit in drawn.units() {
            if let [one, other] = *unit.values {
                both.units.push((one, other));
                both.first[one as usize] += 1;
                both.second[other as usize] += 1;
            }
        }
        if both.units.is_empty() { Err(Undefined::NothingShared) } else { Ok(both) }
    }

    /// `(po - pe) / (1 - pe)`, in whole numbers until the last step.
    fn plain(&self) -> Result<f64, Undefined> {
        let n = self.units.len() as i128;
        let same = self.units.iter().filter(|(one, other)| one == other).count() as i128;
        let chance: i128 = self.first.iter().zip(&self.second).map(|(one, other)| i128::from(one * other)).sum();
        if chance == n * n {
            return Err(Undefined::AllTheSame);
        }
        Ok((n * same - chance) as f64 / (n * n - chance) as f64)
    }

    /// Are all values of both raters the same one?
    fn is_constant(&self) -> bool {
        self.units.iter().all(|unit| *unit == (self.units[0].0, self.units[0].0))
    }

    /// Sums of a distance over units, and over all pairs of a value of the first rater and one of the second.
    fn linear(&self, places: &[f64]) -> (f64, f64) {
        let observed =
            self.units.iter().map(|(one, other)| (places[*one as usize] - places[*other as usize]).abs()).sum();
        // Each gap between neighbours on the scale is crossed by every pair with one value on either side of it.
        let n = self.units.len() as u64;
        let (mut one, mut other, mut expected) = (0, 0, 0.0);
        for (index, gap) in places.windows(2).enumerate() {
            one += self.first[index];
            other += self.second[index];
            expected += (gap[1] - gap[0]) * (one * (n - other) + other * (n - one)) as f64;
        }
        (observed, expected)
    }

    /// The same for its square, from means and sums of squares around them.
    fn quadratic(&self, places: &[f64]) -> (f64, f64) {
        let observed =
            self.units.iter().map(|(one, other)| (places[*one as usize] - places[*other as usize]).powi(2)).sum();
        let n = self.units.len() as f64;
        let moments = |counts: &[u64]| {
            let weighed = || counts.iter().map(|count| *count as f64).zip(places);
            let mean = weighed().map(|(count, place)| count * place).sum::<f64>() / n;
            (mean, weighed().map(|(count, place)| count * (place - mean).powi(2)).sum::<f64>())
        };
        let ((mean, squares), (other_mean, other_squares)) = (moments(&self.first), moments(&self.second));
        (observed, n * (squares + other_squares) + (n * (mean - other_mean)).powi(2))
    }
}

/// Kappa.
pub fn kappa(drawn: &Drawn, weights: Weights) -> Figure {
    let both = match Both::of(drawn) {
        Ok(both) => both,
        Err(reason) => return Figure::new(0, Err(reason)),
    };
    let value = match (weights, drawn.table().scale().steps()) {
        (Weights::Same, _) => both.plain(),
        (_, None) => Err(Undefined::Words),
        (_, Some(_)) if both.is_constant() => Err(Undefined::AllTheSame),
        (_, Some(steps)) => {
            let sums = if weights == Weights::Linear { Both::linear } else { Both::quadratic };
            let (observed, expected) = sums(&both, steps.places());
            Ok(1.0 - observed * both.units.len() as f64 / expected)
        }
    };
    Figure::new(count(both.units.len()), value)
}
