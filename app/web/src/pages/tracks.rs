//! All tracks of an operator, and how far along each is.

use super::item;
use crate::{
    failure::PageError,
    guard::{As, Id},
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{Breadcrumbs, Crumb, Empty, Icon, PageHead, Progress, Symbol},
};
use axum::{extract::State, response::Response};
use domain::{people::Operator, progress::ItemState};
use leptos::prelude::*;
use store::learning::{self, ItemRow, TrackPage, TrackRow};

/// `GET /tracks`
pub async fn list(ctx: Ctx, State(app): State<AppState>, As(operator): As<Operator>) -> Result<Response, PageError> {
    let tracks = learning::list_tracks(&app.store, &operator).await?;
    let frame = Frame::new(ctx.text.say(key::TRACKS_TITLE), Here::Learn, Layout::Wide);
    Ok(page(&ctx, frame, || list_view(&ctx, &tracks)))
}

/// All tracks.
pub fn list_view(ctx: &Ctx, tracks: &[TrackRow]) -> AnyView {
    let text = ctx.text;
    let rows = tracks.iter().map(|track| row_view(ctx, track)).collect_view();
    let empty = tracks.is_empty().then(|| {
        view! { <Empty icon=Symbol::Book title=text.say(key::TRACKS_EMPTY)><p>{text.say(key::TRACKS_EMPTY_BODY)}</p></Empty> }
    });
    view! {
        <PageHead title=text.say(key::TRACKS_TITLE) lead=text.say(key::TRACKS_LEAD)/>
        {empty}
        <ul class="p-tracks">{rows}</ul>
    }
    .into_any()
}

/// One track with its progress; also on the home page.
pub fn row_view(ctx: &Ctx, track: &TrackRow) -> AnyView {
    view! {
        <li class="c-card p-track-row">
            <h2 class="c-card-title"><a href=format!("/tracks/{}", track.id)>{track.title.clone()}</a></h2>
            <p>{track.summary.clone()}</p>
            {progress(ctx, track)}
        </li>
    }
    .into_any()
}

/// Bar and words: `3 of 10 · 64 min to go · due 30 November`.
pub fn progress(ctx: &Ctx, track: &TrackRow) -> AnyView {
    let text = ctx.text;
    let of = text.say_with(key::ITEMS_OF, &[("done", track.complete.into()), ("all", track.items.into())]);
    let left = (track.minutes_left > 0).then(|| {
        text.say_with(key::TRACK_TO_GO, &[("time", text.duration(i64::from(track.minutes_left) * 60).into())])
    });
    let due = track.due_at.map(|due| text.say_with(key::TRACK_DUE, &[("date", ctx.date(due).into())]));
    let words = [Some(of), left, due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <div class="c-progress-line">
            <Progress value=track.complete most=track.items label=text.say(key::TRACK_PROGRESS)/>
            <p>{words}</p>
        </div>
    }
    .into_any()
}

/// `GET /tracks/{track}`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(track): Id<String>,
) -> Result<Response, PageError> {
    let found = learning::get_track(&app.store, &operator, &track).await?;
    let frame = Frame::new(found.track.title.clone(), Here::Learn, Layout::Wide);
    Ok(page(&ctx, frame, || track_view(&ctx, &found)))
}

/// One track as a running order.
pub fn track_view(ctx: &Ctx, shown: &TrackPage) -> AnyView {
    let text = ctx.text;
    let current = shown.items.iter().position(|row| matches!(row.state, ItemState::Open { .. }));
    let rows =
        shown.items.iter().enumerate().map(|(index, row)| item_view(ctx, row, current == Some(index))).collect_view();
    view! {
        <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=vec![Crumb::new("/tracks", text.say(key::TRACKS_TITLE))]/>
        <PageHead title=shown.track.title.clone() lead=shown.track.summary.clone()/>
        {progress(ctx, &shown.track)}
        <ol class="p-order">{rows}</ol>
    }
    .into_any()
}

fn item_view(ctx: &Ctx, row: &ItemRow, current: bool) -> AnyView {
    let class = match (&row.state, current) {
        (ItemState::Complete, _) => "p-order-item p-order-done",
        (ItemState::Locked { .. }, _) => "p-order-item p-order-locked",
        (ItemState::Open { .. }, true) => "p-order-item p-order-now",
        (ItemState::Open { .. }, false) => "p-order-item",
    };
    let title = match &row.state {
        ItemState::Locked { .. } => view! { <span>{row.title.clone()}</span> }.into_any(),
        _ => view! { <a href=item::address(&row.item)>{row.title.clone()}</a> }.into_any(),
    };
    let marks = current.then_some("step");
    let completed = row.completed_at.map(|at| view! { <p class="u-quiet">{ctx.date(at)}</p> });
    view! {
        <li class=class aria-current=marks>
            <span class="p-order-mark"><Icon name=item::symbol(&row.item)/></span>
            <div class="p-order-body">
                <p class="p-order-kind">{item::kind_line(ctx, row)}</p>
                <h2 class="p-order-title">{title}</h2>
                <p class="p-order-summary">{row.summary.clone()}</p>
                {current.then(|| item::still_list(ctx, &row.still))}
            </div>
            <div class="p-order-state">
                {item::state_badge(ctx, &row.state)}
                {completed}
                {ctx.text.why_locked(&row.state).map(|why| view! { <p class="u-quiet">{why}</p> })}
            </div>
        </li>
    }
    .into_any()
}
