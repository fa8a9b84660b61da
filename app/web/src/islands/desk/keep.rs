//! What must survive a reload before the server has it: unconfirmed lines and unsaved drafts, in this tab's own storage.
//!
//! It goes when the tab closes, and each entry goes as soon as the server has it.

use super::{bench::Bench, delivery::Pending};
use domain::ids::ChatId;
use leptos::prelude::*;

/// Keeps the lines that are not confirmed.
pub fn lines(bench: Bench) {
    write(&format!("unsent-{}", bench.shift), &bench.desk.with_untracked(super::state::Desk::unconfirmed));
}

/// The lines kept before a reload.
pub fn kept_lines(bench: Bench) -> Vec<Pending> {
    read(&format!("unsent-{}", bench.shift)).unwrap_or_default()
}

/// Keeps a draft until the server has it; `None` when it has.
pub fn draft(chat: ChatId, text: Option<&str>) {
    match text {
        Some(text) => write(&format!("draft-{chat}"), &[text.to_owned()]),
        None => write::<String>(&format!("draft-{chat}"), &[]),
    }
}

/// The draft kept before a reload, if the server never got it.
pub fn kept_draft(chat: ChatId) -> Option<String> {
    read::<String>(&format!("draft-{chat}"))?.pop()
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<leptos::web_sys::Storage> {
    window().session_storage().ok().flatten()
}

#[cfg(feature = "hydrate")]
fn write<T: serde::Serialize>(name: &str, items: &[T]) {
    let Some(storage) = storage() else { return };
    let _ = if items.is_empty() {
        storage.remove_item(name)
    } else {
        serde_json::to_string(items).map_or(Ok(()), |text| storage.set_item(name, &text))
    };
}

#[cfg(feature = "hydrate")]
fn read<T: serde::de::DeserializeOwned>(name: &str) -> Option<Vec<T>> {
    serde_json::from_str(&storage()?.get_item(name).ok()??).ok()
}

/// The server keeps drafts in its database; this storage is the browser's.
#[cfg(not(feature = "hydrate"))]
fn write<T>(_: &str, _: &[T]) {}

/// The server keeps drafts in its database; this storage is the browser's.
#[cfg(not(feature = "hydrate"))]
fn read<T>(_: &str) -> Option<Vec<T>> {
    None
}
