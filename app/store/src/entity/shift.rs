//! One sitting at the practice desk.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shifts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub operator_id: Uuid,
    pub client_id: Uuid,
    pub plan: String,
    pub plan_hash: String,
    pub title: String,
    pub locale: String,
    pub mode: String,
    pub seed: i64,
    pub engine_version: i32,
    pub started_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub next_seq: i64,
    pub seen_at: DateTimeUtc,
    pub paused_at: Option<DateTimeUtc>,
    pub offset_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
