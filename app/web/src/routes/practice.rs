//! Addresses of the practice desk and its debriefs.

use super::Entry;

/// All addresses of this area.
pub fn entries() -> Vec<Entry> {
    Vec::new()
}
