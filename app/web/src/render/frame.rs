//! The document around a page: head, skip link, header with navigation and the personal menu.

use super::{Ctx, Frame, Here, Island, Layout};
use crate::{
    text::{Key, key},
    ui::{Icon, Symbol},
};
use domain::people::{Actor, Locale, Role, Theme};
use leptos::prelude::*;

/// The document.
pub(super) fn around(ctx: &Ctx, frame: Frame, body: AnyView) -> AnyView {
    let text = ctx.text;
    let title = format!("{} · {}", frame.title, text.say(key::PRODUCT));
    let look = match ctx.theme {
        Theme::System => None,
        chosen => Some(chosen.as_str()),
    };
    let layout = match frame.layout {
        Layout::Reading => "l-reading",
        Layout::Wide => "l-wide",
        Layout::Desk => "l-desk",
        Layout::Bare => "l-bare",
    };
    let font = (!ctx.site.font.is_empty()).then(|| {
        view! { <link rel="preload" href=ctx.site.font.clone() r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    view! {
        <html lang=text.locale().tag() data-theme=look>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {font}
                <link rel="stylesheet" href=ctx.site.css.clone()/>
                <link rel="icon" href=ctx.site.icon.clone() r#type="image/svg+xml"/>
                {frame.island.map(|island| scripts(ctx, island))}
            </head>
            <body class=layout>
                <a class="c-skip" href="#content">{text.say(key::SKIP_TO_CONTENT)}</a>
                {header(ctx, frame.here)}
                <main id="content" tabindex="-1">{body}</main>
            </body>
        </html>
    }
    .into_any()
}

/// Only a page with an island loads a browser half, and only that island's.
fn scripts(ctx: &Ctx, island: Island) -> AnyView {
    let half = match island {
        Island::Desk => ctx.site.desk.clone(),
        Island::Scorecard => ctx.site.scorecard.clone(),
    };
    let nonce = ctx.nonce.clone();
    view! {
        <link rel="modulepreload" href=half.glue nonce=nonce.clone()/>
        <link rel="preload" href=half.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" src=half.loader nonce=nonce></script>
    }
    .into_any()
}

fn header(ctx: &Ctx, here: Here) -> AnyView {
    let text = ctx.text;
    let menu = match ctx.actor.clone() {
        Some(actor) => personal_menu(ctx, &actor).into_any(),
        None => visitor_menu(ctx).into_any(),
    };
    let entries = entries(ctx);
    let nav = (!entries.is_empty()).then(|| {
        let items = entries
            .into_iter()
            .map(|(entry, address, words)| {
                let current = (entry == here).then_some("page");
                view! { <li><a href=address aria-current=current>{text.say(words)}</a></li> }
            })
            .collect_view();
        view! { <nav class="c-nav" aria-label=text.say(key::NAV_LABEL)><ul>{items}</ul></nav> }
    });
    view! {
        <header class="c-header">
            <a class="c-brand" href="/"><Icon name=Symbol::Brand/><span>{text.say(key::PRODUCT)}</span></a>
            {nav}
            {menu}
        </header>
    }
    .into_any()
}

fn entries(ctx: &Ctx) -> Vec<(Here, &'static str, Key)> {
    let Some(actor) = &ctx.actor else { return Vec::new() };
    let has = |role| actor.roles.has(role);
    let mut entries = vec![(Here::Home, "/", key::NAV_HOME)];
    if has(Role::Operator) {
        entries.extend([
            (Here::Learn, "/tracks", key::NAV_LEARN),
            (Here::Practice, "/practice", key::NAV_PRACTICE),
            (Here::Feedback, "/feedback", key::NAV_FEEDBACK),
        ]);
    }
    if has(Role::Mentor) {
        entries
            .extend([(Here::Queue, "/queue", key::NAV_QUEUE), (Here::Reviewed, "/queue/reviewed", key::NAV_REVIEWED)]);
    }
    if has(Role::Manager) {
        entries.push((Here::Progress, "/reports/progress", key::NAV_PROGRESS));
    }
    if has(Role::Administrator) {
        entries.extend([(Here::People, "/people", key::NAV_PEOPLE), (Here::Audit, "/audit", key::NAV_AUDIT)]);
    }
    entries
}

fn personal_menu(ctx: &Ctx, actor: &Actor) -> AnyView {
    let text = ctx.text;
    let roles = actor.roles.iter().map(|role| text.role(role)).collect::<Vec<_>>().join(" · ");
    view! {
        <details class="c-menu" name="menu">
            <summary>
                <span class="c-avatar" aria-hidden="true">{initials(&actor.name)}</span>
                <span class="u-hidden">{text.say(key::MENU_ACCOUNT)}</span>
                <Icon name=Symbol::Down/>
            </summary>
            <div class="c-menu-panel">
                <p class="c-menu-who"><strong>{actor.name.clone()}</strong><span>{roles}</span></p>
                <ul>
                    <li><a href="/account"><Icon name=Symbol::Person/>{text.say(key::NAV_ACCOUNT)}</a></li>
                    <li><a href="/privacy"><Icon name=Symbol::Shield/>{text.say(key::NAV_PRIVACY)}</a></li>
                </ul>
                {themes(ctx)}
                {languages(ctx)}
                <form method="post" action="/sign-out">
                    <button class="c-button c-button-quiet c-button-wide">{text.say(key::NAV_SIGN_OUT)}</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn visitor_menu(ctx: &Ctx) -> AnyView {
    view! { <div class="c-visitor">{themes(ctx)}{languages(ctx)}</div> }.into_any()
}

fn themes(ctx: &Ctx) -> AnyView {
    let chosen = ctx.theme;
    let choices = Theme::ALL.map(|theme| (theme.as_str(), ctx.text.theme(theme), theme == chosen));
    switch(ctx, "/theme", "theme", key::THEME_LABEL, choices.into()).into_any()
}

fn languages(ctx: &Ctx) -> AnyView {
    let choices = Locale::ALL.map(|locale| {
        let name = match locale {
            Locale::En => key::LANGUAGE_EN,
            Locale::Nl => key::LANGUAGE_NL,
        };
        (locale.tag(), ctx.text.say(name), locale == ctx.text.locale())
    });
    switch(ctx, "/language", "language", key::LANGUAGE_LABEL, choices.into()).into_any()
}

/// A row of buttons that post one choice and come back to this page.
fn switch(
    ctx: &Ctx,
    action: &'static str,
    name: &'static str,
    label: Key,
    choices: Vec<(&'static str, String, bool)>,
) -> AnyView {
    let buttons = choices
        .into_iter()
        .map(|(value, words, chosen)| {
            view! { <button name=name value=value aria-pressed=if chosen { "true" } else { "false" }>{words}</button> }
        })
        .collect_view();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="back" value=ctx.path.clone()/>
            <div class="c-switch" role="group" aria-label=ctx.text.say(label)>{buttons}</div>
        </form>
    }
    .into_any()
}

/// One or two letters that stand for a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
