//! What is common to the Markdown files: front matter, blocks with their lines, and things we do not allow in a text.

use super::{
    reader::Page,
    yaml::{Node, Value},
};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// GFM as Greenroom reads it, everywhere.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// A file taken apart.
pub(super) struct Parts<'a> {
    /// The front matter.
    pub(super) front: Node,
    /// Everything after it.
    pub(super) body: &'a str,
    /// Lines of the file before the body.
    pub(super) before: u32,
}

/// Takes the front matter off.
pub(super) fn parts<'a>(text: &'a str, page: &mut Page<'_>) -> Option<Parts<'a>> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"));
    let Some(rest) = rest else {
        page.note(
            1,
            "the file has no front matter",
            "begin it with a line `---`, then `id: ...` and the other fields, then `---`",
        );
        return None;
    };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let (front, body) = (&rest[..end], &rest[end + line.len()..]);
            let before = count_lines(text, text.len() - body.len());
            let front = page.yaml(front, 1)?;
            if matches!(front.value, Value::Map(_)) {
                return Some(Parts { front, body, before });
            }
            page.note(
                1,
                "the front matter has no fields",
                "write `id: ...` and the other fields between the two `---` lines",
            );
            return None;
        }
        end += line.len();
    }
    page.note(1, "the front matter does not end", "put a line `---` after its last field");
    None
}

/// Line breaks in the first `upto` bytes.
pub(super) fn count_lines(text: &str, upto: usize) -> u32 {
    let breaks = text.as_bytes().iter().take(upto).filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX)
}

/// A fenced block.
pub(super) struct Fence {
    /// Word after the fence.
    pub(super) kind: String,
    /// What is inside.
    pub(super) text: String,
    /// Line of the opening fence in the file.
    pub(super) line: u32,
    /// Bytes of the whole block in the body.
    pub(super) range: Range<usize>,
}

/// A heading.
pub(super) struct Heading {
    pub(super) level: u32,
    pub(super) text: String,
    pub(super) line: u32,
    pub(super) range: Range<usize>,
}

/// What a body consists of, as far as it matters here.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) fences: Vec<Fence>,
    pub(super) headings: Vec<Heading>,
    /// End of the last block.
    pub(super) end: usize,
    /// Words outside of fenced blocks and inside of chat examples.
    pub(super) words: usize,
}

/// Reads the body and notes what is not allowed in any text.
pub(super) fn outline(body: &str, before: u32, page: &mut Page<'_>) -> Outline {
    let mut outline = Outline::default();
    let mut heading: Option<Heading> = None;
    let mut fence: Option<Fence> = None;
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        let line = before + count_lines(body, range.start) + 1;
        outline.end = outline.end.max(range.end);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some(Heading { level: number(level), text: String::new(), line, range });
            }
            Event::End(TagEnd::Heading(_)) => outline.headings.extend(heading.take()),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                fence = Some(Fence { kind: info, text: String::new(), line, range });
            }
            Event::End(TagEnd::CodeBlock) => outline.fences.extend(fence.take()),
            Event::Text(text) => {
                if let Some(fence) = &mut fence {
                    fence.text.push_str(&text);
                }
                if let Some(heading) = &mut heading {
                    heading.text.push_str(&text);
                }
                if fence.as_ref().is_none_or(|fence| fence.kind == "chat") {
                    outline.words += text.split_whitespace().count();
                }
            }
            Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.text.push_str(&text);
                }
                outline.words += text.split_whitespace().count();
            }
            Event::Html(text) | Event::InlineHtml(text) if !text.trim_start().starts_with("<!--") => {
                page.note(
                    line,
                    "HTML is not shown to readers",
                    "write it in Markdown, or between backticks when it is an example",
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe_link(&dest_url) => {
                page.note(
                    line,
                    format!("the link `{dest_url}` leads nowhere safe"),
                    "begin it with https://, mailto:, / or #",
                );
            }
            Event::Start(Tag::Image { dest_url, .. }) if dest_url.contains(':') => {
                let advice = "put the picture beside the content and name it by its path";
                page.note(line, format!("the picture `{dest_url}` is on another server"), advice);
            }
            _ => {}
        }
    }
    outline
}

fn is_safe_link(target: &str) -> bool {
    ["https://", "http://", "mailto:", "/", "#"].iter().any(|start| target.starts_with(start))
        && !target.starts_with("//")
}

const fn number(level: HeadingLevel) -> u32 {
    level as u32
}
