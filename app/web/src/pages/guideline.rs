//! A guideline: its clauses with anchors, what changed since it was signed, and the form to sign it.

use super::item;
use crate::{
    failure::PageError,
    form::{Fields, Filled},
    guard::{As, Id, SignedIn},
    markdown::rendered,
    render::{Ctx, Frame, Here, Layout, page, page_with_status},
    state::AppState,
    text::key,
    ui::{Breadcrumbs, Button, Callout, CalloutKind, Choice, Crumb, Icon, Symbol},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    curriculum::{Clause, GuidelineSection},
    field::{FieldError, FieldErrors},
    ids::{ClientId, PersonId},
    people::{Operator, Role},
};
use leptos::prelude::*;
use sha2::{Digest, Sha256};
use store::learning::{self, GuidelinePage};

/// `GET /guidelines/{guideline}`
pub async fn show(
    ctx: Ctx,
    State(app): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(guideline): Id<String>,
) -> Result<Response, PageError> {
    let shown = learning::get_guideline(&app.store, &actor, &guideline).await?;
    Ok(page(&ctx, frame(&shown), || view(&ctx, &shown, &Filled::default())))
}

/// `POST /guidelines/{guideline}/sign-offs`
pub async fn sign(
    ctx: Ctx,
    State(app): State<AppState>,
    As(operator): As<Operator>,
    Id(guideline): Id<String>,
    fields: Fields,
) -> Result<Response, PageError> {
    let version = fields.parse::<u32>("version").ok_or(PageError::Invalid)?;
    if !fields.has("agree") {
        let shown = learning::get_guideline(&app.store, operator.actor(), &guideline).await?;
        let mut errors = FieldErrors::default();
        errors.add("agree", FieldError::Missing);
        let filled = Filled::again(fields, errors);
        return Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&shown), || {
            view(&ctx, &shown, &filled)
        }));
    }
    let client = client_id(operator.id(), &guideline, version);
    learning::sign_guideline(&app.store, &operator, &guideline, version, client).await?;
    Ok(Redirect::to(&format!("/guidelines/{guideline}#signature")).into_response())
}

/// One person signs one version once, so the id of that intention follows from the three; sending the form twice is one signature.
fn client_id(person: PersonId, guideline: &str, version: u32) -> ClientId {
    let digest = Sha256::new()
        .chain_update(person.0.as_bytes())
        .chain_update(guideline)
        .chain_update(version.to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    ClientId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn frame(shown: &GuidelinePage) -> Frame {
    Frame::new(shown.guideline.title.clone(), Here::Learn, Layout::Reading)
}

/// The guideline, or why it is locked.
pub fn view(ctx: &Ctx, shown: &GuidelinePage, filled: &Filled) -> AnyView {
    let text = ctx.text;
    let guideline = &shown.guideline;
    let crumbs = vec![Crumb::new("/tracks", text.say(key::TRACKS_TITLE))];
    if let Some(why) = text.why_locked(&shown.state).filter(|_| ctx.has(Role::Operator)) {
        return view! {
            <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=crumbs/>
            <div class="p-locked">
                <Icon name=Symbol::Lock/>
                <h1>{guideline.title.clone()}</h1>
                <p class="c-lead">{why}</p>
                <p>{text.say(key::LOCKED_ORDER)}</p>
                <p><a class="c-button" href="/tracks">{text.say(key::LOCKED_TO_TRACK)}</a></p>
            </div>
        }
        .into_any();
    }
    let introduction = rendered(&format!("{}:introduction", guideline.hash), &guideline.introduction, text).html();
    let sections = guideline.sections.iter().map(|section| section_view(ctx, &guideline.hash, section)).collect_view();
    let version = text.say_with(key::GUIDELINE_VERSION, &[("version", guideline.version.into())]);
    let toc = guideline
        .sections
        .iter()
        .filter_map(|section| {
            let first = section.clauses.first()?;
            Some(view! { <li><a href=format!("#{}", first.id)>{section.title.clone()}</a></li> })
        })
        .collect_view();
    let contents = text.say(key::MODULE_CONTENTS);
    view! {
        <article class="p-module p-guideline">
            <header class="p-module-head">
                <Breadcrumbs label=text.say(key::CRUMBS_LABEL) crumbs=crumbs/>
                <h1>{guideline.title.clone()}</h1>
                <p class="p-module-meta">{version}{ctx.has(Role::Operator).then(|| item::state_badge(ctx, &shown.state))}</p>
            </header>
            <nav class="p-toc" aria-label=contents.clone()>
                <details open=true>
                    <summary>{contents.clone()}</summary>
                    <ol>{toc}</ol>
                    {ctx.has(Role::Operator).then(|| view! { <p><a href="#signature">{text.say(key::GUIDELINE_TO_SIGNATURE)}</a></p> })}
                </details>
            </nav>
            <div class="p-prose">
                {changes(ctx, shown)}
                <div class="p-section" inner_html=introduction></div>
                {sections}
            </div>
            {ctx.has(Role::Operator).then(|| signature(ctx, shown, filled))}
        </article>
    }
    .into_any()
}

fn section_view(ctx: &Ctx, hash: &str, section: &GuidelineSection) -> AnyView {
    let clauses = section.clauses.iter().map(|clause| clause_view(ctx, hash, clause)).collect_view();
    view! { <section class="p-section"><h2>{section.title.clone()}</h2>{clauses}</section> }.into_any()
}

fn clause_view(ctx: &Ctx, hash: &str, clause: &Clause) -> AnyView {
    let body = rendered(&format!("{hash}:{}", clause.id), &clause.body, ctx.text).html();
    let link = ctx.text.say_with(key::GUIDELINE_LINK, &[("clause", clause.id.as_str().into())]);
    view! {
        <div class="p-clause" id=clause.id.clone()>
            <a class="p-clause-id" href=format!("#{}", clause.id) aria-label=link>{clause.id.clone()}</a>
            <h3>{clause.title.clone()}</h3>
            <div inner_html=body></div>
        </div>
    }
    .into_any()
}

/// What changed since this person signed: before and after, clause by clause.
fn changes(ctx: &Ctx, shown: &GuidelinePage) -> Option<AnyView> {
    let text = ctx.text;
    let signed = shown.signed.as_ref().filter(|_| shown.asks && !shown.changed.is_empty())?;
    let rows = shown
        .changed
        .iter()
        .map(|change| {
            let side = |words: &Option<String>, label, class: &'static str| {
                words.clone().map(|words| view! { <div class=class><h3>{text.say(label)}</h3><p>{words}</p></div> })
            };
            view! {
                <li>
                    <h2><a href=format!("#{}", change.id)>{change.title.clone()}</a></h2>
                    <div class="p-change">
                        {side(&change.before, key::GUIDELINE_BEFORE, "p-change-before")}
                        {side(&change.after, key::GUIDELINE_AFTER, "p-change-after")}
                    </div>
                </li>
            }
        })
        .collect_view();
    let title = text.say_with(key::GUIDELINE_CHANGED, &[("version", signed.version.into())]);
    let summary = shown.guideline.summary.clone();
    Some(
        view! {
            <section class="p-changes">
                <Callout kind=CalloutKind::Warning title=title><p>{summary}</p></Callout>
                <ol>{rows}</ol>
            </section>
        }
        .into_any(),
    )
}

fn signature(ctx: &Ctx, shown: &GuidelinePage, filled: &Filled) -> AnyView {
    let text = ctx.text;
    let guideline = &shown.guideline;
    let signed = shown.signed.as_ref().map(|signed| {
        let date = ctx.date_time(signed.signed_at);
        text.say_with(key::GUIDELINE_SIGNED, &[("version", signed.version.into()), ("date", date.into())])
    });
    let count = guideline.sections.iter().map(|section| section.clauses.len()).sum::<usize>();
    let name = ctx.actor.as_ref().map(|actor| actor.name.clone()).unwrap_or_default();
    let error = filled.errors.of("agree").map(|_| text.say(key::GUIDELINE_AGREE_FIRST));
    let form = shown.asks.then(|| {
        let wrong = error.map(|error| view! { <p class="c-field-error" id="agree-error" role="alert"><Icon name=Symbol::Warning/>{error}</p> });
        view! {
            <form method="post" action=format!("/guidelines/{}/sign-offs", guideline.id)>
                <p>{text.say_with(key::GUIDELINE_SIGN_BODY, &[("version", guideline.version.into())])}</p>
                <input type="hidden" name="version" value=guideline.version/>
                {wrong}
                <Choice name="agree" value="1">{text.say_with(key::GUIDELINE_AGREE, &[("count", count.into())])}</Choice>
                <p class="p-signature-name"><span class="u-quiet">{text.say(key::GUIDELINE_SIGN_AS)}</span>{name}</p>
                <Button><Icon name=Symbol::Pen/>{text.say(key::GUIDELINE_SIGN)}</Button>
            </form>
        }
    });
    view! {
        <section class="p-module-end p-signature" id="signature" aria-labelledby="signature-title">
            <h2 id="signature-title">{text.say(key::GUIDELINE_SIGNATURE)}</h2>
            {signed.map(|signed| view! { <p class="c-done"><Icon name=Symbol::Check/>{signed}</p> })}
            {form}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_intention_has_one_id() {
        let (ann, bob) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let id = client_id(ann, "house-rules", 1);
        assert_eq!(id, client_id(ann, "house-rules", 1));
        for other in [client_id(bob, "house-rules", 1), client_id(ann, "house-rules", 2), client_id(ann, "other", 1)] {
            assert_ne!(id, other);
        }
    }
}
