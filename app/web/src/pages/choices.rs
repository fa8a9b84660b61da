//! Language and look, chosen by a plain form on any page: kept with the account, or in a cookie before signing in.

use crate::{
    failure::PageError,
    form::Fields,
    guard::{SignedIn, own_path_or_home},
    render::{LANGUAGE_COOKIE, THEME_COOKIE},
    state::AppState,
};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::people::{Locale, Theme};
use store::accounts;

/// One year, in seconds.
const YEAR: u32 = 31_536_000;

/// `POST /language`
pub async fn language(
    State(app): State<AppState>,
    person: Option<SignedIn>,
    fields: Fields,
) -> Result<Response, PageError> {
    let locale =
        Locale::ALL.into_iter().find(|locale| locale.tag() == fields.get("language")).ok_or(PageError::Invalid)?;
    if let Some(SignedIn(actor)) = person {
        accounts::set_preferences(&app.store, &actor, locale, actor.zone, actor.theme).await?;
    }
    Ok(back(&app, &fields, LANGUAGE_COOKIE, locale.tag()))
}

/// `POST /theme`
pub async fn theme(
    State(app): State<AppState>,
    person: Option<SignedIn>,
    fields: Fields,
) -> Result<Response, PageError> {
    let theme = Theme::from_word(fields.get("theme")).ok_or(PageError::Invalid)?;
    if let Some(SignedIn(actor)) = person {
        accounts::set_preferences(&app.store, &actor, actor.locale, actor.zone, theme).await?;
    }
    Ok(back(&app, &fields, THEME_COOKIE, theme.as_str()))
}

/// The cookie is set for signed-in people too, so that the sign-in page looks the same after they leave.
fn back(app: &AppState, fields: &Fields, cookie: &str, value: &str) -> Response {
    let secure = if app.options.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{cookie}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR}{secure}");
    let mut response = Redirect::to(&own_path_or_home(fields.get("back"))).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
