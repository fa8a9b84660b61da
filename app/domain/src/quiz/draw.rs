//! What one attempt asks, and in which order: decided by its seed alone.

use super::{Answer, Question, QuestionKind, QuestionView, Quiz, chance::Chance};
use std::collections::BTreeMap;

/// One question of an attempt: the question and, for each option as shown, its place as written.
pub(super) struct Drawn<'a> {
    pub(super) question: &'a Question,
    pub(super) order: Vec<usize>,
}

impl Drawn<'_> {
    /// The place as written of the option shown with this key.
    pub(super) fn written(&self, key: u32) -> Option<usize> {
        self.order.get(usize::try_from(key).ok()?).copied()
    }
}

/// Draws the questions of an attempt.
pub(super) fn drawn(quiz: &Quiz, seed: u64) -> Vec<Drawn<'_>> {
    let mut questions: Vec<&Question> = quiz.questions.iter().collect();
    Chance::new(seed, "questions").shuffle(&mut questions);
    let count = quiz.draw.and_then(|draw| usize::try_from(draw).ok()).unwrap_or(questions.len());
    questions.truncate(count.max(1));
    questions.into_iter().map(|question| Drawn { question, order: order(question, seed) }).collect()
}

fn order(question: &Question, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..question.options.len()).collect();
    Chance::new(seed, &question.id).shuffle(&mut order);
    // Never shown solved.
    if question.kind == QuestionKind::Order && order.len() > 1 && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

/// The questions of the attempt with this seed, as the person who answers may see them: no answer, no explanation, and options under
/// keys that say nothing about where they stand in the file.
pub fn views(quiz: &Quiz, seed: u64) -> Vec<QuestionView> {
    drawn(quiz, seed)
        .into_iter()
        .map(|drawn| QuestionView {
            id: drawn.question.id.clone(),
            kind: drawn.question.kind,
            ask: drawn.question.ask.clone(),
            options: (0..)
                .zip(&drawn.order)
                .filter_map(|(key, written)| Some((key, drawn.question.options.get(*written)?.text.clone())))
                .collect(),
        })
        .collect()
}

/// Answers that are all right, to the questions of the attempt with this seed: for histories told by bots, never for a page.
pub fn right_answers(quiz: &Quiz, seed: u64) -> BTreeMap<String, Answer> {
    let answer = |drawn: &Drawn<'_>| {
        let mut keys: Vec<(u32, usize)> = (0..).zip(drawn.order.iter().copied()).collect();
        match drawn.question.kind {
            QuestionKind::Choice | QuestionKind::Several => {
                let right = |written: usize| drawn.question.options.get(written).is_some_and(|option| option.correct);
                Answer::Options(keys.into_iter().filter(|(_, written)| right(*written)).map(|(key, _)| key).collect())
            }
            QuestionKind::Order => {
                keys.sort_by_key(|(_, written)| *written);
                Answer::Order(keys.into_iter().map(|(key, _)| key).collect())
            }
            QuestionKind::Short => Answer::Text(drawn.question.accept.first().cloned().unwrap_or_default()),
        }
    };
    drawn(quiz, seed).iter().map(|drawn| (drawn.question.id.clone(), answer(drawn))).collect()
}
