//! The audit log: who did what to whom, written in the same transaction as the change. It only grows.

use crate::{StoreError, entity::audit_log, tx::Tx};
use domain::people::Actor;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::Value;

/// Where a request came from, for the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Network address.
    pub address: String,
    /// Id of the request.
    pub request_id: String,
}

tokio::task_local! {
    static ORIGIN: Origin;
}

/// Runs a request so that whatever it writes to the audit log carries its origin.
pub async fn with_origin<T>(origin: Origin, request: impl Future<Output = T>) -> T {
    ORIGIN.scope(origin, request).await
}

/// Who acted.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Somebody signed in.
    Person(&'a Actor),
    /// Somebody not signed in (a failed sign-in, a one-time link).
    Nobody,
    /// The command line of the server.
    CommandLine,
    /// Greenroom itself.
    System,
}

impl<'a> From<&'a Actor> for By<'a> {
    fn from(actor: &'a Actor) -> Self {
        Self::Person(actor)
    }
}

impl Tx {
    /// Adds a line to the audit log. `action` is `noun.verb`, `subject` names what was changed (`person:<id>`), `detail` holds
    /// facts, never secrets or chat text.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn audit(
        &self,
        by: impl Into<By<'_>>,
        action: &str,
        subject: &str,
        detail: Value,
    ) -> Result<(), StoreError> {
        let (actor_id, actor_name) = match by.into() {
            By::Person(actor) => (Some(actor.person.0), actor.name.clone()),
            By::Nobody => (None, String::new()),
            By::CommandLine => (None, "command-line".to_owned()),
            By::System => (None, "system".to_owned()),
        };
        let origin = ORIGIN.try_with(Origin::clone).unwrap_or_default();
        let line = audit_log::ActiveModel {
            at: Set(self.now()),
            actor_id: Set(actor_id),
            actor_name: Set(actor_name),
            action: Set(action.to_owned()),
            subject: Set(subject.to_owned()),
            detail: Set(detail.to_string()),
            address: Set(origin.address),
            request_id: Set(origin.request_id),
            ..Default::default()
        };
        audit_log::Entity::insert(line).exec_without_returning(self.db()).await?;
        Ok(())
    }
}
