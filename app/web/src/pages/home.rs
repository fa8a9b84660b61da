//! Home: what is next and why, for each role a person holds.

mod administrator;
mod author;
mod manager;
mod mentor;
mod operator;
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
use domain::{
    curriculum::Library,
    people::{Actor, Administrator, Manager, Mentor, Operator, Role},
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    accounts::{self, AuditRow, PersonRow},
    learning::{self, OperatorHome},
    reports::{self, Progress, ReportFilter},
    reviews::{self, Queue, QueueFilter, ReleasedRow},
};

/// Entries of the audit log an administrator's home looks at.
const ENTRIES: u64 = 200;

/// What the roles of a person brought to their home; empty for a role they do not hold.
#[derive(Default)]
pub struct Found {
    /// The next step, feedback, tracks.
    pub operator: Option<OperatorHome>,
    /// The queue, and what they have released, newest first.
    pub mentor: Option<(Queue, Vec<ReleasedRow>)>,
    /// The figures of the last seven days, and how everybody stands now.
    pub manager: Option<Progress>,
    /// All accounts, and the newest entries of the audit log.
    pub administrator: Option<(Vec<PersonRow>, Vec<AuditRow>)>,
    /// The content as published.
    pub author: Option<Arc<Library>>,
}

/// `GET /`
pub async fn show(ctx: Ctx, State(app): State<AppState>, SignedIn(actor): SignedIn) -> Result<Response, PageError> {
    let found = find(&app, &actor).await?;
    let frame = Frame::new(ctx.text.say(key::NAV_HOME), Here::Home, Layout::Wide);
    Ok(page(&ctx, frame, || view(&ctx, &actor, &found)))
}

async fn find(app: &AppState, actor: &Actor) -> Result<Found, PageError> {
    let mut found = Found::default();
    if let Ok(operator) = Operator::prove(actor) {
        found.operator = Some(learning::operator_home(&app.store, &operator).await?);
    }
    if let Ok(mentor) = Mentor::prove(actor) {
        let queue = reviews::list_queue(&app.store, &mentor, &QueueFilter::default()).await?;
        found.mentor = Some((queue, reviews::list_released_by(&app.store, &mentor).await?));
    }
    if let Ok(manager) = Manager::prove(actor) {
        let week = ReportFilter { days: Some(manager::DAYS), ..ReportFilter::default() };
        found.manager = Some(reports::get_progress(&app.store, &manager, &week).await?);
    }
    if let Ok(administrator) = Administrator::prove(actor) {
        let people = accounts::list_people(&app.store, &administrator).await?;
        found.administrator = Some((people, accounts::list_audit(&app.store, &administrator, None, ENTRIES).await?));
    }
    if actor.roles.has(Role::Author) {
        found.author = Some(store::content::library(&app.store));
    }
    Ok(found)
}

/// The page.
pub fn view(ctx: &Ctx, actor: &Actor, found: &Found) -> AnyView {
    view! {
        <div class="p-home">
            <h1>{greeting(ctx, actor)}</h1>
            {found.operator.as_ref().map(|home| operator::view(ctx, home))}
            {found.mentor.as_ref().map(|(queue, released)| mentor::view(ctx, queue, released))}
            {found.manager.as_ref().map(|progress| manager::view(ctx, progress))}
            {found.administrator.as_ref().map(|(people, log)| administrator::view(ctx, people, log))}
            {found.author.as_ref().map(|library| author::view(ctx, library))}
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

#[cfg(test)]
mod tests;
