//! What the pages about accounts look like.

use super::ShownLink;
use crate::{
    form::Filled,
    pages::zones::zone_field,
    render::Ctx,
    text::key,
    ui::{
        Badge, Button, ButtonKind, ButtonLink, Callout, CalloutKind, Choice, ErrorSummary, Field, Icon, PageHead,
        Select, SelectOption, Symbol, Table, Tone,
    },
};
use domain::people::{Locale, Role};
use leptos::prelude::*;
use store::accounts::PersonRow;

/// Everybody, and the form for somebody new.
pub fn view(ctx: &Ctx, people: &[PersonRow], filled: &Filled) -> AnyView {
    let text = ctx.text;
    let rows = people.iter().map(|person| row_view(ctx, person)).collect_view();
    let columns = vec![
        text.say(key::PEOPLE_COLUMN_PERSON),
        text.say(key::PEOPLE_COLUMN_ROLES),
        text.say(key::PEOPLE_COLUMN_TEAM),
        text.say(key::PEOPLE_COLUMN_SEEN),
        text.say(key::PEOPLE_COLUMN_CHANGE),
    ];
    let lead = text.say_with(key::PEOPLE_COUNT, &[("count", people.len().into())]);
    view! {
        <PageHead title=text.say(key::PEOPLE_TITLE) lead=lead><ButtonLink to="#new"><Icon name=Symbol::Plus/>{text.say(key::PEOPLE_NEW)}</ButtonLink></PageHead>
        <Table caption=text.say(key::PEOPLE_TITLE) columns=columns>{rows}</Table>
        {new_view(ctx, filled)}
    }
    .into_any()
}

fn row_view(ctx: &Ctx, person: &PersonRow) -> AnyView {
    let text = ctx.text;
    let roles = person.roles.iter().map(|role| view! { <Badge>{text.role(role)}</Badge> }).collect_view();
    let disabled =
        person.disabled.then(|| view! { <Badge tone=Tone::Attention>{text.say(key::PEOPLE_DISABLED)}</Badge> });
    let waiting = (!person.activated).then(|| view! { <Badge>{text.say(key::PEOPLE_INVITED)}</Badge> });
    let place = [person.team.clone(), person.cohort.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let seen = person.last_seen.map_or_else(|| text.say(key::PEOPLE_NEVER), |at| ctx.ago(at));
    view! {
        <tr id=format!("person-{}", person.id)>
            <th scope="row"><span class="p-person">{person.name.clone()}<span class="u-quiet">{person.email.clone()}</span></span></th>
            <td><span class="c-badges">{roles}{waiting}{disabled}</span></td>
            <td>{place}</td>
            <td>{seen}</td>
            <td>{change_view(ctx, person)}</td>
        </tr>
    }.into_any()
}

/// Roles, disabling and a new link, folded away so that the table stays a table.
fn change_view(ctx: &Ctx, person: &PersonRow) -> AnyView {
    let text = ctx.text;
    let address = format!("/people/{}", person.id);
    let roles = Role::ALL
        .map(|role| {
            let has = person.roles.has(role);
            view! { <Choice name="role" value=role.as_str() chosen=has>{text.role(role)}</Choice> }
        })
        .collect_view();
    let (next, words, kind) = if person.disabled {
        ("false", key::PEOPLE_ENABLE, ButtonKind::Plain)
    } else {
        ("true", key::PEOPLE_DISABLE, ButtonKind::Harm)
    };
    let label = format!("{}: {}", text.say(key::PEOPLE_CHANGE), person.name);
    view! {
        <details class="c-fold">
            <summary aria-label=label>{text.say(key::PEOPLE_CHANGE)}</summary>
            <div class="c-fold-panel">
                <form method="post" action=format!("{address}/roles")>
                    <fieldset><legend>{text.say(key::PEOPLE_COLUMN_ROLES)}</legend>{roles}</fieldset>
                    <Button kind=ButtonKind::Plain>{text.say(key::PEOPLE_SAVE_ROLES)}</Button>
                </form>
                <form method="post" action=format!("{address}/link")>
                    <p class="u-quiet">{text.say(key::PEOPLE_LINK_HINT)}</p>
                    <Button kind=ButtonKind::Plain>{text.say(key::PEOPLE_LINK)}</Button>
                </form>
                <form method="post" action=format!("{address}/disabled")>
                    <p class="u-quiet">{text.say(key::PEOPLE_DISABLE_HINT)}</p>
                    <Button kind=kind name="disabled" value=next>{text.say(words)}</Button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn new_view(ctx: &Ctx, filled: &Filled) -> AnyView {
    let text = ctx.text;
    let roles = Role::ALL
        .map(|role| {
            let chosen = filled.fields.all("role").any(|value| value == role.as_str());
            view! { <Choice name="role" value=role.as_str() chosen=chosen>{text.role(role)}</Choice> }
        })
        .collect_view();
    let languages = Locale::ALL
        .map(|locale| {
            let name = if locale == Locale::En { key::LANGUAGE_EN } else { key::LANGUAGE_NL };
            SelectOption {
                value: locale.tag().into(),
                label: text.say(name),
                chosen: filled.fields.get("language") == locale.tag(),
            }
        })
        .to_vec();
    let errors: Vec<(String, String)> = [
        ("name", key::FIELD_NAME),
        ("email", key::FIELD_EMAIL),
        ("roles", key::PEOPLE_COLUMN_ROLES),
        ("zone", key::FIELD_ZONE),
    ]
    .into_iter()
    .filter_map(|(name, label)| Some((name.to_owned(), format!("{}: {}", text.say(label), filled.error(text, name)?))))
    .collect();
    view! {
        <section class="c-card p-new-person" id="new" aria-labelledby="new-title">
            <h2 class="c-card-title" id="new-title">{text.say(key::PEOPLE_NEW)}</h2>
            <p class="u-quiet">{text.say(key::PEOPLE_NEW_BODY)}</p>
            <ErrorSummary title=text.say_with(key::ERRORS_HEADING, &[("count", errors.len().into())]) errors=errors/>
            <form class="c-form" method="post" action="/people">
                <Field name="name" label=text.say(key::FIELD_NAME) value=filled.value("name") autocomplete="off" error=filled.error(text, "name")/>
                <Field
                    name="email"
                    kind="email"
                    label=text.say(key::FIELD_EMAIL)
                    value=filled.value("email")
                    autocomplete="off"
                    error=filled.error(text, "email")
                />
                <fieldset class="c-field" id="roles"><legend>{text.say(key::PEOPLE_COLUMN_ROLES)}</legend>{roles}</fieldset>
                <Select name="language" label=text.say(key::LANGUAGE_LABEL) options=languages error=filled.error(text, "language")/>
                {zone_field(ctx, &filled.value("zone"), filled.error(text, "zone"))}
                <Button>{text.say(key::PEOPLE_CREATE)}</Button>
            </form>
        </section>
    }.into_any()
}

/// The one-time link, this once.
pub fn link_view(ctx: &Ctx, link: &ShownLink) -> AnyView {
    let text = ctx.text;
    let until = text.say_with(key::PEOPLE_LINK_UNTIL, &[("date", ctx.date_time(link.expires_at).into())]);
    let title = text.say_with(key::PEOPLE_LINK_FOR, &[("name", link.name.as_str().into())]);
    let once = text.say(key::PEOPLE_LINK_ONCE);
    view! {
        <PageHead title=title/>
        <Callout kind=CalloutKind::Warning><p>{once}</p></Callout>
        <p class="p-one-time"><code>{link.path.clone()}</code></p>
        <p class="u-quiet">{text.say(key::PEOPLE_LINK_HOW)}</p>
        <p class="u-quiet">{until}</p>
        <p><ButtonLink to="/people">{text.say(key::PEOPLE_LINK_BACK)}</ButtonLink></p>
    }
    .into_any()
}
