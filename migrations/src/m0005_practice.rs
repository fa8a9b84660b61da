//! Practice: shifts and their log of events, chats, messages, drafts, debriefs.
//!
//! The log (`shift_events`) is the truth; how a running shift stands is had from it by replay.

use crate::shape::{belongs, big, id, index, int, key, maybe, names, step, text, time, unique, unique_where};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_query::{Index, Table},
};

step!("0005_practice");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let shifts = Table::create()
            .table("shifts")
            .col(key(id("id")))
            .col(id("operator_id"))
            .col(id("client_id"))
            .col(text("plan"))
            .col(text("plan_hash"))
            .col(text("title"))
            .col(text("locale"))
            .col(text("mode"))
            .col(big("seed"))
            .col(int("engine_version"))
            .col(time("started_at"))
            .col(maybe(time("ended_at")))
            // The number the next event gets: whoever appends must have read it.
            .col(big("next_seq"))
            // When the operator's browser was last heard of.
            .col(time("seen_at"))
            // When the clock stopped, while it stands still.
            .col(maybe(time("paused_at")))
            // Milliseconds it has stood still before.
            .col(big("offset_ms"))
            .foreign_key(&mut names("shifts", "operator_id", "people"))
            .to_owned();
        manager.create_table(shifts).await?;
        unique(manager, "shifts", &["operator_id", "client_id"]).await?;
        // Two tabs, two clicks: one open shift of a plan per operator, whatever client ids the requests carry.
        unique_where(manager, "shifts", &["operator_id", "plan"], "ended_at IS NULL").await?;
        index(manager, "shifts", &["operator_id", "started_at"]).await?;

        let chats = Table::create()
            .table("chats")
            .col(key(id("id")))
            .col(id("shift_id"))
            .col(id("operator_id"))
            .col(int("ordinal"))
            .col(text("scenario"))
            .col(text("scenario_hash"))
            .col(text("title"))
            .col(text("customer"))
            .col(text("sector"))
            .col(int("level"))
            // Shift clock.
            .col(big("arrives_at_ms"))
            .col(int("soft_seconds"))
            .col(maybe(text("ending")))
            .col(maybe(time("ended_at")))
            // Shift clock.
            .col(maybe(big("ended_ms")))
            .col(maybe(text("disposition")))
            .col(text("note"))
            // The suggested score, 0 to 100.
            .col(maybe(int("suggested")))
            .col(int("messages"))
            .col(int("words"))
            .col(int("replies"))
            .col(int("within_soft"))
            .col(maybe(big("first_reply_ms")))
            .col(maybe(big("p50_reply_ms")))
            .col(maybe(big("p90_reply_ms")))
            .foreign_key(&mut belongs("chats", "shift_id", "shifts"))
            .to_owned();
        manager.create_table(chats).await?;
        unique(manager, "chats", &["shift_id", "ordinal"]).await?;
        index(manager, "chats", &["operator_id", "ended_at"]).await?;

        let chat_debriefs = Table::create()
            .table("chat_debriefs")
            .col(key(id("chat_id")))
            .col(int("engine_version"))
            // JSON.
            .col(text("debrief"))
            .foreign_key(&mut belongs("chat_debriefs", "chat_id", "chats"))
            .to_owned();
        manager.create_table(chat_debriefs).await?;

        let chat_drafts = Table::create()
            .table("chat_drafts")
            .col(key(id("chat_id")))
            .col(text("body"))
            .col(time("saved_at"))
            .foreign_key(&mut belongs("chat_drafts", "chat_id", "chats"))
            .to_owned();
        manager.create_table(chat_drafts).await?;

        let shift_events = Table::create()
            .table("shift_events")
            .col(id("shift_id"))
            .col(big("seq"))
            // Shift clock.
            .col(big("at_ms"))
            .col(time("recorded_at"))
            // JSON: the engine's event.
            .col(text("event"))
            // JSON: the changes as the desk was told.
            .col(text("changes"))
            .col(maybe(id("client_id")))
            // With a client id: the first event of the answer to that request.
            .col(maybe(big("answer_from")))
            .primary_key(Index::create().col("shift_id").col("seq"))
            .foreign_key(&mut belongs("shift_events", "shift_id", "shifts"))
            .to_owned();
        manager.create_table(shift_events).await?;
        unique(manager, "shift_events", &["shift_id", "client_id"]).await?;

        let messages = Table::create()
            .table("messages")
            .col(key(id("id")))
            .col(id("chat_id"))
            .col(int("seq"))
            .col(text("sender"))
            .col(text("body"))
            // Shift clock.
            .col(big("at_ms"))
            .col(maybe(id("client_id")))
            .foreign_key(&mut belongs("messages", "chat_id", "chats"))
            .to_owned();
        manager.create_table(messages).await?;
        unique(manager, "messages", &["chat_id", "seq"]).await
    }
}
