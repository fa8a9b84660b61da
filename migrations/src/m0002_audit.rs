//! The audit log, which can only grow.

use crate::shape::{big, id, index, maybe, step, text, time};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbBackend},
    sea_query::Table,
};

step!("0002_audit");

/// SQLite: one trigger for each way to change a row.
const SQLITE: [&str; 2] = [
    "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
];

/// PostgreSQL: the same, and nothing empties the table at once either.
const POSTGRES: [&str; 2] = [
    "CREATE FUNCTION audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
    "CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log \
     FOR EACH STATEMENT EXECUTE FUNCTION audit_log_only_grows()",
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut number = big("id");
        number.auto_increment().primary_key();
        let log = Table::create()
            .table("audit_log")
            .col(number)
            .col(time("at"))
            // No reference: the log outlives the person.
            .col(maybe(id("actor_id")))
            // The name as it was then.
            .col(text("actor_name"))
            .col(text("action"))
            .col(text("subject"))
            // JSON.
            .col(text("detail"))
            .col(text("address"))
            .col(text("request_id"))
            .to_owned();
        manager.create_table(log).await?;
        index(manager, "audit_log", &["actor_id"]).await?;
        let db = manager.get_connection();
        let guards = if db.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
        for guard in guards {
            db.execute_unprepared(guard).await?;
        }
        Ok(())
    }
}
