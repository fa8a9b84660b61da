//! The progress page: key figures, then every figure in its own frame, then everybody.

use super::{
    backlog,
    filter::{self, Asked},
    funnel, people, replies, risk, sections,
};
use crate::{
    failure::PageError,
    guard::As,
    render::{Ctx, Frame, Here, Layout, page as whole},
    state::AppState,
    text::key,
    ui::{Figure, PageHead},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{metrics::FunnelStep, people::Manager, scorecard::percent};
use leptos::prelude::*;
use store::reports::Progress;

/// `GET /reports/progress`.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    let title = ctx.text.say(key::REPORT_TITLE);
    let frame = Frame { title, here: Here::Progress, layout: Layout::Wide, island: None };
    Ok(whole(&ctx, frame, || view(&ctx, &asked, &progress)))
}

/// Everything on the page.
pub fn view(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    view! {
        <PageHead title=text.say(key::REPORT_TITLE) lead=text.say(key::REPORT_LEAD)/>
        {filter::form(ctx, asked, &progress.teams, &progress.cohorts)}
        {key_figures(ctx, asked, progress)}
        <div class="p-report">
            {risk::section(ctx, asked, progress)}
            {funnel::section(ctx, asked, progress)}
            {sections::section(ctx, asked, progress)}
            {replies::section(ctx, asked, progress)}
            {backlog::section(ctx, asked, progress)}
            {people::section(ctx, asked, progress)}
        </div>
    }
    .into_any()
}

fn key_figures(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let reached =
        |step: FunnelStep| progress.funnel.iter().find(|reach| reach.step == step).map_or(0, |reach| reach.reached);
    let step = |step: FunnelStep| asked.with(&format!("/reports/funnel/{}", step.as_str()));
    let at_risk = progress.people.iter().filter(|person| person.at_risk).count();
    let mean = progress.overall.mean.map_or_else(|| "–".to_owned(), |mean| text.percent(percent(mean)));
    view! {
        <div class="p-report-figures">
            <Figure value=text.number(reached(FunnelStep::Invited)) label=text.say(key::REPORT_FIGURE_PEOPLE) to=step(FunnelStep::Invited)/>
            <Figure value=text.number(reached(FunnelStep::Proficient)) label=text.say(key::REPORT_FIGURE_PROFICIENT) to=step(FunnelStep::Proficient)/>
            <Figure value=mean label=text.say(key::REPORT_FIGURE_SCORE) to=asked.with("/reports/sections/all")/>
            <Figure value=text.number(progress.backlog.waiting + progress.backlog.held) label=text.say(key::REPORT_FIGURE_BACKLOG) to=asked.with("/reports/backlog")/>
            <Figure value=at_risk.to_string() label=text.say(key::REPORT_FIGURE_RISK) to="#at-risk"/>
        </div>
    }
    .into_any()
}
