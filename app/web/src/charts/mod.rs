//! Small pictures of numbers: SVG rendered on the server, sized in percent so that they follow the page, coloured by classes.
//!
//! Pictures inside table cells are hidden from screen readers, because the cell beside them says the number in words. Pictures of their own
//! carry a title and a description, and the page shows their table too.

mod bar;
mod columns;
mod curve;
mod dot;
mod scale;

pub use bar::{Bar, bar};
pub use columns::{Column, Columns, Marker, columns};
pub use curve::{Curve, CurvePoint, curve};
pub use dot::{Dot, dot, dot_scale};
pub use scale::{percent_of, ticks};

/// Fewer than this many say little: shown grey, with words.
pub const FEW: u32 = 5;
