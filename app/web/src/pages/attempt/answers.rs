//! Answers between form and store: what was posted, what is kept, what is missing.
//!
//! Fields are `q.ID` for choices and words, and `o.ID.POSITION` for the place of one option in an order.

use crate::form::Fields;
use domain::quiz::{Answer, QuestionKind, QuestionView};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of one attempt as the form shows them.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What can be kept.
    pub answers: BTreeMap<String, Answer>,
    /// Places of options that do not yet make an order, by question and option.
    pub places: BTreeMap<(String, u32), u32>,
    /// Questions in which two options were given the same place.
    pub twice: BTreeSet<String>,
    /// Whether submitting was tried with gaps.
    pub asked_to_submit: bool,
}

impl Sheet {
    /// What was saved so far.
    pub fn saved(answers: &BTreeMap<String, Answer>) -> Self {
        let mut sheet = Self::default();
        for (id, answer) in answers.iter().filter(|(_, answer)| !is_empty(answer)) {
            sheet.answers.insert(id.clone(), answer.clone());
            if let Answer::Order(order) = answer {
                for (place, option) in (1..).zip(order) {
                    sheet.places.insert((id.clone(), *option), place);
                }
            }
        }
        sheet
    }

    /// What a form sent. Only what was asked is read; anything else is ignored.
    pub fn posted(questions: &[QuestionView], fields: Fields) -> Self {
        let mut sheet = Self::default();
        for question in questions {
            if let Some(answer) = sheet.read(question, &fields) {
                sheet.answers.insert(question.id.clone(), answer);
            }
        }
        sheet
    }

    /// What to keep: answers, and for questions whose answer was taken back an empty one, so that the old one goes.
    pub fn to_keep(&self, questions: &[QuestionView]) -> BTreeMap<String, Answer> {
        let mut kept = self.answers.clone();
        for question in questions {
            kept.entry(question.id.clone()).or_insert_with(|| match question.kind {
                QuestionKind::Choice | QuestionKind::Several => Answer::Options(Vec::new()),
                QuestionKind::Order => Answer::Order(Vec::new()),
                QuestionKind::Short => Answer::Text(String::new()),
            });
        }
        kept
    }

    /// Whether every question has an answer.
    pub fn is_full(&self, questions: &[QuestionView]) -> bool {
        questions.iter().all(|question| self.answers.contains_key(&question.id))
    }

    /// Whether an option was chosen.
    pub fn chose(&self, question: &str, option: u32) -> bool {
        matches!(self.answers.get(question), Some(Answer::Options(chosen)) if chosen.contains(&option))
    }

    /// The typed words.
    pub fn words(&self, question: &str) -> String {
        match self.answers.get(question) {
            Some(Answer::Text(words)) => words.clone(),
            _ => String::new(),
        }
    }

    fn read(&mut self, question: &QuestionView, fields: &Fields) -> Option<Answer> {
        let name = format!("q.{}", question.id);
        let offered = |position: &u32| question.options.iter().any(|(option, _)| option == position);
        match question.kind {
            QuestionKind::Choice => fields.parse(&name).filter(offered).map(|one| Answer::Options(vec![one])),
            QuestionKind::Several => {
                let chosen: BTreeSet<u32> =
                    fields.all(&name).filter_map(|value| value.parse().ok()).filter(offered).collect();
                (!chosen.is_empty()).then(|| Answer::Options(chosen.into_iter().collect()))
            }
            QuestionKind::Short => {
                let words = fields.get(&name).trim();
                (!words.is_empty()).then(|| Answer::Text(words.chars().take(500).collect()))
            }
            QuestionKind::Order => self.read_order(question, fields),
        }
    }

    fn read_order(&mut self, question: &QuestionView, fields: &Fields) -> Option<Answer> {
        let mut order = BTreeMap::new();
        for (option, _) in &question.options {
            let Some(place) = fields.parse::<u32>(&format!("o.{}.{option}", question.id)) else { continue };
            if place == 0 || place as usize > question.options.len() {
                continue;
            }
            self.places.insert((question.id.clone(), *option), place);
            if order.insert(place, *option).is_some() {
                self.twice.insert(question.id.clone());
            }
        }
        (order.len() == question.options.len()).then(|| Answer::Order(order.into_values().collect()))
    }
}

/// Whether an answer was taken back.
pub fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Options(keys) | Answer::Order(keys) => keys.is_empty(),
        Answer::Text(words) => words.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: QuestionKind) -> QuestionView {
        QuestionView {
            id: "a".into(),
            kind,
            ask: "?".into(),
            options: vec![(2, "x".into()), (0, "y".into()), (1, "z".into())],
        }
    }

    fn posted(kind: QuestionKind, fields: &[(&str, &str)]) -> Sheet {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Sheet::posted(&[question(kind)], Fields(fields))
    }

    #[test]
    fn only_offered_options_count() {
        assert_eq!(posted(QuestionKind::Choice, &[("q.a", "1")]).answers["a"], Answer::Options(vec![1]));
        for wrong in ["3", "-1", "x", "", "18446744073709551616"] {
            assert!(posted(QuestionKind::Choice, &[("q.a", wrong)]).answers.is_empty(), "{wrong}");
        }
        let several = posted(QuestionKind::Several, &[("q.a", "2"), ("q.a", "0"), ("q.a", "2"), ("q.a", "9")]);
        assert_eq!(several.answers["a"], Answer::Options(vec![0, 2]));
        assert!(posted(QuestionKind::Choice, &[("q.b", "1")]).answers.is_empty(), "another question's field");
    }

    #[test]
    fn an_order_needs_every_place_once_and_keeps_what_is_there() {
        let whole = posted(QuestionKind::Order, &[("o.a.2", "1"), ("o.a.0", "3"), ("o.a.1", "2")]);
        assert_eq!(whole.answers["a"], Answer::Order(vec![2, 1, 0]));
        let twice = posted(QuestionKind::Order, &[("o.a.2", "1"), ("o.a.0", "1"), ("o.a.1", "2")]);
        assert!(twice.answers.is_empty() && twice.twice.contains("a"));
        assert_eq!(twice.places[&("a".into(), 1)], 2, "the rest of the form stays as it was filled in");
        let gap = posted(QuestionKind::Order, &[("o.a.2", "1"), ("o.a.0", "7")]);
        assert!(gap.answers.is_empty() && gap.twice.is_empty());
    }

    #[test]
    fn an_answer_taken_back_is_kept_as_none() {
        let sheet = posted(QuestionKind::Several, &[]);
        let kept = sheet.to_keep(&[question(QuestionKind::Several)]);
        assert_eq!(kept["a"], Answer::Options(vec![]));
        assert!(Sheet::saved(&kept).answers.is_empty());
    }

    #[test]
    fn saved_answers_fill_the_form_again() {
        let sheet = Sheet::saved(&BTreeMap::from([
            ("a".to_owned(), Answer::Order(vec![2, 0, 1])),
            ("b".to_owned(), Answer::Options(vec![4])),
            ("c".to_owned(), Answer::Text("hold".into())),
        ]));
        assert_eq!(sheet.places[&("a".into(), 0)], 2);
        assert!(sheet.chose("b", 4) && !sheet.chose("b", 3));
        assert_eq!(sheet.words("c"), "hold");
    }
}
