//! What a mentor has released.

use super::feedback::{percent, verdict};
use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{ButtonKind, ButtonLink, Empty, PageHead, Symbol, Table},
};
use axum::{extract::State, response::Response};
use domain::people::Mentor;
use leptos::prelude::*;
use store::reviews::ReleasedRow;

/// `GET /queue/reviewed`.
pub async fn list(ctx: Ctx, As(mentor): As<Mentor>, State(app): State<AppState>) -> Result<Response, PageError> {
    let rows = store::reviews::list_released_by(&app.store, &mentor).await?;
    let text = ctx.text;
    let title = text.say(key::REVIEWED_TITLE);
    let frame = Frame { title: title.clone(), here: Here::Reviewed, layout: Layout::Wide, island: None };
    Ok(page(&ctx, frame, || {
        let body = if rows.is_empty() {
            view! {
                <Empty icon=Symbol::List title=text.say(key::REVIEWED_NONE)>
                    <p><ButtonLink to="/queue" kind=ButtonKind::Plain>{text.say(key::NAV_QUEUE)}</ButtonLink></p>
                </Empty>
            }
            .into_any()
        } else {
            table(&ctx, &title, &rows)
        };
        view! { <PageHead title=title.clone() lead=text.say(key::REVIEWED_LEAD)/> {body} }.into_any()
    }))
}

fn table(ctx: &Ctx, title: &str, rows: &[ReleasedRow]) -> AnyView {
    let text = ctx.text;
    let columns = vec![
        text.say(key::QUEUE_SCENARIO),
        text.say(key::REVIEW_OPERATOR),
        format!("#{}", text.say(key::REVIEW_SCORE_COLUMN)),
        text.say(key::FEEDBACK_RESULT),
        text.say(key::REVIEWED_AT),
        text.say(key::FEEDBACK_READ),
    ];
    let rows = rows
        .iter()
        .map(|row| {
            let read = text.say(if row.acknowledged { key::REVIEWED_READ } else { key::REVIEWED_UNREAD });
            view! {
                <tr>
                    <td><a href=format!("/reviews/{}", row.review)>{row.scenario_title.clone()}</a></td>
                    <td>{row.operator_name.clone()}</td>
                    <td class="c-num">{percent(row.percent)}</td>
                    <td>{verdict(ctx, row.passed)}</td>
                    <td><time datetime=row.released_at.to_rfc3339()>{ctx.date(row.released_at)}</time></td>
                    <td>{read}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <div class="c-cards"><Table caption=title.to_owned() columns=columns>{rows}</Table></div> }.into_any()
}
