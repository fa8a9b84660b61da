//! One-time links: the first administrator's set-up, and the welcome of somebody with a new account.

use super::{sign_in::with_session, zones::zone_field};
use crate::{
    failure::PageError,
    form::{Fields, Filled},
    guard::Id,
    render::{Ctx, Frame, Here, Layout, page, page_with_status},
    state::AppState,
    text::{Key, key},
    ui::{Button, ButtonLink, ErrorSummary, Field},
};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono_tz::Tz;
use domain::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use store::{
    Store, StoreError,
    accounts::{self, LinkPurpose},
};

/// `GET /set-up/{token}`
pub async fn set_up(ctx: Ctx, State(app): State<AppState>, Id(token): Id<String>) -> Result<Response, PageError> {
    match find(&app.store, &token).await? {
        Some(LinkPurpose::SetUp) => {
            let filled = Filled::with(&[("zone", "UTC")]);
            Ok(private(page(&ctx, frame(&ctx, key::SET_UP_TITLE), || set_up_view(&ctx, &token, &filled))))
        }
        _ => Ok(used(&ctx)),
    }
}

/// `POST /set-up/{token}`
pub async fn redeem_set_up(
    ctx: Ctx,
    State(app): State<AppState>,
    Id(token): Id<String>,
    fields: Fields,
) -> Result<Response, PageError> {
    let zone = fields.parse::<Tz>("zone");
    let mut errors = FieldErrors::default();
    if zone.is_none() {
        errors.add("zone", FieldError::NotOffered);
    }
    repeat(&fields, &mut errors);
    let result = match zone {
        Some(zone) if errors.is_empty() => {
            let (name, email) = (fields.get("name").trim(), fields.get("email").trim());
            accounts::redeem_setup(&app.store, &token, name, email, fields.get("password"), ctx.text.locale(), zone)
                .await
        }
        _ => Err(StoreError::Invalid(errors)),
    };
    match result {
        Ok(session) => Ok(with_session(Redirect::to("/").into_response(), &app.options, &session.token)),
        Err(StoreError::Invalid(errors)) => {
            let filled = Filled::again(fields, errors);
            Ok(again(&ctx, frame(&ctx, key::SET_UP_TITLE), || set_up_view(&ctx, &token, &filled)))
        }
        Err(StoreError::NotFound) => Ok(used(&ctx)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /welcome/{token}`
pub async fn welcome(ctx: Ctx, State(app): State<AppState>, Id(token): Id<String>) -> Result<Response, PageError> {
    match find(&app.store, &token).await? {
        Some(LinkPurpose::Welcome { name, email }) => {
            let filled = Filled::default();
            Ok(private(page(&ctx, frame(&ctx, key::WELCOME_TITLE), || {
                welcome_view(&ctx, &token, &name, &email, &filled)
            })))
        }
        _ => Ok(used(&ctx)),
    }
}

/// `POST /welcome/{token}`
pub async fn redeem_welcome(
    ctx: Ctx,
    State(app): State<AppState>,
    Id(token): Id<String>,
    fields: Fields,
) -> Result<Response, PageError> {
    let mut errors = FieldErrors::default();
    repeat(&fields, &mut errors);
    let result = if errors.is_empty() {
        accounts::redeem_welcome(&app.store, &token, fields.get("password")).await
    } else {
        Err(StoreError::Invalid(errors))
    };
    match result {
        Ok(session) => Ok(with_session(Redirect::to("/").into_response(), &app.options, &session.token)),
        Err(StoreError::Invalid(errors)) => match find(&app.store, &token).await? {
            Some(LinkPurpose::Welcome { name, email }) => {
                let filled = Filled::again(fields, errors);
                Ok(again(&ctx, frame(&ctx, key::WELCOME_TITLE), || welcome_view(&ctx, &token, &name, &email, &filled)))
            }
            _ => Ok(used(&ctx)),
        },
        Err(StoreError::NotFound) => Ok(used(&ctx)),
        Err(error) => Err(error.into()),
    }
}

async fn find(store: &Store, token: &str) -> Result<Option<LinkPurpose>, PageError> {
    match accounts::find_link(store, token).await {
        Err(StoreError::NotFound) => Ok(None),
        found => Ok(found?),
    }
}

/// A typing mistake in a password nobody can see is found by typing it twice.
fn repeat(fields: &Fields, errors: &mut FieldErrors) {
    if fields.get("password") != fields.get("again") {
        errors.add("again", FieldError::Differs);
    }
}

fn frame(ctx: &Ctx, title: Key) -> Frame {
    Frame::new(ctx.text.say(title), Here::Nowhere, Layout::Bare)
}

/// The token stands in the address, so no other site may learn it from there.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn again(ctx: &Ctx, frame: Frame, body: impl FnOnce() -> AnyView) -> Response {
    private(page_with_status(ctx, StatusCode::UNPROCESSABLE_ENTITY, frame, body))
}

fn used(ctx: &Ctx) -> Response {
    let text = ctx.text;
    let title = text.say(key::LINK_USED_TITLE);
    page_with_status(ctx, StatusCode::NOT_FOUND, frame(ctx, key::LINK_USED_TITLE), || {
        view! {
            <section class="p-error">
                <h1>{title}</h1>
                <p>{text.say(key::LINK_USED_BODY)}</p>
                <p><ButtonLink to="/sign-in">{text.say(key::NAV_SIGN_IN)}</ButtonLink></p>
            </section>
        }
        .into_any()
    })
}

fn summary(ctx: &Ctx, filled: &Filled) -> AnyView {
    let text = ctx.text;
    let labels = [
        ("name", key::FIELD_NAME),
        ("email", key::FIELD_EMAIL),
        ("password", key::FIELD_PASSWORD),
        ("again", key::FIELD_PASSWORD_AGAIN),
        ("zone", key::FIELD_ZONE),
    ];
    let errors: Vec<(String, String)> = labels
        .into_iter()
        .filter_map(|(name, label)| {
            Some((name.to_owned(), format!("{}: {}", text.say(label), filled.error(text, name)?)))
        })
        .collect();
    view! { <ErrorSummary title=text.say_with(key::ERRORS_HEADING, &[("count", errors.len().into())]) errors=errors/> }
        .into_any()
}

fn passwords(ctx: &Ctx, filled: &Filled) -> AnyView {
    let text = ctx.text;
    view! {
        <Field
            name="password"
            kind="password"
            label=text.say(key::FIELD_PASSWORD)
            hint=text.say(key::PASSWORD_HINT)
            autocomplete="new-password"
            error=filled.error(text, "password")
        />
        <Field
            name="again"
            kind="password"
            label=text.say(key::FIELD_PASSWORD_AGAIN)
            autocomplete="new-password"
            error=filled.error(text, "again")
        />
    }
    .into_any()
}

/// The form of the first administrator.
pub fn set_up_view(ctx: &Ctx, token: &str, filled: &Filled) -> AnyView {
    let text = ctx.text;
    view! {
        <section class="p-link">
            <h1>{text.say(key::SET_UP_TITLE)}</h1>
            <p>{text.say(key::SET_UP_BODY)}</p>
            {summary(ctx, filled)}
            <form class="c-form" method="post" action=format!("/set-up/{token}")>
                <Field name="name" label=text.say(key::FIELD_NAME) value=filled.value("name") autocomplete="name" error=filled.error(text, "name")/>
                <Field
                    name="email"
                    kind="email"
                    label=text.say(key::FIELD_EMAIL)
                    value=filled.value("email")
                    autocomplete="username"
                    error=filled.error(text, "email")
                />
                {passwords(ctx, filled)}
                {zone_field(ctx, &filled.value("zone"), filled.error(text, "zone"))}
                <Button>{text.say(key::SET_UP_BUTTON)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// The form of somebody new.
pub fn welcome_view(ctx: &Ctx, token: &str, name: &str, email: &str, filled: &Filled) -> AnyView {
    let text = ctx.text;
    view! {
        <section class="p-link">
            <h1>{text.say_with(key::WELCOME_HELLO, &[("name", name.into())])}</h1>
            <p>{text.say(key::WELCOME_BODY)}</p>
            {summary(ctx, filled)}
            <form class="c-form" method="post" action=format!("/welcome/{token}")>
                <Field name="email" kind="email" label=text.say(key::FIELD_EMAIL) value=email.to_owned() autocomplete="username"/>
                {passwords(ctx, filled)}
                <Button>{text.say(key::WELCOME_BUTTON)}</Button>
            </form>
            <p class="u-quiet"><a href="/privacy">{text.say(key::NAV_PRIVACY)}</a></p>
        </section>
    }
    .into_any()
}
