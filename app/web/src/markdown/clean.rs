//! What HTML may remain: the elements Markdown makes and the classes of our own pieces.

use ammonia::{Builder, UrlRelative};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "hr",
            "h3",
            "h4",
            "h5",
            "h6",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "a",
            "img",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "blockquote",
            "div",
            "span",
            "b",
            "figure",
            "figcaption",
            "aside",
            "input",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("img", HashSet::from(["src", "alt", "title"])),
            ("ol", HashSet::from(["start"])),
            ("h3", HashSet::from(["id"])),
            ("h4", HashSet::from(["id"])),
            ("div", HashSet::from(["role", "tabindex", "aria-label"])),
            ("input", HashSet::from(["type", "checked", "disabled"])),
            ("th", HashSet::from(["scope"])),
        ]))
        .allowed_classes(HashMap::from([
            (
                "div",
                HashSet::from([
                    "c-table",
                    "c-callout",
                    "c-callout-note",
                    "c-callout-done",
                    "c-callout-warning",
                    "c-callout-harm",
                    "c-turn",
                    "c-bubble",
                    "c-bubble-customer",
                    "c-bubble-operator",
                    "c-bubble-text",
                ]),
            ),
            ("p", HashSet::from(["c-callout-title", "c-bubble-who"])),
            ("figure", HashSet::from(["c-chat", "c-chat-weak", "c-chat-better"])),
            ("aside", HashSet::from(["c-aside"])),
            ("td", HashSet::from(["c-num"])),
            ("th", HashSet::from(["c-num"])),
        ]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // Pictures come from this site only: another one would learn who reads what and when.
            ("img", "src") if !own(value) => None,
            ("input", "type") if value != "checkbox" => None,
            _ => Some(Cow::Borrowed(value)),
        })
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// A path on this site.
pub(super) fn own(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    !scheme.contains(':') && !address.starts_with("//") && !address.contains('\\')
}

/// The same HTML without anything that could harm.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}
