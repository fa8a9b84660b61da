//! Home: what is next and why, for each role a person holds.

mod operator;
mod others;
mod trend;

use crate::{
    failure::PageError,
    guard::SignedIn,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
};
use axum::{extract::State, response::Response};
use chrono::Timelike;
use domain::people::{Actor, Operator};
use leptos::prelude::*;
use store::learning::{self, OperatorHome};

/// `GET /`
pub async fn show(ctx: Ctx, State(app): State<AppState>, SignedIn(actor): SignedIn) -> Result<Response, PageError> {
    let operator = match Operator::prove(&actor) {
        Ok(operator) => Some(learning::operator_home(&app.store, &operator).await?),
        Err(_) => None,
    };
    let frame = Frame::new(ctx.text.say(key::NAV_HOME), Here::Home, Layout::Wide);
    Ok(page(&ctx, frame, || view(&ctx, &actor, operator.as_ref())))
}

/// The page.
pub fn view(ctx: &Ctx, actor: &Actor, operator: Option<&OperatorHome>) -> AnyView {
    view! {
        <div class="p-home">
            <h1>{greeting(ctx, actor)}</h1>
            {operator.map(|home| operator::view(ctx, home))}
            {others::view(ctx)}
        </div>
    }
    .into_any()
}

/// By the clock of the person, not of the server.
fn greeting(ctx: &Ctx, actor: &Actor) -> String {
    let words = match ctx.now.with_timezone(&ctx.zone).hour() {
        5..12 => key::HOME_MORNING,
        12..18 => key::HOME_AFTERNOON,
        _ => key::HOME_EVENING,
    };
    let first = actor.name.split_whitespace().next().unwrap_or_default();
    ctx.text.say_with(words, &[("name", first.into())])
}
