//! What surrounds every request, one idea per file. `router` puts them in order.

pub mod csrf;
pub mod headers;
pub mod limits;
pub mod session;
pub mod trail;
