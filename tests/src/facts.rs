//! Facts of a demo academy, read straight from its SQLite file: whose records there are to try doors with.

use anyhow::{Context, Result};
use sqlx::{Connection, Row, SqliteConnection};
use uuid::Uuid;

/// A reading connection to the database of a server.
pub struct Facts(SqliteConnection);

impl Facts {
    /// Opens the file behind an address like `sqlite:///folder/greenroom.db`.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(database: &str) -> Result<Self> {
        let path = database.strip_prefix("sqlite://").context("not a SQLite address")?;
        Ok(Self(SqliteConnection::connect(&format!("sqlite://{path}?mode=ro")).await?))
    }

    /// The first column of the first row, as an id.
    ///
    /// # Errors
    /// When there is no such row; the message holds the query.
    pub async fn id(&mut self, sql: &'static str, bind: &[Uuid]) -> Result<Uuid> {
        let mut query = sqlx::query(sql);
        for id in bind {
            query = query.bind(*id);
        }
        let row = query
            .fetch_optional(&mut self.0)
            .await?
            .with_context(|| format!("the demo academy has no row for: {sql}"))?;
        Ok(row.try_get(0)?)
    }

    /// The id of the person with this address.
    ///
    /// # Errors
    /// When there is none.
    pub async fn person(&mut self, email: &str) -> Result<Uuid> {
        let row = sqlx::query("SELECT id FROM people WHERE email = ?").bind(email).fetch_one(&mut self.0).await?;
        Ok(row.try_get(0)?)
    }

    /// A count, or any whole number.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn number(&mut self, sql: &'static str, bind: &[Uuid]) -> Result<i64> {
        let mut query = sqlx::query(sql);
        for id in bind {
            query = query.bind(*id);
        }
        Ok(query.fetch_one(&mut self.0).await?.try_get(0)?)
    }
}
