//! Addresses of sign-in, accounts and administration.

use super::{
    Access::{Anyone, Role, SignedIn},
    Entry,
};
use crate::pages::{account, audit, choices, home, links, people, privacy, sign_in};
use domain::people::Role::Administrator;

/// All addresses of this area.
pub fn entries() -> Vec<Entry> {
    vec![
        Entry::get("/", SignedIn, home::show),
        Entry::get("/sign-in", Anyone, sign_in::show),
        Entry::post("/sign-in", Anyone, sign_in::sign_in),
        Entry::post("/sign-out", SignedIn, sign_in::sign_out),
        Entry::get("/set-up/{token}", Anyone, links::set_up),
        Entry::post("/set-up/{token}", Anyone, links::redeem_set_up),
        Entry::get("/welcome/{token}", Anyone, links::welcome),
        Entry::post("/welcome/{token}", Anyone, links::redeem_welcome),
        Entry::post("/language", Anyone, choices::language),
        Entry::post("/theme", Anyone, choices::theme),
        Entry::get("/privacy", Anyone, privacy::show),
        Entry::get("/account", SignedIn, account::show),
        Entry::post("/account/preferences", SignedIn, account::preferences),
        Entry::post("/account/password", SignedIn, account::password),
        Entry::post("/account/sessions/{session}/end", SignedIn, account::end_session),
        Entry::post("/account/sessions/end-others", SignedIn, account::end_others),
        Entry::get("/people", Role(Administrator), people::list),
        Entry::post("/people", Role(Administrator), people::create),
        Entry::post("/people/{person}/roles", Role(Administrator), people::roles),
        Entry::post("/people/{person}/disabled", Role(Administrator), people::disabled),
        Entry::post("/people/{person}/link", Role(Administrator), people::renew_link),
        Entry::get("/audit", Role(Administrator), audit::show),
    ]
}
