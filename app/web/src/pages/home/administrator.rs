//! An administrator's home: who has not come in yet, refused sign-ins, and the newest entries of the audit log.

use crate::{
    pages::audit,
    render::Ctx,
    text::key,
    ui::{ButtonLink, Empty, Figure, Icon, Symbol},
};
use chrono::TimeDelta;
use leptos::prelude::*;
use store::accounts::{AuditRow, PersonRow};

/// People named; the rest is a click away.
const NAMED: usize = 5;
/// Entries shown.
const SHOWN: usize = 6;
/// What a refused sign-in is called in the log.
const REFUSED: &str = "session.refuse";

/// Everything about the installation.
pub fn view(ctx: &Ctx, people: &[PersonRow], log: &[AuditRow]) -> AnyView {
    let text = ctx.text;
    let waiting: Vec<&PersonRow> = people.iter().filter(|person| !person.activated && !person.disabled).collect();
    let disabled = people.iter().filter(|person| person.disabled).count();
    let day = ctx.now - TimeDelta::days(1);
    let refused = log.iter().filter(|row| row.action == REFUSED && row.at > day).count();
    let entries = log.iter().take(SHOWN).map(|row| entry(ctx, people, row)).collect_view();
    view! {
        {invited(ctx, &waiting)}
        <div class="c-figures">
            <Figure value=people.len().to_string() label=text.say(key::HOME_ADMIN_ACCOUNTS) to="/people"/>
            <Figure value=disabled.to_string() label=text.say(key::HOME_ADMIN_DISABLED) to="/people"/>
            <Figure value=refused.to_string() label=text.say(key::HOME_ADMIN_REFUSED) to="/audit"/>
        </div>
        <section aria-labelledby="log">
            <h2 id="log">{text.say(key::HOME_ADMIN_LOG)}</h2>
            <ul class="c-rows">{entries}</ul>
            <p class="p-home-all"><a href="/audit">{text.say(key::HOME_ADMIN_ALL)}</a></p>
        </section>
    }
    .into_any()
}

/// Accounts nobody has signed in to yet.
fn invited(ctx: &Ctx, waiting: &[&PersonRow]) -> AnyView {
    let text = ctx.text;
    if waiting.is_empty() {
        return view! {
            <Empty icon=Symbol::Check title=text.say(key::HOME_ADMIN_CALM)>
                <p>{text.say(key::HOME_ADMIN_CALM_BODY)}</p>
                <p><ButtonLink to="/people#new">{text.say(key::PEOPLE_NEW)}</ButtonLink></p>
            </Empty>
        }
        .into_any();
    }
    let named = waiting
        .iter()
        .take(NAMED)
        .map(|person| {
            view! {
                <li>
                    <a href=format!("/people#person-{}", person.id)>{person.name.clone()}</a>
                    <span class="u-quiet">{person.email.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="p-next" aria-labelledby="invited">
            <p class="p-next-label">{text.say(key::HOME_ADMIN_LABEL)}</p>
            <div class="p-next-body">
                <h2 id="invited">{text.say_with(key::HOME_ADMIN_INVITED, &[("count", waiting.len().into())])}</h2>
                <ul class="p-next-people">{named}</ul>
                <p class="u-quiet">{text.say(key::HOME_ADMIN_INVITED_BODY)}</p>
            </div>
            <div class="p-next-go"><ButtonLink to="/people">{text.say(key::NAV_PEOPLE)}<Icon name=Symbol::Right/></ButtonLink></div>
        </section>
    }
    .into_any()
}

fn entry(ctx: &Ctx, people: &[PersonRow], row: &AuditRow) -> AnyView {
    let about = [audit::who(ctx, row), audit::about(ctx, people, row)];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <div>
                <b>{audit::what(ctx.text, &row.action)}</b>
                <p class="u-quiet">{about}</p>
            </div>
            <time class="u-quiet" datetime=row.at.to_rfc3339()>{ctx.ago(row.at)}</time>
        </li>
    }
    .into_any()
}
