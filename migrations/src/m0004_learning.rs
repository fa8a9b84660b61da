//! What a person has read, answered and signed, and by when they should.

use crate::shape::{belongs, big, flag, id, index, int, key, maybe, step, text, time, unique, unique_where};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_query::{Index, Table},
};

step!("0004_learning");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let enrolments = Table::create()
            .table("enrolments")
            .col(id("person_id"))
            .col(text("track"))
            .col(time("created_at"))
            .col(maybe(time("due_at")))
            .primary_key(Index::create().col("person_id").col("track"))
            .foreign_key(&mut belongs("enrolments", "person_id", "people"))
            .to_owned();
        manager.create_table(enrolments).await?;

        let readings = Table::create()
            .table("readings")
            .col(id("person_id"))
            .col(text("module"))
            .col(time("started_at"))
            .col(maybe(text("place")))
            .col(maybe(time("read_at")))
            .primary_key(Index::create().col("person_id").col("module"))
            .foreign_key(&mut belongs("readings", "person_id", "people"))
            .to_owned();
        manager.create_table(readings).await?;

        let attempts = Table::create()
            .table("attempts")
            .col(key(id("id")))
            .col(id("person_id"))
            .col(text("module"))
            // The revision the questions come from.
            .col(text("module_hash"))
            .col(int("number"))
            .col(big("seed"))
            // JSON: question id to answer.
            .col(text("answers"))
            .col(time("started_at"))
            .col(maybe(time("deadline")))
            .col(maybe(time("submitted_at")))
            .col(maybe(int("percent")))
            .col(maybe(flag("passed")))
            .foreign_key(&mut belongs("attempts", "person_id", "people"))
            .to_owned();
        manager.create_table(attempts).await?;
        unique(manager, "attempts", &["person_id", "module", "number"]).await?;
        unique_where(manager, "attempts", &["person_id", "module"], "submitted_at IS NULL").await?;

        let sign_offs = Table::create()
            .table("sign_offs")
            .col(key(id("id")))
            .col(id("person_id"))
            .col(text("guideline"))
            .col(int("version"))
            .col(text("hash"))
            .col(time("signed_at"))
            .col(id("client_id"))
            .foreign_key(&mut belongs("sign_offs", "person_id", "people"))
            .to_owned();
        manager.create_table(sign_offs).await?;
        unique(manager, "sign_offs", &["person_id", "guideline", "version"]).await?;
        index(manager, "sign_offs", &["guideline"]).await
    }
}
