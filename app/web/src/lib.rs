//! What people see: server-only pages, browser islands, server functions.
//!
//! With `ssr` this crate renders pages for the server; with `hydrate` it is the browser half, which starts the islands and nothing else.

// A page is one type, as deep as its markup.
#![recursion_limit = "512"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "`ssr` and `hydrate` exclude each other: build the server and the browser half on their own, without --all-features"
);

pub mod api;
pub mod islands;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod charts;
#[cfg(feature = "ssr")]
pub mod failure;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod guard;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod render;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod text;
