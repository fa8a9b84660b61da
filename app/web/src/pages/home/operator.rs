//! An operator's home: the next step, feedback, one thing to work on, how it goes.

use super::trend;
use crate::{
    pages::{item, tracks},
    render::Ctx,
    text::key,
    ui::{Badge, Bubble, ButtonLink, Callout, CalloutKind, Empty, Icon, Side, Symbol, Tone},
};
use leptos::prelude::*;
use store::{
    learning::{NextUp, OperatorHome},
    reviews::{EvidenceRow, FeedbackRow, WorkOn},
    shifts::ShiftRow,
};

/// Everything about the operator.
pub fn view(ctx: &Ctx, home: &OperatorHome) -> AnyView {
    let tracks = home.tracks.iter().map(|track| tracks::row_view(ctx, track)).collect_view();
    let text = ctx.text;
    view! {
        {home.open_shift.as_ref().map(|shift| open_shift(ctx, shift))}
        {next_view(ctx, home.next.as_ref())}
        <div class="p-home-columns">
            <div class="p-home-main">
                {home.feedback.work_on.as_ref().map(|work| work_view(ctx, work))}
                {feedback(ctx, &home.feedback.feedback, home.feedback.unread)}
            </div>
            <div class="p-home-side">
                {trend::view(ctx, &home.feedback.trend, home.feedback.feedback.len())}
                <section aria-labelledby="tracks-title">
                    <h2 id="tracks-title">{text.say(key::HOME_TRACKS)}</h2>
                    <ul class="p-tracks">{tracks}</ul>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn open_shift(ctx: &Ctx, shift: &ShiftRow) -> AnyView {
    let text = ctx.text;
    let words = text.say_with(
        key::HOME_SHIFT_BODY,
        &[("title", shift.title.as_str().into()), ("time", ctx.ago(shift.started_at).into())],
    );
    let (to, button) = (format!("/shifts/{}", shift.id), text.say(key::HOME_SHIFT_BUTTON));
    view! {
        <Callout kind=CalloutKind::Warning title=text.say(key::HOME_SHIFT)>
            <p>{words}</p>
            <p><ButtonLink to=to>{button}</ButtonLink></p>
        </Callout>
    }
    .into_any()
}

/// The one next step, and why it is this one.
fn next_view(ctx: &Ctx, next: Option<&NextUp>) -> AnyView {
    let text = ctx.text;
    let Some(next) = next else {
        return view! {
            <Empty icon=Symbol::Check title=text.say(key::HOME_ALL_DONE)>
                <p>{text.say(key::HOME_ALL_DONE_BODY)}</p>
                <p><ButtonLink to="/practice">{text.say(key::NAV_PRACTICE)}</ButtonLink></p>
            </Empty>
        }
        .into_any();
    };
    let row = &next.item;
    let why = text.say_with(
        if next.track.complete == 0 { key::HOME_WHY_FIRST } else { key::HOME_WHY },
        &[
            ("number", (next.track.complete + 1).into()),
            ("all", next.track.items.into()),
            ("track", next.track.title.as_str().into()),
        ],
    );
    let started = matches!(row.state, domain::progress::ItemState::Open { started: true });
    let button = text.say(if started { key::HOME_GO_ON } else { key::HOME_START });
    let due = next.track.due_at.map(|due| {
        let words = text.say_with(key::HOME_DUE, &[("date", ctx.date_time(due).into()), ("left", ctx.ago(due).into())]);
        view! { <p class="p-next-due"><Icon name=Symbol::Clock/>{words}</p> }
    });
    view! {
        <section class="p-next" aria-labelledby="next-title">
            <p class="p-next-label">{text.say(key::HOME_NEXT)}</p>
            <div class="p-next-body">
                <p class="p-order-kind"><Icon name=item::symbol(&row.item)/>{item::kind_line(ctx, row)}</p>
                <h2 id="next-title">{row.title.clone()}</h2>
                <p>{row.summary.clone()}</p>
                {item::still_list(ctx, &row.still)}
                {due}
                <p class="u-quiet">{why}</p>
            </div>
            <p class="p-next-go"><ButtonLink to=item::address(&row.item)>{button}<Icon name=Symbol::Right/></ButtonLink></p>
        </section>
    }
    .into_any()
}

/// One criterion, with the messages behind it.
fn work_view(ctx: &Ctx, work: &WorkOn) -> AnyView {
    let text = ctx.text;
    let words = text.say_with(
        key::HOME_WORK_BODY,
        &[
            ("section", work.section_title.as_str().into()),
            ("level", text.decimal(work.mean_level).into()),
            ("count", work.n.into()),
        ],
    );
    let evidence = work.evidence.iter().map(|row| evidence_view(ctx, row)).collect_view();
    let evidence = (!work.evidence.is_empty()).then(|| view! { <ul class="p-evidence">{evidence}</ul> });
    let short = work.evidence.is_empty().then(|| short_view(ctx, work));
    view! {
        <section class="p-work" aria-labelledby="work-title">
            <p class="p-next-label">{text.say(key::HOME_WORK)}</p>
            <h2 id="work-title">{work.criterion_title.clone()}</h2>
            <p>{words}</p>
            {evidence}
            {short}
        </section>
    }
    .into_any()
}

/// Where it fell short, when no mentor wrote anything beside particular words.
fn short_view(ctx: &Ctx, work: &WorkOn) -> AnyView {
    let text = ctx.text;
    let rows = work.short.iter().map(|row| {
        let level = text.say_with(key::HOME_WORK_LEVEL, &[("level", row.level.into())]);
        view! {
            <li>
                <div>
                    <a href=format!("/feedback/{}", row.review)>{row.scenario_title.clone()}</a>
                    <p class="u-quiet">{ctx.date(row.released_at)}</p>
                </div>
                <Badge tone=Tone::Attention>{level}</Badge>
            </li>
        }
    });
    view! {
        <p class="u-quiet">{text.say(key::HOME_WORK_SHORT)}</p>
        <ul class="c-rows">{rows.collect_view()}</ul>
    }
    .into_any()
}

fn evidence_view(ctx: &Ctx, row: &EvidenceRow) -> AnyView {
    let (name, excerpt) = (ctx.text.say(key::HOME_YOU_WROTE), row.excerpt.clone());
    let address = format!("/feedback/{}#message-{}", row.review, row.message);
    view! {
        <li class="c-turn">
            <Bubble side=Side::Operator name=name>{excerpt}</Bubble>
            <aside class="c-aside">
                <p>{row.comment.clone()}</p>
                <p><a href=address>{ctx.text.say(key::HOME_IN_REVIEW)}</a></p>
            </aside>
        </li>
    }
    .into_any()
}

fn feedback(ctx: &Ctx, rows: &[FeedbackRow], unread: u32) -> AnyView {
    let text = ctx.text;
    let empty = rows.is_empty().then(|| {
        view! { <Empty icon=Symbol::Note title=text.say(key::HOME_NO_FEEDBACK)><p>{text.say(key::HOME_NO_FEEDBACK_BODY)}</p></Empty> }
    });
    let new = (unread > 0).then(|| {
        view! { <Badge tone=Tone::Attention>{text.say_with(key::HOME_UNREAD, &[("count", unread.into())])}</Badge> }
    });
    let list = rows.iter().take(5).map(|row| feedback_row(ctx, row)).collect_view();
    let list = (!rows.is_empty()).then(|| view! { <ul class="c-rows">{list}</ul> });
    let all = (rows.len() > 5)
        .then(|| view! { <p class="p-home-all"><a href="/feedback">{text.say(key::HOME_ALL_FEEDBACK)}</a></p> });
    view! {
        <section aria-labelledby="feedback-title">
            <h2 id="feedback-title">{text.say(key::HOME_FEEDBACK)}" "{new}</h2>
            {empty}
            {list}
            {all}
        </section>
    }
    .into_any()
}

fn feedback_row(ctx: &Ctx, row: &FeedbackRow) -> AnyView {
    let text = ctx.text;
    let about = text.say_with(
        key::HOME_FEEDBACK_FROM,
        &[("mentor", row.mentor_name.as_str().into()), ("time", ctx.ago(row.released_at).into())],
    );
    let percent = row.percent.map_or_else(|| "–".to_owned(), |percent| text.percent(percent));
    let tone = if row.passed { Tone::Good } else { Tone::Attention };
    let verdict = text.say(if row.passed { key::HOME_PASSED } else { key::HOME_NOT_PASSED });
    let new = (!row.acknowledged).then(|| view! { <Badge tone=Tone::Attention>{text.say(key::HOME_NEW)}</Badge> });
    view! {
        <li>
            <div>
                <a href=format!("/feedback/{}", row.review)>{row.scenario_title.clone()}</a>
                <p class="u-quiet">{about}</p>
            </div>
            <span class="c-badges">{new}<Badge tone=tone>{percent}" "{verdict}</Badge></span>
        </li>
    }
    .into_any()
}
