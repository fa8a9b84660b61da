//! Who may do what, where holding a role is not the whole answer. Pure functions over facts the caller has loaded.

use crate::{
    ids::PersonId,
    people::{Actor, Role, Roles},
};
use thiserror::Error;

/// Why something is not allowed although the role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nobody grades, approves or certifies themselves.
    #[error("nobody reviews their own work")]
    OwnWork,
    /// Nobody grants a role above their own.
    #[error("only an administrator changes roles")]
    AboveOwn,
    /// The last administrator stays.
    #[error("the last administrator cannot be removed")]
    LastAdministrator,
}

/// May this mentor review this operator's chat?
///
/// # Errors
/// [`Refusal::OwnWork`] for one's own chats.
pub fn may_review(mentor: PersonId, operator: PersonId) -> Result<(), Refusal> {
    if mentor == operator { Err(Refusal::OwnWork) } else { Ok(()) }
}

/// May `actor` replace the roles `before` of somebody by `after`, with `administrators` people holding that role now?
///
/// # Errors
/// [`Refusal::AboveOwn`] without the administrator role, [`Refusal::LastAdministrator`] when nobody would be left to run things.
pub fn may_change_roles(actor: &Actor, before: Roles, after: Roles, administrators: u64) -> Result<(), Refusal> {
    if !actor.roles.has(Role::Administrator) {
        return Err(Refusal::AboveOwn);
    }
    let loses = before.has(Role::Administrator) && !after.has(Role::Administrator);
    if loses && administrators <= 1 { Err(Refusal::LastAdministrator) } else { Ok(()) }
}
