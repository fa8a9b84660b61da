//! The audit log, for administrators to read.

use crate::{Store, StoreError, entity::audit_log};
use chrono::{DateTime, Utc};
use domain::people::Administrator;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// One line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; empty for somebody not signed in.
    pub actor_name: String,
    /// What was done: `noun.verb`.
    pub action: String,
    /// To what: `person:<id>`.
    pub subject: String,
    /// Facts, as JSON.
    pub detail: String,
    /// Network address it came from.
    pub address: String,
    /// Id of the request.
    pub request_id: String,
}

/// Lines before the one with the id `before`, newest first.
///
/// # Errors
/// Whatever the database says.
pub async fn list_audit(
    store: &Store,
    _: &Administrator,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<AuditRow>, StoreError> {
    let mut query = audit_log::Entity::find().order_by_desc(audit_log::Column::Id).limit(limit);
    if let Some(before) = before {
        query = query.filter(audit_log::Column::Id.lt(before));
    }
    let rows = query.all(store.read()).await?.into_iter().map(|row| AuditRow {
        id: row.id,
        at: row.at,
        actor_name: row.actor_name,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
        address: row.address,
        request_id: row.request_id,
    });
    Ok(rows.collect())
}
