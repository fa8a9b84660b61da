//! What a browser may be asked to download for one page, compressed and all in all: style, icon, font, the browser half of the island on
//! it, and the HTML.
//!
//! The HTML is not made here: each page leaves room for it. Seen in the demo academy, as the server compresses it: a desk with three chats
//! 18 KB, a review 16 KB, other pages 2 to 4 KB.

use crate::emit::Site;
use std::path::Path;

const KB: usize = 1024;

/// One kind of page.
struct Page {
    name: &'static str,
    /// The island on it, by the name of its folder.
    island: Option<&'static str>,
    /// Room for the HTML.
    html: usize,
    /// Most bytes in all.
    most: usize,
}

const PAGES: [Page; 3] = [
    Page { name: "reading page", island: None, html: 20 * KB, most: 60 * KB },
    Page { name: "practice desk", island: Some("desk"), html: 20 * KB, most: 220 * KB },
    Page { name: "scorecard", island: Some("scorecard"), html: 20 * KB, most: 220 * KB },
];

/// The sizes, in words.
pub struct Report {
    /// One line for each kind of page.
    pub lines: Vec<String>,
    /// Is everything within its budget?
    pub within: bool,
}

/// Adds up what each kind of page downloads.
pub fn check(site: &Site) -> Report {
    let mut report = Report { lines: Vec::new(), within: true };
    for page in PAGES {
        let files: Vec<_> = site.downloads().filter(|(path, _)| page.loads(path)).collect();
        let total = page.html + files.iter().map(|(_, bytes)| bytes).sum::<usize>();
        let within = total <= page.most;
        report.within &= within;
        let parts: Vec<_> =
            files.iter().map(|(path, bytes)| format!("{} {}", path.display(), kilobytes(*bytes))).collect();
        report.lines.push(format!(
            "{}: {} compressed, {} {} (HTML {}, {})",
            page.name,
            kilobytes(total),
            if within { "within" } else { "OVER" },
            kilobytes(page.most),
            kilobytes(page.html),
            parts.join(", ")
        ));
    }
    report
}

impl Page {
    /// Every page loads the style, the icon and the fonts; a page with an island also what lies in the island's folder.
    fn loads(&self, path: &Path) -> bool {
        let island = self.island.is_some_and(|island| path.starts_with(island));
        let font = path.extension().is_some_and(|extension| extension == "woff2");
        island || font || path == Path::new("style.css") || path == Path::new("icon.svg")
    }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / KB, bytes % KB * 10 / KB)
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

    /// Which pages are over their budgets with these files.
    fn over(files: &[(&str, usize)]) -> Vec<&'static str> {
        let mut site = Site::new(true);
        for (path, length) in files {
            site.add(path, &noise(*length)).unwrap();
        }
        let report = check(&site);
        let over: Vec<_> = PAGES.iter().zip(report.lines).filter(|(_, line)| line.contains("OVER")).collect();
        assert_eq!(report.within, over.is_empty());
        over.into_iter().map(|(page, _)| page.name).collect()
    }

    #[test]
    fn every_file_counts_on_the_pages_that_load_it() {
        assert!(over(&[("style.css", 20 * KB), ("fonts/a.woff2", 20 * KB)]).is_empty());
        assert_eq!(over(&[("style.css", 20 * KB), ("fonts/a.woff2", 20 * KB + 1)]), ["reading page"]);
        assert_eq!(over(&[("style.css", 40 * KB), ("icon.svg", 1)]), ["reading page"]);
        assert_eq!(over(&[("style.css", 8 * KB), ("desk/client.wasm", 192 * KB)]), [""; 0]);
        assert_eq!(
            over(&[("style.css", 8 * KB), ("desk/client.wasm", 192 * KB), ("desk/client.js", 1)]),
            ["practice desk"]
        );
        assert_eq!(over(&[("scorecard/client.wasm", 200 * KB + 1)]), ["scorecard"]);
    }

    #[test]
    fn what_no_page_loads_by_itself_does_not_count() {
        assert!(over(&[("fonts/a.txt", 300 * KB)]).is_empty());
    }
}
