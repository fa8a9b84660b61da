//! The published examples of SCORING.md section 3, and tables at the edge of what can be counted.

use super::{Drawn, Figures, Number, Ratings, Row, Scale, Statistic, Statistic::*, Undefined};

/// One string of digits for each rater; anything else is a gap.
fn digits(raters: &[&str]) -> Ratings {
    let mut rows = Vec::new();
    for (rater, line) in (0_u32..).zip(raters) {
        for (unit, digit) in (0_u32..).zip(line.chars()) {
            rows.extend(digit.to_digit(10).map(|value| (unit, rater, Number::from(i64::from(value)))));
        }
    }
    Ratings::of_numbers(&rows).unwrap()
}

fn numbers(rows: &[&[&str]]) -> Ratings {
    let mut all = Vec::new();
    for (unit, row) in (0_u32..).zip(rows) {
        all.extend((0_u32..).zip(*row).map(|(rater, text)| (unit, rater, Number::parse(text).unwrap())));
    }
    Ratings::of_numbers(&all).unwrap()
}

fn figures(table: &Ratings) -> Figures {
    Figures::of(&Drawn::whole(table))
}

#[track_caller]
fn assert_values(table: &Ratings, expected: &[(Statistic, f64)]) {
    let figures = figures(table);
    for (statistic, value) in expected {
        let found = figures.get(*statistic).value;
        assert!(found.is_ok_and(|found| (found - value).abs() < 0.000_51), "{statistic:?}: {found:?}, not {value}");
    }
}

#[track_caller]
fn assert_reasons(table: &Ratings, expected: &[(Statistic, Undefined)]) {
    let figures = figures(table);
    for (statistic, reason) in expected {
        assert_eq!(figures.get(*statistic).value, Err(*reason), "{statistic:?}");
    }
}

const ICCS: [Statistic; 6] = [Icc11, Icc21, Icc31, Icc1k, Icc2k, Icc3k];

#[test]
fn two_mentors() {
    let table = digits(&["5443524315", "5433424425"]);
    assert_values(
        &table,
        &[
            (Kappa, 0.474),
            (KappaLinear, 0.688),
            (KappaQuadratic, 0.851),
            (Agreement, 0.60),
            (WithinOne, 1.0),
            (AlphaOrdinal, 0.846),
            (AlphaInterval, 0.858),
        ],
    );
    assert!(figures(&table).iter().all(|(_, figure)| figure.n == 10));
}

#[test]
fn three_coders_with_gaps() {
    let table = digits(&["-----34121133-3", "1-213343-------", "--21344-21133-4"]);
    assert_values(&table, &[(AlphaNominal, 0.691), (AlphaOrdinal, 0.807), (AlphaInterval, 0.811)]);
    assert_eq!(figures(&table).get(AlphaNominal).n, 12, "units with two or more values");
    assert_eq!(figures(&table).get(Icc21).n, 2, "units with a value of all three");
    assert_reasons(&table, &[(Kappa, Undefined::NotTwoRaters), (KappaQuadratic, Undefined::NotTwoRaters)]);
}

#[test]
fn six_targets_and_four_judges() {
    let table = numbers(&[
        &["9", "2", "5", "8"],
        &["6", "1", "3", "2"],
        &["8", "4", "6", "8"],
        &["7", "1", "2", "6"],
        &["10", "5", "6", "9"],
        &["6", "2", "4", "7"],
    ]);
    // The single forms as in SCORING.md; the means of k judges from the same article.
    assert_values(
        &table,
        &[(Icc11, 0.166), (Icc21, 0.290), (Icc31, 0.715), (Icc1k, 0.443), (Icc2k, 0.620), (Icc3k, 0.909)],
    );
}

#[test]
fn the_paradox_of_kappa() {
    let (first, second) = ("1".repeat(48) + "00", "1".repeat(46) + "0011");
    let table = digits(&[&first, &second]);
    assert_values(&table, &[(Agreement, 0.92), (Kappa, -0.042), (Ac1, 0.913)]);
}

#[test]
fn all_values_equal() {
    for table in [digits(&["3333", "3333"]), digits(&["333", "3-3", "333"])] {
        assert_values(&table, &[(Agreement, 1.0), (WithinOne, 1.0), (Ac1, 1.0)]);
        let same = Undefined::AllTheSame;
        assert_reasons(&table, &[(AlphaNominal, same), (AlphaOrdinal, same), (AlphaInterval, same)]);
        assert_reasons(&table, &ICCS.map(|form| (form, same)));
    }
    let same = Undefined::AllTheSame;
    assert_reasons(&digits(&["3333", "3333"]), &[(Kappa, same), (KappaLinear, same), (KappaQuadratic, same)]);
    // Another value exists, but no unit that counts has it.
    let table = digits(&["333-", "3331"]);
    assert_reasons(&table, &[(Kappa, same), (KappaQuadratic, same), (AlphaOrdinal, same), (Icc31, same)]);
}

#[test]
fn one_rater_none_and_nothing_shared() {
    let one = digits(&["1234"]);
    assert_reasons(&one, &[(Agreement, Undefined::NothingShared), (Ac1, Undefined::NothingShared)]);
    assert_reasons(&one, &[(Kappa, Undefined::NotTwoRaters), (AlphaNominal, Undefined::NothingShared)]);
    assert_reasons(&one, &ICCS.map(|form| (form, Undefined::OneRater)));
    let apart = digits(&["12--", "--34"]);
    for statistic in [Agreement, WithinOne, Ac1, Kappa, KappaLinear, AlphaNominal, AlphaOrdinal, AlphaInterval] {
        assert_reasons(&apart, &[(statistic, Undefined::NothingShared)]);
    }
    assert_reasons(&apart, &ICCS.map(|form| (form, Undefined::FewComplete)));
    for (statistic, figure) in figures(&Ratings::of_numbers(&[]).unwrap()).iter() {
        assert!(figure.value.is_err() && figure.n == 0, "{statistic:?}");
    }
}

#[test]
fn a_rater_without_values_takes_no_part() {
    let row = |unit, rater, value| Row { unit, rater, value };
    let rows = [row(1, 1, Some(0)), row(1, 2, Some(0)), row(2, 1, Some(1)), row(2, 2, Some(0)), row(1, 3, None)];
    let table = Ratings::new(&rows, Scale::numbers(&[Number::from(1), Number::from(2)]).0).unwrap();
    assert_eq!((table.named_raters(), table.rater_ids().len()), (3, 2));
    assert_values(&table, &[(Kappa, 0.0), (Agreement, 0.5)]);
    assert_eq!(figures(&table).get(Icc21).n, 2);
}

#[test]
fn two_units() {
    let table = digits(&["13", "13"]);
    assert_values(&table, &[(Kappa, 1.0), (KappaQuadratic, 1.0), (AlphaInterval, 1.0), (Icc21, 1.0), (Icc3k, 1.0)]);
    assert_reasons(&digits(&["1", "2"]), &ICCS.map(|form| (form, Undefined::FewComplete)));
    // Both raters' units have the same mean: nothing lies between units.
    let turned = digits(&["13", "31"]);
    assert_values(&turned, &[(Kappa, -1.0), (Icc11, -1.0), (Icc31, -1.0)]);
    let none = Undefined::NoDifferences;
    assert_reasons(&turned, &[(Icc21, none), (Icc1k, none), (Icc3k, none)]);
}

#[test]
fn a_constant_rater_agrees_by_chance_only() {
    let table = digits(&["2222", "1232"]);
    assert_values(&table, &[(Agreement, 0.5), (Kappa, 0.0), (KappaLinear, 0.0), (KappaQuadratic, 0.0)]);
    let apart = digits(&["1111", "3333"]);
    assert_values(
        &apart,
        &[(Agreement, 0.0), (WithinOne, 0.0), (Kappa, 0.0), (KappaLinear, 0.0), (KappaQuadratic, 0.0)],
    );
}

#[test]
fn words_have_no_distances() {
    let row = |unit, rater, value| Row { unit, rater, value: Some(value) };
    let rows = [row(1, 1, 0), row(1, 2, 0), row(2, 1, 1), row(2, 2, 0), row(3, 1, 1), row(3, 2, 1)];
    let table = Ratings::new(&rows, Scale::Words(2)).unwrap();
    assert_values(&table, &[(Agreement, 0.667), (Kappa, 0.4), (AlphaNominal, 0.444)]);
    for statistic in [WithinOne, KappaLinear, KappaQuadratic, AlphaOrdinal, AlphaInterval, Icc11, Icc2k] {
        assert_reasons(&table, &[(statistic, Undefined::Words)]);
    }
}

#[test]
fn the_scale_may_have_more_values_than_were_given() {
    let row = |unit, rater, value| Row { unit, rater, value: Some(value) };
    let rows = [row(1, 1, 0), row(1, 2, 0), row(2, 1, 1), row(2, 2, 0)];
    let ac1 = |words| figures(&Ratings::new(&rows, Scale::Words(words)).unwrap()).get(Ac1).value.unwrap();
    // pa = .5, pi = .75 and .25: pe = .375 / (q - 1).
    assert!((ac1(2) - 0.2).abs() < 1e-12 && (ac1(4) - 0.375 / 0.875).abs() < 1e-12);
}

/// No coefficient depends on where the numbers begin or how long their unit is, within the reach of floats or of whole numbers.
#[test]
fn huge_values_change_nothing() {
    let plain = digits(&["1224", "1234", "2134"]);
    let stretch = |table: &Ratings, write: &dyn Fn(u32) -> String| {
        let mut rows = Vec::new();
        for (unit, ratings) in (0_u32..).zip(Drawn::whole(table).units()) {
            for (rater, value) in ratings.raters.iter().zip(ratings.values) {
                rows.push((unit, *rater, Number::parse(&write(*value)).unwrap()));
            }
        }
        Ratings::of_numbers(&rows).unwrap()
    };
    let expected = figures(&plain);
    let writers: [&dyn Fn(u32) -> String; 4] = [
        &|value| (i64::MAX - 3 + i64::from(value)).to_string(),
        &|value| format!("{}e307", f64::from(value) * 10.0 - 15.0),
        &|value| format!("{value}e-310"),
        &|value| (i64::MIN + i64::from(value)).to_string(),
    ];
    for (index, write) in writers.iter().enumerate() {
        let found = figures(&stretch(&plain, write));
        for (statistic, figure) in expected.iter().filter(|(statistic, _)| *statistic != WithinOne) {
            match (figure.value, found.get(statistic).value) {
                (Ok(value), Ok(same)) => assert!((value - same).abs() < 1e-9, "{index} {statistic:?}: {value} {same}"),
                (reason, same) => assert_eq!(reason, same, "{index} {statistic:?}"),
            }
        }
    }
}
