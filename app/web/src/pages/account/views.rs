//! What the account page looks like.

use super::{Account, Done};
use crate::{
    pages::zones::zone_field,
    render::Ctx,
    text::key,
    ui::{Badge, Button, ButtonKind, Callout, CalloutKind, Card, Choice, Field, PageHead, Select, SelectOption, Tone},
};
use domain::people::{Actor, Locale, Theme};
use leptos::prelude::*;
use store::accounts::SessionRow;

/// The page.
pub fn view(ctx: &Ctx, actor: &Actor, account: &Account) -> AnyView {
    let text = ctx.text;
    let done = account.done.map(|done| {
        let words = text.say(match done {
            Done::Preferences => key::ACCOUNT_DONE_PREFERENCES,
            Done::Password => key::ACCOUNT_DONE_PASSWORD,
            Done::Sessions => key::ACCOUNT_DONE_SESSIONS,
        });
        view! { <Callout kind=CalloutKind::Done><p>{words}</p></Callout> }
    });
    let roles = actor.roles.iter().map(|role| text.role(role)).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="p-account">
            <PageHead title=text.say(key::ACCOUNT_TITLE) lead=format!("{} · {} · {roles}", actor.name, actor.email)/>
            {done}
            {preferences(ctx, account)}
            {password(ctx, account)}
            {sessions(ctx, &account.sessions)}
        </div>
    }
    .into_any()
}

fn preferences(ctx: &Ctx, account: &Account) -> AnyView {
    let text = ctx.text;
    let filled = &account.preferences;
    let option = |value: &str, label: String, name: &str| SelectOption {
        value: value.to_owned(),
        label,
        chosen: filled.fields.get(name) == value,
    };
    let languages = Locale::ALL
        .map(|locale| {
            let name = if locale == Locale::En { key::LANGUAGE_EN } else { key::LANGUAGE_NL };
            option(locale.tag(), text.say(name), "language")
        })
        .to_vec();
    let themes = Theme::ALL.map(|theme| option(theme.as_str(), text.theme(theme), "theme")).to_vec();
    let form = view! {
        <form class="c-form" method="post" action="/account/preferences">
            <Select name="language" label=text.say(key::LANGUAGE_LABEL) options=languages error=filled.error(text, "language")/>
            {zone_field(ctx, &filled.value("zone"), filled.error(text, "zone"))}
            <Select name="theme" label=text.say(key::THEME_LABEL) options=themes error=filled.error(text, "theme")/>
            <Button>{text.say(key::SAVE)}</Button>
        </form>
    };
    view! { <Card title=text.say(key::ACCOUNT_PREFERENCES)>{form}</Card> }.into_any()
}

fn password(ctx: &Ctx, account: &Account) -> AnyView {
    let text = ctx.text;
    let filled = &account.password;
    let form = view! {
        <form class="c-form" method="post" action="/account/password">
            <Field
                name="current"
                kind="password"
                label=text.say(key::PASSWORD_CURRENT)
                autocomplete="current-password"
                error=filled.error(text, "current")
            />
            <Field
                name="new"
                kind="password"
                label=text.say(key::PASSWORD_NEW)
                hint=text.say(key::PASSWORD_HINT)
                autocomplete="new-password"
                error=filled.error(text, "new")
            />
            <Field
                name="again"
                kind="password"
                label=text.say(key::FIELD_PASSWORD_AGAIN)
                autocomplete="new-password"
                error=filled.error(text, "again")
            />
            <Choice name="end-others" value="1" chosen=true>{text.say(key::PASSWORD_END_OTHERS)}</Choice>
            <Button>{text.say(key::PASSWORD_CHANGE)}</Button>
        </form>
    };
    view! { <Card title=text.say(key::ACCOUNT_PASSWORD)>{form}</Card> }.into_any()
}

fn sessions(ctx: &Ctx, sessions: &[SessionRow]) -> AnyView {
    let text = ctx.text;
    let rows = sessions.iter().map(|session| session_view(ctx, session)).collect_view();
    let others = (sessions.len() > 1).then(|| {
        view! {
            <form method="post" action="/account/sessions/end-others">
                <Button kind=ButtonKind::Plain>{text.say(key::SESSIONS_END_OTHERS)}</Button>
            </form>
        }
    });
    view! {
        <Card title=text.say(key::ACCOUNT_SESSIONS)>
            <p class="u-quiet">{text.say(key::SESSIONS_BODY)}</p>
            <ul class="c-rows">{rows}</ul>
            {others}
        </Card>
    }
    .into_any()
}

fn session_view(ctx: &Ctx, session: &SessionRow) -> AnyView {
    let text = ctx.text;
    let browser = browser(&session.user_agent);
    let seen = text.say_with(
        key::SESSION_SEEN,
        &[
            ("since", ctx.text.date_time_short(session.created_at, ctx.zone).into()),
            ("seen", ctx.ago(session.seen_at).into()),
            ("address", session.address.as_str().into()),
        ],
    );
    let end = if session.current {
        view! { <Badge tone=Tone::Good>{text.say(key::SESSION_THIS)}</Badge> }.into_any()
    } else {
        let label = format!("{}: {browser}", text.say(key::SESSION_END));
        view! {
            <form method="post" action=format!("/account/sessions/{}/end", session.id)>
                <button class="c-button c-button-plain" aria-label=label>{text.say(key::SESSION_END)}</button>
            </form>
        }
        .into_any()
    };
    view! { <li><div><strong>{browser}</strong><p class="u-quiet">{seen}</p></div>{end}</li> }.into_any()
}

/// `Firefox · Linux` out of what a browser calls itself; the whole text when nothing in it is known.
fn browser(user_agent: &str) -> String {
    // Every browser claims to be its forerunners, so the order decides.
    let name = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].into_iter().find(|name| user_agent.contains(name));
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux"]
        .into_iter()
        .find(|name| user_agent.contains(name));
    let name = name.map(|name| match name {
        "Edg" => "Edge",
        "OPR" => "Opera",
        other => other,
    });
    match (name, system) {
        (Some(name), Some(system)) => format!("{name} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => user_agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_named_briefly() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1",
                "Safari · iPhone",
            ),
            ("curl/8.5.0", "curl/8.5.0"),
        ] {
            assert_eq!(browser(agent), name);
        }
    }
}
