//! Rollups: sums kept up to date in the same transaction as the facts, so that a dashboard's cost does not grow with history.
//! The store can rebuild them from the facts. A day is a number: days since 1970-01-01, UTC.

use crate::shape::{belongs, big, id, int, key, maybe, step, text, time};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_query::{Index, Table},
};

step!("0007_rollups");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rollup_days = Table::create()
            .table("rollup_days")
            .col(id("person_id"))
            .col(int("day"))
            .col(big("chats"))
            .col(big("messages"))
            .col(big("words"))
            .col(big("replies"))
            .col(big("within_soft"))
            .col(big("resolved"))
            .col(big("walked_away"))
            .col(big("handed_over"))
            .primary_key(Index::create().col("person_id").col("day"))
            .foreign_key(&mut belongs("rollup_days", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_days).await?;

        let rollup_replies = Table::create()
            .table("rollup_replies")
            .col(id("person_id"))
            .col(int("day"))
            .col(int("seconds"))
            .col(big("n"))
            .primary_key(Index::create().col("person_id").col("day").col("seconds"))
            .foreign_key(&mut belongs("rollup_replies", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_replies).await?;

        let rollup_reviews = Table::create()
            .table("rollup_reviews")
            .col(id("person_id"))
            .col(int("day"))
            .col(text("section"))
            .col(big("n"))
            // Of the scores, in thousandths of a percent point.
            .col(big("sum"))
            .col(big("passed"))
            .primary_key(Index::create().col("person_id").col("day").col("section"))
            .foreign_key(&mut belongs("rollup_reviews", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_reviews).await?;

        let rollup_criticals = Table::create()
            .table("rollup_criticals")
            .col(id("person_id"))
            .col(int("day"))
            .col(text("kind"))
            .col(big("n"))
            .primary_key(Index::create().col("person_id").col("day").col("kind"))
            .foreign_key(&mut belongs("rollup_criticals", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_criticals).await?;

        let rollup_releases = Table::create()
            .table("rollup_releases")
            .col(id("person_id"))
            .col(id("mentor_id"))
            .col(int("day"))
            .col(big("n"))
            .col(big("within_target"))
            .primary_key(Index::create().col("person_id").col("mentor_id").col("day"))
            .foreign_key(&mut belongs("rollup_releases", "person_id", "people"))
            .foreign_key(&mut belongs("rollup_releases", "mentor_id", "people"))
            .to_owned();
        manager.create_table(rollup_releases).await?;

        let rollup_plans = Table::create()
            .table("rollup_plans")
            .col(id("person_id"))
            .col(text("plan"))
            .col(time("handed_in_at"))
            .col(big("n"))
            .primary_key(Index::create().col("person_id").col("plan"))
            .foreign_key(&mut belongs("rollup_plans", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_plans).await?;

        let rollup_people = Table::create()
            .table("rollup_people")
            .col(key(id("person_id")))
            .col(maybe(time("passed_at")))
            .col(maybe(time("proficient_at")))
            .col(maybe(time("critical_at")))
            // Reviews in a row that hold, up to now.
            .col(int("in_a_row"))
            // JSON: scores of the last reviews, oldest first.
            .col(text("recent"))
            .foreign_key(&mut belongs("rollup_people", "person_id", "people"))
            .to_owned();
        manager.create_table(rollup_people).await
    }
}
