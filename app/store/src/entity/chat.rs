//! One conversation inside a shift. What is known only at its end is empty, or zero, until then.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub shift_id: Uuid,
    pub operator_id: Uuid,
    pub ordinal: i32,
    pub scenario: String,
    pub scenario_hash: String,
    pub title: String,
    pub customer: String,
    pub sector: String,
    pub level: i32,
    pub arrives_at_ms: i64,
    pub soft_seconds: i32,
    pub ending: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_ms: Option<i64>,
    pub disposition: Option<String>,
    pub note: String,
    pub suggested: Option<i32>,
    pub messages: i32,
    pub words: i32,
    pub replies: i32,
    pub within_soft: i32,
    pub first_reply_ms: Option<i64>,
    pub p50_reply_ms: Option<i64>,
    pub p90_reply_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
