//! Revisions of content files: whatever somebody read, answered or signed can be shown again as it was.

use crate::shape::{id, index, key, step, text, time, unique};
use sea_orm_migration::{DbErr, MigrationTrait, SchemaManager, async_trait, sea_query::Table};

step!("0003_content");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let revisions = Table::create()
            .table("revisions")
            .col(key(id("id")))
            // Path below the content folder: locale/kind/slug.ext
            .col(text("path"))
            // SHA-256 of the text, hex.
            .col(text("hash"))
            .col(text("source"))
            .col(time("created_at"))
            .to_owned();
        manager.create_table(revisions).await?;
        unique(manager, "revisions", &["path", "hash"]).await?;
        index(manager, "revisions", &["hash"]).await
    }
}
