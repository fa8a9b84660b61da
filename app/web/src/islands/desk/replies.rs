//! Prepared replies: found by typing, chosen with the arrows, filled in, put at the cursor.

use super::{
    bench::{Bench, composer_id, focus, focus_soon},
    canned::{fill, finds, variables},
    composer,
    panels::{nothing_found, search_box},
    words::Word,
};
use domain::chat::CannedReply;
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlInputElement,
};

/// The variable that is known already: the customer's name.
const KNOWN: &str = "customer";

/// The tab: a search box over a list, and the form for the variables of the chosen reply.
pub fn replies(bench: Bench, canned: Vec<CannedReply>) -> impl IntoView + use<> {
    let query = RwSignal::new(String::new());
    let marked = RwSignal::new(0_usize);
    let filling = RwSignal::new(None::<CannedReply>);
    let count = canned.len();
    let all = StoredValue::new(canned.clone());
    let matches = move |at: usize| {
        query.with(|query| {
            all.with_value(|all| {
                all.get(at).is_some_and(|reply| finds(query, &[&reply.category, &reply.title, &reply.text]))
            })
        })
    };
    let found = move || (0..count).filter(|at| matches(*at)).collect::<Vec<_>>();
    let choose = move |at: usize| {
        let Some(reply) = all.with_value(|all| all.get(at).cloned()) else { return };
        if variables(&reply.text).iter().all(|name| name == KNOWN) {
            put(bench, &reply.text, |_| None);
        } else {
            let first = variables(&reply.text).iter().position(|name| name != KNOWN).unwrap_or(0);
            filling.set(Some(reply));
            focus_soon(format!("reply-field-{first}"));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let list = untrack(found);
        let last = list.len().saturating_sub(1);
        let here = marked.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => marked.set((here + 1).min(last)),
            "ArrowUp" => marked.set(here.saturating_sub(1)),
            "Enter" => list.get(here).copied().into_iter().for_each(choose),
            _ => return,
        }
        event.prevent_default();
    };
    let is_marked = move |at: usize| found().get(marked.get()).is_some_and(|here| *here == at);
    let items = canned.into_iter().enumerate().map(|(at, reply)| {
        let kind = Signal::derive(move || if is_marked(at) { "p-desk-reply is-marked" } else { "p-desk-reply" });
        let away = Signal::derive(move || !matches(at));
        view! {
            <li hidden=away>
                <button type="button" id=format!("reply-{at}") class=kind on:click=move |_| choose(at)>
                    <strong>{reply.title}</strong>
                    <small>{reply.category}</small>
                    <span>{reply.text}</span>
                </button>
            </li>
        }
    });
    let listed = Signal::derive(move || filling.with(Option::is_some));
    let any = Signal::derive(move || !found().is_empty());
    view! {
        <div hidden=listed on:keydown=on_key on:input=move |_| marked.set(0)>
            {search_box("replies-search", bench.say(Word::RepliesSearch), query)}
            <p class="p-desk-hint">{bench.say(Word::RepliesHint)}</p>
            {nothing_found(bench, query, any)}
            <ul class="p-desk-replies">{items.collect_view()}</ul>
        </div>
        {move || filling.get().map(|reply| form(bench, reply, filling))}
    }
}

/// Asks for the variables of a reply.
fn form(bench: Bench, reply: CannedReply, filling: RwSignal<Option<CannedReply>>) -> impl IntoView + use<> {
    let names = variables(&reply.text);
    let fields = names.iter().enumerate().map(|(at, name)| {
        let value = if name == KNOWN { untrack(|| bench.active_customer()) } else { String::new() };
        let id = format!("reply-field-{at}");
        view! {
            <label for=id.clone()>{name.replace(['_', '-'], " ")}</label>
            <input id=id type="text" required autocomplete="off" value=value />
        }
    });
    let title = bench.fill(Word::FillIn, "title", &reply.title);
    let shown = reply.text.clone();
    let submit = {
        let names = names.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            put(bench, &reply.text, |name| names.iter().position(|known| known == name).and_then(value_of));
            filling.set(None);
        }
    };
    let back = move |_| {
        filling.set(None);
        focus_soon("replies-search".to_owned());
    };
    view! {
        <form class="p-desk-fill" on:submit=submit>
            <h3>{title}</h3>
            <p class="p-desk-quote">{shown}</p>
            {fields.collect_view()}
            <div class="p-desk-row">
                <button type="submit" class="c-button">{bench.say(Word::Insert)}</button>
                <button type="button" class="c-button c-button-quiet" on:click=back>{bench.say(Word::Cancel)}</button>
            </div>
        </form>
    }
}

fn value_of(at: usize) -> Option<String> {
    let field = document().get_element_by_id(&format!("reply-field-{at}"))?.dyn_into::<HtmlInputElement>().ok()?;
    Some(field.value())
}

/// Puts the filled text at the cursor of the chat on the screen.
fn put(bench: Bench, text: &str, value: impl Fn(&str) -> Option<String>) {
    let index = bench.desk.with_untracked(|desk| desk.active);
    let customer = untrack(|| bench.active_customer());
    let known = |name: &str| value(name).or_else(|| (name == KNOWN).then(|| customer.clone()));
    composer::insert(index, &fill(text, known));
    focus(&composer_id(index));
}
