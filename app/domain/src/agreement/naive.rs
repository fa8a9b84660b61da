//! The same statistics by the other formula of the textbook, slowly: what the property tests hold the fast ones against.
//!
//! Everything goes from a plain grid of gaps and numbers, pair by pair; nothing of the code under test is used.

/// One row for each unit, one cell for each rater.
pub type Grid = Vec<Vec<Option<f64>>>;

/// Is the difference of two values 0 (nominal, ...), given all values that count?
type Difference = fn(f64, f64, &[f64]) -> f64;

fn values(row: &[Option<f64>]) -> Vec<f64> {
    row.iter().flatten().copied().collect()
}

fn is(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

/// Mean over units with two values of the share of pairs at most `reach` apart.
pub fn agreement(grid: &Grid, reach: f64) -> Option<f64> {
    let mut shares = Vec::new();
    for row in grid {
        let row = values(row);
        let (mut agree, mut pairs) = (0.0, 0.0);
        for i in 0..row.len() {
            for j in i + 1..row.len() {
                pairs += 1.0;
                agree += f64::from(u8::from((row[i] - row[j]).abs() <= reach));
            }
        }
        if pairs > 0.0 {
            shares.push(agree / pairs);
        }
    }
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}

fn distinct(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut all: Vec<f64> = values.into_iter().collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| is(*a, *b));
    all
}

/// AC1 with chance as the probability that two independent raters, of whom one answers at random, agree: the sum over values of
/// `pi (1 - pi) / (q - 1)`, from a table of counts by unit and value.
pub fn ac1(grid: &Grid) -> Option<f64> {
    let pa = agreement(grid, 0.0)?;
    let categories = distinct(grid.iter().flatten().flatten().copied());
    let rated: Vec<Vec<f64>> = grid.iter().map(|row| values(row)).filter(|row| !row.is_empty()).collect();
    let mut pe = 0.0;
    for category in &categories {
        let mut pi = 0.0;
        for row in &rated {
            pi += row.iter().filter(|value| is(**value, *category)).count() as f64 / row.len() as f64;
        }
        pi /= rated.len() as f64;
        pe += pi * (1.0 - pi);
    }
    if categories.len() > 1 {
        pe /= categories.len() as f64 - 1.0;
    }
    Some((pa - pe) / (1.0 - pe))
}

/// Kappa of the first two columns from the full matrices of observed and expected shares and of weights `|a - b|^power`.
pub fn kappa(grid: &Grid, power: i32) -> Option<f64> {
    let both: Vec<(f64, f64)> = grid.iter().filter_map(|row| Some((row[0]?, row[1]?))).collect();
    let categories = distinct(both.iter().flat_map(|(a, b)| [*a, *b]));
    let n = both.len() as f64;
    let (mut observed, mut expected) = (0.0, 0.0);
    for a in &categories {
        for b in &categories {
            let weight = if power == 0 { f64::from(u8::from(!is(*a, *b))) } else { (a - b).abs().powi(power) };
            let cell = both.iter().filter(|(x, y)| is(*x, *a) && is(*y, *b)).count() as f64 / n;
            let row = both.iter().filter(|(x, _)| is(*x, *a)).count() as f64 / n;
            let column = both.iter().filter(|(_, y)| is(*y, *b)).count() as f64 / n;
            observed += weight * cell;
            expected += weight * row * column;
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Alpha from the matrix of coincidences and every pair of values that count.
pub fn alpha(grid: &Grid, difference: Difference) -> Option<f64> {
    let units: Vec<Vec<f64>> = grid.iter().map(|row| values(row)).filter(|row| row.len() > 1).collect();
    let all: Vec<f64> = units.concat();
    let n = all.len() as f64;
    let mut observed = 0.0;
    for unit in &units {
        for (i, a) in unit.iter().enumerate() {
            for (j, b) in unit.iter().enumerate() {
                if i != j {
                    observed += difference(*a, *b, &all) / (unit.len() as f64 - 1.0);
                }
            }
        }
    }
    let mut expected = 0.0;
    for (i, a) in all.iter().enumerate() {
        for (j, b) in all.iter().enumerate() {
            if i != j {
                expected += difference(*a, *b, &all);
            }
        }
    }
    (expected > 0.0).then(|| 1.0 - (observed / n) / (expected / (n * (n - 1.0))))
}

/// 0 or 1.
pub fn nominal(a: f64, b: f64, _: &[f64]) -> f64 {
    f64::from(u8::from(!is(a, b)))
}

/// The values from one to the other, with half of those at both ends, squared.
pub fn ordinal(a: f64, b: f64, all: &[f64]) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    let between = all.iter().filter(|value| low <= **value && **value <= high).count() as f64;
    let ends =
        all.iter().filter(|value| is(**value, low)).count() + all.iter().filter(|value| is(**value, high)).count();
    if is(a, b) { 0.0 } else { (between - ends as f64 / 2.0).powi(2) }
}

/// The squared difference.
pub fn interval(a: f64, b: f64, _: &[f64]) -> f64 {
    (a - b).powi(2)
}

/// All six forms, in the order (1,1) (2,1) (3,1) (1,k) (2,k) (3,k), from estimated components of variance: what lies between units, between
/// raters and in the rest, with sums of squares by the raw formula `sum(x^2) - T^2 / N`. An entry is `None` where its denominator is 0.
pub fn icc(grid: &Grid) -> Option<[Option<f64>; 6]> {
    let complete: Vec<Vec<f64>> = grid.iter().filter_map(|row| row.iter().copied().collect()).collect();
    let (n, k) = (complete.len() as f64, grid.first()?.len() as f64);
    if n < 2.0 || k < 2.0 {
        return None;
    }
    let total: f64 = complete.iter().flatten().sum();
    let correction = total * total / (n * k);
    let whole = complete.iter().flatten().map(|x| x * x).sum::<f64>() - correction;
    let rows = complete.iter().map(|row| row.iter().sum::<f64>().powi(2)).sum::<f64>() / k - correction;
    let columns: f64 = (0..grid[0].len()).map(|j| complete.iter().map(|row| row[j]).sum::<f64>().powi(2)).sum();
    let columns = columns / n - correction;
    let between = rows / (n - 1.0);
    let within = (whole - rows) / (n * (k - 1.0));
    let error = (whole - rows - columns) / ((n - 1.0) * (k - 1.0));
    let judges = columns / (k - 1.0);
    let (units_1, units) = ((between - within) / k, (between - error) / k);
    let raters = (judges - error) / n;
    let share = |units: f64, rest: f64| ((units + rest).abs() > 1e-9).then(|| units / (units + rest));
    (whole > 1e-9).then(|| {
        [
            share(units_1, within),
            share(units, raters + error),
            share(units, error),
            share(units_1, within / k),
            share(units, (raters + error) / k),
            share(units, error / k),
        ]
    })
}
