//! Content in memory: the library as published, and older revisions that somebody still works with.

use domain::curriculum::Library;
use std::sync::{Arc, PoisonError, RwLock};

/// What the store keeps in memory of the content.
#[derive(Default)]
pub(crate) struct Shelf {
    library: RwLock<Arc<Library>>,
}

impl Shelf {
    /// The library now.
    pub(crate) fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.read().unwrap_or_else(PoisonError::into_inner))
    }
}
