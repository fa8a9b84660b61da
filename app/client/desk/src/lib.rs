//! The browser half of the desk: starts its island, nothing else.
//!
//! A crate of its own because a `cdylib` that is also an `rlib` cannot be optimised as a whole, and one for each island because a page
//! must not load what it does not need. It links everything the island needs and exports one function for it.

use wasm_bindgen::prelude::wasm_bindgen;

// Referring to the crate keeps its island in the link.
use web as _;

/// Prepares the page for its island. `islands.js` calls this once, then wakes the island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
