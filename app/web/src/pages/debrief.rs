//! The debrief of one chat: what was said, what each message caused, how it came out, and what to do next. Works without scripts.

mod annotate;
mod curve;
mod outcome;
mod shift;
mod timeline;

use super::practice::{form_client, words};
use crate::{
    failure::PageError,
    form::Fields,
    guard::{As, Id},
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{Badge, Breadcrumbs, Button, ButtonKind, Callout, CalloutKind, Crumb, Tone},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    ids::{ChatId, ClientId},
    people::Operator,
    review::ReviewState,
};
use leptos::prelude::*;
use store::{
    Conflict, StoreError,
    shifts::{ChatPage, ChatRow, ShiftRow},
};

/// One try at a scenario, for the comparison.
pub struct Try {
    /// The chat.
    pub chat: ChatRow,
    /// When the shift began.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// Everything the page shows.
pub struct Loaded {
    /// This chat.
    pub page: ChatPage,
    /// All chats of the shift in order, this one among them; empty when it was the only one or another is still open.
    pub together: Vec<ChatPage>,
    /// Own tries at the same scenario, newest first.
    pub tries: Vec<Try>,
    /// Where clauses stand: clause id and address.
    pub clauses: Vec<(String, String)>,
}

impl Loaded {
    /// Where a clause stands.
    pub fn clause(&self, id: &str) -> Option<&str> {
        self.clauses.iter().find(|(clause, _)| clause == id).map(|(_, href)| href.as_str())
    }
}

/// `GET /chats/{chat}`.
pub async fn show(
    ctx: Ctx,
    As(operator): As<Operator>,
    State(app): State<AppState>,
    Id(chat): Id<ChatId>,
) -> Result<Response, PageError> {
    let shifts = store::shifts::list_shifts(&app.store, &operator).await?;
    let page = match store::shifts::get_chat(&app.store, &operator, chat).await {
        Err(StoreError::Conflict(Conflict::ChatOpen)) => return Ok(still_open(&ctx, &shifts, chat)),
        page => page?,
    };
    let mut together = Vec::new();
    if page.shift.chats.iter().all(|sibling| sibling.ending.is_some()) {
        for sibling in page.shift.chats.iter().filter(|sibling| sibling.id != chat) {
            together.push(store::shifts::get_chat(&app.store, &operator, sibling.id).await?);
        }
    }
    let tries = shifts
        .into_iter()
        .flat_map(|shift| shift.chats.into_iter().map(move |chat| Try { chat, at: shift.started_at }))
        .filter(|one| one.chat.title == page.chat.title && one.chat.ending.is_some())
        .collect();
    let library = store::content::library(&app.store);
    let guidelines =
        library.curriculum(ctx.text.locale()).into_iter().flat_map(|curriculum| curriculum.guidelines.values());
    let clauses = guidelines
        .flat_map(|guideline| {
            guideline.sections.iter().flat_map(|section| &section.clauses).map(|clause| (clause, &guideline.id))
        })
        .map(|(clause, guideline)| (clause.id.clone(), format!("/guidelines/{guideline}#{}", clause.id)))
        .collect();
    Ok(render(&ctx, &Loaded { page, together, tries, clauses }))
}

/// `POST /chats/{chat}/submission`: hands the chat in; handing it in again changes nothing.
pub async fn submit(
    As(operator): As<Operator>,
    State(app): State<AppState>,
    Id(chat): Id<ChatId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let client = fields.parse::<ClientId>("client").ok_or(PageError::Malformed)?;
    store::shifts::submit_chat(&app.store, &operator, chat, client).await?;
    Ok(Redirect::to(&format!("/chats/{chat}#next")).into_response())
}

fn frame(title: &str) -> Frame {
    Frame { title: title.to_owned(), here: Here::Practice, layout: Layout::Wide, island: None }
}

fn title(ctx: &Ctx, customer: &str) -> String {
    ctx.text.say_with(key::DEBRIEF_TITLE, &[("customer", customer.into())])
}

/// A chat that is still open has no debrief yet: says so, and shows the way back to the desk.
fn still_open(ctx: &Ctx, shifts: &[ShiftRow], chat: ChatId) -> Response {
    let place = shifts.iter().find_map(|shift| shift.chats.iter().find(|row| row.id == chat).map(|row| (shift, row)));
    let title = title(ctx, place.map_or("", |(_, row)| &row.customer));
    let desk = place.map_or_else(|| "/practice".to_owned(), |(shift, _)| format!("/shifts/{}", shift.id));
    let (words, way) = (ctx.text.say(key::DEBRIEF_STILL_OPEN), ctx.text.say(key::DEBRIEF_TO_DESK));
    page(ctx, frame(&title), || {
        view! {
            <h1>{title.clone()}</h1>
            <Callout kind=CalloutKind::Note>
                <p>{words}</p>
                <p><a class="c-button" href=desk>{way}</a></p>
            </Callout>
        }
        .into_any()
    })
}

fn render(ctx: &Ctx, loaded: &Loaded) -> Response {
    page(ctx, frame(&title(ctx, &loaded.page.chat.customer)), || body(ctx, loaded))
}

fn body(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    view! {
        <Breadcrumbs
            label=ctx.text.say(key::CRUMBS_LABEL)
            crumbs=vec![Crumb::new("/practice", ctx.text.say(key::PRACTICE_TITLE))]
        />
        <div class="p-debrief">
            {head(ctx, loaded, title(ctx, &loaded.page.chat.customer))}
            <div class="p-debrief-beside">{outcome::score(ctx, loaded)} {outcome::flags(ctx, loaded)}</div>
            {outcome::objectives(ctx, loaded)}
            {curve::section(ctx, loaded)}
            {timeline::section(ctx, loaded)}
            {shift::section(ctx, loaded)}
            {outcome::tries(ctx, loaded)}
            {next(ctx, loaded)}
        </div>
    }
    .into_any()
}

fn head(ctx: &Ctx, loaded: &Loaded, title: String) -> AnyView {
    let (text, chat) = (ctx.text, &loaded.page.chat);
    let where_and_when = text.say_with(
        key::DEBRIEF_OF_SHIFT,
        &[
            ("scenario", chat.title.as_str().into()),
            ("shift", loaded.page.shift.title.as_str().into()),
            ("when", ctx.date_time(loaded.page.shift.started_at).into()),
        ],
    );
    let ending = words::ending(text, chat.ending);
    let tone = if words::is_lost(chat.ending) { Tone::Harm } else { Tone::Good };
    let disposition = chat.disposition.map(|disposition| {
        view! { <div><dt>{text.say(key::DEBRIEF_DISPOSITION)}</dt><dd>{words::disposition(text, disposition)}</dd></div> }
    });
    let note = Some(loaded.page.note.clone()).filter(|note| !note.is_empty()).map(|note| {
        view! { <div class="p-debrief-note"><dt>{text.say(key::DEBRIEF_NOTE)}</dt><dd>{note}</dd></div> }
    });
    let figures = outcome::reply_figures(ctx, loaded)
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd class="c-num">{value}</dd></div> })
        .collect_view();
    view! {
        <header class="p-debrief-head">
            <h1>{title}</h1>
            <p class="u-quiet">{where_and_when}</p>
            <p><Badge tone=tone>{ending}</Badge></p>
            <dl>{figures}{disposition}{note}</dl>
        </header>
    }
    .into_any()
}

fn next(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let (text, id) = (ctx.text, loaded.page.chat.id);
    let review = match loaded.page.chat.submission {
        Some(state) => {
            let words =
                text.say_with(key::DEBRIEF_SUBMITTED, &[("state", words::review_state(text, Some(state)).into())]);
            let read = matches!(state, ReviewState::Released | ReviewState::Acknowledged)
                .then(|| view! { <p><a href="/feedback">{text.say(key::DEBRIEF_SEE_FEEDBACK)}</a></p> });
            view! { <Callout kind=CalloutKind::Done><p>{words}</p>{read}</Callout> }.into_any()
        }
        None => view! {
            <form method="post" action=format!("/chats/{id}/submission")>
                <input type="hidden" name="client" value=form_client(ctx, &id.to_string()).to_string()/>
                <p>{text.say(key::DEBRIEF_SUBMIT_TEXT)}</p>
                <Button>{text.say(key::DEBRIEF_SUBMIT)}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="p-debrief-next" id="next" aria-labelledby="next-title">
            <h2 id="next-title">{text.say(key::DEBRIEF_NEXT)}</h2>
            {review}
            <form method="post" action="/shifts">
                <input type="hidden" name="plan" value=loaded.page.shift.plan.clone()/>
                <input type="hidden" name="client" value=form_client(ctx, &loaded.page.shift.plan).to_string()/>
                <Button kind=ButtonKind::Plain>{text.say(key::DEBRIEF_AGAIN)}</Button>
            </form>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
