//! Markdown of modules and guidelines, made into safe HTML: call-outs, chats as bubbles, headings with anchors.
//!
//! What an author writes is content, not trusted markup: raw HTML is shown as text, links and images are limited to what cannot harm or
//! track, and everything passes ammonia at the end. Rendering costs far more than a page does, so the result is kept by content hash.

mod chat;
mod clean;
mod events;

use crate::text::Text;
use domain::people::Locale;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// A text as HTML, in sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// What comes before the first heading.
    pub opening: String,
    /// The rest, one section per heading of the second level.
    pub sections: Vec<Section>,
}

/// A heading of the second level and what follows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Anchor.
    pub id: String,
    /// Heading, as plain text.
    pub title: String,
    /// Sanitised HTML below the heading.
    pub html: String,
}

impl Rendered {
    /// All of it in one piece, without the headings of the second level.
    pub fn html(&self) -> String {
        self.sections.iter().fold(self.opening.clone(), |all, section| all + &section.html)
    }
}

type Cache = HashMap<(String, Locale), Arc<Rendered>>;

/// Texts kept; content is a few hundred files, so this is only reached by hostile amounts of it.
const KEPT: usize = 2048;

static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

/// Renders `source` once for each `hash`, which must change with it, and language.
pub fn rendered(hash: &str, source: &str, text: Text) -> Arc<Rendered> {
    let name = (hash.to_owned(), text.locale());
    let find = |cache: &Cache| cache.get(&name).cloned();
    if let Some(found) = find(&CACHE.lock().unwrap_or_else(PoisonError::into_inner)) {
        return found;
    }
    let fresh = Arc::new(render(source, text));
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if cache.len() >= KEPT {
        cache.clear();
    }
    cache.insert(name, Arc::clone(&fresh));
    fresh
}

/// Renders without keeping the result.
pub fn render(source: &str, text: Text) -> Rendered {
    let mut rendered = events::render(source, text);
    rendered.opening = clean::clean(&rendered.opening);
    for section in &mut rendered.sections {
        section.html = clean::clean(&section.html);
    }
    rendered
}

#[cfg(test)]
mod tests;
