//! The list of practice: what one can take, what is running, what was done.

pub mod words;

use crate::{
    failure::PageError,
    form::Fields,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{Badge, Button, Callout, CalloutKind, Empty, Icon, PageHead, Symbol, Tone},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{curriculum::ShiftMode, ids::ClientId, people::Operator, review::ReviewState};
use leptos::prelude::*;
use sha2::{Digest, Sha256};
use store::shifts::{ChatRow, PlanRow, ShiftRow};

/// `GET /practice`.
pub async fn list(ctx: Ctx, As(operator): As<Operator>, State(app): State<AppState>) -> Result<Response, PageError> {
    let plans = store::shifts::list_plans(&app.store, &operator).await?;
    let shifts = store::shifts::list_shifts(&app.store, &operator).await?;
    Ok(render(&ctx, plans, shifts))
}

/// `POST /shifts`: starts a shift, or goes on with the open one of the same plan.
pub async fn start(
    As(operator): As<Operator>,
    State(app): State<AppState>,
    fields: Fields,
) -> Result<Response, PageError> {
    let client = fields.parse::<ClientId>("client").ok_or(PageError::Malformed)?;
    let shift = store::shifts::start_shift(&app.store, &operator, fields.get("plan"), client).await?;
    Ok(Redirect::to(&format!("/shifts/{shift}")).into_response())
}

/// An id for what a form on this page is about to do: the same page posted twice does it once.
pub fn form_client(ctx: &Ctx, what: &str) -> ClientId {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(&ctx.nonce)
        .chain_update(&ctx.caller.request_id)
        .chain_update(what)
        .finalize()
        .into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    ClientId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn render(ctx: &Ctx, plans: Vec<PlanRow>, shifts: Vec<ShiftRow>) -> Response {
    let text = ctx.text;
    let title = text.say(key::PRACTICE_TITLE);
    let frame = Frame { title: title.clone(), here: Here::Practice, layout: Layout::Wide, island: None };
    page(ctx, frame, || {
        let running =
            shifts.iter().filter(|shift| shift.ended_at.is_none()).map(|shift| open_shift(ctx, shift)).collect_view();
        let none = plans.is_empty().then(|| text.say(key::PRACTICE_NONE));
        let plans = plans.iter().map(|plan| plan_card(ctx, plan)).collect_view();
        let done = if shifts.is_empty() {
            view! { <Empty icon=Symbol::Desk title=text.say(key::PRACTICE_NONE_YET)><p>{text.say(key::PRACTICE_NO_SHIFTS)}</p></Empty> }.into_any()
        } else {
            past_shifts(ctx, &shifts)
        };
        view! {
            <PageHead title=title lead=text.say(key::PRACTICE_LEAD)/>
            {running}
            <section class="p-practice-plans" aria-labelledby="plans">
                <h2 id="plans">{text.say(key::PRACTICE_PLANS)}</h2>
                {none.map(|none| view! { <p class="u-quiet">{none}</p> })}
                <ul>{plans}</ul>
            </section>
            <section class="p-practice-shifts" aria-labelledby="shifts">
                <h2 id="shifts">{text.say(key::PRACTICE_SHIFTS)}</h2>
                {done}
            </section>
        }
        .into_any()
    })
}

fn open_shift(ctx: &Ctx, shift: &ShiftRow) -> AnyView {
    let text = ctx.text;
    let words = text.say_with(
        key::PRACTICE_OPEN_TEXT,
        &[("title", shift.title.as_str().into()), ("when", ctx.ago(shift.started_at).into())],
    );
    let desk = format!("/shifts/{}", shift.id);
    view! {
        <Callout kind=CalloutKind::Note title=text.say(key::PRACTICE_OPEN_NOW)>
            <p>{words}</p>
            <p><a class="c-button" href=desk>{text.say(key::PRACTICE_RESUME)}</a></p>
        </Callout>
    }
    .into_any()
}

fn plan_card(ctx: &Ctx, plan: &PlanRow) -> AnyView {
    let text = ctx.text;
    let chats = text.say_with(key::PRACTICE_CHATS, &[("count", plan.chats.into())]);
    let levels = match (plan.levels.first(), plan.levels.last()) {
        (Some(least), Some(most)) if least != most => format!("{least}–{most}"),
        (Some(level), _) => level.to_string(),
        _ => String::new(),
    };
    let level = (!levels.is_empty()).then(|| text.say_with(key::PRACTICE_LEVEL, &[("level", levels.into())]));
    let sectors = plan.sectors.iter().map(|sector| words::sector(text, sector)).collect::<Vec<_>>().join(", ");
    let tried = text.say_with(key::PRACTICE_ATTEMPTS, &[("count", plan.attempts.into())]);
    let best = plan.best.map(|best| text.say_with(key::PRACTICE_BEST, &[("score", best.into())]));
    let facts = [Some(chats), level, Some(sectors).filter(|sectors| !sectors.is_empty())];
    let facts = facts.into_iter().flatten().map(|fact| view! { <li>{fact}</li> }).collect_view();
    let title = plan.title.clone();
    let kind = mode(plan.mode).map(|words| view! { <Badge>{text.say(words)}</Badge> });
    let seats = (0..plan.chats.min(6)).map(|_| view! { <i></i> }).collect_view();
    let way_in = match (&plan.locked, plan.open) {
        (_, Some(open)) => view! {
            <a class="c-button" href=format!("/shifts/{open}")>{text.say(key::PRACTICE_RESUME)} <span class="u-hidden">{title}</span></a>
        }
        .into_any(),
        (Some(first), None) => view! {
            <p class="p-practice-locked">
                <Icon name=Symbol::Lock/>
                {text.say_with(key::PRACTICE_LOCKED, &[("first", first.as_str().into())])}
            </p>
        }
        .into_any(),
        (None, None) => view! {
            <form method="post" action="/shifts">
                <input type="hidden" name="plan" value=plan.id.clone()/>
                <input type="hidden" name="client" value=form_client(ctx, &plan.id).to_string()/>
                <Button>{text.say(key::PRACTICE_START)} <span class="u-hidden">{title}</span></Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <li class="p-practice-plan" id=plan.id.clone()>
            <span class="p-practice-seats" aria-hidden="true">{seats}</span>
            <div class="p-practice-what">
                <h3>{plan.title.clone()} {kind}</h3>
                <p>{plan.summary.clone()}</p>
                <ul class="p-practice-facts">{facts}</ul>
            </div>
            <p class="p-practice-tried"><span>{tried}</span>{best.map(|best| view! { <strong>{best}</strong> })}</p>
            <div class="p-practice-go">{way_in}</div>
        </li>
    }
    .into_any()
}

/// What is special about a shift; how many chats it has is said already.
const fn mode(mode: ShiftMode) -> Option<crate::text::Key> {
    match mode {
        ShiftMode::Coach => Some(key::PRACTICE_MODE_COACH),
        ShiftMode::Exam => Some(key::PRACTICE_MODE_EXAM),
        ShiftMode::Practice | ShiftMode::Shift => None,
    }
}

/// Every shift with its chats, in one table: a row for the shift, one for each chat below it.
fn past_shifts(ctx: &Ctx, shifts: &[ShiftRow]) -> AnyView {
    let text = ctx.text;
    let heads = [key::PRACTICE_CHAT, key::PRACTICE_ENDED_HOW, key::PRACTICE_SUGGESTED, key::PRACTICE_REVIEW];
    let heads = heads.map(|head| view! { <th scope="col">{text.say(head)}</th> }).into_iter().collect_view();
    let groups = shifts.iter().map(|shift| past_shift(ctx, shift)).collect_view();
    view! {
        <table class="p-practice-table">
            <thead><tr>{heads}</tr></thead>
            {groups}
        </table>
    }
    .into_any()
}

fn past_shift(ctx: &Ctx, shift: &ShiftRow) -> AnyView {
    let text = ctx.text;
    let rows = shift.chats.iter().map(|chat| chat_row(ctx, chat)).collect_view();
    let running = shift
        .ended_at
        .is_none()
        .then(|| view! { <Badge tone=Tone::Attention>{text.say(key::PRACTICE_RUNNING)}</Badge> });
    view! {
        <tbody>
            <tr class="p-practice-shift">
                <th scope="rowgroup" colspan="4">
                    <strong>{shift.title.clone()}</strong>
                    <span class="u-quiet">{ctx.date_time(shift.started_at)}</span>
                    {running}
                </th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn chat_row(ctx: &Ctx, chat: &ChatRow) -> AnyView {
    let text = ctx.text;
    let suggested = chat.suggested.map_or_else(|| "–".to_owned(), |score| text.number(score));
    let review = match (chat.submission, chat.ending) {
        (None, None) => "–".to_owned(),
        (state, _) => words::review_state(text, state),
    };
    let fresh = (chat.submission == Some(ReviewState::Released)).then_some("is-new");
    let lost = words::is_lost(chat.ending).then_some("is-lost");
    view! {
        <tr>
            <th scope="row"><a href=format!("/chats/{}", chat.id)>{chat.customer.clone()}</a> <span>{chat.title.clone()}</span></th>
            <td class=lost>{words::ending(text, chat.ending)}</td>
            <td class="c-num">{suggested}</td>
            <td class=fresh>{review}</td>
        </tr>
    }
    .into_any()
}
