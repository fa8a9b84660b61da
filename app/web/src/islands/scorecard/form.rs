//! The review form as both halves read it: the browser on every change, the server when it is posted. One reader, so that what is
//! saved while typing is what would be released.
//!
//! Fields: `criterion:<id>` = `0`-`3`, `yes`, `no`, `na` · `critical` = an id, repeated · `summary` · `focus` ·
//! `comment:<id>:message|start|end|criterion|body` for remarks that exist (emptied = removed) ·
//! `fresh:<message>:id|quote|criterion|body` for a new one beside a message (no quote = the whole message) · `revision` · `client`.

use domain::{
    chat::Message,
    field::{FieldError, FieldErrors},
    ids::{ClientId, CommentId, MessageId},
    review::{Comment, Draft},
    scorecard::Mark,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A new remark that could not be pinned yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fresh {
    /// The words it should be pinned to, as typed.
    pub quote: String,
    /// The remark.
    pub body: String,
    /// The criterion it speaks to, as chosen.
    pub criterion: Option<String>,
}

/// What the form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewForm {
    /// Everything that could be understood.
    pub draft: Draft,
    /// New remarks that could not, kept for the page.
    pub fresh: BTreeMap<MessageId, Fresh>,
    /// The revision it started from.
    pub revision: u32,
    /// The id of this release.
    pub client: Option<ClientId>,
    /// What could not be understood.
    pub errors: FieldErrors,
}

/// The id of a remark added without scripts: the same for the same message and revision, so that a repeated post adds it once.
pub fn fresh_id(message: MessageId, revision: u32) -> CommentId {
    CommentId(Uuid::from_u128(message.0.as_u128() ^ (u128::from(revision) + 1)))
}

/// A mark as a form value.
pub fn mark_word(mark: Mark) -> String {
    match mark {
        Mark::Level(level) => level.to_string(),
        Mark::Kept(true) => "yes".into(),
        Mark::Kept(false) => "no".into(),
        Mark::NotApplicable => "na".into(),
    }
}

/// The mark with this form value.
pub fn mark_of(word: &str) -> Option<Mark> {
    match word {
        "yes" => Some(Mark::Kept(true)),
        "no" => Some(Mark::Kept(false)),
        "na" => Some(Mark::NotApplicable),
        level => level.parse().ok().filter(|level| *level <= 3).map(Mark::Level),
    }
}

/// Fields of one remark, by the last part of their names.
type Parts<'a> = BTreeMap<&'a str, String>;

/// Reads the form. Nothing is dropped silently except remarks whose text was emptied: that is how they are removed.
pub fn read_form(fields: &[(String, String)], messages: &[Message]) -> ReviewForm {
    let mut form = ReviewForm::default();
    let mut comments: BTreeMap<CommentId, Parts> = BTreeMap::new();
    let mut fresh: BTreeMap<MessageId, Parts> = BTreeMap::new();
    for (name, value) in fields {
        // Browsers send line ends as two characters; spans and limits count one.
        let value = value.replace("\r\n", "\n");
        let mut parts = name.splitn(3, ':');
        match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            ("criterion", Some(id), None) => match mark_of(&value) {
                Some(mark) => _ = form.draft.marks.criteria.insert(id.to_owned(), mark),
                None => form.errors.add(name, FieldError::NotOffered),
            },
            ("critical", None, None) if !form.draft.marks.criticals.contains(&value) => {
                form.draft.marks.criticals.push(value);
            }
            ("summary", None, None) => form.draft.summary = value,
            ("focus", None, None) => form.draft.focus = Some(value).filter(|focus| !focus.is_empty()),
            ("revision", None, None) => form.revision = value.parse().unwrap_or_default(),
            ("client", None, None) => form.client = value.parse().ok(),
            ("comment", Some(id), Some(part)) => {
                if let Ok(id) = id.parse() {
                    comments.entry(id).or_default().insert(part, value);
                }
            }
            ("fresh", Some(message), Some(part)) => {
                if let Ok(message) = message.parse() {
                    fresh.entry(message).or_default().insert(part, value);
                }
            }
            _ => {}
        }
    }
    form.draft.comments = comments.into_iter().filter_map(|(id, parts)| existing(id, &parts)).collect();
    for (message, parts) in fresh {
        form.add_fresh(message, parts, messages);
    }
    let place =
        |id: MessageId| messages.iter().find(|message| message.id == id).map_or(u32::MAX, |message| message.seq);
    form.draft.comments.sort_by_key(|comment| (place(comment.message), comment.start, comment.end, comment.id));
    form
}

/// A remark that was on the page already; `None` when its text was emptied or its place is unreadable.
fn existing(id: CommentId, parts: &Parts) -> Option<Comment> {
    let body = parts.get("body").filter(|body| !body.trim().is_empty())?.clone();
    Some(Comment {
        id,
        message: parts.get("message")?.parse().ok()?,
        start: parts.get("start")?.parse().ok()?,
        end: parts.get("end")?.parse().ok()?,
        criterion: parts.get("criterion").filter(|criterion| !criterion.is_empty()).cloned(),
        body,
    })
}

impl ReviewForm {
    /// Pins a new remark to its words, or keeps it with what is wrong.
    fn add_fresh(&mut self, message: MessageId, parts: Parts, messages: &[Message]) {
        let part = |name: &str| parts.get(name).cloned().unwrap_or_default();
        let fresh = Fresh {
            quote: part("quote").trim().to_owned(),
            body: part("body"),
            criterion: Some(part("criterion")).filter(|criterion| !criterion.is_empty()),
        };
        let Some(text) = messages.iter().find(|line| line.id == message).map(|line| line.body.as_str()) else { return };
        let empty = fresh.body.trim().is_empty();
        if empty && fresh.quote.is_empty() {
            return;
        }
        let place = if fresh.quote.is_empty() { Some((0, count(text))) } else { find(text, &fresh.quote) };
        let mut wrong = |part: &str, error| self.errors.add(&format!("fresh:{message}:{part}"), error);
        if empty {
            wrong("body", FieldError::Missing);
        }
        let Some((start, end)) = place else {
            wrong("quote", FieldError::NotOffered);
            self.fresh.insert(message, fresh);
            return;
        };
        if empty {
            self.fresh.insert(message, fresh);
            return;
        }
        let id = part("id").parse().unwrap_or_else(|_| fresh_id(message, self.revision));
        let Fresh { body, criterion, .. } = fresh;
        self.draft.comments.push(Comment { id, message, start, end, criterion, body });
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Where `quote` first stands in `text`, in characters.
fn find(text: &str, quote: &str) -> Option<(u32, u32)> {
    let at = text.find(quote)?;
    let start = count(&text[..at]);
    Some((start, start + count(quote)))
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
