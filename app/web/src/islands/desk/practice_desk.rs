//! The island itself: what it is given, and its parts in their places.

use super::{banners, bar, bench::Bench, done, list, pane, panels::Clause, sheets, side, start, voices, words::Words};
use domain::chat::{CannedReply, DeskView};
use leptos::prelude::*;

/// The desk.
#[island]
pub fn PracticeDesk(
    /// The shift as it stands.
    view: DeskView,
    /// Prepared replies.
    canned: Vec<CannedReply>,
    /// Clauses to search.
    clauses: Vec<Clause>,
    /// Everything it says.
    words: Words,
) -> impl IntoView {
    let bench = Bench::new(&view, words);
    start(bench, &view);
    let panes = view.chats.iter().enumerate().map(|(index, chat)| pane::pane(bench, index, chat)).collect_view();
    let side = side::side(bench, &view, canned, clauses);
    view! {
        <div class="p-desk">
            {bar(bench, &view)}
            {list::chats(bench, &view)}
            <div class="p-desk-middle">{banners(bench)} {done(bench, &view)} {panes}</div>
            {side}
            {sheets::sheets(bench)}
            {voices(bench, &view)}
        </div>
    }
}
