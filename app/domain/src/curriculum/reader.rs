//! Reading fields out of a mapping: whatever is missing, unknown or wrong becomes a problem, and the reading goes on.

use super::{
    Problem,
    yaml::{self, Node, Value},
};

/// All problems of one file.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// Its path.
    pub(super) file: &'a str,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Page<'a> {
    pub(super) const fn new(file: &'a str) -> Self {
        Self { file, problems: Vec::new() }
    }

    /// Notes a problem.
    pub(super) fn note(&mut self, line: u32, what: impl Into<String>, advice: impl Into<String>) {
        self.problems.push(Problem { file: self.file.to_owned(), line, what: what.into(), advice: advice.into() });
    }

    /// Reads YAML that begins after line `before`.
    pub(super) fn yaml(&mut self, text: &str, before: u32) -> Option<Node> {
        match yaml::read(text, before) {
            Ok(node) => Some(node),
            Err(broken) => {
                let what = format!("this is not valid YAML: {}", broken.what);
                self.note(
                    broken.line,
                    what,
                    "check the indentation, and put a text with `: `, `#`, `{` or `[` in it between double quotes",
                );
                None
            }
        }
    }

    /// The items of a list.
    pub(super) fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        let Value::List(items) = &node.value else {
            self.note(
                node.line,
                format!("{what} is not a list"),
                "put each item on a line of its own that begins with `- `",
            );
            return &[];
        };
        items
    }

    /// A text; empty when it is none.
    pub(super) fn text(&mut self, node: &Node, what: &str) -> String {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => text.trim().to_owned(),
            _ => {
                self.note(node.line, format!("{what} is not a text"), "write it between double quotes");
                String::new()
            }
        }
    }
}

/// One mapping.
pub(super) struct Fields<'n> {
    /// What it describes, for messages: "question `late-parcel`".
    pub(super) of: String,
    /// Its first line.
    pub(super) line: u32,
    entries: &'n [(String, Node)],
}

impl<'n> Fields<'n> {
    /// The mapping at `node`, all of whose keys must be known.
    pub(super) fn of(node: &'n Node, of: impl Into<String>, known: &[&str], page: &mut Page<'_>) -> Option<Self> {
        let of = of.into();
        let Value::Map(entries) = &node.value else {
            page.note(
                node.line,
                format!("{of} has no fields"),
                format!("write `key: value` lines with: {}", known.join(", ")),
            );
            return None;
        };
        for (key, value) in entries {
            if !known.contains(&key.as_str()) {
                page.note(
                    value.line,
                    format!("{of} has an unknown field `{key}`"),
                    format!("use one of: {}", known.join(", ")),
                );
            }
        }
        Some(Self { of, line: node.line, entries })
    }

    /// The value of a field, unless it is absent or empty.
    pub(super) fn find(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node)
            .filter(|node| !matches!(node.value, Value::Empty))
    }

    fn get(&self, key: &str, page: &mut Page<'_>) -> Option<&'n Node> {
        let found = self.find(key);
        if found.is_none() {
            page.note(self.line, format!("{} has no `{key}`", self.of), format!("add `{key}: ...`"));
        }
        found
    }

    /// Line of a field, or of the mapping when it is absent.
    pub(super) fn line_of(&self, key: &str) -> u32 {
        self.find(key).map_or(self.line, |node| node.line)
    }

    /// A text that must be there.
    pub(super) fn text(&self, key: &str, page: &mut Page<'_>) -> String {
        let what = format!("`{key}` of {}", self.of);
        self.get(key, page).map(|node| page.text(node, &what)).unwrap_or_default()
    }

    /// A text that may be absent.
    pub(super) fn text_or_empty(&self, key: &str, page: &mut Page<'_>) -> String {
        if self.find(key).is_some() { self.text(key, page) } else { String::new() }
    }

    /// A whole number that may be absent.
    pub(super) fn number_if(&self, key: &str, least: u32, most: u32, page: &mut Page<'_>) -> Option<u32> {
        let node = self.find(key)?;
        let number = match &node.value {
            Value::Text(text) => text.parse().ok().filter(|number| (least..=most).contains(number)),
            _ => None,
        };
        if number.is_none() {
            page.note(
                node.line,
                format!("`{key}` of {} is no number from {least} to {most}", self.of),
                format!("write for example `{key}: {least}`"),
            );
        }
        number
    }

    /// A whole number that must be there; `least` stands in for a wrong one.
    pub(super) fn number(&self, key: &str, least: u32, most: u32, page: &mut Page<'_>) -> u32 {
        match self.get(key, page) {
            Some(_) => self.number_if(key, least, most, page).unwrap_or(least),
            None => least,
        }
    }

    /// Yes or no; no when absent.
    pub(super) fn flag(&self, key: &str, page: &mut Page<'_>) -> bool {
        let Some(node) = self.find(key) else { return false };
        match &node.value {
            Value::Text(text) if text == "true" => true,
            Value::Text(text) if text == "false" => false,
            _ => {
                page.note(
                    node.line,
                    format!("`{key}` of {} is neither true nor false", self.of),
                    "write `true` or `false`",
                );
                false
            }
        }
    }

    /// One of these words.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&str, T)], page: &mut Page<'_>) -> Option<T> {
        let node = self.get(key, page)?;
        let found = match &node.value {
            Value::Text(text) => words.iter().find(|(word, _)| word == text).map(|(_, value)| *value),
            _ => None,
        };
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            page.note(
                node.line,
                format!("`{key}` of {} is unknown", self.of),
                format!("use one of: {}", known.join(", ")),
            );
        }
        found
    }

    /// The items of a list that must be there.
    pub(super) fn items(&self, key: &str, page: &mut Page<'_>) -> &'n [Node] {
        match self.get(key, page) {
            Some(_) => self.items_if(key, page),
            None => &[],
        }
    }

    /// The items of a list that may be absent.
    pub(super) fn items_if(&self, key: &str, page: &mut Page<'_>) -> &'n [Node] {
        self.find(key).map_or(&[], |node| page.list(node, &format!("`{key}` of {}", self.of)))
    }

    /// The texts of a list that may be absent, with their lines.
    pub(super) fn texts(&self, key: &str, page: &mut Page<'_>) -> Vec<(String, u32)> {
        let what = format!("an item of `{key}` of {}", self.of);
        self.items_if(key, page).iter().map(|node| (page.text(node, &what), node.line)).collect()
    }

    /// The id, which must be in kebab-case.
    pub(super) fn id(&self, page: &mut Page<'_>) -> String {
        let id = self.text("id", page);
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.is_empty() && (!id.chars().all(kebab) || id.starts_with('-') || id.ends_with('-')) {
            let what = format!("the id `{id}` of {} is not in kebab-case", self.of);
            page.note(self.line_of("id"), what, "use small letters, digits and hyphens: `late-parcel`");
        }
        id
    }

    /// The id of a whole file, which must be its name.
    pub(super) fn id_of_file(&self, slug: &str, page: &mut Page<'_>) -> String {
        let id = self.id(page);
        if !id.is_empty() && id != slug {
            page.note(
                self.line_of("id"),
                format!("the id `{id}` differs from the file's name"),
                format!("write `id: {slug}`, or rename the file"),
            );
        }
        slug.to_owned()
    }
}

/// Notes every id that was there before.
pub(super) fn unique<'i>(ids: impl IntoIterator<Item = (&'i str, u32)>, what: &str, page: &mut Page<'_>) {
    let mut seen = std::collections::BTreeMap::new();
    for (id, line) in ids {
        if id.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(id, line) {
            page.note(line, format!("the {what} `{id}` is on line {first} too"), "give each its own id");
        }
    }
}
