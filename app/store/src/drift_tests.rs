//! Entities against migrations: every table, every column, its kind, and whether it may be empty, on both databases.

use crate::{Backend, both, entity, testing::Kit};
use sea_orm::{ColumnTrait, ColumnType, ConnectionTrait, EntityTrait, IdenStatic, Iterable, Statement};
use std::collections::BTreeMap;

/// Kind of a column, as coarse as both databases can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Id,
    Text,
    Time,
    Int,
    Big,
    Flag,
    Bytes,
    Other,
}

type Columns = BTreeMap<String, (Kind, bool)>;

fn of_entity<E: EntityTrait>() -> (String, Columns) {
    let columns = E::Column::iter().map(|column| {
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::Uuid => Kind::Id,
            ColumnType::Text | ColumnType::String(_) => Kind::Text,
            ColumnType::TimestampWithTimeZone => Kind::Time,
            ColumnType::Integer => Kind::Int,
            ColumnType::BigInteger => Kind::Big,
            ColumnType::Boolean => Kind::Flag,
            ColumnType::VarBinary(_) | ColumnType::Binary(_) | ColumnType::Blob => Kind::Bytes,
            _ => Kind::Other,
        };
        (column.as_str().to_owned(), (kind, definition.is_null()))
    });
    (E::default().table_name().to_owned(), columns.collect())
}

/// What the migrations made.
async fn of_database(kit: &Kit, table: &str) -> Columns {
    let backend = kit.read().get_database_backend();
    let sql = match kit.backend() {
        Backend::Sqlite => "SELECT name, type, \"notnull\" = 0 AND pk = 0 FROM pragma_table_info($1)",
        Backend::Postgres => {
            "SELECT column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = $1"
        }
    };
    let rows = kit.read().query_all_raw(Statement::from_sql_and_values(backend, sql, [table.into()])).await.unwrap();
    rows.into_iter()
        .map(|row| {
            let (name, kind): (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            let kind = match kind.to_lowercase().as_str() {
                "uuid_text" | "uuid" => Kind::Id,
                "text" | "character varying" => Kind::Text,
                "timestamp_with_timezone_text" | "timestamp with time zone" => Kind::Time,
                "integer" => Kind::Int,
                "bigint" => Kind::Big,
                "boolean" => Kind::Flag,
                kind if kind == "bytea" || kind.contains("blob") || kind.contains("binary") => Kind::Bytes,
                _ => Kind::Other,
            };
            (name, (kind, row.try_get_by_index(2).unwrap()))
        })
        .collect()
}

/// SQLite has one kind of whole number, of 64 bits.
fn as_stored_by(backend: Backend, mut columns: Columns) -> Columns {
    for (kind, _) in columns.values_mut() {
        if backend == Backend::Sqlite && *kind == Kind::Big {
            *kind = Kind::Int;
        }
    }
    columns
}

macro_rules! entities {
    ($($name:ident),+ $(,)?) => {
        fn entities() -> BTreeMap<String, Columns> {
            [$(of_entity::<entity::$name::Entity>()),+].into_iter().collect()
        }
    };
}

entities!(
    attempt,
    audit_log,
    chat,
    chat_debrief,
    chat_draft,
    cohort,
    enrolment,
    membership,
    message,
    one_time_link,
    person,
    reading,
    review,
    review_comment,
    review_critical,
    review_mark,
    review_revision,
    review_section,
    revision,
    rollup_critical,
    rollup_day,
    rollup_person,
    rollup_plan,
    rollup_release,
    rollup_reply,
    rollup_review,
    session,
    shift,
    shift_event,
    sign_in_try,
    sign_off,
    submission,
    team,
);

both! {
    async fn entities_say_what_the_migrations_made(kit) {
        for (table, columns) in entities() {
            assert_eq!(as_stored_by(kit.backend(), columns), of_database(&kit, &table).await, "{table}");
        }
    }

    async fn every_table_has_an_entity(kit) {
        let sql = match kit.backend() {
            Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Backend::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        };
        let rows = kit.read().query_all_raw(Statement::from_string(kit.read().get_database_backend(), sql)).await.unwrap();
        let tables: Vec<String> = rows.into_iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        let known = entities();
        let unknown: Vec<&String> = tables.iter().filter(|table| !known.contains_key(*table) && *table != "seaql_migrations").collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert_eq!(tables.len(), known.len() + 1);
    }
}
