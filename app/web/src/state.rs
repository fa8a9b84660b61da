//! What every handler is given.

use std::sync::Arc;
use store::Store;

/// The application, cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The memory.
    pub store: Store,
    /// Where the assets are.
    pub site: Site,
    /// Settings that pages depend on.
    pub options: WebOptions,
}

impl axum::extract::FromRef<AppState> for Site {
    fn from_ref(app: &AppState) -> Self {
        app.site.clone()
    }
}

/// Addresses of the assets (`/assets/NAME.HASH.EXT`), cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site(pub Arc<Assets>);

/// One address per asset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// All styles.
    pub css: String,
    /// The font of the headings, fetched early.
    pub font: String,
    /// The icon in the browser's tab (SVG).
    pub icon: String,
    /// The browser half of the practice desk.
    pub desk: BrowserHalf,
    /// The browser half of the scorecard.
    pub scorecard: BrowserHalf,
}

/// What a page with an island loads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrowserHalf {
    /// The script that starts it.
    pub loader: String,
    /// Its JavaScript side.
    pub glue: String,
    /// Its WebAssembly.
    pub wasm: String,
}

impl std::ops::Deref for Site {
    type Target = Assets;
    fn deref(&self) -> &Assets {
        &self.0
    }
}

/// Settings that pages depend on, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct WebOptions {
    /// Whether cookies are only for TLS (and named `__Host-`).
    pub secure_cookies: bool,
    /// The sign-ins of the demo academy, shown to everybody; nothing outside the demo.
    pub demo: Option<Arc<Demo>>,
    /// Who runs this installation.
    pub organisation: Arc<str>,
}

/// Sign-ins of the demo academy.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// The one password of all demo people.
    pub password: String,
    /// People to try, in showing order.
    pub people: Vec<DemoPerson>,
}

/// Somebody to try the demo academy as.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// What there is to see.
    pub role: domain::people::Role,
}
