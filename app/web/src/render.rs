//! From a view to a response: the frame around every page.

mod frame;

use crate::{
    guard::{Caller, Identity, Nonce, extension},
    state::{AppState, Site, WebOptions},
    text::Text,
};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::people::{Actor, Locale, Role, Theme};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::{convert::Infallible, sync::Arc};

/// Everything a view may know about the request. It holds no store: views show what handlers loaded.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The words in their language.
    pub text: Text,
    /// Their zone; UTC when nobody is signed in.
    pub zone: Tz,
    /// Their look.
    pub theme: Theme,
    /// Path and query of this page.
    pub path: String,
    /// For scripts of this response.
    pub nonce: String,
    /// Where the request came from.
    pub caller: Caller,
    /// When the page was asked for.
    pub now: DateTime<Utc>,
    /// Addresses of the assets.
    pub site: Site,
    /// Settings.
    pub options: WebOptions,
}

impl Ctx {
    /// Whether the signed-in person has this role.
    pub fn has(&self, role: Role) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.roles.has(role))
    }

    /// A date in the person's language and zone.
    pub fn date(&self, at: DateTime<Utc>) -> String {
        self.text.date(at, self.zone)
    }

    /// A date and time in the person's language and zone.
    pub fn date_time(&self, at: DateTime<Utc>) -> String {
        self.text.date_time(at, self.zone)
    }

    /// How long ago.
    pub fn ago(&self, at: DateTime<Utc>) -> String {
        self.text.ago(at, self.now)
    }
}

impl FromRequestParts<AppState> for Ctx {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let actor = extension::<Identity>(&parts.extensions).0;
        let locale = actor.as_ref().map_or_else(|| visitor_locale(&parts.headers), |actor| actor.locale);
        let theme = actor.as_ref().map_or_else(
            || cookie(&parts.headers, THEME_COOKIE).and_then(Theme::from_word).unwrap_or_default(),
            |actor| actor.theme,
        );
        Ok(Self {
            text: Text::new(locale),
            zone: actor.as_ref().map_or(Tz::UTC, |actor| actor.zone),
            theme,
            path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            nonce: extension::<Nonce>(&parts.extensions).0,
            caller: extension(&parts.extensions),
            now: app.store.now(),
            site: app.site.clone(),
            options: app.options.clone(),
            actor,
        })
    }
}

/// Remembers the language of a visitor who is not signed in.
pub const LANGUAGE_COOKIE: &str = "language";
/// Remembers the look of a visitor who is not signed in.
pub const THEME_COOKIE: &str = "theme";

fn visitor_locale(headers: &HeaderMap) -> Locale {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Locale::from_tag);
    let asked = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        header.split(',').find_map(|range| Locale::from_tag(range.split(';').next()?.trim()))
    };
    chosen.or_else(asked).unwrap_or_default()
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Home.
    Home,
    /// Tracks, modules, guidelines.
    Learn,
    /// The practice desk and its debriefs.
    Practice,
    /// Reviews received.
    Feedback,
    /// Chats waiting for a mentor.
    Queue,
    /// Reviews released by this mentor.
    Reviewed,
    /// The manager's pages.
    Progress,
    /// Accounts.
    People,
    /// The audit log.
    Audit,
    /// Own account.
    Account,
    /// What is recorded.
    Privacy,
    /// None of them.
    Nowhere,
}

/// How much room a page gives its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One generous column.
    Reading,
    /// Lists and tables.
    Wide,
    /// The whole window, dense.
    Desk,
    /// A single small thing in the middle: sign-in, errors.
    Bare,
}

/// What surrounds a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Title of the page, without the product's name.
    pub title: String,
    /// Where it belongs.
    pub here: Here,
    /// How it is laid out.
    pub layout: Layout,
    /// The island on it; without, no script is loaded.
    pub island: Option<Island>,
}

/// The islands. Each has a browser half of its own, so that a page loads what it needs and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Island {
    /// The practice desk.
    Desk,
    /// The scorecard of a review.
    Scorecard,
}

impl Frame {
    /// A frame without an island.
    pub const fn new(title: String, here: Here, layout: Layout) -> Self {
        Self { title, here, layout, island: None }
    }
}

/// Renders a page. The view is built inside its own reactive owner, so that islands in it find what they need.
pub fn page(ctx: &Ctx, frame: Frame, body: impl FnOnce() -> AnyView) -> Response {
    page_with_status(ctx, StatusCode::OK, frame, body)
}

/// Renders a page with another status, such as 422 for a form that comes back with its errors.
pub fn page_with_status(ctx: &Ctx, status: StatusCode, frame: Frame, body: impl FnOnce() -> AnyView) -> Response {
    html(status, document(ctx, frame, body))
}

/// The whole document as text.
pub fn document(ctx: &Ctx, frame: Frame, body: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let marks = frame.island.is_some();
    let mut out = String::from("<!DOCTYPE html>");
    out.push_str(&owner.with(|| frame::around(ctx, frame, body()).to_html()));
    owner.cleanup();
    if marks { without_marks_around(&out) } else { out.replace(MARK, "") }
}

/// Stands between nodes, for waking an island. Elsewhere it is only weight, and in the title of a page it would be read as text. Words
/// of people cannot contain one, it would be escaped.
const MARK: &str = "<!>";

/// Keeps the marks from the first island to the end of the last.
fn without_marks_around(page: &str) -> String {
    let start = page.find("<leptos-island").unwrap_or(page.len());
    let (before, rest) = page.split_at(start);
    let (islands, after) = rest.split_at(rest.rfind("</leptos-island>").unwrap_or(0));
    [&before.replace(MARK, ""), islands, &after.replace(MARK, "")].concat()
}

fn html(status: StatusCode, text: String) -> Response {
    let length = HeaderValue::from(text.len());
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, length);
    response
}

#[cfg(test)]
pub mod tests;
