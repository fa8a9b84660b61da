//! What the page listens to once the browser half is there.

use super::{
    bench::Bench,
    keys::{Next, Stroke, mark_and_move, step, stroke},
    pins::{self, all},
    sheet, sync,
    words::Word,
};
use domain::scorecard::Mark;
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{
        Element, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions,
        ScrollLogicalPosition,
    },
};
use std::time::Duration;

/// How often an open page renews its claim, which holds for 45 minutes.
const RENEW: Duration = Duration::from_secs(300);

/// Starts listening; what came back from a post with its errors is saved first.
pub(super) fn start(bench: Bench, saved: bool) {
    Effect::new(move || {
        if let Some(form) = sync::form() {
            let _ = form.class_list().add_1("is-live");
        }
        show_current(bench, false);
        if !saved {
            sync::changed(bench);
        }
        let handles = [
            window_event_listener(ev::input, move |event| {
                if in_form(event.target()).is_some() {
                    sync::changed(bench);
                }
            }),
            window_event_listener(ev::change, move |event| {
                if let Some(element) = in_form(event.target()) {
                    at_criterion(bench, &element);
                    sync::changed(bench);
                }
            }),
            window_event_listener(ev::click, move |event| {
                if let Some(element) = in_form(event.target()) {
                    click(bench, &element);
                }
            }),
            window_event_listener(ev::mousedown, move |event| {
                if let Some(summary) =
                    in_form(event.target()).and_then(|element| element.closest("summary").ok().flatten())
                {
                    pins::quote_selection(&summary);
                }
            }),
            window_event_listener(ev::keydown, move |event| press(bench, &event)),
        ];
        let leaving = StoredValue::new(false);
        let going = window_event_listener(ev::submit, move |_| leaving.set_value(true));
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if !leaving.get_value() && bench.saving.with_untracked(super::saving::Saving::unsaved) {
                event.prevent_default();
            }
        });
        let timer = set_interval_with_handle(move || sync::renew(bench), RENEW);
        on_cleanup(move || {
            handles.into_iter().for_each(WindowListenerHandle::remove);
            going.remove();
            unload.remove();
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
}

/// The element of an event, if it lies inside the form.
fn in_form(target: Option<EventTarget>) -> Option<Element> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(&format!("#{}", sync::FORM)).ok()??;
    Some(element)
}

fn click(bench: Bench, element: &Element) {
    let closest = |selector| element.closest(selector).ok().flatten();
    if let Some(button) = closest("[data-remove]") {
        pins::remove(bench, &button);
    } else if let Some(mark) = closest("[data-comments]") {
        pins::open(&mark);
    } else {
        at_criterion(bench, element);
    }
}

/// Where the mouse or a change went is where the next key marks.
fn at_criterion(bench: Bench, element: &Element) {
    let id = element
        .closest("[data-criterion]")
        .ok()
        .flatten()
        .and_then(|criterion| criterion.get_attribute("data-criterion"));
    if let Some(id) = id.filter(|id| bench.current.with_untracked(|current| current != id)) {
        bench.current.set(id);
        show_current(bench, false);
    }
}

fn press(bench: Bench, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing = target.as_ref().is_some_and(|target| {
        target.matches("textarea, select, input:not([type=radio], [type=checkbox]), dialog *").unwrap_or(false)
    });
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    let on = document().get_element_by_id(sheet::SWITCH).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let off = on.is_some_and(|input| !input.checked());
    let Some(asked) = stroke(&event.key(), modified, typing).filter(|asked| !off || *asked == Stroke::Help) else {
        return;
    };
    event.prevent_default();
    match asked {
        Stroke::Mark(mark) => self::mark(bench, mark),
        Stroke::NextMessage => walk(true),
        Stroke::PreviousMessage => walk(false),
        Stroke::Comment => pins::comment(bench),
        Stroke::Help => sheet::open_help(),
    }
}

/// Marks the current criterion and moves on.
fn mark(bench: Bench, mark: Mark) {
    let Some(mut form) = sync::read(bench) else { return };
    let current = bench.current.get_untracked();
    let next = bench.card.with_value(|card| mark_and_move(card, &mut form.draft.marks, &current, mark));
    let Some(next) = next else {
        bench.tell(bench.say(Word::NoFit));
        return;
    };
    let word = super::form::mark_word(mark);
    let dot = document().query_selector(&format!("input[name='criterion:{current}'][value='{word}']")).ok().flatten();
    if let Some(dot) = dot.and_then(|dot| dot.dyn_into::<HtmlInputElement>().ok()) {
        dot.set_checked(true);
    }
    let title = bench
        .card
        .with_value(|card| card.find_criterion(&current).map(|(_, found)| found.title.clone()))
        .unwrap_or_default();
    bench.tell(format!("{} {title}: {word}", bench.say(Word::Marked)));
    sync::changed(bench);
    match next {
        Next::Criterion(id) => {
            bench.current.set(id);
            show_current(bench, true);
        }
        Next::Summary => {
            if let Some(summary) =
                document().get_element_by_id("summary").and_then(|area| area.dyn_into::<HtmlElement>().ok())
            {
                let _ = summary.focus();
            }
        }
    }
}

/// Shows which criterion a key would mark; `go` also puts the cursor there.
fn show_current(bench: Bench, go: bool) {
    let current = bench.current.get_untracked();
    for criterion in all("[data-criterion]") {
        let here = criterion.get_attribute("data-criterion").is_some_and(|id| id == current);
        let _ = criterion.class_list().toggle_with_force("is-current", here);
        if here && go {
            let dot = criterion.query_selector("input:checked").ok().flatten();
            let dot = dot.or_else(|| criterion.query_selector("input").ok().flatten());
            if let Some(dot) = dot.and_then(|dot| dot.dyn_into::<HtmlElement>().ok()) {
                let _ = dot.focus();
            }
            into_view(&criterion);
        }
    }
}

/// One message on or back.
fn walk(forward: bool) {
    let lines = all("[data-line]");
    let current = lines.iter().position(|line| line.class_list().contains("is-current"));
    let Some(next) = step(current, lines.len(), forward) else { return };
    for (index, line) in lines.iter().enumerate() {
        let _ = line.class_list().toggle_with_force("is-current", index == next);
    }
    if let Some(line) = lines[next].dyn_ref::<HtmlElement>() {
        let _ = line.focus();
        into_view(line);
    }
}

fn into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
