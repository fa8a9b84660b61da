//! The shape of the database, step by step.
//!
//! Rules: a step that has been released is never changed. Every step runs in a transaction on both databases. Every unique index is
//! named `<table>_<column>_<column>`, so that the store can say which rule was broken. Times are UTC with a zone, ids are UUIDs.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m0001_people;
mod m0002_audit;
mod m0003_content;
mod m0004_learning;
mod m0005_practice;
mod m0006_reviews;
mod m0007_rollups;
mod shape;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Step),
            Box::new(m0002_audit::Step),
            Box::new(m0003_content::Step),
            Box::new(m0004_learning::Step),
            Box::new(m0005_practice::Step),
            Box::new(m0006_reviews::Step),
            Box::new(m0007_rollups::Step),
        ]
    }
}
