//! From Markdown events to HTML: what the renderer of `pulldown-cmark` cannot know about our pieces is done here.

use super::{Rendered, Section, chat, clean};
use crate::text::{Key, Text, key};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};
use std::{collections::HashSet, mem};

/// Text that is safe between tags and inside double-quoted attributes.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Quotes and lists inside each other beyond this are shown flat: nobody reads them, and they cost a sanitiser dearly.
const DEEPEST: u32 = 24;

/// Collects events until the next section begins.
struct Builder<'a> {
    text: Text,
    depth: u32,
    events: Vec<Event<'a>>,
    rendered: Rendered,
    ids: HashSet<String>,
    last_heading: String,
}

/// Not yet sanitised.
pub(super) fn render(source: &str, text: Text) -> Rendered {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut builder = Builder {
        text,
        depth: 0,
        events: Vec::new(),
        rendered: Rendered::default(),
        ids: HashSet::new(),
        last_heading: String::new(),
    };
    let mut parser = Parser::new_ext(source, options);
    while let Some(event) = parser.next() {
        builder.take(event, &mut parser);
    }
    builder.flush();
    builder.rendered
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, rest: &mut Parser<'a>) {
        match &event {
            Event::Start(tag) if nests(tag.to_end()) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return;
                }
            }
            Event::End(tag) if nests(*tag) => {
                self.depth -= 1;
                if self.depth >= DEEPEST {
                    return;
                }
            }
            _ => {}
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level, rest),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.split(' ').next() == Some("chat") => {
                let block = plain_until(rest, TagEnd::CodeBlock);
                let caption = info.strip_prefix("chat").unwrap_or_default().trim();
                let made = chat::render(caption, &block, self.text);
                self.html(made);
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.callout(kind),
            // Plain quotes are left to the standard renderer; both ends of a call-out are written here.
            Event::End(TagEnd::BlockQuote(Some(_))) => self.html("</div></div>\n".into()),
            Event::Start(Tag::Image { dest_url, .. }) if !clean::own(&dest_url) => {
                let alternative = plain_until(rest, TagEnd::Image);
                let words = self.text.say_with(key::IMAGE_ELSEWHERE, &[("what", alternative.into())]);
                self.events.push(Event::Text(words.into()));
            }
            Event::Start(Tag::Table(columns)) => {
                self.html(format!(
                    "<div class=\"c-table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
                    self.table_name()
                ));
                self.events.push(Event::Start(Tag::Table(columns.iter().map(|_| Alignment::None).collect())));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                self.html("</div>\n".into());
            }
            // Shown as it was typed: authors write Markdown, and nobody gets markup past it.
            Event::Html(raw) | Event::InlineHtml(raw) => self.events.push(Event::Text(raw)),
            other => self.events.push(other),
        }
    }

    fn html(&mut self, markup: String) {
        self.events.push(Event::Html(CowStr::from(markup)));
    }

    fn table_name(&self) -> String {
        escape(&self.text.say_with(key::TABLE_ABOUT, &[("heading", self.last_heading.as_str().into())]))
    }

    fn heading(&mut self, level: HeadingLevel, rest: &mut Parser<'a>) {
        let title = plain_until(rest, TagEnd::Heading(level));
        let id = self.anchor(&title);
        self.last_heading.clone_from(&title);
        if level <= HeadingLevel::H2 {
            self.flush();
            self.rendered.sections.push(Section { id, title, html: String::new() });
        } else {
            let level = if level == HeadingLevel::H3 { 3 } else { 4 };
            self.html(format!("<h{level} id=\"{id}\">{}</h{level}>\n", escape(&title)));
        }
    }

    /// A unique anchor made of the heading's words.
    fn anchor(&mut self, title: &str) -> String {
        let words: String = title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let base = words.split_whitespace().collect::<Vec<_>>().join("-");
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let mut id = base.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    fn callout(&mut self, kind: BlockQuoteKind) {
        let (class, title): (&str, Key) = match kind {
            BlockQuoteKind::Note => ("note", key::CALLOUT_NOTE),
            BlockQuoteKind::Tip => ("done", key::CALLOUT_TIP),
            BlockQuoteKind::Important => ("note", key::CALLOUT_IMPORTANT),
            BlockQuoteKind::Warning => ("warning", key::CALLOUT_WARNING),
            BlockQuoteKind::Caution => ("harm", key::CALLOUT_CAUTION),
        };
        let title = escape(&self.text.say(title));
        self.html(format!(
            "<div class=\"c-callout c-callout-{class}\" role=\"note\"><div><p class=\"c-callout-title\">{title}</p>\n"
        ));
    }

    /// Writes what was collected to the section it belongs to.
    fn flush(&mut self) {
        let mut out = String::new();
        html::push_html(&mut out, mem::take(&mut self.events).into_iter());
        match self.rendered.sections.last_mut() {
            Some(section) => section.html.push_str(&out),
            None => self.rendered.opening.push_str(&out),
        }
    }
}

const fn nests(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
    )
}

/// The words up to the end of the current element, without markup.
fn plain_until(rest: &mut Parser<'_>, end: TagEnd) -> String {
    let mut words = String::new();
    for event in rest.by_ref() {
        match event {
            Event::End(tag) if tag == end => break,
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
