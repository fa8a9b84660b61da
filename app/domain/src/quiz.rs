//! Quizzes: questions, drawing, marking. Answers stay on the server; the browser gets [`QuestionView`]s.

#[cfg(feature = "content")]
mod chance;
#[cfg(feature = "content")]
mod draw;
#[cfg(feature = "content")]
mod mark;

#[cfg(feature = "content")]
pub use draw::{right_answers, views};
#[cfg(feature = "content")]
pub use mark::{Marked, MarkedQuestion, mark};

use serde::{Deserialize, Serialize};

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One option.
    Choice,
    /// Every right option and no other.
    Several,
    /// The options in the right order.
    Order,
    /// A few typed words.
    Short,
}

/// One option of a question, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizOption {
    /// Text.
    pub text: String,
    /// Right?
    #[serde(default)]
    pub correct: bool,
    /// Why, shown after submitting.
    #[serde(default)]
    pub why: String,
}

/// One question, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the quiz.
    pub id: String,
    /// Kind of answer.
    pub kind: QuestionKind,
    /// The question.
    pub ask: String,
    /// Options; for [`QuestionKind::Order`] in the right order.
    #[serde(default)]
    pub options: Vec<QuizOption>,
    /// Accepted answers of a short question.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Shown after submitting.
    pub explain: String,
}

/// The quiz of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// Percent needed.
    pub pass: u32,
    /// How many questions an attempt draws; all when absent.
    #[serde(default)]
    pub draw: Option<u32>,
    /// Wait after a failed attempt.
    #[serde(default)]
    pub retry_minutes: u32,
    /// Time limit.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question as the person who answers it may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// Kind of answer.
    pub kind: QuestionKind,
    /// The question.
    pub ask: String,
    /// Options in the order of this attempt: the key to answer with, and the text. Keys mean nothing outside of the attempt.
    pub options: Vec<(u32, String)>,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum Answer {
    /// Keys of the chosen options (one for [`QuestionKind::Choice`]).
    Options(Vec<u32>),
    /// Keys in the chosen order.
    Order(Vec<u32>),
    /// Typed words.
    Text(String),
}
