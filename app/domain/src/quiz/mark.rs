//! Marking an attempt. Only the server does this.

use super::{
    Answer, Question, QuestionKind, QuestionView, Quiz,
    draw::{Drawn, drawn},
};
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Most characters of a typed answer that are looked at.
const TYPED_MOST: usize = 200;

/// A marked attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Share of right answers, rounded down.
    pub percent: u32,
    /// At least the quiz's line.
    pub passed: bool,
    /// The questions in the order of the attempt.
    pub questions: Vec<MarkedQuestion>,
}

/// One question of a marked attempt, with what is only shown after submitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedQuestion {
    /// As it was shown.
    pub view: QuestionView,
    /// What was answered.
    pub answer: Option<Answer>,
    /// Right?
    pub correct: bool,
    /// The explanation.
    pub explain: String,
    /// Options as they should have been chosen: text, right?, why. For [`QuestionKind::Order`] in the right order.
    pub options: Vec<(String, bool, String)>,
    /// Accepted answers of a short question.
    pub accepted: Vec<String>,
}

/// Marks the answers to the attempt with this seed. Unanswered is wrong; answers to other questions are ignored.
pub fn mark(quiz: &Quiz, seed: u64, answers: &BTreeMap<String, Answer>) -> Marked {
    let views = super::views(quiz, seed);
    let questions: Vec<MarkedQuestion> = drawn(quiz, seed)
        .into_iter()
        .zip(views)
        .map(|(drawn, view)| {
            let answer = answers.get(&drawn.question.id).cloned();
            let correct = answer.as_ref().is_some_and(|answer| is_right(&drawn, answer));
            let options = options(&drawn);
            let Question { explain, accept, .. } = drawn.question;
            MarkedQuestion { view, answer, correct, explain: explain.clone(), options, accepted: accept.clone() }
        })
        .collect();
    let right = questions.iter().filter(|question| question.correct).count();
    let percent = u32::try_from(right * 100 / questions.len().max(1)).unwrap_or(0);
    Marked { percent, passed: percent >= quiz.pass, questions }
}

fn options(drawn: &Drawn<'_>) -> Vec<(String, bool, String)> {
    let written = &drawn.question.options;
    let sorted = drawn.question.kind == QuestionKind::Order;
    let shown = drawn.order.iter().filter_map(|place| written.get(*place));
    let show = |option: &super::QuizOption| (option.text.clone(), sorted || option.correct, option.why.clone());
    if sorted { written.iter().map(show).collect() } else { shown.map(show).collect() }
}

fn is_right(drawn: &Drawn<'_>, answer: &Answer) -> bool {
    let question = drawn.question;
    match (question.kind, answer) {
        (QuestionKind::Choice | QuestionKind::Several, Answer::Options(keys)) => {
            let chosen: Option<Vec<usize>> = keys.iter().map(|key| drawn.written(*key)).collect();
            let Some(mut chosen) = chosen else { return false };
            chosen.sort_unstable();
            let right = (0..).zip(&question.options).filter(|(_, option)| option.correct).map(|(place, _)| place);
            chosen.into_iter().eq(right)
        }
        (QuestionKind::Order, Answer::Order(keys)) => {
            let chosen: Option<Vec<usize>> = keys.iter().map(|key| drawn.written(*key)).collect();
            chosen.is_some_and(|chosen| chosen.into_iter().eq(0..question.options.len()))
        }
        (QuestionKind::Short, Answer::Text(text)) => {
            let typed = plain(text);
            !typed.is_empty() && question.accept.iter().any(|accepted| plain(accepted) == typed)
        }
        _ => false,
    }
}

/// Letters and digits in lower case, without accents, one space between words.
fn plain(text: &str) -> String {
    let letters: String = text
        .chars()
        .take(TYPED_MOST)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        // An apostrophe joins ("don't"), other signs part.
        .filter(|c| !matches!(c, '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "mark_tests.rs"]
mod tests;
