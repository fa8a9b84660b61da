//! Opens the store a command works on.

use crate::{effective, options::DatabaseOptions};
use anyhow::{Context, Result, bail};
use std::sync::Arc;
use store::{RandomIds, Store, StoreOptions, SystemClock};

/// Opens the database; with `migrate`, its tables are brought up to date.
pub async fn open(options: &DatabaseOptions) -> Result<Store> {
    let limits = StoreOptions { connections: options.connections, ..StoreOptions::default() };
    let store = Store::open_with(&options.database, limits, Arc::new(SystemClock), Arc::new(RandomIds::from_system()))
        .await
        .with_context(|| format!("the database {} cannot be used", effective::masked(&options.database)))?;
    Ok(store)
}

/// Opens the database and brings its tables up to date.
pub async fn open_migrated(options: &DatabaseOptions) -> Result<Store> {
    let store = open(options).await?;
    store.migrate().await.context("the tables cannot be brought up to date")?;
    Ok(store)
}

/// Everybody on a machine can read the command lines of its programs: a password does not belong there.
pub fn refuse_password_on_command_line(options: &DatabaseOptions, from_command_line: bool) -> Result<()> {
    if from_command_line && effective::holds_password(&options.database) {
        bail!(
            "a password on the command line can be read by everybody on this machine: put the whole address into GREENROOM_DATABASE"
        );
    }
    Ok(())
}
