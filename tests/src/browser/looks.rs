//! How a page looks: to somebody who cannot see it well, in either theme, on a narrow screen, with longer words.

use super::Browser;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::PathBuf;

/// Rules asked of axe-core.
const AXE: &str = "const done = arguments[0];
    axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']})
        .then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.slice(0, 3)
            .map(n => n.target.join(' ') + ' {' + (n.any[0]?.message ?? n.failureSummary) + '}').join(' | '))),
            e => done(['axe failed: ' + e]))";
/// What is too wide: the page itself, or words cut off inside something that has no way to scroll to them.
const TOO_WIDE: &str = "const root = document.scrollingElement, found = [], name = e => e.localName + [...e.classList].map(c => '.' + c).join('');
    if (root.scrollWidth > window.innerWidth) {
        const inside = e => { for (let p = e.parentElement; p && p != document.body; p = p.parentElement) if (getComputedStyle(p).overflowX != 'visible') return true; };
        const out = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1 && !inside(e));
        found.push('the page is ' + root.scrollWidth + ' px wide in a window of ' + window.innerWidth + ': ' + out.slice(0, 4).map(name).join(', '));
    }
    for (const e of document.querySelectorAll('a, button, label, h1, h2, h3, th, dt, .c-badge')) {
        if (!e.checkVisibility() || e.closest('.u-hidden') || e.scrollWidth <= e.clientWidth + 1) continue;
        const style = getComputedStyle(e);
        if (style.display != 'inline' && ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow != 'ellipsis')
            found.push(name(e) + ' cuts off “' + e.innerText.slice(0, 40) + '”');
    }
    return found";
/// Makes every text longer by so many percent, with words of its own, as another language would.
const GROW: &str = "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
        if (!/\\p{L}/u.test(text.data) || text.parentElement.closest('script, style, noscript, textarea')) continue;
        const words = text.data.trim().split(/\\s+/);
        let more = '', at = 0;
        while (more.length < text.data.trim().length * arguments[0] / 100) more += (words.length > 1 ? ' ' : '') + words[at++ % words.length].slice(0, Math.ceil(text.data.trim().length * arguments[0] / 100) - more.length);
        text.data = text.data.replace(/\\s*$/, more + '$&');
    }";

impl Browser {
    /// The theme the device prefers.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn prefer(&self, theme: &str) -> Result<()> {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": theme}]});
        self.command("Emulation.setEmulatedMedia", features).await?;
        let script = "return matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches";
        self.until(script, &[theme.into()]).await.map(drop)
    }

    /// Makes the window this wide, narrower than a desktop would let it be.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", size).await?;
        self.until("return window.innerWidth === arguments[0]", &[width.into()]).await.map(drop)
    }

    /// What axe-core finds wrong on this page: one line per rule, with the first places.
    ///
    /// # Errors
    /// When axe is not installed (`make test` does it) or does not run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        if self.client.execute("return window.axe === undefined", vec![]).await? == true {
            self.client.execute(&std::fs::read_to_string(axe_path()?)?, vec![]).await?;
        }
        // Colours that are on their way to others would be judged half-way.
        self.until("return document.getAnimations().every(a => a.playState != 'running')", &[]).await?;
        Ok(serde_json::from_value(self.client.execute_async(AXE, vec![]).await?)?)
    }

    /// What does not fit into the window from left to right.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn too_wide(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.client.execute(TOO_WIDE, vec![]).await?)?)
    }

    /// Makes every text on the page longer by so many percent.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn grow(&self, percent: u32) -> Result<()> {
        Ok(self.client.execute(GROW, vec![percent.into()]).await.map(drop)?)
    }

    /// Saves what it shows, for people: into the folder `GREENROOM_SHOTS`, if that is set.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn shot(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("GREENROOM_SHOTS") {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), self.client.screenshot().await?)?;
        }
        Ok(())
    }
}

fn axe_path() -> Result<PathBuf> {
    let folder = std::env::var_os("GREENROOM_NPM")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/greenroom/npm")))
        .context("no home folder")?;
    let path = folder.join("node_modules/axe-core/axe.min.js");
    ensure!(path.exists(), "axe-core is missing: `make test` installs it into {}", folder.display());
    Ok(path)
}
