//! A released remark pinned to words of a message.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    pub id: Uuid,
    pub message_id: Uuid,
    pub start_char: i32,
    pub end_char: i32,
    pub criterion: Option<String>,
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}
