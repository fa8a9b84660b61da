//! Failed tries to sign in to one account, or from one address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_tries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: Vec<u8>,
    pub failures: i64,
    pub last_at: DateTimeUtc,
    pub blocked_until: Option<DateTimeUtc>,
    pub account: bool,
}

impl ActiveModelBehavior for ActiveModel {}
