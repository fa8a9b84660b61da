//! Pieces without behaviour, for pages and islands alike. They take their words as props.

mod bubble;
mod button;
mod callout;
mod card;
mod field;
mod icon;
mod meter;
mod place;
mod table;
pub mod transcript;
mod verbatim;

pub use bubble::{Aside, Bubble, Side};
pub use button::{Button, ButtonKind, ButtonLink};
pub use callout::{Callout, CalloutKind};
pub use card::{Badge, Card, Empty, Figure, Tone};
pub use field::{Choice, ErrorSummary, Field, Select, SelectOption, TextArea};
pub use icon::{Icon, Symbol};
pub use meter::{Progress, Ring};
pub use place::{Breadcrumbs, Crumb, PageHead, Pages};
pub use table::Table;
pub use verbatim::inside_textarea;
