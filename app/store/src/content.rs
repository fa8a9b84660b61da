//! Contract: content revisions. (Owner: store-A.)
//!
//! ```text
//! pub async fn publish(&Store, files: Vec<domain::curriculum::SourceFile>) -> Result<Published{new: u32, unchanged: u32}, ContentError{Problems(Vec<Problem>) | Store(..)}>
//!    // checks everything (domain::curriculum::check::library + practice::scenario::parse), stores changed files as new revisions by hash, swaps the Library in memory
//! pub fn library(&Store) -> Arc<domain::curriculum::Library>
//! pub fn scenario(&Store, locale, id) -> Option<Arc<practice::scenario::Scenario>> ; pub async fn scenario_by_hash(&Store, hash) -> Result<Arc<Scenario>>  (running shifts keep their version)
//! pub async fn scorecard_by_hash(&Store, hash) -> Result<Arc<Scorecard>> ; module_by_hash(..)
//! ```

mod shelf;

pub(crate) use shelf::Shelf;
