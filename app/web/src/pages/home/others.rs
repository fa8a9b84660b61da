//! The way to the work of the other roles.

use crate::{
    render::Ctx,
    text::{Key, key},
    ui::{Icon, Symbol},
};
use domain::people::Role;
use leptos::prelude::*;

/// Role, drawing, address, title, what is there.
const AREAS: [(Role, Symbol, &str, Key, Key); 6] = [
    (Role::Mentor, Symbol::List, "/queue", key::NAV_QUEUE, key::HOME_QUEUE_BODY),
    (Role::Mentor, Symbol::Check, "/queue/reviewed", key::NAV_REVIEWED, key::HOME_REVIEWED_BODY),
    (Role::Manager, Symbol::Trend, "/reports/progress", key::NAV_PROGRESS, key::HOME_PROGRESS_BODY),
    (Role::Manager, Symbol::Clock, "/reports/backlog", key::HOME_BACKLOG, key::HOME_BACKLOG_BODY),
    (Role::Administrator, Symbol::People, "/people", key::NAV_PEOPLE, key::HOME_PEOPLE_BODY),
    (Role::Administrator, Symbol::Shield, "/audit", key::NAV_AUDIT, key::HOME_AUDIT_BODY),
];

/// A card for each area the person may enter.
pub fn view(ctx: &Ctx) -> AnyView {
    let text = ctx.text;
    let cards: Vec<_> = AREAS
        .into_iter()
        .filter(|(role, ..)| ctx.has(*role))
        .map(|(_, icon, address, title, body)| {
            view! {
                <li class="c-card p-area">
                    <Icon name=icon/>
                    <h2 class="c-card-title"><a href=address>{text.say(title)}</a></h2>
                    <p>{text.say(body)}</p>
                </li>
            }
        })
        .collect();
    (!cards.is_empty()).then(|| view! { <ul class="p-areas">{cards}</ul> }).into_any()
}
