//! One event of a shift, and what it changed at the desk.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shift_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub shift_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at_ms: i64,
    pub recorded_at: DateTimeUtc,
    pub event: String,
    pub changes: String,
    pub client_id: Option<Uuid>,
    pub answer_from: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
