//! `greenroom migrate`

use crate::{database, options::DatabaseOptions};
use anyhow::Result;

/// Brings the tables up to date and says what was done.
pub async fn run(options: &DatabaseOptions) -> Result<()> {
    let store = database::open(options).await?;
    let pending = store.pending_migrations().await?;
    store.migrate().await?;
    store.close().await?;
    if pending.is_empty() {
        println!("The tables are up to date.");
    }
    for name in pending {
        println!("applied {name}");
    }
    Ok(())
}
