//! From the server to the desk: the live stream, the heartbeat, and finding out what was missed.

use super::bench::Bench;
use crate::api::shifts as api;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, closure::Closure},
};
use std::time::Duration;
use web_sys::{EventSource, MessageEvent};

/// A break shorter than this is not worth a banner.
const BLINK: Duration = Duration::from_millis(1500);
/// How long a missing line may be on its way before everything is read again.
const GAP: Duration = Duration::from_secs(2);
/// How often the server hears that somebody is here; it stops the clock after 20 seconds of silence.
const HEARTBEAT: Duration = Duration::from_secs(6);
/// How soon to ask again when the browser has given up on the stream.
const AGAIN: Duration = Duration::from_secs(3);

/// Starts the clock on the screen, the heartbeat and the stream.
pub fn start(bench: Bench) {
    set_interval(move || bench.tick(), Duration::from_secs(1));
    set_interval(
        move || {
            if !bench.desk.with_untracked(super::state::Desk::is_done) {
                spawn_local(async move {
                    let _ = api::heartbeat(bench.shift).await;
                });
            }
        },
        HEARTBEAT,
    );
    listen(bench);
}

/// Opens the stream after what is known. The browser opens it again by itself and then says which event came last.
fn listen(bench: Bench) {
    let followed = bench.desk.with_untracked(|desk| desk.followed);
    let Ok(stream) = EventSource::new(&format!("/shifts/{}/stream?after={followed}", bench.shift)) else { return };

    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(update) = event.data().as_string().and_then(|data| serde_json::from_str::<domain::chat::DeskUpdate>(&data).ok()) else {
            return refresh(bench);
        };
        let seq = update.seq;
        bench.lost.set(false);
        bench.take(vec![update]);
        bench.desk.update_untracked(|desk| desk.followed = desk.followed.max(seq));
        if bench.desk.with_untracked(super::state::Desk::has_gap) {
            set_timeout(
                move || {
                    if bench.desk.with_untracked(super::state::Desk::has_gap) {
                        refresh(bench);
                    }
                },
                GAP,
            );
        }
    });
    stream.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();

    let told = Closure::<dyn Fn()>::new(move || refresh(bench));
    let _ = stream.add_event_listener_with_callback("reload", told.as_ref().unchecked_ref());
    told.forget();

    let opened = Closure::<dyn Fn()>::new(move || bench.lost.set(false));
    stream.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();

    let source = stream.clone();
    let broken = Closure::<dyn Fn()>::new(move || {
        let stream = source.clone();
        if stream.ready_state() == EventSource::CLOSED {
            if !bench.desk.with_untracked(super::state::Desk::is_done) {
                bench.lost.set(true);
                set_timeout(move || listen(bench), AGAIN);
            }
            return;
        }
        set_timeout(
            move || {
                if stream.ready_state() != EventSource::OPEN && !bench.desk.with_untracked(|desk| desk.ended) {
                    bench.lost.set(true);
                }
            },
            BLINK,
        );
    });
    stream.set_onerror(Some(broken.as_ref().unchecked_ref()));
    broken.forget();
}

/// Reads everything again; what only the browser knows stays.
fn refresh(bench: Bench) {
    spawn_local(async move {
        if let Ok(view) = api::desk(bench.shift).await {
            bench.refresh(&view);
        }
    });
}
