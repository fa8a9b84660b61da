//! Signing in and out.

use crate::{
    failure::PageError,
    form::{Fields, Filled},
    guard::{Caller, SignedIn, own_path_or_home, session_cookie},
    render::{Ctx, Frame, Here, Layout, cookie, page, page_with_status},
    state::{AppState, Demo, WebOptions},
    text::key,
    ui::{Button, Callout, CalloutKind, Field, Icon, Symbol},
};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use std::collections::HashMap;
use store::{
    StoreError,
    accounts::{self, SignInFrom},
};

/// `GET /sign-in`
pub async fn show(ctx: Ctx, Query(query): Query<HashMap<String, String>>) -> Response {
    let next = own_path_or_home(query.get("next").map_or("/", String::as_str));
    if ctx.actor.is_some() {
        return Redirect::to(&next).into_response();
    }
    page(&ctx, frame(&ctx), || view(&ctx, &Filled::with(&[("next", &next)])))
}

/// `POST /sign-in`
pub async fn sign_in(
    ctx: Ctx,
    State(app): State<AppState>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let old = cookie(&headers, session_cookie(app.options.secure_cookies));
    let email = fields.get("email").trim();
    match accounts::sign_in(&app.store, email, fields.get("password"), &from(&ctx.caller), old).await {
        Ok(session) => {
            let next = own_path_or_home(fields.get("next"));
            Ok(with_session(Redirect::to(&next).into_response(), &app.options, &session.token))
        }
        // One text for an unknown address and a wrong password: the form must not tell who has an account.
        Err(StoreError::Invalid(_)) => {
            let mut errors = FieldErrors::default();
            errors.add("password", FieldError::WrongPassword);
            let filled = Filled::again(fields, errors);
            Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&ctx), || view(&ctx, &filled)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-out`: ends the session and empties what the browser kept for it, drafts included.
pub async fn sign_out(State(app): State<AppState>, SignedIn(actor): SignedIn) -> Result<Response, PageError> {
    accounts::sign_out(&app.store, &actor).await?;
    let mut response = Redirect::to("/sign-in").into_response();
    let headers = response.headers_mut();
    set_cookie(headers, &session_value(&app.options, "", "; Max-Age=0"));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Where a sign-in comes from, as the session remembers it.
pub fn from(caller: &Caller) -> SignInFrom {
    SignInFrom { address: caller.address.clone(), user_agent: caller.user_agent.clone() }
}

/// Gives the browser its session.
pub fn with_session(mut response: Response, options: &WebOptions, token: &str) -> Response {
    set_cookie(response.headers_mut(), &session_value(options, token, ""));
    response
}

fn session_value(options: &WebOptions, token: &str, more: &str) -> String {
    let secure = if options.secure_cookies { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", session_cookie(options.secure_cookies))
}

fn set_cookie(headers: &mut HeaderMap, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.append(header::SET_COOKIE, value);
    }
}

fn frame(ctx: &Ctx) -> Frame {
    Frame::new(ctx.text.say(key::SIGN_IN_TITLE), Here::Nowhere, Layout::Bare)
}

/// The form, and the demo people beside it.
pub fn view(ctx: &Ctx, filled: &Filled) -> AnyView {
    let text = ctx.text;
    let wrong = (!filled.errors.is_empty()).then(|| {
        view! { <Callout kind=CalloutKind::Harm title=text.say(key::SIGN_IN_WRONG)><p>{text.say(key::SIGN_IN_WRONG_BODY)}</p></Callout> }
    });
    let demo = ctx.options.demo.as_ref().map(|demo| demo_view(ctx, demo, &filled.value("next")));
    // Without a name of its own an installation carries the product's: nobody works there.
    let organisation = &*ctx.options.organisation;
    let lead = if organisation.is_empty() || organisation == text.say(key::PRODUCT) {
        text.say(key::SIGN_IN_LEAD)
    } else {
        text.say_with(key::SIGN_IN_LEAD_OF, &[("organisation", organisation.into())])
    };
    view! {
        <div class="p-sign-in">
            <section class="p-sign-in-form">
                <h1>{text.say(key::SIGN_IN_TITLE)}</h1>
                <p class="u-quiet">{lead}</p>
                {wrong}
                <form class="c-form" method="post" action="/sign-in">
                    <input type="hidden" name="next" value=filled.value("next")/>
                    <Field name="email" kind="email" label=text.say(key::FIELD_EMAIL) value=filled.value("email") autocomplete="username"/>
                    <Field name="password" kind="password" label=text.say(key::FIELD_PASSWORD) autocomplete="current-password"/>
                    <Button>{text.say(key::SIGN_IN_BUTTON)}</Button>
                </form>
                <p class="u-quiet">{text.say(key::SIGN_IN_FORGOTTEN)}</p>
            </section>
            {demo}
        </div>
    }
    .into_any()
}

fn demo_view(ctx: &Ctx, demo: &Demo, next: &str) -> AnyView {
    let text = ctx.text;
    let rows = demo
        .people
        .iter()
        .map(|person| {
            view! {
                <li>
                    <form method="post" action="/sign-in">
                        <input type="hidden" name="next" value=next.to_owned()/>
                        <input type="hidden" name="email" value=person.email.clone()/>
                        <input type="hidden" name="password" value=demo.password.clone()/>
                        <button class="p-demo-person">
                            <span><strong>{person.name.clone()}</strong><span>{text.role(person.role)}</span></span>
                            <Icon name=Symbol::Right/>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="p-demo" aria-labelledby="demo-title">
            <h2 id="demo-title">{text.say(key::DEMO_TITLE)}</h2>
            <p>{text.say(key::DEMO_BODY)}</p>
            <ul>{rows}</ul>
            <p class="u-quiet">{text.say_with(key::DEMO_PASSWORD, &[("password", demo.password.as_str().into())])}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_12_the_cookie_is_for_this_host_and_no_script() {
        let options = WebOptions { secure_cookies: true, ..WebOptions::default() };
        assert_eq!(session_value(&options, "abc", ""), "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(
            session_value(&WebOptions::default(), "", "; Max-Age=0"),
            "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
