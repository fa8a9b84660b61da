//! What managers see: figures from rollups, and for every figure the rows behind it.
//!
//! Scoped to the teams the manager belongs to: a person of another team is not found, and no figure counts them. A period counts days
//! back from today, UTC; the funnel, the learning of a person, and what waits for review are always as they stand now.

mod backlog;
mod learned;
mod period;
mod person;
mod progress;
mod rows;
mod scope;

pub use backlog::{AgeBucket, Backlog, BacklogRow, MentorLoad, list_backlog};
pub use person::{ChatLine, ModuleLine, PersonPage, ReviewLine, get_person};
pub use progress::{
    BUCKETS, CriticalAccuracy, PersonProgress, Progress, ReplyBucket, ReplyDistribution, SectionScore, get_progress,
};
pub use rows::{FunnelRow, ReplyRow, SectionRow, list_funnel_step, list_replies, list_section};
pub use scope::ReportFilter;

#[cfg(test)]
#[path = "reports/tests.rs"]
mod tests;
