//! Everything the debrief of a chat explains, as it was explained at its end.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chat_debriefs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub chat_id: Uuid,
    pub engine_version: i32,
    pub debrief: String,
}

impl ActiveModelBehavior for ActiveModel {}
