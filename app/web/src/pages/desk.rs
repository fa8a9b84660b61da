//! The practice desk: loads the shift, the prepared replies and the clauses, and hands them to the island.

use crate::{
    failure::PageError,
    guard::{As, Id},
    islands::desk::{PracticeDesk, panels::Clause, words::Words},
    markdown,
    render::{Ctx, Frame, Here, Island, Layout, page},
    state::AppState,
    text::key,
};
use axum::{extract::State, response::Response};
use domain::{
    curriculum::{Curriculum, Guideline},
    ids::ShiftId,
    people::Operator,
};
use leptos::prelude::*;

/// `GET /shifts/{shift}`.
pub async fn show(
    ctx: Ctx,
    As(operator): As<Operator>,
    State(app): State<AppState>,
    Id(shift): Id<ShiftId>,
) -> Result<Response, PageError> {
    let mut view = store::shifts::get_desk(&app.store, &operator, shift).await?;
    for chat in &mut view.chats {
        chat.brief_html = markdown::render(&chat.brief_html, ctx.text).html();
    }
    let library = store::content::library(&app.store);
    let curriculum = library.curriculum(ctx.text.locale());
    let canned = curriculum.map(|curriculum| curriculum.replies.clone()).unwrap_or_default();
    let clauses = curriculum.map(clauses).unwrap_or_default();
    let words = Words::new(ctx.text);
    let frame =
        Frame { title: view.title.clone(), here: Here::Practice, layout: Layout::Desk, island: Some(Island::Desk) };
    Ok(page(&ctx, frame, || {
        view! {
            <noscript><p class="c-callout c-callout-warning">{ctx.text.say(key::DESK_NO_SCRIPTS)}</p></noscript>
            <PracticeDesk view=view canned=canned clauses=clauses words=words/>
        }
        .into_any()
    }))
}

/// All clauses of all guidelines, as plain text.
fn clauses(curriculum: &Curriculum) -> Vec<Clause> {
    curriculum.guidelines.values().flat_map(|guideline| of_guideline(guideline)).collect()
}

fn of_guideline(guideline: &Guideline) -> impl Iterator<Item = Clause> + '_ {
    guideline.sections.iter().flat_map(|section| &section.clauses).map(|clause| Clause {
        id: clause.id.clone(),
        title: clause.title.clone(),
        text: plain(&clause.body),
        href: format!("/guidelines/{}#{}", guideline.id, clause.id),
    })
}

/// Markdown without its marks, for searching and showing in little room.
fn plain(markdown: &str) -> String {
    markdown.replace("**", "").replace('`', "")
}
