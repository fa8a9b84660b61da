//! People, teams, cohorts; sessions, one-time links, and tries to sign in.

use crate::shape::{belongs, big, bytes, flag, id, index, int, key, maybe, names, step, text, time, unique};
use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_query::{Index, Table},
};

step!("0001_people");

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["teams", "cohorts"] {
            let create =
                Table::create().table(table).col(key(id("id"))).col(text("name")).col(time("created_at")).to_owned();
            manager.create_table(create).await?;
            unique(manager, table, &["name"]).await?;
        }

        let people = Table::create()
            .table("people")
            .col(key(id("id")))
            .col(text("name"))
            // In lower case: the address is the key to the account.
            .col(text("email"))
            // PHC string; empty until the person has chosen a password.
            .col(maybe(text("password_hash")))
            // Bits in the order of `Role::ALL`.
            .col(int("roles"))
            .col(text("locale"))
            .col(text("zone"))
            .col(text("theme"))
            .col(maybe(id("cohort_id")))
            .col(time("created_at"))
            .col(maybe(time("disabled_at")))
            .foreign_key(&mut names("people", "cohort_id", "cohorts"))
            .to_owned();
        manager.create_table(people).await?;
        unique(manager, "people", &["email"]).await?;
        index(manager, "people", &["cohort_id"]).await?;

        let memberships = Table::create()
            .table("memberships")
            .col(id("team_id"))
            .col(id("person_id"))
            .primary_key(Index::create().col("team_id").col("person_id"))
            .foreign_key(&mut belongs("memberships", "team_id", "teams"))
            .foreign_key(&mut belongs("memberships", "person_id", "people"))
            .to_owned();
        manager.create_table(memberships).await?;
        index(manager, "memberships", &["person_id"]).await?;

        let sessions = Table::create()
            .table("sessions")
            .col(key(id("id")))
            .col(id("person_id"))
            // SHA-256 of the token in the cookie.
            .col(bytes("token_hash"))
            .col(text("address"))
            .col(text("user_agent"))
            .col(time("created_at"))
            .col(time("seen_at"))
            .foreign_key(&mut belongs("sessions", "person_id", "people"))
            .to_owned();
        manager.create_table(sessions).await?;
        unique(manager, "sessions", &["token_hash"]).await?;
        index(manager, "sessions", &["person_id"]).await?;
        index(manager, "sessions", &["seen_at"]).await?;

        let links = Table::create()
            .table("one_time_links")
            .col(key(id("id")))
            // set-up | welcome
            .col(text("purpose"))
            .col(maybe(id("person_id")))
            .col(bytes("token_hash"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .col(maybe(time("used_at")))
            .foreign_key(&mut belongs("one_time_links", "person_id", "people"))
            .to_owned();
        manager.create_table(links).await?;
        unique(manager, "one_time_links", &["token_hash"]).await?;
        index(manager, "one_time_links", &["person_id"]).await?;

        let tries = Table::create()
            .table("sign_in_tries")
            // What is slowed: SHA-256 of an account's address or of a network address, with what it is.
            .col(key(bytes("subject")))
            .col(big("failures"))
            .col(time("last_at"))
            .col(maybe(time("blocked_until")))
            .col(flag("account"))
            .to_owned();
        manager.create_table(tries).await?;
        index(manager, "sign_in_tries", &["last_at"]).await
    }
}
