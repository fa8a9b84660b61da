//! One try at a module's quiz.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub module: String,
    pub module_hash: String,
    pub number: i32,
    pub seed: i64,
    pub answers: String,
    pub started_at: DateTimeUtc,
    pub deadline: Option<DateTimeUtc>,
    pub submitted_at: Option<DateTimeUtc>,
    pub percent: Option<i32>,
    pub passed: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
