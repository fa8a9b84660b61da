//! Modules: front matter, Markdown with call-outs and chat examples, and one quiz at the end.

use super::{
    Module, hash_of, markdown, quiz_block,
    reader::{Fields, Page},
};

/// Words a minute of honest reading.
const PACE: usize = 200;
/// A file's `minutes` may differ from the counted ones by this factor.
const TOLERANCE: f64 = 1.6;
const CALL_OUTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// A module, and the clauses it names with their line.
pub(super) fn read(text: &str, slug: &str, page: &mut Page<'_>) -> Option<(Module, Vec<(String, u32)>)> {
    let parts = markdown::parts(text, page)?;
    let fields = Fields::of(&parts.front, "the module", &["id", "title", "summary", "minutes", "clauses"], page)?;
    let outline = markdown::outline(parts.body, parts.before, page);
    let minutes = fields.number("minutes", 1, 60, page);
    let counted = outline.words.div_ceil(PACE);
    if is_dishonest(minutes, counted) {
        let what = format!("`minutes: {minutes}` is not honest: {} words take about {counted}", outline.words);
        page.note(fields.line_of("minutes"), what, format!("write `minutes: {counted}`"));
    }
    for heading in &outline.headings {
        if heading.level == 1 {
            page.note(
                heading.line,
                "a heading of the first level stands in the text",
                "begin it with `##`; the title is in the front matter",
            );
        }
    }
    call_outs(parts.body, parts.before, page);
    for fence in &outline.fences {
        if fence.kind == "chat" {
            chat(&fence.text, fence.line, page);
        }
    }
    let mut quizzes = outline.fences.iter().filter(|fence| fence.kind == "quiz");
    let quiz = quizzes.next();
    for extra in quizzes {
        page.note(
            extra.line,
            "there is a second quiz",
            "put all questions into one `quiz` block at the end of the file",
        );
    }
    let (body, quiz) = match quiz {
        Some(fence) => {
            if parts.body[fence.range.end..].trim() != "" {
                page.note(fence.line, "the quiz is not the last block of the file", "move it to the end");
            }
            (parts.body[..fence.range.start].to_owned(), quiz_block::read(&fence.text, fence.line, page))
        }
        None => (parts.body.to_owned(), None),
    };
    if outline.words == 0 {
        page.note(parts.before + 1, "the module has no text", "write it after the front matter");
    }
    let clauses = fields.texts("clauses", page);
    let module = Module {
        id: fields.id_of_file(slug, page),
        title: fields.text("title", page),
        summary: fields.text("summary", page),
        minutes,
        clauses: clauses.iter().map(|(clause, _)| clause.clone()).collect(),
        body,
        quiz,
        hash: hash_of(text),
    };
    Some((module, clauses))
}

fn is_dishonest(minutes: u32, counted: usize) -> bool {
    let (said, counted) = (f64::from(minutes), f64::from(u32::try_from(counted.max(1)).unwrap_or(u32::MAX)));
    said > counted * TOLERANCE + 1.0 || counted > said * TOLERANCE + 1.0
}

/// `> [!TIP]` and its four sisters.
fn call_outs(body: &str, before: u32, page: &mut Page<'_>) {
    for (number, line) in (before + 1..).zip(body.lines()) {
        let Some(word) = line.trim_start().strip_prefix('>').and_then(|rest| rest.trim_start().strip_prefix("[!"))
        else {
            continue;
        };
        let word = word.split(']').next().unwrap_or_default();
        if !CALL_OUTS.contains(&word) {
            page.note(
                number,
                format!("there is no call-out `{word}`"),
                format!("use one of: {}", CALL_OUTS.join(", ")),
            );
        }
    }
}

/// Lines of a chat example: `customer Mara: ..`, `operator: ..`, `note: ..`; an indented or plain line goes on with the one before.
fn chat(text: &str, line: u32, page: &mut Page<'_>) {
    let mut any = false;
    for (number, text) in (line + 1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let speaker = text.split(':').next().unwrap_or_default();
        let known = text.contains(':')
            && matches!(
                speaker.split_whitespace().next(),
                Some("customer" | "operator" | "note" | "colleague" | "system")
            );
        if !(known || any && text.starts_with(' ')) {
            let advice = "begin the line with `customer NAME:`, `operator:`, `colleague NAME:`, `system:` or `note:`, or with two spaces to go on with the line before";
            page.note(number, "this line of the chat example has no speaker", advice);
        }
        any = true;
    }
    if !any {
        page.note(line, "the chat example is empty", "write its lines, or remove it");
    }
}
