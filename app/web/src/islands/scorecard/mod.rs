//! The scorecard in the browser: keys, running score, saving, comments on selected words. The form works without it.

pub mod form;
pub mod keys;
pub mod saving;
