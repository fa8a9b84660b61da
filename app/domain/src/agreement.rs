//! Agreement between mentors (SCORING.md section 3): how far several people who looked at the same things came to the same values.
//!
//! A *unit* is what was looked at (a chat, or one criterion of it), a *rater* is who looked, a *value* is what they gave. Each
//! statistic says which units it counts; where it has no value, it says why.

mod ac1;
mod alpha;
#[cfg(feature = "statistics")]
mod band;
mod drift;
mod figures;
#[cfg(feature = "statistics")]
mod file;
mod icc;
mod kappa;
#[cfg(feature = "statistics")]
mod names;
mod raw;
mod reading;
#[cfg(feature = "statistics")]
mod report;
mod scale;
mod severity;
mod table;
mod undefined;

#[cfg(test)]
#[cfg(feature = "statistics")]
mod file_tests;
#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod property_tests;

pub use ac1::ac1;
pub use alpha::{alpha_interval, alpha_nominal, alpha_ordinal};
#[cfg(feature = "statistics")]
pub use band::{Band, LEAST_RESAMPLES, bands, bootstrap};
pub use drift::{DriftPoint, drift, spread};
pub use figures::{Figure, Figures, Statistic};
#[cfg(feature = "statistics")]
pub use file::{RatingFile, read};
pub use icc::{Icc, icc};
pub use kappa::{Weights, kappa};
pub use raw::{agreement, within_one};
pub use reading::{Level, Reading, headline, reading};
#[cfg(feature = "statistics")]
pub use report::Report;
pub use scale::{NoNumber, Number, Scale};
pub use severity::{Severity, severities};
pub use table::{Drawn, Ratings, Repeated, Row, Unit};
pub use undefined::Undefined;
