//! When a person first handed in a chat of a practice plan.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan: String,
    pub handed_in_at: DateTimeUtc,
    pub n: i64,
}

impl ActiveModelBehavior for ActiveModel {}
