//! Addresses of learning.

use super::{
    Access::{RecordOf, Role, SignedIn},
    Entry,
};
use crate::pages::{attempt, guideline, module, tracks};
use domain::people::Role::Operator;

/// All addresses of this area.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::get("/tracks", Role(Operator), tracks::list),
        Entry::get("/tracks/{track}", Role(Operator), tracks::show),
        Entry::get("/modules/{module}", Role(Operator), module::show),
        Entry::post("/modules/{module}/reading", Role(Operator), module::read),
        Entry::post("/modules/{module}/attempts", Role(Operator), attempt::start),
        Entry::get("/attempts/{attempt}", RecordOf(Operator), attempt::show),
        Entry::post("/attempts/{attempt}/answers", RecordOf(Operator), attempt::save),
        Entry::post("/attempts/{attempt}/submission", RecordOf(Operator), attempt::submit),
        Entry::get("/guidelines/{guideline}", SignedIn, guideline::show),
        Entry::post("/guidelines/{guideline}/sign-offs", Role(Operator), guideline::sign),
    ]
}
