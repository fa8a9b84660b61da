//! One's own account: preferences, password, signed-in browsers.

mod views;

use crate::{
    failure::PageError,
    form::{Fields, Filled},
    guard::{Id, SignedIn},
    render::{Ctx, Frame, Here, Layout, page, page_with_status},
    state::AppState,
    text::key,
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono_tz::Tz;
use domain::{
    field::{FieldError, FieldErrors},
    ids::SessionId,
    people::{Actor, Locale, Theme},
};
use std::collections::HashMap;
use store::{
    StoreError,
    accounts::{self, SessionRow},
};
pub use views::view;

/// What was just done, said on the page one comes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Preferences kept.
    Preferences,
    /// Password changed.
    Password,
    /// Sessions ended.
    Sessions,
}

impl Done {
    fn from_query(query: &HashMap<String, String>) -> Option<Self> {
        match query.get("done").map(String::as_str) {
            Some("preferences") => Some(Self::Preferences),
            Some("password") => Some(Self::Password),
            Some("sessions") => Some(Self::Sessions),
            _ => None,
        }
    }
}

/// What the page shows.
pub struct Account {
    /// Signed-in browsers.
    pub sessions: Vec<SessionRow>,
    /// What was just done.
    pub done: Option<Done>,
    /// The preferences form.
    pub preferences: Filled,
    /// The password form.
    pub password: Filled,
}

/// `GET /account`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    SignedIn(actor): SignedIn,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let account = load(&app, &actor).await?;
    let account = Account { done: Done::from_query(&query), ..account };
    Ok(page(&ctx, frame(&ctx), || view(&ctx, &actor, &account)))
}

/// `POST /account/preferences`
pub async fn preferences(
    ctx: Ctx,
    State(app): State<AppState>,
    SignedIn(actor): SignedIn,
    fields: Fields,
) -> Result<Response, PageError> {
    let locale = Locale::ALL.into_iter().find(|locale| locale.tag() == fields.get("language"));
    let (zone, theme) = (fields.parse::<Tz>("zone"), Theme::from_word(fields.get("theme")));
    let (Some(locale), Some(zone), Some(theme)) = (locale, zone, theme) else {
        let mut errors = FieldErrors::default();
        for (name, missing) in [("language", locale.is_none()), ("zone", zone.is_none()), ("theme", theme.is_none())] {
            if missing {
                errors.add(name, FieldError::NotOffered);
            }
        }
        let account = Account { preferences: Filled::again(fields, errors), ..load(&app, &actor).await? };
        return Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&ctx), || {
            view(&ctx, &actor, &account)
        }));
    };
    accounts::set_preferences(&app.store, &actor, locale, zone, theme).await?;
    Ok(done("preferences"))
}

/// `POST /account/password`
pub async fn password(
    ctx: Ctx,
    State(app): State<AppState>,
    SignedIn(actor): SignedIn,
    fields: Fields,
) -> Result<Response, PageError> {
    let mut errors = FieldErrors::default();
    if fields.get("new") != fields.get("again") {
        errors.add("again", FieldError::Differs);
    }
    let result = if errors.is_empty() {
        let end_others = fields.has("end-others");
        accounts::change_password(&app.store, &actor, fields.get("current"), fields.get("new"), end_others).await
    } else {
        Err(StoreError::Invalid(errors))
    };
    match result {
        Ok(()) => Ok(done("password")),
        Err(StoreError::Invalid(errors)) => {
            let account = Account { password: Filled::again(fields, errors), ..load(&app, &actor).await? };
            Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&ctx), || view(&ctx, &actor, &account)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/sessions/{session}/end`
pub async fn end_session(
    State(app): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
) -> Result<Response, PageError> {
    accounts::end_session(&app.store, &actor, session).await?;
    Ok(done("sessions"))
}

/// `POST /account/sessions/end-others`
pub async fn end_others(State(app): State<AppState>, SignedIn(actor): SignedIn) -> Result<Response, PageError> {
    accounts::end_other_sessions(&app.store, &actor).await?;
    Ok(done("sessions"))
}

async fn load(app: &AppState, actor: &Actor) -> Result<Account, PageError> {
    let sessions = accounts::list_sessions(&app.store, actor).await?;
    let preferences =
        Filled::with(&[("language", actor.locale.tag()), ("zone", actor.zone.name()), ("theme", actor.theme.as_str())]);
    Ok(Account { sessions, done: None, preferences, password: Filled::default() })
}

fn done(what: &str) -> Response {
    Redirect::to(&format!("/account?done={what}")).into_response()
}

fn frame(ctx: &Ctx) -> Frame {
    Frame::new(ctx.text.say(key::ACCOUNT_TITLE), Here::Account, Layout::Reading)
}
