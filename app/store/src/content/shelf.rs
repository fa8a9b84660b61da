//! Content in memory: the library as published, its scenarios, and older revisions that somebody still works with.

use domain::{
    curriculum::{Library, Module},
    people::Locale,
    scorecard::Scorecard,
};
use practice::scenario::Scenario;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

/// Most older revisions of one kind kept in memory; one more empties the cache, which costs a query each.
const KEPT_MOST: usize = 256;

/// Published scenarios by locale tag and id.
pub(super) type Scenarios = BTreeMap<(String, String), Arc<Scenario>>;

/// What the store keeps in memory of the content.
#[derive(Default)]
pub(crate) struct Shelf {
    published: RwLock<Published>,
    pub(super) scenarios: Kept<Scenario>,
    pub(super) scorecards: Kept<Scorecard>,
    pub(super) modules: Kept<Module>,
}

#[derive(Default)]
struct Published {
    library: Arc<Library>,
    scenarios: Scenarios,
}

impl Shelf {
    fn published(&self) -> RwLockReadGuard<'_, Published> {
        self.published.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The library now.
    pub(super) fn library(&self) -> Arc<Library> {
        Arc::clone(&self.published().library)
    }

    /// Published scenarios, all in this language or, when one of them is not written in it, all in English: somebody at the desk has
    /// one language in all windows. Ids that are in neither are left out.
    pub(super) fn scenarios(&self, locale: Locale, ids: &[&str]) -> Vec<Arc<Scenario>> {
        let published = self.published();
        let all = |locale: Locale| -> Vec<Arc<Scenario>> {
            let key = |id: &str| (locale.tag().to_owned(), id.to_owned());
            ids.iter().filter_map(|id| published.scenarios.get(&key(id)).cloned()).collect()
        };
        let own = all(locale);
        if own.len() == ids.len() { own } else { all(Locale::En) }
    }

    /// Puts a new library in place of the one before, all at once.
    pub(super) fn put(&self, library: Arc<Library>, scenarios: Scenarios) {
        for scenario in scenarios.values() {
            self.scenarios.keep(&scenario.hash, Arc::clone(scenario));
        }
        for curriculum in library.locales.values() {
            for module in curriculum.modules.values() {
                self.modules.keep(&module.hash, Arc::clone(module));
            }
            for scorecard in curriculum.scorecards.values() {
                self.scorecards.keep(&scorecard.hash, Arc::clone(scorecard));
            }
        }
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Published { library, scenarios };
    }
}

/// Revisions by hash. A hash names one text for ever, so nothing here goes stale.
pub(super) struct Kept<T>(RwLock<HashMap<String, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> Kept<T> {
    pub(super) fn find(&self, hash: &str) -> Option<Arc<T>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(hash).cloned()
    }

    pub(super) fn keep(&self, hash: &str, revision: Arc<T>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MOST {
            kept.clear();
        }
        kept.insert(hash.to_owned(), revision);
    }
}
