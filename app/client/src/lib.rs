//! The browser half: starts the islands, nothing else.
//!
//! A crate of its own because a `cdylib` that is also an `rlib` cannot be optimised as a whole; this one links everything the
//! islands need and exports one function for each of them.

use wasm_bindgen::prelude::wasm_bindgen;

// Referring to the crate keeps its islands in the link.
use web as _;

/// Prepares the page for its islands. `islands.js` calls this once, then wakes each island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
