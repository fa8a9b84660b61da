//! A mentor's review of one chat. The last columns are empty until it is released.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub submission_id: Uuid,
    pub mentor_id: Uuid,
    pub operator_id: Uuid,
    pub scorecard_hash: String,
    pub claimed_at: DateTimeUtc,
    pub revision: i32,
    pub client_id: Option<Uuid>,
    pub released_at: Option<DateTimeUtc>,
    pub rated: Option<i32>,
    pub after_criticals: Option<i32>,
    pub passed: Option<bool>,
    pub summary: String,
    pub focus: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
