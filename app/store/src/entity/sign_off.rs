//! A signature under one version of a guideline.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_offs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub guideline: String,
    pub version: i32,
    pub hash: String,
    pub signed_at: DateTimeUtc,
    pub client_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
