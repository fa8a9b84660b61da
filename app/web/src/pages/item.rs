//! Pieces about the items of a track that several pages share.

use crate::{
    render::Ctx,
    ui::{Badge, Icon, Symbol, Tone},
};
use domain::{curriculum::TrackItem, progress::ItemState};
use leptos::prelude::*;
use store::learning::{ItemRow, Still};

/// Where an item is read, signed or played.
pub fn address(item: &TrackItem) -> String {
    match item {
        TrackItem::Module(slug) => format!("/modules/{slug}"),
        TrackItem::Guideline(slug) => format!("/guidelines/{slug}"),
        TrackItem::Practice(slug) => format!("/practice#{slug}"),
    }
}

/// The drawing for a kind of item.
pub const fn symbol(item: &TrackItem) -> Symbol {
    match item {
        TrackItem::Module(_) => Symbol::Book,
        TrackItem::Guideline(_) => Symbol::Pen,
        TrackItem::Practice(_) => Symbol::Desk,
    }
}

/// The state as a mark.
pub fn state_badge(ctx: &Ctx, state: &ItemState) -> AnyView {
    let (tone, icon) = match state {
        ItemState::Complete => (Tone::Good, Some(Symbol::Check)),
        ItemState::Open { .. } => (Tone::Plain, None),
        ItemState::Locked { .. } => (Tone::Plain, Some(Symbol::Lock)),
    };
    let words = ctx.text.item_state(state);
    view! { <Badge tone=tone>{icon.map(|icon| view! { <Icon name=icon/> })}{words}</Badge> }.into_any()
}

/// What still counts, as a list.
pub fn still_list(ctx: &Ctx, still: &[Still]) -> AnyView {
    let text = ctx.text;
    let items = still.iter().map(|one| view! { <li>{text.still(one)}</li> }).collect_view();
    (!still.is_empty()).then(|| view! { <ul class="c-still">{items}</ul> }).into_any()
}

/// Kind and reading time: `Module · 10 min`.
pub fn kind_line(ctx: &Ctx, row: &ItemRow) -> String {
    let kind = ctx.text.item_kind(&row.item);
    match row.minutes {
        Some(minutes) => format!("{kind} · {}", ctx.text.minutes(minutes)),
        None => kind,
    }
}
