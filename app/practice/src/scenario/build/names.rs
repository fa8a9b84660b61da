//! The names a file defines, and finding what a word refers to.

use super::super::{
    fields::{self, Fields, Problems, advise},
    tree::{Kind, Place, Tree},
};
use super::{END_STAGES, START};
use serde::{Deserialize, de::IntoDeserializer};

/// Names a file defines, so that references can be resolved in any order.
#[derive(Default)]
pub(super) struct Names {
    pub(super) intents: Vec<String>,
    pub(super) facts: Vec<String>,
    pub(super) nodes: Vec<String>,
    pub(super) objectives: Vec<String>,
    pub(super) stages: Vec<String>,
}

/// Lower-case letters and digits in groups joined by single hyphens.
pub(super) fn is_slug(word: &str) -> bool {
    !word.is_empty()
        && word
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Ids of facts, intents and nodes: letters, digits, `_` and `-`.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

pub(super) fn names(top: &Fields<'_>, problems: &mut Problems) -> Names {
    let mut names = Names::default();
    let keys = |key: &str, problems: &mut Problems| -> Vec<String> {
        let Some(tree) = top.get(key) else { return Vec::new() };
        let Kind::Map(entries) = &tree.kind else { return Vec::new() };
        let mut seen: Vec<String> = Vec::new();
        for (name, at, _) in entries {
            if !is_name(name) {
                problems.add(
                    *at,
                    format!("`{name}` is no name"),
                    "start with a letter; use letters, digits, `_` and `-`",
                );
            }
            seen.push(name.clone());
        }
        seen
    };
    names.facts = keys("facts", problems);
    names.intents = keys("intents", problems);
    let ids = |key: &str, of: &str, problems: &mut Problems| -> Vec<String> {
        let Some(Tree { kind: Kind::List(items), .. }) = top.get(key) else { return Vec::new() };
        let mut seen: Vec<String> = Vec::new();
        for item in items {
            let Kind::Map(entries) = &item.kind else {
                seen.push(String::new());
                continue;
            };
            let id = entries.iter().find(|(k, _, _)| k == "id").map(|(_, _, v)| v);
            let Some(Tree { kind: Kind::Text(name), at }) = id else {
                problems.add(item.at, format!("{of} needs an `id`"), "add `id: some-name`");
                seen.push(String::new());
                continue;
            };
            if !is_name(name) {
                problems.add(
                    *at,
                    format!("`{name}` is no name"),
                    "start with a letter; use letters, digits, `_` and `-`",
                );
            }
            if seen.contains(name) {
                problems.add(*at, format!("there are two {of}s with the id `{name}`"), "give one of them another id");
            }
            seen.push(name.clone());
        }
        seen
    };
    names.nodes = ids("nodes", "node", problems);
    names.objectives = ids("objectives", "objective", problems);
    names.stages.push(START.to_owned());
    for node in top.list("nodes", &mut Problems::default()) {
        if let Kind::Map(entries) = &node.kind {
            for (_, _, value) in entries.iter().filter(|(k, _, _)| k == "stage") {
                names
                    .stages
                    .extend(fields::texts(value, "stage", &mut Problems::default()).into_iter().map(|(s, _)| s));
            }
        }
    }
    names.stages.extend(END_STAGES.map(str::to_owned));
    names
}

pub(super) fn find(list: &[String], what: &str, (word, at): (String, Place), problems: &mut Problems) -> Option<usize> {
    let found = list.iter().position(|name| *name == word);
    if found.is_none() {
        let known: Vec<&str> = list.iter().map(String::as_str).filter(|n| !n.is_empty()).collect();
        problems.add(at, format!("there is no {what} `{word}`"), advise(&word, &known));
    }
    found
}

pub(super) fn find_all(
    list: &[String],
    what: &str,
    words: Vec<(String, Place)>,
    problems: &mut Problems,
) -> Vec<usize> {
    words.into_iter().filter_map(|w| find(list, what, w, problems)).collect()
}

pub(super) fn words_to<T: Copy>(
    table: &[(T, &str)],
    what: &str,
    words: Vec<(String, Place)>,
    problems: &mut Problems,
) -> Vec<T> {
    let known: Vec<&str> = table.iter().map(|(_, w)| *w).collect();
    words
        .into_iter()
        .filter_map(|(word, at)| {
            let plain = word.replace('_', "-");
            let found = table.iter().find(|(_, w)| w.replace('_', "-") == plain).map(|(t, _)| *t);
            if found.is_none() {
                problems.add(at, format!("there is no {what} `{word}`"), advise(&word, &known));
            }
            found
        })
        .collect()
}

/// A kebab-case word of one of domain's enums.
fn word_of<'de, T: Deserialize<'de>>(word: &str) -> Option<T> {
    let plain = word.replace('_', "-");
    let deserializer: serde::de::value::StringDeserializer<serde::de::value::Error> = plain.into_deserializer();
    T::deserialize(deserializer).ok()
}

pub(super) fn kinds<T: for<'de> Deserialize<'de>>(
    what: &str,
    words: Vec<(String, Place)>,
    advice: &str,
    problems: &mut Problems,
) -> Vec<T> {
    words
        .into_iter()
        .filter_map(|(word, at)| {
            let found = word_of(&word);
            if found.is_none() {
                problems.add(at, format!("there is no {what} `{word}`"), advice);
            }
            found
        })
        .collect()
}

pub(super) const BANDS: &str =
    "mood bands are angry, upset, neutral, content, happy; patience bands are leaving, thin, restless, calm";
pub(super) const SIGNALS: &str = "use a signal such as empathy, negative-phrase, jargon, rude, shouting, asks-again, personal-data, off-platform, forbidden-promise, wrong-window";
