//! How far practice and reviews have brought a person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup_people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub passed_at: Option<DateTimeUtc>,
    pub proficient_at: Option<DateTimeUtc>,
    pub critical_at: Option<DateTimeUtc>,
    pub in_a_row: i32,
    pub recent: String,
}

impl ActiveModelBehavior for ActiveModel {}
