//! A manager's home: who may need attention this week and why, where people stop, and who carries the reviews.

use crate::{
    pages::reports::{reason, step_name, whole_percent},
    render::Ctx,
    text::key,
    ui::{ButtonLink, Empty, Figure, Icon, Symbol},
};
use domain::scorecard::percent;
use leptos::prelude::*;
use store::reports::{PersonProgress, Progress};

/// How many days the figures of this page cover.
pub const DAYS: u32 = 7;
/// People named; the rest is a click away.
const NAMED: usize = 3;
/// Steps named.
const STEPS: usize = 3;

/// Everything about the manager's teams.
pub fn view(ctx: &Ctx, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let chats: u32 = progress.people.iter().map(|person| person.chats).sum();
    let mean = progress.overall.mean.map_or_else(|| "–".to_owned(), |mean| text.percent(percent(mean)));
    let backlog = &progress.backlog;
    let oldest = backlog.oldest.map_or_else(|| "–".to_owned(), |at| ctx.ago(at));
    let week = format!("/reports/progress?days={DAYS}");
    view! {
        {attention(ctx, progress)}
        <div class="c-figures">
            <Figure value=text.number(chats) label=text.say(key::HOME_WEEK_CHATS) to=format!("{week}#people")/>
            <Figure value=text.number(progress.overall.n) label=text.say(key::HOME_WEEK_REVIEWS) to=format!("/reports/sections/all?days={DAYS}")/>
            <Figure value=mean label=text.say(key::HOME_WEEK_SCORE) to=format!("{week}#sections")/>
            <Figure value=text.number(backlog.waiting + backlog.held) label=text.say(key::REPORT_FIGURE_BACKLOG) to="/reports/backlog"/>
            <Figure value=oldest label=text.say(key::QUEUE_OLDEST) to="/reports/backlog"/>
        </div>
        <div class="p-home-columns">
            {stops(ctx, progress)}
            {mentors(ctx, progress)}
        </div>
    }
    .into_any()
}

fn points(person: &PersonProgress) -> u32 {
    person.risk.iter().map(|point| point.points).sum()
}

/// Who may need attention, worst first, with the reasons.
fn attention(ctx: &Ctx, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let mut listed: Vec<&PersonProgress> = progress.people.iter().filter(|person| person.at_risk).collect();
    if listed.is_empty() {
        return view! {
            <Empty icon=Symbol::Check title=text.say(key::HOME_MANAGER_CALM)>
                <p>{text.say(key::HOME_MANAGER_CALM_BODY)}</p>
                <p><ButtonLink to="/reports/progress">{text.say(key::NAV_PROGRESS)}</ButtonLink></p>
            </Empty>
        }
        .into_any();
    }
    listed.sort_by_key(|person| std::cmp::Reverse(points(person)));
    let title = text.say_with(key::HOME_MANAGER_ATTENTION, &[("count", listed.len().into())]);
    let named = listed
        .iter()
        .take(NAMED)
        .map(|person| {
            let reasons: Vec<String> = person.risk.iter().map(|point| reason(text, point)).collect();
            view! {
                <li>
                    <a href=format!("/reports/people/{}", person.id)>{person.name.clone()}</a>
                    <span class="u-quiet">{reasons.join("; ")}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="p-next" aria-labelledby="attention">
            <p class="p-next-label">{text.say(key::HOME_MANAGER_LABEL)}</p>
            <div class="p-next-body">
                <h2 id="attention">{title}</h2>
                <ul class="p-next-people">{named}</ul>
                <p class="u-quiet">{text.say(key::HOME_MANAGER_WHY)}</p>
            </div>
            <div class="p-next-go"><ButtonLink to="/reports/progress#at-risk">{text.say(key::HOME_MANAGER_GO)}<Icon name=Symbol::Right/></ButtonLink></div>
        </section>
    }
    .into_any()
}

/// The steps of onboarding that most people have not taken yet.
fn stops(ctx: &Ctx, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let mut lost: Vec<(u32, u32, String)> = progress
        .funnel
        .windows(2)
        .filter_map(|pair| {
            let [before, step] = pair else { return None };
            let count = before.reached.saturating_sub(step.reached);
            (count > 0).then(|| (count, before.reached, step_name(text, step.step)))
        })
        .collect();
    lost.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let none = lost.is_empty().then(|| view! { <p class="u-quiet">{text.say(key::HOME_MANAGER_NO_STOPS)}</p> });
    let rows = lost
        .into_iter()
        .take(STEPS)
        .map(|(count, of, step)| {
            let about = text.say_with(key::HOME_MANAGER_STOP, &[("count", count.into()), ("all", of.into())]);
            view! { <li><div><a href="/reports/progress#funnel">{step}</a><p class="u-quiet">{about}</p></div></li> }
        })
        .collect_view();
    view! {
        <section class="p-home-main" aria-labelledby="stops">
            <h2 id="stops">{text.say(key::HOME_MANAGER_STOPS)}</h2>
            {none}
            <ul class="c-rows">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Who reads the chats, and how much of it in time.
fn mentors(ctx: &Ctx, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let mentors = &progress.backlog.mentors;
    let none = mentors.is_empty().then(|| view! { <p class="u-quiet">{text.say(key::HOME_MANAGER_NO_MENTORS)}</p> });
    let rows = mentors
        .iter()
        .map(|mentor| {
            let held = text.say_with(key::HOME_MANAGER_HELD, &[("count", mentor.held.into())]);
            let in_time = whole_percent(mentor.released)
                .map(|share| text.say_with(key::HOME_MANAGER_IN_TIME, &[("share", text.percent(share).into())]));
            let about = [Some(held), in_time].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! { <li><div><b>{mentor.name.clone()}</b><p class="u-quiet">{about}</p></div></li> }
        })
        .collect_view();
    view! {
        <section class="p-home-side" aria-labelledby="mentors">
            <h2 id="mentors">{text.say(key::HOME_MANAGER_MENTORS)}</h2>
            {none}
            <ul class="c-rows">{rows}</ul>
        </section>
    }
    .into_any()
}
