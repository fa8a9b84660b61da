//! The kit of the outside tests: the real binary on a port of its own, visitors over HTTP, real browsers.

pub mod browser;
pub mod desk;
pub mod facts;
pub mod ledger;
pub mod server;
pub mod visitor;

use std::path::PathBuf;

/// Folder of the project, looked for upwards from where the test runs: build output may be shared by several clones.
pub fn project() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors().find(|folder| folder.join("content").is_dir()).map(PathBuf::from).unwrap_or(here)
}

/// An id that nobody used before, as a browser makes it for what it sends.
#[expect(clippy::disallowed_methods, reason = "a visitor is outside the product and makes ids itself")]
pub fn fresh_id() -> uuid::Uuid {
    uuid::Uuid::new_v4()
}

/// The people of the demo academy who have a sign-in of their own.
pub mod people {
    /// Password of every demo person.
    pub const PASSWORD: &str = "greenroom-demo";
    /// Somewhere in the middle of the first track, with feedback.
    pub const OPERATOR: &str = "operator@demo.greenroom.test";
    /// On the first day.
    pub const NEWCOMER: &str = "newcomer@demo.greenroom.test";
    /// Reviews.
    pub const MENTOR: &str = "mentor@demo.greenroom.test";
    /// Follows teams.
    pub const MANAGER: &str = "manager@demo.greenroom.test";
    /// Runs the installation.
    pub const ADMINISTRATOR: &str = "admin@demo.greenroom.test";
    /// Writes content.
    pub const AUTHOR: &str = "author@demo.greenroom.test";
}
