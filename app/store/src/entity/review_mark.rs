//! A released mark on one criterion.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_marks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub criterion: String,
    pub section: String,
    pub weight: i32,
    pub thirds: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
