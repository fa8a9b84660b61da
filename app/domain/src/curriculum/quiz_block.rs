//! The quiz at the end of a module.

use super::{
    reader::{Fields, Page, unique},
    yaml::Node,
};
use crate::quiz::{Question, QuestionKind, Quiz, QuizOption};

const KINDS: [(&str, QuestionKind); 4] = [
    ("choice", QuestionKind::Choice),
    ("several", QuestionKind::Several),
    ("order", QuestionKind::Order),
    ("short", QuestionKind::Short),
];

/// Reads the block whose opening fence is on line `fence`.
pub(super) fn read(text: &str, fence: u32, page: &mut Page<'_>) -> Option<Quiz> {
    let node = page.yaml(text, fence)?;
    let fields = Fields::of(&node, "the quiz", &["pass", "draw", "retry_minutes", "minutes", "questions"], page)?;
    let mut questions = Vec::new();
    let mut ids = Vec::new();
    for node in fields.items("questions", page) {
        if let Some(question) = question(node, page) {
            ids.push((question.id.clone(), node.line));
            questions.push(question);
        }
    }
    unique(ids.iter().map(|(id, line)| (id.as_str(), *line)), "question", page);
    if questions.is_empty() {
        page.note(fields.line, "the quiz has no questions", "add at least one under `questions:`");
    }
    let most = u32::try_from(questions.len()).unwrap_or(u32::MAX).max(1);
    Some(Quiz {
        pass: fields.number("pass", 1, 100, page),
        draw: fields.number_if("draw", 1, most, page),
        retry_minutes: fields.number_if("retry_minutes", 0, 10_080, page).unwrap_or(0),
        minutes: fields.number_if("minutes", 1, 240, page),
        questions,
    })
}

fn question(node: &Node, page: &mut Page<'_>) -> Option<Question> {
    let known = ["id", "kind", "ask", "options", "accept", "explain"];
    let mut fields = Fields::of(node, "a question", &known, page)?;
    let id = fields.id(page);
    fields.of = format!("question `{id}`");
    let kind = fields.word("kind", &KINDS, page)?;
    let options: Vec<QuizOption> =
        fields.items_if("options", page).iter().filter_map(|node| option(node, &fields.of, page)).collect();
    let accept: Vec<String> = fields.texts("accept", page).into_iter().map(|(text, _)| text).collect();
    let right = options.iter().filter(|option| option.correct).count();
    let (line, of) = (fields.line, &fields.of);
    match kind {
        QuestionKind::Choice if options.len() < 2 || right != 1 => {
            page.note(
                line,
                format!("{of} needs two options or more, one of them right"),
                "mark exactly one with `correct: true`",
            );
        }
        QuestionKind::Several if options.len() < 3 || right < 2 => {
            page.note(
                line,
                format!("{of} needs three options or more, two of them right"),
                "mark the right ones with `correct: true`",
            );
        }
        QuestionKind::Order if options.len() < 2 || right > 0 => {
            page.note(
                line,
                format!("{of} needs two options or more in the right order"),
                "list them in the right order, without `correct`",
            );
        }
        QuestionKind::Short if accept.is_empty() || !options.is_empty() => {
            page.note(
                line,
                format!("{of} needs the answers it accepts"),
                "list them under `accept:`, without `options`",
            );
        }
        _ if kind != QuestionKind::Short && !accept.is_empty() => {
            page.note(line, format!("{of} has both options and `accept`"), "only `kind: short` takes `accept`");
        }
        _ => {}
    }
    unique(options.iter().map(|option| (option.text.as_str(), line)), "option", page);
    Some(Question { id, kind, ask: fields.text("ask", page), options, accept, explain: fields.text("explain", page) })
}

fn option(node: &Node, of: &str, page: &mut Page<'_>) -> Option<QuizOption> {
    let fields = Fields::of(node, format!("an option of {of}"), &["text", "correct", "why"], page)?;
    Some(QuizOption {
        text: fields.text("text", page),
        correct: fields.flag("correct", page),
        why: fields.text_or_empty("why", page),
    })
}
