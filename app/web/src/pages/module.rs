//! A module: something to read, with a table of contents, a place to come back to, and what still counts.

mod ending;

use super::item;
use crate::{
    failure::PageError,
    form::Fields,
    guard::{As, Id},
    markdown::{Rendered, Section, rendered},
    render::{Ctx, Frame, Here, Layout, page},
    state::AppState,
    text::key,
    ui::{Breadcrumbs, Callout, CalloutKind, Crumb, Icon, Symbol},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::people::Operator;
use leptos::prelude::*;
use store::learning::{self, ModulePage};

/// `GET /modules/{module}`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(module): Id<String>,
) -> Result<Response, PageError> {
    let shown = learning::get_module(&app.store, &operator, &module).await?;
    let frame = Frame::new(shown.module.title.clone(), Here::Learn, Layout::Reading);
    Ok(page(&ctx, frame, || view(&ctx, &shown)))
}

/// `POST /modules/{module}/reading`: keeps a place, or notes that the module was read to its end.
pub async fn read(
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(module): Id<String>,
    fields: Fields,
) -> Result<Response, PageError> {
    let place = fields.get("place");
    if place.is_empty() {
        learning::record_read(&app.store, &operator, &module).await?;
        return Ok(Redirect::to(&format!("/modules/{module}#end")).into_response());
    }
    // A place is one of the anchors of this module; anything else would come back as an address of its own making.
    let shown = learning::get_module(&app.store, &operator, &module).await?;
    let text = crate::text::Text::new(operator.actor().locale);
    let known =
        rendered(&shown.module.hash, &shown.module.body, text).sections.iter().any(|section| section.id == place);
    if !known {
        return Err(PageError::Invalid);
    }
    learning::record_place(&app.store, &operator, &module, place).await?;
    let anchor: String = url::form_urlencoded::byte_serialize(place.as_bytes()).collect();
    Ok(Redirect::to(&format!("/modules/{module}#{anchor}")).into_response())
}

/// The module, or why it is locked: then nothing of its body is sent.
pub fn view(ctx: &Ctx, shown: &ModulePage) -> AnyView {
    match ctx.text.why_locked(&shown.state) {
        Some(why) => locked(ctx, shown, why),
        None => open(ctx, shown, &rendered(&shown.module.hash, &shown.module.body, ctx.text)),
    }
}

fn crumbs(ctx: &Ctx, shown: &ModulePage) -> AnyView {
    let all = Crumb::new("/tracks", ctx.text.say(key::TRACKS_TITLE));
    let track = shown.track.as_ref().map(|track| Crumb::new(format!("/tracks/{}", track.id), track.title.clone()));
    let crumbs = std::iter::once(all).chain(track).collect();
    view! { <Breadcrumbs label=ctx.text.say(key::CRUMBS_LABEL) crumbs=crumbs/> }.into_any()
}

fn locked(ctx: &Ctx, shown: &ModulePage, why: String) -> AnyView {
    let track = shown.track.as_ref().map_or_else(|| "/tracks".to_owned(), |track| format!("/tracks/{}", track.id));
    view! {
        {crumbs(ctx, shown)}
        <div class="p-locked">
            <Icon name=Symbol::Lock/>
            <h1>{shown.module.title.clone()}</h1>
            <p class="c-lead">{why}</p>
            <p>{ctx.text.say(key::LOCKED_ORDER)}</p>
            <p><a class="c-button" href=track>{ctx.text.say(key::LOCKED_TO_TRACK)}</a></p>
        </div>
    }
    .into_any()
}

fn open(ctx: &Ctx, shown: &ModulePage, body: &Rendered) -> AnyView {
    let text = ctx.text;
    let module = &shown.module;
    let place = shown.place.as_deref();
    let sections = body.sections.iter().map(|section| section_view(ctx, section, place)).collect_view();
    let opening = (!body.opening.trim().is_empty())
        .then(|| view! { <div class="p-section" inner_html=body.opening.clone()></div> });
    view! {
        <article class="p-module">
            <header class="p-module-head">
                {crumbs(ctx, shown)}
                <h1>{module.title.clone()}</h1>
                <p class="c-lead">{module.summary.clone()}</p>
                <p class="p-module-meta">
                    <Icon name=Symbol::Clock/>
                    {text.minutes(module.minutes)}
                    {item::state_badge(ctx, &shown.state)}
                </p>
            </header>
            {contents(ctx, shown, body)}
            <div class="p-prose">
                {resume(ctx, shown, body)}
                {opening}
                {sections}
            </div>
            {ending::view(ctx, shown)}
        </article>
        <form id="reading" method="post" action=format!("/modules/{}/reading", module.id)></form>
    }
    .into_any()
}

fn contents(ctx: &Ctx, shown: &ModulePage, body: &Rendered) -> AnyView {
    let items = body
        .sections
        .iter()
        .map(|section| {
            let here = (shown.place.as_deref() == Some(section.id.as_str())).then_some("location");
            view! { <li><a href=format!("#{}", section.id) aria-current=here>{section.title.clone()}</a></li> }
        })
        .collect_view();
    let heading = ctx.text.say(key::MODULE_CONTENTS);
    view! {
        <nav class="p-toc" aria-label=heading.clone()>
            <details open=true>
                <summary>{heading.clone()}</summary>
                <ol>{items}</ol>
                <p><a href="#end">{ctx.text.say(key::MODULE_TO_END)}</a></p>
            </details>
        </nav>
    }
    .into_any()
}

/// Where one stopped last time: a plain link, so that it works without scripts and never moves the page by itself.
fn resume(ctx: &Ctx, shown: &ModulePage, body: &Rendered) -> Option<AnyView> {
    let place = shown.place.as_deref().filter(|_| !shown.state.is_complete())?;
    let section = body.sections.iter().find(|section| section.id == place)?;
    let words = ctx.text.say(key::MODULE_RESUME);
    let (address, title) = (format!("#{}", section.id), section.title.clone());
    Some(
        view! {
            <Callout kind=CalloutKind::Note>
                <p>{words}" "<a href=address>{title}</a></p>
            </Callout>
        }
        .into_any(),
    )
}

fn section_view(ctx: &Ctx, section: &Section, place: Option<&str>) -> AnyView {
    let here = place == Some(section.id.as_str());
    let (words, pressed) =
        if here { (key::MODULE_PLACE_KEPT, Some("true")) } else { (key::MODULE_KEEP_PLACE, Some("false")) };
    let label = format!("{}: {}", ctx.text.say(words), section.title);
    view! {
        <section class="p-section">
            <div class="p-section-head">
                <h2 id=section.id.clone()>{section.title.clone()}</h2>
                <button class="c-bookmark" form="reading" name="place" value=section.id.clone() aria-pressed=pressed aria-label=label>
                    <Icon name=Symbol::Flag/>
                    <span>{ctx.text.say(words)}</span>
                </button>
            </div>
            <div class="p-section-body" inner_html=section.html.clone()></div>
        </section>
    }.into_any()
}
