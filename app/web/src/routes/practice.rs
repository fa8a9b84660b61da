//! Addresses of the practice desk and its debriefs.

use super::{Access, Entry};
use crate::{
    api::shifts::{Act, Desk, Draft},
    pages::{debrief, desk, practice},
};
use domain::people::Role::Operator;

/// All addresses of this area. The live stream of a shift is the server's.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::get("/practice", Access::Role(Operator), practice::list),
        Entry::post("/shifts", Access::Role(Operator), practice::start),
        Entry::get("/shifts/{shift}", Access::RecordOf(Operator), desk::show),
        Entry::get("/chats/{chat}", Access::RecordOf(Operator), debrief::show),
        Entry::post("/chats/{chat}/submission", Access::RecordOf(Operator), debrief::submit),
        Entry::server_fn::<Act>(Access::RecordOf(Operator)),
        Entry::server_fn::<Draft>(Access::RecordOf(Operator)),
        Entry::server_fn::<Desk>(Access::RecordOf(Operator)),
    ]
}
