//! Addresses of the queue, reviews and feedback.

use super::{Access, Entry};
use crate::{
    api::reviews::{Reclaim, Renew, Save},
    pages::{feedback, queue, review, reviewed},
};
use domain::people::Role::{Mentor, Operator};

/// All addresses of this area.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::get("/queue", Access::Role(Mentor), queue::list),
        Entry::get("/queue/reviewed", Access::Role(Mentor), reviewed::list),
        Entry::post("/submissions/{submission}/claims", Access::RecordOf(Mentor), queue::claim),
        Entry::get("/reviews/{review}", Access::RecordOf(Mentor), review::show),
        Entry::post("/reviews/{review}/draft", Access::RecordOf(Mentor), review::save),
        Entry::post("/reviews/{review}/release", Access::RecordOf(Mentor), review::release),
        Entry::post("/reviews/{review}/return", Access::RecordOf(Mentor), review::give_back),
        Entry::server_fn::<Save>(Access::RecordOf(Mentor)),
        Entry::server_fn::<Renew>(Access::RecordOf(Mentor)),
        Entry::server_fn::<Reclaim>(Access::RecordOf(Mentor)),
        Entry::get("/feedback", Access::Role(Operator), feedback::list),
        Entry::get("/feedback/{review}", Access::RecordOf(Operator), feedback::show),
        Entry::post("/feedback/{review}/acknowledgement", Access::RecordOf(Operator), feedback::acknowledge),
    ]
}
