//! Files of ratings, good and bad.

use super::{Drawn, Level, RatingFile, Scale, read};

fn problems(text: &str, level: Option<Level>) -> Vec<String> {
    read("a.csv", text.as_bytes(), level).unwrap_err().iter().map(ToString::to_string).collect()
}

#[track_caller]
fn assert_problems(text: &str, level: Option<Level>, starts: &[&str]) {
    let found = problems(text, level);
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (problem, start) in found.iter().zip(starts) {
        assert!(problem.starts_with(&format!("a.csv:{start}")), "{problem}");
    }
}

fn numbers(file: &RatingFile) -> Vec<f64> {
    file.ratings.scale().steps().unwrap().numbers().iter().map(|number| number.real()).collect()
}

#[test]
fn columns_stand_in_any_order_and_others_are_ignored() {
    let text =
        "\u{feff}Value, note ,RATER,unit\r\n3,\"a, \"\"b\"\"\",r1,u1\r\n\r\n 3.0 ,, r2 ,u1\r\n,,r1,u2\r\n1,,r2,u2\r\n";
    let file = read("a.csv", text.as_bytes(), None).unwrap();
    assert_eq!((file.ratings.named_units(), file.ratings.rater_ids().len(), file.ratings.len()), (2, 2, 3));
    assert_eq!((numbers(&file), file.level), (vec![1.0, 3.0], Level::Ordinal));
    let units: Vec<_> = Drawn::whole(&file.ratings).units().map(|unit| unit.values.to_vec()).collect();
    assert_eq!(units, [vec![1, 1], vec![0]]);
    let tabs = read("a.csv", b"unit\trater\tvalue\nu\tr\t1\n", None).unwrap();
    assert_eq!(tabs.ratings.len(), 1);
    let semicolons = read("a.csv", b"unit;rater;value\nu;r;2.5", None).unwrap();
    assert_eq!((numbers(&semicolons), semicolons.level), (vec![2.5], Level::Interval));
}

#[test]
fn words_are_values_where_nothing_is_a_number_or_when_asked_for() {
    let words = "unit,rater,value\n1,a,yes\n1,b,no\n2,a,yes\n2,b,yes\n";
    for level in [None, Some(Level::Nominal)] {
        let file = read("a.csv", words.as_bytes(), level).unwrap();
        assert_eq!((file.ratings.scale(), file.level), (&Scale::Words(2), Level::Nominal));
    }
    let mixed = "unit,rater,value\n1,a,1\n1,b,2b\n";
    assert_eq!(read("a.csv", mixed.as_bytes(), Some(Level::Nominal)).unwrap().ratings.scale().len(), 2);
    assert_problems(mixed, None, &["3: the value \"2b\" is no number, but others are; write"]);
    let coded = read("a.csv", b"unit,rater,value\n1,a,1\n1,b,2\n", Some(Level::Nominal)).unwrap();
    assert_eq!((numbers(&coded), coded.level), (vec![1.0, 2.0], Level::Nominal));
}

#[test]
fn all_problems_come_at_once_with_their_lines() {
    let text = "unit,rater,value\n\nu1,a,1\nu1,a,2\n,a,3\nu2,,y\nu3,b\nu4,b,x\nu4,c,1e999\nu5,\"b\nu6,b\",4\nu1,a,\n";
    assert_problems(
        text,
        Some(Level::Ordinal),
        &[
            "4: the same unit and rater as in line 3; keep",
            "5: no unit; fill",
            "6: no rater; fill",
            "6: the value \"y\" is no number; write",
            "7: 2 fields where the header has 3; give",
            "8: the value \"x\" is no number; write",
            "9: the value \"1e999\" is too large; whole",
            "10: rater goes over several lines; close",
            "12: the same unit and rater as in line 3; keep",
        ],
    );
    assert_problems(
        &text.replace('\n', "\r\n"),
        Some(Level::Interval),
        &["4", "5", "6", "6", "7", "8", "9", "10", "12"],
    );
}

#[test]
fn a_file_that_is_none_says_so() {
    assert_problems("", None, &["1: the file is empty; begin"]);
    assert_problems("\n\r\n", None, &["1: the file is empty; begin"]);
    assert_problems("unit,rater,value\n", None, &["1: no rows below the header; add"]);
    assert_problems("unit,rater,value\n1,a,2\n1,\"b,2\n2,a,2\n", None, &["3: a field goes over several lines; close"]);
    assert_problems("unit,rater,value\nu,r,\n", None, &["1: no row has a value; fill"]);
    assert_problems(
        "\nchat,rater,value,value\n1,2,3,4\n",
        None,
        &["2: no column unit; name", "2: two columns value; keep"],
    );
    for number in ["nan", "inf", "1,5", "99999999999999999999"] {
        let text = format!("unit;rater;value\n1;a;2\n1;b;{number}\n");
        assert_problems(&text, None, &["3: the value"]);
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_line() {
    let latin = b"unit,rater,value\nu1,Ren\xe9,3\nu1,Anna,3\nu2,Ren\xe9,1\n";
    let found = read("a.csv", latin, None).unwrap_err();
    assert_eq!(found.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 4]);
    assert!(found[0].to_string().contains("rater is not UTF-8 text; save"));
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("unit,rater,value\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("a.csv", &wide, None).unwrap_err().len(), 1);
}

#[test]
fn long_values_are_cut_in_messages() {
    let text = format!("unit,rater,value\n1,a,2\n1,b,{}\n", "é".repeat(3000));
    assert!(problems(&text, None)[0].len() < 250);
}
