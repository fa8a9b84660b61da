//! A `chat` block: lines of a conversation as bubbles, remarks in the margin.
//!
//! ````text
//! ```chat A late parcel
//! customer Mara: hi, my parcel is a week late???
//! operator: Hi Mara, a week late is no fun.
//! note: One fact, one feeling.
//! ```
//! ````

use super::events::escape;
use crate::text::{Text, key};
use std::fmt::Write as _;

enum Who {
    Customer,
    Operator,
    Note,
}

struct Line {
    who: Who,
    name: String,
    words: String,
}

fn parse(block: &str, text: Text) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for raw in block.lines().filter(|line| !line.trim().is_empty()) {
        let start = raw.split_once(':').and_then(|(speaker, words)| {
            let (role, name) = speaker.trim().split_once(' ').unwrap_or((speaker.trim(), ""));
            let (who, name) = match role {
                "customer" => (Who::Customer, or(name, || text.say(key::CHAT_CUSTOMER))),
                "operator" => (Who::Operator, or(name, || text.say(key::CHAT_OPERATOR))),
                "note" if name.is_empty() => (Who::Note, String::new()),
                _ => return None,
            };
            Some(Line { who, name, words: words.trim().to_owned() })
        });
        match (start, lines.last_mut()) {
            (Some(line), _) => lines.push(line),
            // A line without a speaker goes on where the one before it stopped.
            (None, Some(last)) => {
                last.words.push('\n');
                last.words.push_str(raw.trim());
            }
            (None, None) => lines.push(Line { who: Who::Note, name: String::new(), words: raw.trim().to_owned() }),
        }
    }
    lines
}

fn or(name: &str, default: impl FnOnce() -> String) -> String {
    if name.trim().is_empty() { default() } else { name.trim().to_owned() }
}

/// The block as HTML. A caption that begins with “Weak:” or “Better:” (or their Dutch words) sets the tone of the figure.
pub(super) fn render(caption: &str, block: &str, text: Text) -> String {
    let first = caption.split(':').next().unwrap_or_default().trim().to_lowercase();
    let tone = match first.as_str() {
        "weak" | "zwak" => " c-chat-weak",
        "better" | "beter" => " c-chat-better",
        _ => "",
    };
    let mut out = format!("<figure class=\"c-chat{tone}\">");
    if !caption.is_empty() {
        _ = write!(out, "<figcaption>{}</figcaption>", escape(caption));
    }
    let mut open = false;
    for line in parse(block, text) {
        let words = escape(&line.words).replace('\n', "<br>");
        let side = match line.who {
            Who::Note => {
                if !open {
                    out.push_str("<div class=\"c-turn\">");
                    open = true;
                }
                _ = write!(out, "<aside class=\"c-aside\"><p>{words}</p></aside>");
                continue;
            }
            Who::Customer => "customer",
            Who::Operator => "operator",
        };
        if open {
            out.push_str("</div>");
        }
        open = true;
        _ = write!(
            out,
            "<div class=\"c-turn\"><div class=\"c-bubble c-bubble-{side}\"><p class=\"c-bubble-who\"><b>{}</b></p>\
             <div class=\"c-bubble-text\">{words}</div></div>",
            escape(&line.name)
        );
    }
    if open {
        out.push_str("</div>");
    }
    out.push_str("</figure>\n");
    out
}
