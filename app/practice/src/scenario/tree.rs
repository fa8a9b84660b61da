//! A YAML file as a tree in which every value knows its line, so that all problems can be reported at once.

use super::Problem;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::Spanned;
use std::fmt;

/// Line and column, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Where it starts.
    pub at: Place,
    /// What it is.
    pub kind: Kind,
}

/// The shapes of a value. Every scalar is text; what it means is for the reader of the field to say.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Empty,
    /// Any scalar, as written.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Keys and values in order.
    Map(Vec<(String, Place, Tree)>),
}

impl Tree {
    /// Parses a whole file.
    ///
    /// # Errors
    /// The first place where the text is no YAML.
    pub fn parse(source: &str) -> Result<Self, Problem> {
        let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
        let raw: Spanned<Raw> = serde_saphyr::from_str_with_options(source, options).map_err(|error| {
            let place = error.location().map_or(Place { line: 1, column: 1 }, |l| place(&l));
            let what = error.without_snippet().to_string();
            let what = what.lines().next().unwrap_or_default().to_owned();
            Problem {
                line: place.line,
                column: place.column,
                what: format!("this is not valid YAML: {what}"),
                advice: "check the indentation, and put texts that contain `: `, `#`, `{`, `[` or a leading quote, `*` or `~` in double quotes".into(),
            }
        })?;
        Ok(grow(raw, source))
    }
}

fn place(location: &serde_saphyr::Location) -> Place {
    Place { line: u32::try_from(location.line()).unwrap_or(0), column: u32::try_from(location.column()).unwrap_or(0) }
}

enum Raw {
    Empty,
    Text(String),
    /// A number or a boolean: its text is read back from the source, so that `1.10` stays `1.10`.
    Plain(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn grow(raw: Spanned<Raw>, source: &str) -> Tree {
    let at = place(&raw.referenced);
    let span = raw.defined.span();
    let kind = match raw.value {
        Raw::Empty => Kind::Empty,
        Raw::Text(text) => Kind::Text(text),
        Raw::Plain(read) => {
            let written = span.byte_offset().zip(span.byte_len()).and_then(|(from, length)| {
                let from = usize::try_from(from).ok()?;
                source.get(from..from + usize::try_from(length).ok()?)
            });
            Kind::Text(written.map_or(read, |w| w.trim().to_owned()))
        }
        Raw::List(items) => Kind::List(items.into_iter().map(|item| grow(item, source)).collect()),
        Raw::Map(items) => Kind::Map(
            items
                .into_iter()
                .map(|(key, value)| {
                    let at = place(&key.referenced);
                    (key.value, at, grow(value, source))
                })
                .collect(),
        ),
    };
    Tree { at, kind }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_i128<E>(self, v: i128) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_u128<E>(self, v: u128) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Raw, E> {
                Ok(Raw::Plain(v.to_string()))
            }
            fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
                Ok(Raw::Text(v.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Empty)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Empty)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
                Raw::deserialize(deserializer)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    items.push(entry);
                }
                Ok(Raw::Map(items))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_line_and_keeps_its_spelling() {
        let tree = Tree::parse("a: 1.10\nb:\n  - {c: no, d: 007, e: true, f: \"x: y\"}\n").unwrap();
        let Kind::Map(top) = tree.kind else { panic!("a map") };
        assert!(matches!(&top[0].2.kind, Kind::Text(t) if t == "1.10"));
        let Kind::List(items) = &top[1].2.kind else { panic!("a list") };
        assert_eq!(items[0].at.line, 3);
        let Kind::Map(inner) = &items[0].kind else { panic!("a map") };
        let texts: Vec<&str> =
            inner.iter().map(|(_, _, v)| if let Kind::Text(t) = &v.kind { t.as_str() } else { "?" }).collect();
        assert_eq!(texts, ["no", "007", "true", "x: y"]);
        assert_eq!((inner[1].1.line, inner[1].1.column), (3, 13));
    }

    #[test]
    fn broken_yaml_says_where() {
        let problem = Tree::parse("a: 1\nb: [1, 2\nc: 3\n").unwrap_err();
        assert!(problem.line >= 2, "{problem:?}");
        assert!(problem.what.contains("not valid YAML"));
    }
}
