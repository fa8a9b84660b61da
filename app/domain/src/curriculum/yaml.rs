//! YAML as a tree in which every value knows its line, so that one reading finds every problem.

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::{Location, Spanned};
use std::fmt;

/// A value and the line it begins on.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// From 1, in the file.
    pub(super) line: u32,
    /// What it is.
    pub(super) value: Value,
}

/// What a value may be; numbers and booleans are read from their text by whoever needs one.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Empty,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Why a text is no YAML, and on which line of the text.
pub(super) struct Broken {
    pub(super) line: u32,
    pub(super) what: String,
}

/// Reads YAML that begins after line `before` of its file.
pub(super) fn read(text: &str, before: u32) -> Result<Node, Broken> {
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    serde_saphyr::from_str_with_options::<Spanned<Any>>(text, options).map(|any| any.into_node(text, before)).map_err(
        |error| {
            let line = error.location().map_or(1, |at| line_of(&at));
            let what = error.without_snippet().to_string();
            Broken { line: line + before, what: what.lines().next().unwrap_or_default().to_owned() }
        },
    )
}

fn line_of(at: &Location) -> u32 {
    u32::try_from(at.line()).unwrap_or(u32::MAX).max(1)
}

/// Whatever the parser finds.
enum Any {
    Empty,
    Text(String),
    /// Something that looks like a number or a boolean; its own spelling is in the source.
    Bare(String),
    List(Vec<Spanned<Any>>),
    Map(Vec<(String, Spanned<Any>)>),
}

/// Turns what was found at one place into a node.
trait IntoNode {
    fn into_node(self, source: &str, before: u32) -> Node;
}

impl IntoNode for Spanned<Any> {
    fn into_node(self, source: &str, before: u32) -> Node {
        let span = self.defined.span();
        let value = match self.value {
            Any::Empty => Value::Empty,
            Any::Text(text) => Value::Text(text),
            Any::Bare(guess) => {
                let spelling = span.byte_offset().zip(span.byte_len()).and_then(|(start, length)| {
                    let start = usize::try_from(start).ok()?;
                    source.get(start..start + usize::try_from(length).ok()?)
                });
                Value::Text(spelling.map_or(guess, |spelling| spelling.trim().to_owned()))
            }
            Any::List(items) => Value::List(items.into_iter().map(|item| item.into_node(source, before)).collect()),
            Any::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, value)| (key, value.into_node(source, before))).collect())
            }
        };
        Node { line: line_of(&self.referenced) + before, value }
    }
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Finder)
    }
}

struct Finder;

impl<'de> Visitor<'de> for Finder {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Any, E> {
        Ok(Any::Bare(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Any, E> {
        Ok(Any::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Empty)
    }

    fn visit_none<E>(self) -> Result<Any, E> {
        Ok(Any::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Any, D::Error> {
        Any::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Any, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Any::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Any::Map(entries))
    }
}
