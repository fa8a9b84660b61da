//! One line of a conversation.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub chat_id: Uuid,
    pub seq: i32,
    pub sender: String,
    pub body: String,
    pub at_ms: i64,
    pub client_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
