//! People and how they get in: accounts, sign-in, sessions, one-time links, limits, the audit log as read.

mod limits;
mod links;
mod log;
mod password;
mod people;
mod preferences;
mod sessions;
mod sign_in;
#[cfg(test)]
mod tests;
mod token;

pub use crate::audit::By;
pub use links::{LinkPurpose, OneTimeLink, ensure_setup_link, find_link, redeem_setup, redeem_welcome, renew_link};
pub use log::{AuditRow, list_audit};
pub use password::hash_password;
pub use people::{NewPerson, PersonRow, create_person, list_people, set_disabled, set_roles};
pub use preferences::{change_password, set_preferences};
pub use sessions::{
    SessionRow, end_other_sessions, end_session, find_actor, is_alive, list_sessions, purge_expired, sign_out,
};
pub use sign_in::{NewSession, SignInFrom, sign_in};
