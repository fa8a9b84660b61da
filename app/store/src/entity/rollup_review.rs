//! A person's reviews of one day, by the day of release; the whole review stands under an empty section.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup_reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub section: String,
    pub n: i64,
    pub sum: i64,
    pub passed: i64,
}

impl ActiveModelBehavior for ActiveModel {}
