//! Addresses of the manager's pages.

use super::{Access, Entry};
use crate::pages::reports;
use domain::people::Role::Manager;

/// All addresses of this area. Rows behind a figure are also there as CSV: the last part of the path with `.csv`.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::get("/reports/progress", Access::Role(Manager), reports::progress),
        Entry::get("/reports/progress.csv", Access::Role(Manager), reports::people_csv),
        Entry::get("/reports/funnel.csv", Access::Role(Manager), reports::funnel_csv),
        Entry::get("/reports/funnel/{step}", Access::Role(Manager), reports::funnel),
        Entry::get("/reports/sections.csv", Access::Role(Manager), reports::sections_csv),
        Entry::get("/reports/sections/{section}", Access::Role(Manager), reports::sections),
        Entry::get("/reports/replies.csv", Access::Role(Manager), reports::replies_csv),
        Entry::get("/reports/replies/{bucket}", Access::Role(Manager), reports::replies),
        Entry::get("/reports/backlog", Access::Role(Manager), reports::backlog),
        Entry::get("/reports/backlog.csv", Access::Role(Manager), reports::backlog_csv),
        Entry::get("/reports/at-risk.csv", Access::Role(Manager), reports::risk_csv),
        Entry::get("/reports/people/{person}", Access::RecordOf(Manager), reports::person),
    ]
}
