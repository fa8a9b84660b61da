//! A person's chats of one day, by the day they ended.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup_days")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i32,
    pub chats: i64,
    pub messages: i64,
    pub words: i64,
    pub replies: i64,
    pub within_soft: i64,
    pub resolved: i64,
    pub walked_away: i64,
    pub handed_over: i64,
}

impl ActiveModelBehavior for ActiveModel {}
