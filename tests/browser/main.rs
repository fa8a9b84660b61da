//! The product in a real Chromium: what people click, with scripts and without, in both themes.

mod desk;
mod looks;
mod plain;
