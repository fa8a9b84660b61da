//! Tests of what stands beside this file.

use super::*;
use crate::quiz::{QuizOption, views};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn option(text: &str, correct: bool) -> QuizOption {
    QuizOption { text: text.into(), correct, why: format!("why {text}") }
}

fn question(id: &str, kind: QuestionKind, options: Vec<QuizOption>, accept: &[&str]) -> Question {
    let accept = accept.iter().map(|text| (*text).to_owned()).collect();
    Question { id: id.into(), kind, ask: format!("ask {id}"), options, accept, explain: "because".into() }
}

fn quiz(draw: Option<u32>) -> Quiz {
    Quiz {
        pass: 75,
        draw,
        retry_minutes: 10,
        minutes: None,
        questions: vec![
            question("one", QuestionKind::Choice, vec![option("a", false), option("b", true), option("c", false)], &[]),
            question(
                "many",
                QuestionKind::Several,
                vec![option("a", true), option("b", false), option("c", true)],
                &[],
            ),
            question("row", QuestionKind::Order, vec![option("1", false), option("2", false), option("3", false)], &[]),
            question("word", QuestionKind::Short, vec![], &["Forty-five seconds", "45 s"]),
        ],
    }
}

/// Keys of the options with these texts, as shown by this seed.
fn keys(quiz: &Quiz, seed: u64, id: &str, texts: &[&str]) -> Vec<u32> {
    let view = views(quiz, seed).into_iter().find(|view| view.id == id).unwrap();
    texts.iter().map(|text| view.options.iter().find(|(_, shown)| shown == text).unwrap().0).collect()
}

fn right_answers(quiz: &Quiz, seed: u64) -> BTreeMap<String, Answer> {
    BTreeMap::from([
        ("one".to_owned(), Answer::Options(keys(quiz, seed, "one", &["b"]))),
        ("many".to_owned(), Answer::Options(keys(quiz, seed, "many", &["c", "a"]))),
        ("row".to_owned(), Answer::Order(keys(quiz, seed, "row", &["1", "2", "3"]))),
        ("word".to_owned(), Answer::Text(" forty five   SÉCONDS! ".into())),
    ])
}

#[test]
fn right_answers_are_right_whatever_the_order_shown() {
    let quiz = quiz(None);
    for seed in 0..200 {
        let marked = mark(&quiz, seed, &right_answers(&quiz, seed));
        assert_eq!((marked.percent, marked.passed), (100, true), "seed {seed}: {marked:?}");
    }
}

#[test]
fn half_of_several_is_wrong_and_so_is_one_too_many_or_one_twice() {
    let quiz = quiz(None);
    for chosen in [&["a"][..], &["a", "b", "c"], &["a", "a"], &[]] {
        let answers = BTreeMap::from([("many".to_owned(), Answer::Options(keys(&quiz, 5, "many", chosen)))]);
        let marked = mark(&quiz, 5, &answers);
        let many = marked.questions.iter().find(|question| question.view.id == "many").unwrap();
        assert!(!many.correct, "{chosen:?}");
        assert_eq!((marked.percent, marked.passed), (0, false));
    }
}

#[test]
fn nonsense_is_wrong_and_never_panics() {
    let quiz = quiz(None);
    let nonsense = BTreeMap::from([
        ("one".to_owned(), Answer::Text("b".into())),
        ("many".to_owned(), Answer::Options(vec![7, u32::MAX])),
        ("row".to_owned(), Answer::Order(vec![0])),
        ("word".to_owned(), Answer::Text("?!".into())),
        ("unknown".to_owned(), Answer::Options(vec![0])),
    ]);
    assert_eq!(mark(&quiz, 1, &nonsense).percent, 0);
}

#[test]
fn what_counts_as_the_same_words() {
    for (accepted, typed) in
        [("Café", "cafe"), ("don't", "DON\u{2019}T"), ("45 s", "45  s."), ("follow-up", "follow up")]
    {
        assert_eq!(plain(accepted), plain(typed));
    }
    assert_ne!(plain("45 s"), plain("54 s"));
}

#[test]
fn trust_25_an_ordering_question_is_never_shown_solved_and_its_keys_say_nothing() {
    let quiz = quiz(None);
    let mut first_keys = BTreeSet::new();
    for seed in 0..100 {
        let view = views(&quiz, seed).into_iter().find(|view| view.id == "row").unwrap();
        let texts: Vec<&str> = view.options.iter().map(|(_, text)| text.as_str()).collect();
        assert_ne!(texts, ["1", "2", "3"], "seed {seed}");
        let shown: Vec<u32> = view.options.iter().map(|(key, _)| *key).collect();
        assert_eq!(shown, [0, 1, 2], "keys are places as shown, not as written");
        first_keys.insert(keys(&quiz, seed, "row", &["1"])[0]);
    }
    assert_eq!(first_keys.len(), 3, "the first step is not always under the same key");
}

#[test]
fn trust_25_a_view_holds_no_answer() {
    let json = serde_json::to_string(&views(&quiz(None), 3)).unwrap();
    for secret in ["correct", "why", "because", "Forty"] {
        assert!(!json.contains(secret), "{json}");
    }
}

proptest! {
    #[test]
    fn a_draw_is_a_part_of_the_quiz_and_the_same_every_time(seed: u64, draw in 1_u32..=4) {
        let quiz = quiz(Some(draw));
        let ids: Vec<String> = views(&quiz, seed).into_iter().map(|view| view.id).collect();
        prop_assert_eq!(ids.len(), usize::try_from(draw).unwrap());
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let again: Vec<String> = views(&quiz, seed).into_iter().map(|view| view.id).collect();
        prop_assert_eq!(ids, again);
    }
}

#[test]
fn every_question_is_drawn_sooner_or_later() {
    let quiz = quiz(Some(1));
    let seen: BTreeSet<String> = (0..60).flat_map(|seed| views(&quiz, seed)).map(|view| view.id).collect();
    assert_eq!(seen.len(), 4);
}
