//! The plain YAML files: tracks, shifts, scorecards, canned replies.

use super::{
    ShiftMode, ShiftPlan, Track, TrackItem, hash_of,
    reader::{Fields, Page, unique},
    yaml::Value,
};
use crate::{
    chat::CannedReply,
    scorecard::{Criterion, CriterionKind, Critical, CriticalEffect, CriticalKind, Scorecard, Section},
};

/// A track, and its items with their lines.
pub(super) fn track(text: &str, slug: &str, page: &mut Page<'_>) -> Option<(Track, Vec<(TrackItem, u32)>)> {
    let node = page.yaml(text, 0)?;
    let fields = Fields::of(&node, "the track", &["id", "title", "summary", "items"], page)?;
    let mut items = Vec::new();
    for node in fields.items("items", page) {
        let item = match &node.value {
            Value::Map(entries) => match entries.as_slice() {
                [(kind, name)] => {
                    let slug = page.text(name, &format!("`{kind}`"));
                    match kind.as_str() {
                        "module" => Some(TrackItem::Module(slug)),
                        "guideline" => Some(TrackItem::Guideline(slug)),
                        "practice" => Some(TrackItem::Practice(slug)),
                        _ => None,
                    }
                }
                _ => None,
            },
            _ => None,
        };
        match item {
            Some(item) => items.push((item, node.line)),
            None => page.note(
                node.line,
                "this is no item of a track",
                "write `- module: ID`, `- guideline: ID` or `- practice: ID`",
            ),
        }
    }
    if items.is_empty() {
        page.note(fields.line, "the track has no items", "add at least one under `items:`");
    }
    unique(items.iter().map(|(item, line)| (item.slug(), *line)), "item", page);
    let track = Track {
        id: fields.id_of_file(slug, page),
        title: fields.text("title", page),
        summary: fields.text("summary", page),
        items: items.iter().map(|(item, _)| item.clone()).collect(),
    };
    Some((track, items))
}

const MODES: [(&str, ShiftMode); 4] = [
    ("practice", ShiftMode::Practice),
    ("coach", ShiftMode::Coach),
    ("exam", ShiftMode::Exam),
    ("shift", ShiftMode::Shift),
];

/// A shift, and its scenarios with their lines.
pub(super) fn shift(text: &str, slug: &str, page: &mut Page<'_>) -> Option<(ShiftPlan, Vec<(String, u32)>)> {
    let node = page.yaml(text, 0)?;
    let fields = Fields::of(&node, "the shift", &["id", "title", "summary", "mode", "chats"], page)?;
    let mut chats = Vec::new();
    let mut scenarios = Vec::new();
    for node in fields.items("chats", page) {
        let Some(chat) = Fields::of(node, "a chat", &["scenario", "arrives"], page) else { continue };
        let scenario = chat.text("scenario", page);
        scenarios.push((scenario.clone(), node.line));
        chats.push((scenario, chat.number("arrives", 0, 3600, page)));
    }
    if !(1..=6).contains(&chats.len()) {
        page.note(fields.line_of("chats"), format!("the shift has {} chats", chats.len()), "give it one to six");
    }
    let plan = ShiftPlan {
        id: fields.id_of_file(slug, page),
        title: fields.text("title", page),
        summary: fields.text("summary", page),
        mode: fields.word("mode", &MODES, page).unwrap_or(ShiftMode::Practice),
        chats,
        hash: hash_of(text),
    };
    Some((plan, scenarios))
}

/// Canned replies.
pub(super) fn replies(text: &str, page: &mut Page<'_>) -> Vec<CannedReply> {
    let Some(node) = page.yaml(text, 0) else { return Vec::new() };
    let mut replies = Vec::new();
    let mut ids = Vec::new();
    for node in page.list(&node, "the file") {
        let Some(fields) = Fields::of(node, "a reply", &["id", "category", "title", "text"], page) else { continue };
        let reply = CannedReply {
            id: fields.id(page),
            category: fields.text("category", page),
            title: fields.text("title", page),
            text: fields.text("text", page),
        };
        if !has_whole_variables(&reply.text) {
            page.note(
                fields.line_of("text"),
                format!("reply `{}` has a broken variable", reply.id),
                "write variables as `{name}`, in small letters and underscores",
            );
        }
        ids.push((reply.id.clone(), node.line));
        replies.push(reply);
    }
    unique(ids.iter().map(|(id, line)| (id.as_str(), *line)), "reply", page);
    replies
}

/// Every `{` opens a name and is closed.
fn has_whole_variables(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let Some(end) = rest[start..].find('}') else { return false };
        let name = rest.get(start + 1..start + end).unwrap_or_default();
        if end == 0
            || name.is_empty()
            || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        {
            return false;
        }
        rest = &rest[start + end + 1..];
    }
    true
}

/// A scorecard.
pub(super) fn scorecard(text: &str, slug: &str, page: &mut Page<'_>) -> Option<Scorecard> {
    let node = page.yaml(text, 0)?;
    let fields =
        Fields::of(&node, "the scorecard", &["id", "version", "title", "pass", "sections", "criticals"], page)?;
    let mut ids = Vec::new();
    let mut sections = Vec::new();
    for node in fields.items("sections", page) {
        let Some(mut fields) = Fields::of(node, "a section", &["id", "title", "weight", "criteria"], page) else {
            continue;
        };
        let id = fields.id(page);
        fields.of = format!("section `{id}`");
        ids.push((id.clone(), node.line));
        let mut criteria = Vec::new();
        for node in fields.items("criteria", page) {
            if let Some(criterion) = criterion(node, page) {
                ids.push((criterion.id.clone(), node.line));
                criteria.push(criterion);
            }
        }
        let weight = fields.number("weight", 1, 100, page);
        let sum: u32 = criteria.iter().map(|criterion| criterion.weight).sum();
        if sum != weight {
            page.note(
                fields.line_of("weight"),
                format!("section `{id}` weighs {weight}, its criteria {sum}"),
                "make the two equal",
            );
        }
        sections.push(Section { id, title: fields.text("title", page), weight, criteria });
    }
    let sum: u32 = sections.iter().map(|section| section.weight).sum();
    if sum != 100 {
        page.note(fields.line_of("sections"), format!("the sections weigh {sum} together"), "make it 100");
    }
    let mut criticals = Vec::new();
    for node in fields.items_if("criticals", page) {
        if let Some(critical) = critical(node, page) {
            ids.push((critical.id.clone(), node.line));
            criticals.push(critical);
        }
    }
    unique(ids.iter().map(|(id, line)| (id.as_str(), *line)), "id", page);
    Some(Scorecard {
        id: fields.id_of_file(slug, page),
        version: fields.number("version", 1, 10_000, page),
        title: fields.text("title", page),
        pass: fields.number("pass", 1, 100, page),
        sections,
        criticals,
        hash: hash_of(text),
    })
}

fn criterion(node: &super::yaml::Node, page: &mut Page<'_>) -> Option<Criterion> {
    let known = ["id", "title", "weight", "kind", "help", "anchors", "allow_na"];
    let mut fields = Fields::of(node, "a criterion", &known, page)?;
    let id = fields.id(page);
    fields.of = format!("criterion `{id}`");
    let kind = fields.word("kind", &[("graded", CriterionKind::Graded), ("rule", CriterionKind::Rule)], page)?;
    let anchors: Vec<String> = fields.texts("anchors", page).into_iter().map(|(text, _)| text).collect();
    match kind {
        CriterionKind::Graded if anchors.len() != 4 => {
            let what = format!("criterion `{id}` has {} anchors", anchors.len());
            page.note(fields.line_of("anchors"), what, "write four, for the levels 0 to 3");
        }
        CriterionKind::Rule if !anchors.is_empty() => {
            page.note(
                fields.line_of("anchors"),
                format!("criterion `{id}` is a rule and has anchors"),
                "remove them, or make it `kind: graded`",
            );
        }
        _ => {}
    }
    Some(Criterion {
        id,
        title: fields.text("title", page),
        weight: fields.number("weight", 1, 100, page),
        kind,
        help: fields.text("help", page),
        anchors,
        allow_na: fields.flag("allow_na", page),
    })
}

fn critical(node: &super::yaml::Node, page: &mut Page<'_>) -> Option<Critical> {
    let mut fields = Fields::of(node, "a critical error", &["id", "title", "kind", "effect", "help"], page)?;
    let id = fields.id(page);
    fields.of = format!("critical error `{id}`");
    let kinds = [
        ("customer", CriticalKind::Customer),
        ("compliance", CriticalKind::Compliance),
        ("business", CriticalKind::Business),
    ];
    Some(Critical {
        id,
        title: fields.text("title", page),
        kind: fields.word("kind", &kinds, page)?,
        effect: fields.word("effect", &[("fatal", CriticalEffect::Fatal), ("coach", CriticalEffect::Coach)], page)?,
        help: fields.text("help", page),
    })
}
