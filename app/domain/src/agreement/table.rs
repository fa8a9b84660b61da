//! Who gave which value to what: the table that every statistic of agreement reads.

use super::{Number, Scale};

/// One line of a table, before it is put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What was looked at.
    pub unit: u32,
    /// Who looked.
    pub rater: u32,
    /// The value, as its number on the scale; `None` when none was given.
    pub value: Option<u32>,
}

/// The same rater twice for the same unit: the positions of both rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The row that came first.
    pub first: usize,
    /// The one that repeats it.
    pub again: usize,
}

/// A table of ratings, by unit and, within a unit, by rater.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    /// Where the ratings of each unit begin, and the end.
    starts: Vec<usize>,
    /// Who gave each value: an index into `who`.
    raters: Vec<u32>,
    /// Each value.
    values: Vec<u32>,
    /// The values of each unit in ascending order.
    sorted: Vec<u32>,
    /// The raters who gave a value, ascending.
    who: Vec<u32>,
    scale: Scale,
    named_units: u32,
    named_raters: u32,
}

impl Ratings {
    /// Puts rows in order. Every value must lie on the scale; one that does not counts as missing.
    ///
    /// # Errors
    /// Every row that repeats a unit and rater of an earlier one, with or without a value.
    pub fn new(rows: &[Row], scale: Scale) -> Result<Self, Vec<Repeated>> {
        let key = |row: &Row| u64::from(row.unit) << 32 | u64::from(row.rater);
        let mut order: Vec<(u64, usize)> = rows.iter().map(key).zip(0..).collect();
        // Files are mostly sorted by unit or by rater; the stable sort is quick with long ascending runs.
        order.sort_by_key(|(key, _)| *key);
        let repeated: Vec<Repeated> = order
            .chunk_by(|one, next| one.0 == next.0)
            .flat_map(|same| same.iter().skip(1).map(|again| Repeated { first: same[0].1, again: again.1 }))
            .collect();
        if !repeated.is_empty() {
            return Err(repeated);
        }
        let given = |row: &Row| row.value.filter(|value| (*value as usize) < scale.len());
        let who = each_once(rows.iter().filter(|row| given(row).is_some()).map(|row| row.rater).collect());
        let named_raters = count(each_once(rows.iter().map(|row| row.rater).collect()).len());
        let mut table = Self {
            starts: vec![0],
            raters: Vec::with_capacity(rows.len()),
            values: Vec::with_capacity(rows.len()),
            sorted: Vec::new(),
            who,
            named_units: 0,
            named_raters,
            scale: Scale::Words(0),
        };
        for unit in order.chunk_by(|one, next| one.0 >> 32 == next.0 >> 32) {
            table.named_units += 1;
            for row in unit.iter().map(|(_, index)| &rows[*index]) {
                if let (Some(value), Ok(position)) = (given(row), table.who.binary_search(&row.rater)) {
                    table.raters.push(count(position));
                    table.values.push(value);
                }
            }
            if table.starts.last() != Some(&table.values.len()) {
                table.starts.push(table.values.len());
            }
        }
        table.sorted.clone_from(&table.values);
        for unit in table.starts.windows(2) {
            table.sorted[unit[0]..unit[1]].sort_unstable();
        }
        table.scale = scale;
        Ok(table)
    }

    /// A table of numbers: unit, rater, value.
    ///
    /// # Errors
    /// As [`Ratings::new`].
    pub fn of_numbers(rows: &[(u32, u32, Number)]) -> Result<Self, Vec<Repeated>> {
        let (scale, stands) = Scale::numbers(&rows.iter().map(|row| row.2).collect::<Vec<_>>());
        let row = |((unit, rater, _), value): (&(u32, u32, Number), u32)| Row {
            unit: *unit,
            rater: *rater,
            value: Some(value),
        };
        let rows: Vec<Row> = rows.iter().zip(stands).map(row).collect();
        Self::new(&rows, scale)
    }

    /// The values that could be given, or were.
    pub const fn scale(&self) -> &Scale {
        &self.scale
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Is there no value at all?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many units the rows named, those without a value included.
    pub const fn named_units(&self) -> u32 {
        self.named_units
    }

    /// How many raters the rows named, those who gave no value included.
    pub const fn named_raters(&self) -> u32 {
        self.named_raters
    }

    /// The raters who gave a value, ascending; the raters of a [`Unit`] are positions in this list.
    pub fn rater_ids(&self) -> &[u32] {
        &self.who
    }

    /// How many units have a value.
    pub fn rated_units(&self) -> usize {
        self.starts.len() - 1
    }

    fn unit(&self, index: u32) -> Unit<'_> {
        let (from, to) = (self.starts[index as usize], self.starts[index as usize + 1]);
        Unit { raters: &self.raters[from..to], values: &self.values[from..to], sorted: &self.sorted[from..to] }
    }
}

/// The ratings of one unit; there is at least one.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'a> {
    /// Who gave each value, ascending.
    pub raters: &'a [u32],
    /// The values, in the order of the raters.
    pub values: &'a [u32],
    /// The same values, ascending.
    pub sorted: &'a [u32],
}

impl Unit<'_> {
    /// Each value with the number of raters who gave it.
    pub fn counts(&self) -> impl Iterator<Item = (u32, u64)> {
        self.sorted.chunk_by(|one, next| one == next).map(|same| (same[0], same.len() as u64))
    }
}

/// The units to count: all of a table, or some of them drawn with repetition.
#[derive(Clone, Debug)]
pub struct Drawn<'a> {
    table: &'a Ratings,
    units: Vec<u32>,
}

impl<'a> Drawn<'a> {
    /// Every unit once.
    pub fn whole(table: &'a Ratings) -> Self {
        Self { table, units: (0..count(table.rated_units())).collect() }
    }

    /// As many units as there are, each drawn by `below`, which returns a number below the one it is given.
    pub fn again(table: &'a Ratings, mut below: impl FnMut(u32) -> u32) -> Self {
        let n = count(table.rated_units());
        Self { table, units: (0..n).map(|_| below(n).min(n - 1)).collect() }
    }

    /// The table.
    pub const fn table(&self) -> &'a Ratings {
        self.table
    }

    /// The ratings of each unit that was drawn.
    pub fn units(&self) -> impl Iterator<Item = Unit<'a>> + '_ {
        self.units.iter().map(|index| self.table.unit(*index))
    }
}

fn each_once(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A number of things that were counted with indices of 32 bits.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: u32, rater: u32, value: Option<u32>) -> Row {
        Row { unit, rater, value }
    }

    #[test]
    fn rows_in_any_order_make_one_table() {
        let rows = [row(7, 2, Some(1)), row(3, 9, Some(0)), row(3, 2, Some(2)), row(5, 2, None), row(5, 4, None)];
        let table = Ratings::new(&rows, Scale::Words(3)).unwrap();
        let units: Vec<_> = Drawn::whole(&table).units().map(|unit| (unit.raters, unit.values, unit.sorted)).collect();
        assert_eq!(units, [(&[0, 1][..], &[2, 0][..], &[0, 2][..]), (&[0][..], &[1][..], &[1][..])]);
        assert_eq!((table.named_units(), table.rated_units()), (3, 2), "unit 5 has no value");
        assert_eq!((table.named_raters(), table.rater_ids()), (3, &[2, 9][..]), "rater 4 gave none");
        let mut turned = rows;
        turned.reverse();
        assert_eq!(Ratings::new(&turned, Scale::Words(3)).unwrap(), table);
    }

    #[test]
    fn every_repetition_is_named() {
        let rows = [row(1, 1, Some(0)), row(1, 2, Some(0)), row(1, 1, None), row(2, 1, Some(0)), row(1, 1, Some(0))];
        assert_eq!(
            Ratings::new(&rows, Scale::Words(1)).unwrap_err(),
            [Repeated { first: 0, again: 2 }, Repeated { first: 0, again: 4 }]
        );
    }

    #[test]
    fn nothing_is_a_table_too() {
        let table = Ratings::new(&[], Scale::Words(0)).unwrap();
        assert!(table.is_empty() && table.scale().is_empty());
        assert_eq!(Drawn::whole(&table).units().count(), 0);
        assert_eq!(Drawn::again(&table, |_| 0).units().count(), 0);
    }

    #[test]
    fn units_are_drawn_with_repetition() {
        let table =
            Ratings::new(&[row(0, 0, Some(0)), row(1, 0, Some(1)), row(2, 0, Some(2))], Scale::Words(3)).unwrap();
        let mut next = [2, 0, 9].into_iter();
        let drawn = Drawn::again(&table, |n| {
            assert_eq!(n, 3);
            next.next().unwrap()
        });
        assert_eq!(drawn.units().map(|unit| unit.values[0]).collect::<Vec<_>>(), [2, 0, 2], "9 is too much");
    }
}
