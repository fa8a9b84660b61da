//! From the server to the desk: the live stream, the heartbeat, and finding out what was missed.

use super::{bench::Bench, delivery::Trouble, post::trouble, state::Desk};
use crate::api::{call, shifts as api};
use domain::chat::DeskUpdate;
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
/// How soon to ask again when the browser has given up on the stream.
const AGAIN: Duration = Duration::from_secs(3);

/// Starts the clock on the screen and the stream, which is also the sign of life that keeps the shift clock running.
pub fn start(bench: Bench) {
    set_interval(move || bench.tick(), Duration::from_secs(1));
    listen(bench);
}

/// Opens the stream after what is known. The browser opens it again by itself and then says which event came last.
fn listen(bench: Bench) {
    let followed = bench.desk.with_untracked(|desk| desk.followed);
    let Ok(stream) = EventSource::new(&format!("/shifts/{}/stream?after={followed}", bench.shift)) else { return };

    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(update) = event.data().as_string().and_then(|data| serde_json::from_str::<DeskUpdate>(&data).ok())
        else {
            return refresh(bench);
        };
        let seq = update.seq;
        bench.lost.set(None);
        bench.take(vec![update]);
        bench.desk.update_untracked(|desk| desk.followed = desk.followed.max(seq));
        if bench.desk.with_untracked(Desk::has_gap) {
            set_timeout(
                move || {
                    if bench.desk.with_untracked(Desk::has_gap) {
                        refresh(bench);
                    }
                },
                GAP,
            );
        }
    });
    stream.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();

    let source = stream.clone();
    let told = Closure::<dyn Fn()>::new(move || {
        source.close();
        again(bench);
    });
    let _ = stream.add_event_listener_with_callback("reload", told.as_ref().unchecked_ref());
    told.forget();

    let opened = Closure::<dyn Fn()>::new(move || bench.lost.set(None));
    stream.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();

    let source = stream.clone();
    let broken = Closure::<dyn Fn()>::new(move || {
        let stream = source.clone();
        if bench.desk.with_untracked(Desk::is_done) {
            return stream.close();
        }
        if stream.ready_state() == EventSource::CLOSED {
            return again(bench);
        }
        set_timeout(
            move || {
                if stream.ready_state() == EventSource::CONNECTING {
                    bench.lost.set(Some(Trouble::NoAnswer));
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
        if let Ok(view) = call(api::Desk { shift: bench.shift }).await {
            bench.refresh(&view);
        }
    });
}

/// The stream cannot go on by itself: reads everything again and opens a new one after that, or says why not and tries later.
fn again(bench: Bench) {
    spawn_local(async move {
        match call(api::Desk { shift: bench.shift }).await {
            Ok(view) => {
                bench.refresh(&view);
                listen(bench);
            }
            Err(error) => {
                bench.lost.set(Some(trouble(&error)));
                set_timeout(move || again(bench), AGAIN);
            }
        }
    });
}
