//! The audit log: who did what, to what, from where.

use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{Crumb, Empty, PageHead, Pages, Symbol, Table},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::people::Administrator;
use leptos::prelude::*;
use std::collections::HashMap;
use store::accounts::{self, AuditRow};

/// Rows on one page.
const ROWS: u8 = 50;

/// `GET /audit`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let before = query.get("before").and_then(|before| before.parse().ok());
    let rows = accounts::list_audit(&app.store, &administrator, before, u64::from(ROWS)).await?;
    let frame = Frame::new(ctx.text.say(key::AUDIT_TITLE), Here::Audit, Layout::Wide);
    Ok(page(&ctx, frame, || view(&ctx, &rows, before.is_some())))
}

/// One page of the log, newest first.
pub fn view(ctx: &Ctx, rows: &[AuditRow], paged: bool) -> AnyView {
    let text = ctx.text;
    let columns = vec![
        text.say(key::AUDIT_COLUMN_WHEN),
        text.say(key::AUDIT_COLUMN_WHO),
        text.say(key::AUDIT_COLUMN_WHAT),
        text.say(key::AUDIT_COLUMN_SUBJECT),
        text.say(key::AUDIT_COLUMN_FROM),
    ];
    let lines = rows.iter().map(|row| row_view(ctx, row)).collect_view();
    let newer = paged.then(|| Crumb::new("/audit", text.say(key::AUDIT_NEWEST)));
    let older = rows
        .last()
        .filter(|_| rows.len() >= usize::from(ROWS))
        .map(|row| Crumb::new(format!("/audit?before={}", row.id), text.say(key::PAGE_OLDER)));
    let table = if rows.is_empty() {
        view! { <Empty icon=Symbol::List title=text.say(key::AUDIT_EMPTY)><p>{text.say(key::AUDIT_EMPTY_BODY)}</p></Empty> }.into_any()
    } else {
        view! { <Table caption=text.say(key::AUDIT_TITLE) columns=columns>{lines}</Table> }.into_any()
    };
    view! {
        <PageHead title=text.say(key::AUDIT_TITLE) lead=text.say(key::AUDIT_LEAD)/>
        {table}
        <Pages label=text.say(key::PAGES_LABEL) newer=newer older=older/>
    }
    .into_any()
}

/// Actions are words of the system, in one language, so that a log means the same to everybody who compares it.
fn row_view(ctx: &Ctx, row: &AuditRow) -> AnyView {
    let who = if row.actor_name.is_empty() { ctx.text.say(key::AUDIT_NOBODY) } else { row.actor_name.clone() };
    let detail = (row.detail != "{}").then(|| view! { <code class="p-audit-detail">{row.detail.clone()}</code> });
    let from = format!("{} · {}", row.address, row.request_id);
    let at = row.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    view! {
        <tr>
            <td><time datetime=at>{ctx.date_time(row.at)}</time></td>
            <td>{who}</td>
            <td><code>{row.action.clone()}</code></td>
            <td class="p-audit-subject">{row.subject.clone()}{detail}</td>
            <td class="p-audit-from">{from}</td>
        </tr>
    }
    .into_any()
}
