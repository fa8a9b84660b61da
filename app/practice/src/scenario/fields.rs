//! Reading one mapping of a scenario file: every missing, unknown or wrong field becomes a problem, and reading goes on.

use super::{
    Problem,
    tree::{Kind, Place, Tree},
};
use crate::text::typo;

/// All problems found so far.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.0.push(Problem { line: at.line, column: at.column, what: what.into(), advice: advice.into() });
    }
}

/// "a", "b" or "c" nearest to a mistyped word, as advice.
pub fn advise(word: &str, known: &[&str]) -> String {
    let letters: Vec<char> = word.chars().collect();
    let near = known
        .iter()
        .filter_map(|k| typo::distance(&letters, &k.chars().collect::<Vec<_>>(), 3).map(|d| (d, *k)))
        .filter(|(d, k)| *d * 2 <= k.chars().count())
        .min();
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there is none to choose from yet; add it first".into(),
        None => format!("use one of: {}", known.join(", ")),
    }
}

/// One mapping being read.
pub struct Fields<'a> {
    /// What it describes, for messages: "node `open`".
    pub of: String,
    /// Where it stands.
    pub at: Place,
    entries: &'a [(String, Place, Tree)],
}

impl<'a> Fields<'a> {
    /// The mapping in a tree, whose keys must be among the known ones.
    pub fn open(tree: &'a Tree, of: impl Into<String>, known: &[&str], problems: &mut Problems) -> Option<Self> {
        let of = of.into();
        let Kind::Map(entries) = &tree.kind else {
            problems.add(
                tree.at,
                format!("{of} should be a list of `key: value`"),
                format!("its keys are: {}", known.join(", ")),
            );
            return None;
        };
        for (key, at, value) in entries {
            if !known.contains(&key.as_str()) {
                let advice = if matches!(value.kind, Kind::Empty) {
                    "a text with a comma inside `{..}` or `[..]` needs double quotes around it".into()
                } else {
                    advise(key, known)
                };
                problems.add(*at, format!("{of} has no field `{key}`"), advice);
            }
        }
        Some(Self { of, at: tree.at, entries })
    }

    /// The value of a key, unless it is absent or empty.
    pub fn get(&self, key: &str) -> Option<&'a Tree> {
        self.entries.iter().find(|(k, _, _)| k == key).map(|(_, _, v)| v).filter(|v| !matches!(v.kind, Kind::Empty))
    }

    /// All keys and values.
    pub fn entries(&self) -> &'a [(String, Place, Tree)] {
        self.entries
    }

    /// A text that may be missing.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<String> {
        text(self.get(key)?, &format!("`{key}` of {}", self.of), problems)
    }

    /// A text that must be there.
    pub fn required(&self, key: &str, problems: &mut Problems) -> String {
        if self.get(key).is_some() {
            return self.text(key, problems).unwrap_or_default();
        }
        problems.add(self.at, format!("{} needs `{key}`", self.of), format!("add `{key}: ...`"));
        String::new()
    }

    /// A whole number within bounds that may be missing.
    pub fn number(&self, key: &str, from: i64, to: i64, problems: &mut Problems) -> Option<i64> {
        let tree = self.get(key)?;
        number(tree, &format!("`{key}` of {}", self.of), from, to, problems)
    }

    /// The same as `i32`; the bounds must fit.
    pub fn whole(&self, key: &str, from: i32, to: i32, problems: &mut Problems) -> Option<i32> {
        self.number(key, from.into(), to.into(), problems).and_then(|n| i32::try_from(n).ok())
    }

    /// Yes or no.
    pub fn flag(&self, key: &str, problems: &mut Problems) -> Option<bool> {
        let tree = self.get(key)?;
        match &tree.kind {
            Kind::Text(t) if matches!(t.as_str(), "true" | "yes") => Some(true),
            Kind::Text(t) if matches!(t.as_str(), "false" | "no") => Some(false),
            _ => {
                problems.add(
                    tree.at,
                    format!("`{key}` of {} is neither true nor false", self.of),
                    "write `true` or `false`",
                );
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&self, key: &str, problems: &mut Problems) -> Vec<(String, Place)> {
        self.get(key).map_or_else(Vec::new, |tree| texts(tree, &format!("`{key}` of {}", self.of), problems))
    }

    /// The items of a list.
    pub fn list(&self, key: &str, problems: &mut Problems) -> &'a [Tree] {
        match self.get(key) {
            None => &[],
            Some(Tree { kind: Kind::List(items), .. }) => items,
            Some(tree) => {
                problems.add(tree.at, format!("`{key}` of {} should be a list", self.of), "start every item with `- `");
                &[]
            }
        }
    }
}

/// A scalar as text.
pub fn text(tree: &Tree, of: &str, problems: &mut Problems) -> Option<String> {
    match &tree.kind {
        Kind::Text(text) => Some(text.trim_end().to_owned()),
        Kind::Empty => None,
        Kind::Map(_) | Kind::List(_) => {
            problems.add(
                tree.at,
                format!("{of} should be a text"),
                "put it in double quotes when it contains `{`, `[`, `: ` or a comma",
            );
            None
        }
    }
}

/// A scalar as a whole number within bounds.
pub fn number(tree: &Tree, of: &str, from: i64, to: i64, problems: &mut Problems) -> Option<i64> {
    let read = match &tree.kind {
        Kind::Text(text) => text.trim_start_matches('+').parse::<i64>().ok().filter(|n| (from..=to).contains(n)),
        _ => None,
    };
    if read.is_none() {
        problems.add(
            tree.at,
            format!("{of} is no number this field takes"),
            format!("write a whole number from {from} to {to}"),
        );
    }
    read
}

/// One text or a list of texts.
pub fn texts(tree: &Tree, of: &str, problems: &mut Problems) -> Vec<(String, Place)> {
    match &tree.kind {
        Kind::List(items) => items.iter().filter_map(|item| Some((text(item, of, problems)?, item.at))).collect(),
        _ => text(tree, of, problems).map(|t| (t, tree.at)).into_iter().collect(),
    }
}
