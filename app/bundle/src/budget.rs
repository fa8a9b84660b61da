//! What a browser may be asked to download, compressed. The HTML of a page comes on top and is measured by the product tests.

use crate::emit::Site;

/// Bytes left for the HTML of a page inside its budget.
const HTML: usize = 20 * 1024;

/// A page without an island (the module page): 60 KB in all.
const READING: usize = 60 * 1024 - HTML;

/// The practice desk, which needs the browser half. The goal is 220 KB in all; it is at 296 KB and must not grow.
const DESK: usize = 320 * 1024 - HTML;

/// The sizes, in words.
pub struct Report {
    /// One line for each file and each budget.
    pub lines: Vec<String>,
    /// Is everything within its budget?
    pub within: bool,
}

/// Adds up what each kind of page downloads.
pub fn check(site: &Site) -> Report {
    let mut report = Report { lines: Vec::new(), within: true };
    for (page, limit, files) in [
        ("reading page", READING, ["style.css", "icon.svg"].as_slice()),
        ("practice desk", DESK, ["style.css", "icon.svg", "islands.js", "client.js", "client.wasm"].as_slice()),
    ] {
        let sizes: Vec<_> =
            files.iter().filter_map(|name| site.asset(name).map(|asset| (*name, asset.download()))).collect();
        let total: usize = sizes.iter().map(|(_, bytes)| bytes).sum();
        let parts: Vec<_> = sizes.iter().map(|(name, bytes)| format!("{name} {}", kilobytes(*bytes))).collect();
        let verdict = if total <= limit { "within" } else { "OVER" };
        report.within &= total <= limit;
        report.lines.push(format!(
            "{page}: {} compressed, {verdict} {} + {} for the HTML ({})",
            kilobytes(total),
            kilobytes(limit),
            kilobytes(HTML),
            parts.join(", ")
        ));
    }
    report
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1024, bytes % 1024 * 10 / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that no compression makes smaller.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state.to_be_bytes()[0]
            })
            .collect()
    }

    #[test]
    fn a_budget_can_be_broken() {
        let mut small = Site::new(true);
        small.add("style.css", b"a{}").unwrap();
        assert!(check(&small).within);
        let mut large = Site::new(true);
        large.add("style.css", &noise(READING + 1)).unwrap();
        assert!(!check(&large).within);
    }
}
