//! Reviews: chats handed in, claims, drafts as revisions that are only ever added, marks, comments.

use crate::shape::{belongs, flag, id, index, int, key, maybe, names, step, text, time, unique};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_query::{Index, Table},
};

step!("0006_reviews");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let submissions = Table::create()
            .table("submissions")
            .col(key(id("id")))
            .col(id("chat_id"))
            .col(id("operator_id"))
            .col(id("client_id"))
            .col(time("submitted_at"))
            // submitted | claimed | released | acknowledged
            .col(text("state"))
            // Who holds or released it.
            .col(maybe(id("mentor_id")))
            .col(maybe(time("lease_until")))
            .col(maybe(time("released_at")))
            .col(maybe(time("acknowledged_at")))
            .foreign_key(&mut names("submissions", "chat_id", "chats"))
            .foreign_key(&mut names("submissions", "operator_id", "people"))
            .foreign_key(&mut names("submissions", "mentor_id", "people"))
            .to_owned();
        manager.create_table(submissions).await?;
        unique(manager, "submissions", &["chat_id"]).await?;
        index(manager, "submissions", &["state", "submitted_at"]).await?;
        index(manager, "submissions", &["operator_id", "submitted_at"]).await?;
        index(manager, "submissions", &["mentor_id", "state"]).await?;

        let reviews = Table::create()
            .table("reviews")
            .col(key(id("id")))
            .col(id("submission_id"))
            .col(id("mentor_id"))
            .col(id("operator_id"))
            // The scorecard version it is made with.
            .col(text("scorecard_hash"))
            .col(time("claimed_at"))
            // Number of the last saved draft; 0 for none.
            .col(int("revision"))
            .col(maybe(id("client_id")))
            .col(maybe(time("released_at")))
            // R in thousandths of a percent point.
            .col(maybe(int("rated")))
            .col(maybe(int("after_criticals")))
            .col(maybe(flag("passed")))
            .col(text("summary"))
            .col(maybe(text("focus")))
            .foreign_key(&mut belongs("reviews", "submission_id", "submissions"))
            .foreign_key(&mut names("reviews", "mentor_id", "people"))
            .to_owned();
        manager.create_table(reviews).await?;
        unique(manager, "reviews", &["submission_id", "mentor_id"]).await?;
        index(manager, "reviews", &["operator_id", "released_at"]).await?;
        index(manager, "reviews", &["mentor_id", "released_at"]).await?;

        let review_revisions = Table::create()
            .table("review_revisions")
            .col(id("review_id"))
            .col(int("revision"))
            .col(time("saved_at"))
            // JSON.
            .col(text("draft"))
            .primary_key(Index::create().col("review_id").col("revision"))
            .foreign_key(&mut belongs("review_revisions", "review_id", "reviews"))
            .to_owned();
        manager.create_table(review_revisions).await?;

        let review_marks = Table::create()
            .table("review_marks")
            .col(id("review_id"))
            .col(text("criterion"))
            .col(text("section"))
            .col(int("weight"))
            // The mark in thirds of its weight; empty for "not applicable".
            .col(maybe(int("thirds")))
            .primary_key(Index::create().col("review_id").col("criterion"))
            .foreign_key(&mut belongs("review_marks", "review_id", "reviews"))
            .to_owned();
        manager.create_table(review_marks).await?;

        let review_sections = Table::create()
            .table("review_sections")
            .col(id("review_id"))
            .col(text("section"))
            // R in thousandths of a percent point.
            .col(int("rated"))
            .primary_key(Index::create().col("review_id").col("section"))
            .foreign_key(&mut belongs("review_sections", "review_id", "reviews"))
            .to_owned();
        manager.create_table(review_sections).await?;

        let review_criticals = Table::create()
            .table("review_criticals")
            .col(id("review_id"))
            .col(text("critical"))
            // customer | compliance | business
            .col(text("kind"))
            .primary_key(Index::create().col("review_id").col("critical"))
            .foreign_key(&mut belongs("review_criticals", "review_id", "reviews"))
            .to_owned();
        manager.create_table(review_criticals).await?;

        let review_comments = Table::create()
            .table("review_comments")
            .col(id("review_id"))
            .col(int("ordinal"))
            .col(id("id"))
            .col(id("message_id"))
            .col(int("start_char"))
            .col(int("end_char"))
            .col(maybe(text("criterion")))
            .col(text("body"))
            .primary_key(Index::create().col("review_id").col("ordinal"))
            .foreign_key(&mut belongs("review_comments", "review_id", "reviews"))
            .foreign_key(&mut names("review_comments", "message_id", "messages"))
            .to_owned();
        manager.create_table(review_comments).await
    }
}
