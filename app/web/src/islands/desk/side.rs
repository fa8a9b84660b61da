//! The side panel: brief, look-up, guideline and prepared replies, as tabs.

use super::{
    bench::{Bench, Tab, focus_soon},
    lookup::look_up,
    panels::{Clause, guideline},
    replies::replies,
    words::Word,
};
use domain::chat::{CannedReply, DeskView};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The tabs in order.
const TABS: [(Tab, Word, &str); 4] = [
    (Tab::Brief, Word::Brief, "tab-brief"),
    (Tab::LookUp, Word::LookUp, "tab-look-up"),
    (Tab::Guideline, Word::Guideline, "tab-guideline"),
    (Tab::Replies, Word::Replies, "tab-replies"),
];

/// The side panel.
pub fn side(bench: Bench, view: &DeskView, canned: Vec<CannedReply>, clauses: Vec<Clause>) -> impl IntoView + use<> {
    let tabs = TABS.map(|(tab, word, id)| {
        let chosen = Signal::derive(move || if bench.tab.get() == tab { "true" } else { "false" });
        let reach = Signal::derive(move || if bench.tab.get() == tab { "0" } else { "-1" });
        view! {
            <button
                type="button"
                role="tab"
                id=id
                aria-controls=format!("{id}-panel")
                aria-selected=chosen
                tabindex=reach
                on:click=move |_| bench.tab.set(tab)
            >
                {bench.say(word)}
            </button>
        }
    });
    let briefs = view.chats.iter().enumerate().map(|(index, chat)| {
        let away = bench.is(move |desk| desk.active != index);
        view! {
            <div class="p-desk-brief" hidden=away>
                <h3>{chat.title.clone()}</h3>
                <div inner_html=chat.brief_html.clone()></div>
            </div>
        }
    });
    view! {
        <aside class="p-desk-side" aria-label=bench.say(Word::Panel)>
            <div class="p-desk-tabs" role="tablist" aria-label=bench.say(Word::Panel) on:keydown=move |event| turn(bench, &event)>
                {tabs.into_iter().collect_view()}
            </div>
            {panel(bench, 0, briefs.collect_view())}
            {panel(bench, 1, look_up(bench, view))}
            {panel(bench, 2, guideline(bench, clauses))}
            {panel(bench, 3, replies(bench, canned))}
        </aside>
    }
}

fn panel<V: IntoView + 'static>(bench: Bench, at: usize, inside: V) -> impl IntoView + use<V> {
    let (tab, _, id) = TABS[at];
    let away = Signal::derive(move || bench.tab.get() != tab);
    view! {
        <div class="p-desk-panel" role="tabpanel" id=format!("{id}-panel") aria-labelledby=id tabindex="0" hidden=away>
            {inside}
        </div>
    }
}

/// Arrow keys go from tab to tab, as in any list of tabs.
fn turn(bench: Bench, event: &KeyboardEvent) {
    let here = TABS.iter().position(|(tab, ..)| *tab == bench.tab.get_untracked()).unwrap_or(0);
    let to = match event.key().as_str() {
        "ArrowRight" => (here + 1) % TABS.len(),
        "ArrowLeft" => (here + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    event.prevent_default();
    bench.tab.set(TABS[to].0);
    focus_soon(TABS[to].2.to_owned());
}
