//! Remarks on selected words: where a selection lies, in characters; the highlight on the words; the numbers that join both.

use super::{bench::Bench, sync, words::Word};
use domain::ids::{CommentId, MessageId};
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Node, Range},
};
use uuid::Uuid;

/// Words of one message.
struct Place {
    line: Element,
    message: MessageId,
    start: u32,
    end: u32,
    words: String,
    range: Range,
}

/// The closest element around a node that matches.
fn around(node: &Node, selector: &str) -> Option<Element> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest(selector).ok().flatten()
}

/// A list of elements, so that changing the page while walking it is safe.
pub(super) fn all(selector: &str) -> Vec<Element> {
    let Ok(list) = document().query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The selection, if it lies inside one line of the operator; white space at its ends is left out of the counting.
fn selected() -> Option<Place> {
    let range = window().get_selection().ok()??.get_range_at(0).ok()?;
    if range.collapsed() {
        return None;
    }
    let body = around(&range.start_container().ok()?, "[data-body]")?;
    if !body.contains(range.end_container().ok().as_ref()) {
        return None;
    }
    let before = document().create_range().ok()?;
    before.select_node_contents(&body).ok()?;
    before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
    let words: String = range.to_string().into();
    let lead = count(&words) - count(words.trim_start());
    let start = count(&String::from(before.to_string())) + lead;
    let words = words.trim().to_owned();
    place(body, start, words, range)
}

/// The whole of the line that `j` and `k` have reached.
fn whole() -> Option<Place> {
    let body = document().query_selector(".p-line.is-current [data-body]").ok()??;
    let range = document().create_range().ok()?;
    range.select_node_contents(&body).ok()?;
    let words = body.text_content().unwrap_or_default();
    place(body, 0, words, range)
}

fn place(body: Element, start: u32, words: String, range: Range) -> Option<Place> {
    let line = body.closest("[data-message]").ok()??;
    let message = line.get_attribute("data-message")?.parse().ok()?;
    let end = start + count(&words);
    (end > start).then_some(Place { line, message, start, end, words, range })
}

/// A fresh id for a remark.
fn fresh() -> Option<CommentId> {
    let mut bytes = [0_u8; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(CommentId(uuid::Builder::from_random_bytes(bytes).into_uuid()))
}

/// Starts a remark on the selected words, or on the current line.
pub(super) fn comment(bench: Bench) {
    let Some(place) = selected().or_else(whole) else {
        bench.tell(bench.say(Word::SelectFirst));
        return;
    };
    if add(&place).is_some() {
        bench.tell(bench.say(Word::Commenting));
        sync::changed(bench);
    }
}

fn add(place: &Place) -> Option<()> {
    let id = fresh()?;
    let template = document().get_element_by_id("remark-template")?;
    let html = template.inner_html().replace("__id__", &id.to_string());
    let list = place.line.query_selector("[data-remarks]").ok()??;
    list.insert_adjacent_html("beforeend", &html).ok()?;
    let remark = document().get_element_by_id(&format!("remark-{id}"))?;
    for (part, value) in
        [("message", place.message.to_string()), ("start", place.start.to_string()), ("end", place.end.to_string())]
    {
        let field = remark.query_selector(&format!("input[name$=':{part}']")).ok()??;
        field.dyn_into::<HtmlInputElement>().ok()?.set_value(&value);
    }
    if let Some(quote) = remark.query_selector("[data-quote]").ok()? {
        quote.set_text_content(Some(&place.words));
    }
    highlight(&place.range, id);
    renumber();
    let area = remark.query_selector("textarea").ok()??.dyn_into::<HtmlTextAreaElement>().ok()?;
    let _ = area.focus();
    Some(())
}

/// Marks the words on the page. Underlined evidence inside is kept: what is cut in two is closed and opened again.
fn highlight(range: &Range, id: CommentId) {
    let Ok(mark) = document().create_element("mark") else { return };
    mark.set_class_name("c-pin");
    let _ = mark.set_attribute("data-comments", &id.to_string());
    if let Ok(words) = range.extract_contents() {
        let _ = mark.append_child(&words);
        let _ = range.insert_node(&mark);
    }
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
}

/// Takes a remark off the page; the next save takes it off the draft.
pub(super) fn remove(bench: Bench, button: &Element) {
    let Some(remark) = button.closest("[data-remark]").ok().flatten() else { return };
    let id = remark.get_attribute("data-remark").unwrap_or_default();
    let line = remark.closest("[data-message]").ok().flatten();
    for mark in all(&format!("[data-comments~='{id}']")) {
        let others: Vec<String> = mark
            .get_attribute("data-comments")
            .unwrap_or_default()
            .split(' ')
            .filter(|other| *other != id)
            .map(str::to_owned)
            .collect();
        if others.is_empty() {
            while let Some(child) = mark.first_child() {
                let _ = mark.parent_node().map(|parent| parent.insert_before(&child, Some(&mark)));
            }
            mark.remove();
        } else {
            let _ = mark.set_attribute("data-comments", &others.join(" "));
        }
    }
    remark.remove();
    renumber();
    if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        let _ = line.focus();
    }
    bench.tell(bench.say(Word::Removed));
    sync::changed(bench);
}

/// Numbers remarks in the order of the page, and their words with the same numbers.
pub(super) fn renumber() {
    for mark in all("[data-pin]") {
        let _ = mark.remove_attribute("data-pin");
    }
    for (index, remark) in all("[data-remark]").into_iter().enumerate() {
        let number = (index + 1).to_string();
        let id = remark.get_attribute("data-remark").unwrap_or_default();
        if let Ok(Some(shown)) = remark.query_selector("[data-number]") {
            shown.set_text_content(Some(&number));
        }
        if let Some(last) = all(&format!("[data-comments~='{id}']")).pop() {
            let before = last.get_attribute("data-pin").map(|before| format!("{before} ")).unwrap_or_default();
            let _ = last.set_attribute("data-pin", &format!("{before}{number}"));
        }
    }
}

/// The form for a new remark is being opened with the mouse: the words selected until now go into its quote.
pub(super) fn quote_selection(summary: &Element) {
    let Some(place) = selected() else { return };
    let line = summary.closest("[data-message]").ok().flatten();
    let same = line.as_ref().and_then(|line| line.get_attribute("data-message")) == Some(place.message.to_string());
    let Some(line) = line.filter(|_| same) else { return };
    if let Some(field) = line
        .query_selector("input[name$=':quote']")
        .ok()
        .flatten()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    {
        field.set_value(&place.words);
    }
}

/// From highlighted words to their remark.
pub(super) fn open(mark: &Element) {
    let ids = mark.get_attribute("data-comments").unwrap_or_default();
    let Some(id) = ids.split(' ').next().and_then(|id| id.parse::<Uuid>().ok()) else { return };
    let area = document().query_selector(&format!("#remark-{} textarea", id.hyphenated())).ok().flatten();
    if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
        let _ = area.focus();
    }
}
