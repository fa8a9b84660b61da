//! Words the steps share: columns as we always write them, keys, and indexes named after what they cover.

use sea_orm_migration::{
    DbErr, SchemaManager,
    sea_orm::ConnectionTrait,
    sea_query::{ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index},
};

/// A UUID.
pub fn id(name: &'static str) -> ColumnDef {
    required(name, |column| column.uuid())
}

/// Text that is always there.
pub fn text(name: &'static str) -> ColumnDef {
    required(name, |column| column.text())
}

/// A moment.
pub fn time(name: &'static str) -> ColumnDef {
    required(name, |column| column.timestamp_with_time_zone())
}

/// A whole number of 32 bits.
pub fn int(name: &'static str) -> ColumnDef {
    required(name, |column| column.integer())
}

/// A whole number of 64 bits.
pub fn big(name: &'static str) -> ColumnDef {
    required(name, |column| column.big_integer())
}

/// Yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    required(name, |column| column.boolean())
}

/// Bytes.
pub fn bytes(name: &'static str) -> ColumnDef {
    required(name, |column| column.binary())
}

fn required(name: &'static str, kind: impl FnOnce(&mut ColumnDef) -> &mut ColumnDef) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    kind(&mut column).not_null();
    column
}

/// The same column, but it may be empty.
pub fn maybe(mut column: ColumnDef) -> ColumnDef {
    column.null().to_owned()
}

/// The same column as the table's key.
pub fn key(mut column: ColumnDef) -> ColumnDef {
    column.primary_key().to_owned()
}

/// `column` of `table` names a row of `target` by its id; the row cannot go while it is named.
pub fn names(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_names"))
        .from(table, column)
        .to(target, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// `column` of `table` belongs to a row of `target` and goes with it.
pub fn belongs(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    names(table, column, target).on_delete(ForeignKeyAction::Cascade).to_owned()
}

/// No two rows with the same values in these columns.
pub async fn unique(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    index_over(manager, table, columns, true).await
}

/// Finds rows by these columns.
pub async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    index_over(manager, table, columns, false).await
}

async fn index_over(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    manager.create_index(index).await
}

/// A unique index over the rows that meet `condition`, which both databases read the same.
pub async fn unique_where(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
    condition: &str,
) -> Result<(), DbErr> {
    let (name, list) = (columns.join("_"), columns.join(", "));
    let sql = format!("CREATE UNIQUE INDEX \"{table}_{name}\" ON \"{table}\" ({list}) WHERE {condition}");
    manager.get_connection().execute_unprepared(&sql).await?;
    Ok(())
}

/// Names a step and says that it runs in a transaction on both databases.
macro_rules! step {
    ($name:literal) => {
        /// This step.
        pub struct Step;

        impl sea_orm_migration::MigrationName for Step {
            fn name(&self) -> &'static str {
                $name
            }
        }
    };
}
pub(crate) use step;
