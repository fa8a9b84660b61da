//! A chat handed in for review, and where it stands.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submissions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub chat_id: Uuid,
    pub operator_id: Uuid,
    pub client_id: Uuid,
    pub submitted_at: DateTimeUtc,
    pub state: String,
    pub mentor_id: Option<Uuid>,
    pub lease_until: Option<DateTimeUtc>,
    pub released_at: Option<DateTimeUtc>,
    pub acknowledged_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
