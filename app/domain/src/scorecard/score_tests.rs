//! Golden scores, counted by hand.

use super::*;
use crate::scorecard::{Critical, CriticalKind};

fn criterion(id: &str, weight: u32, kind: CriterionKind) -> Criterion {
    Criterion { id: id.into(), title: id.into(), weight, kind, help: String::new(), anchors: vec![], allow_na: true }
}

fn critical(id: &str, effect: CriticalEffect) -> Critical {
    Critical { id: id.into(), title: id.into(), kind: CriticalKind::Customer, effect, help: String::new() }
}

fn card() -> Scorecard {
    let graded = CriterionKind::Graded;
    Scorecard {
        id: "default".into(),
        version: 1,
        title: "Chat review".into(),
        pass: 80,
        sections: vec![
            Section {
                id: "response".into(),
                title: "Response".into(),
                weight: 45,
                criteria: vec![
                    criterion("understood", 15, graded),
                    criterion("clear", 10, graded),
                    criterion("tone", 10, graded),
                    criterion("forward", 10, graded),
                ],
            },
            Section {
                id: "adherence".into(),
                title: "Adherence".into(),
                weight: 35,
                criteria: vec![
                    criterion("steps", 10, CriterionKind::Rule),
                    criterion("framework", 10, graded),
                    criterion("privacy", 10, CriterionKind::Rule),
                    Criterion { allow_na: false, ..criterion("notes", 5, graded) },
                ],
            },
        ],
        criticals: vec![critical("harm", CriticalEffect::Fatal), critical("promise", CriticalEffect::Coach)],
        hash: String::new(),
    }
}

fn marks(list: &[(&str, Mark)]) -> Marks {
    Marks { criteria: list.iter().map(|(id, mark)| ((*id).to_owned(), *mark)).collect(), criticals: vec![] }
}

fn all(levels: [u8; 6], rules: [bool; 2]) -> Marks {
    let names = ["understood", "clear", "tone", "forward", "framework", "notes"];
    let mut list: Vec<(&str, Mark)> = names.into_iter().zip(levels.map(Mark::Level)).collect();
    list.extend(["steps", "privacy"].into_iter().zip(rules.map(Mark::Kept)));
    marks(&list)
}

#[test]
fn full_marks_are_a_hundred_and_none_is_zero() {
    assert_eq!(card().score(&all([3; 6], [true; 2])).rated, Some(100_000));
    let nothing = card().score(&all([0; 6], [false; 2]));
    assert_eq!((nothing.rated, nothing.passed), (Some(0), false));
}

#[test]
fn a_weighted_score_by_hand() {
    // thirds: 15*2 + 10*3 + 10*2 + 10*1 = 90 of 135; 10*3 + 10*2 + 0 + 5*1 = 55 of 105; together 145 of 240.
    let score = card().score(&all([2, 3, 2, 1, 2, 1], [true, false]));
    assert_eq!(score.sections, [("response".into(), Some(66_667)), ("adherence".into(), Some(52_381))]);
    assert_eq!(score.rated, Some(60_417));
    assert!(score.open.is_empty() && !score.passed);
    assert_eq!(percent(66_667), 66, "shown percent never rounds up over a line");
}

#[test]
fn not_applicable_leaves_both_sums() {
    let mut given = all([3, 3, 3, 3, 0, 3], [true; 2]);
    assert_eq!(card().score(&given).rated, Some(87_500), "10 of 80 lost");
    given.criteria.insert("framework".into(), Mark::NotApplicable);
    assert_eq!(card().score(&given).rated, Some(100_000));
    let nothing = marks(&[("understood", Mark::NotApplicable)]);
    let score = card().score(&nothing);
    assert_eq!((score.rated, score.after_criticals, score.passed, score.open.len()), (None, None, false, 7));
}

#[test]
fn the_pass_line_is_at_least_and_nothing_fatal() {
    let mut line = card();
    line.sections.truncate(1);
    line.sections[0].criteria = vec![criterion("a", 4, CriterionKind::Rule), criterion("b", 1, CriterionKind::Rule)];
    let given = marks(&[("a", Mark::Kept(true)), ("b", Mark::Kept(false))]);
    assert_eq!((line.score(&given).rated, line.score(&given).passed), (Some(80_000), true));
    line.pass = 81;
    assert!(!line.score(&given).passed);
}

#[test]
fn a_fatal_error_zeroes_and_a_coaching_one_does_not() {
    let mut given = all([3; 6], [true; 2]);
    given.criticals = vec!["promise".into()];
    let coached = card().score(&given);
    assert_eq!((coached.after_criticals, coached.passed), (Some(100_000), true));
    given.criticals.push("harm".into());
    let fatal = card().score(&given);
    assert_eq!((fatal.rated, fatal.after_criticals, fatal.passed), (Some(100_000), Some(0), false));
}

#[test]
fn marks_that_do_not_fit_count_for_nothing_and_are_all_named() {
    let mut given = all([3; 6], [true; 2]);
    given.criteria.insert("understood".into(), Mark::Level(4));
    given.criteria.insert("steps".into(), Mark::Level(2));
    given.criteria.insert("notes".into(), Mark::NotApplicable);
    given.criteria.insert("invented".into(), Mark::Level(1));
    given.criteria.remove("tone");
    given.criticals = vec!["unheard-of".into()];
    let errors = card().check(&given);
    for field in
        ["criterion:understood", "criterion:steps", "criterion:notes", "criterion:invented", "critical:unheard-of"]
    {
        assert_eq!(errors.of(field), Some(&FieldError::NotOffered), "{field}");
    }
    assert_eq!(errors.of("criterion:tone"), Some(&FieldError::Missing));
    assert_eq!(errors.0.len(), 6);
    assert_eq!(card().score(&given).open, ["understood", "tone", "steps", "notes"]);
    assert!(card().check(&all([1; 6], [false; 2])).is_empty());
}
