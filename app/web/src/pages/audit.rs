//! The audit log in words: who did what, to whom, from where. What the system noted is a click away, letter by letter.

use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::{Key, Text, key},
    ui::{Crumb, Empty, PageHead, Pages, Symbol, Table},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::people::Administrator;
use leptos::prelude::*;
use serde_json::{Map, Value};
use std::collections::HashMap;
use store::accounts::{self, AuditRow, PersonRow};

/// Rows on one page.
const ROWS: u8 = 50;

/// Actions and their words. Whatever is not here is shown by its own name.
const WORDS: [(&str, Key); 15] = [
    ("session.begin", key::AUDIT_SESSION_BEGIN),
    ("session.refuse", key::AUDIT_SESSION_REFUSE),
    ("session.end", key::AUDIT_SESSION_END),
    ("session.end-others", key::AUDIT_SESSION_END_OTHERS),
    ("person.create", key::AUDIT_PERSON_CREATE),
    ("person.welcome", key::AUDIT_PERSON_WELCOME),
    ("person.password", key::AUDIT_PERSON_PASSWORD),
    ("person.roles", key::AUDIT_PERSON_ROLES),
    ("person.disable", key::AUDIT_PERSON_DISABLE),
    ("person.enable", key::AUDIT_PERSON_ENABLE),
    ("link.renew", key::AUDIT_LINK_RENEW),
    ("review.released", key::AUDIT_REVIEW_RELEASED),
    ("guideline.sign", key::AUDIT_GUIDELINE_SIGN),
    ("content.published", key::AUDIT_CONTENT_PUBLISHED),
    ("installation.set-up", key::AUDIT_INSTALLATION_SET_UP),
];

/// `GET /audit`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let before = query.get("before").and_then(|before| before.parse().ok());
    let rows = accounts::list_audit(&app.store, &administrator, before, u64::from(ROWS)).await?;
    let people = accounts::list_people(&app.store, &administrator).await?;
    let frame = Frame::new(ctx.text.say(key::AUDIT_TITLE), Here::Audit, Layout::Wide);
    Ok(page(&ctx, frame, || view(&ctx, &rows, &people, before.is_some())))
}

/// One page of the log, newest first.
pub fn view(ctx: &Ctx, rows: &[AuditRow], people: &[PersonRow], paged: bool) -> AnyView {
    let text = ctx.text;
    let columns = vec![
        text.say(key::AUDIT_COLUMN_WHEN),
        text.say(key::AUDIT_COLUMN_WHO),
        text.say(key::AUDIT_COLUMN_WHAT),
        text.say(key::AUDIT_COLUMN_SUBJECT),
        text.say(key::AUDIT_COLUMN_FROM),
        text.say(key::AUDIT_DETAILS),
    ];
    let lines = rows.iter().map(|row| row_view(ctx, people, row)).collect_view();
    let newer = paged.then(|| Crumb::new("/audit", text.say(key::AUDIT_NEWEST)));
    let older = rows
        .last()
        .filter(|_| rows.len() >= usize::from(ROWS))
        .map(|row| Crumb::new(format!("/audit?before={}", row.id), text.say(key::PAGE_OLDER)));
    let table = if rows.is_empty() {
        view! { <Empty icon=Symbol::List title=text.say(key::AUDIT_EMPTY)><p>{text.say(key::AUDIT_EMPTY_BODY)}</p></Empty> }.into_any()
    } else {
        view! { <div class="p-audit"><Table caption=text.say(key::AUDIT_TITLE) columns=columns>{lines}</Table></div> }
            .into_any()
    };
    view! {
        <PageHead title=text.say(key::AUDIT_TITLE) lead=text.say(key::AUDIT_LEAD)/>
        {table}
        <Pages label=text.say(key::PAGES_LABEL) newer=newer older=older/>
    }
    .into_any()
}

/// What was done, in words.
pub fn what(text: Text, action: &str) -> String {
    WORDS.iter().find(|(name, _)| *name == action).map_or_else(|| action.to_owned(), |(_, words)| text.say(*words))
}

/// Who did it.
pub fn who(ctx: &Ctx, row: &AuditRow) -> String {
    match row.actor_name.as_str() {
        "" => ctx.text.say(key::AUDIT_NOBODY),
        "system" => ctx.text.say(key::AUDIT_SYSTEM),
        "command-line" => ctx.text.say(key::AUDIT_COMMAND_LINE),
        name => name.to_owned(),
    }
}

/// Whom or what it was about: a name where there is one. Empty when it was about the one who did it, or about a session.
pub fn about(ctx: &Ctx, people: &[PersonRow], row: &AuditRow) -> String {
    let named = |id: &str| people.iter().find(|person| person.id.to_string() == id).map(|person| person.name.clone());
    let name = match row.subject.split_once(':') {
        Some(("person", "unknown")) => ctx.text.say(key::AUDIT_ABOUT_UNKNOWN),
        Some(("person", id)) => named(id).unwrap_or_else(|| row.subject.clone()),
        Some(("session", _)) => String::new(),
        Some(("review", _)) => facts(row).get("operator").and_then(Value::as_str).and_then(named).unwrap_or_default(),
        Some((_, what)) => what.to_owned(),
        None => row.subject.clone(),
    };
    if name == row.actor_name { String::new() } else { name }
}

fn facts(row: &AuditRow) -> Map<String, Value> {
    match serde_json::from_str(&row.detail) {
        Ok(Value::Object(facts)) => facts,
        _ => Map::new(),
    }
}

fn row_view(ctx: &Ctx, people: &[PersonRow], row: &AuditRow) -> AnyView {
    let at = row.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let facts = facts(row).into_iter().map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        (name, value)
    });
    let noted = [("action", &row.action), ("subject", &row.subject), ("request", &row.request_id)];
    let noted = noted.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
    let noted = noted
        .chain(facts)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let label = format!("{}: {}", ctx.text.say(key::AUDIT_DETAILS), what(ctx.text, &row.action));
    view! {
        <tr>
            <td><time datetime=at title=ctx.date_time(row.at)>{ctx.text.date_time_short(row.at, ctx.zone)}</time></td>
            <td>{who(ctx, row)}</td>
            <td><b>{what(ctx.text, &row.action)}</b></td>
            <td>{about(ctx, people, row)}</td>
            <td class="p-audit-from">{row.address.clone()}</td>
            <td>
                <details class="c-fold">
                    <summary aria-label=label>{ctx.text.say(key::AUDIT_DETAILS)}</summary>
                    <dl class="p-audit-noted">{noted}</dl>
                </details>
            </td>
        </tr>
    }
    .into_any()
}
