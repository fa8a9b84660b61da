//! The right column: the scorecard as a form. Every level shows its anchor, so that nobody has to remember what a 2 is.

use crate::{
    islands::scorecard::form::{ReviewForm, mark_word},
    pages::feedback::{critical_kind, split_anchor},
    render::Ctx,
    text::key,
    ui::{Badge, Icon, Symbol, TextArea, Tone},
};
use domain::scorecard::{Criterion, CriterionKind, Critical, CriticalEffect, Mark, Section};
use leptos::prelude::*;
use store::reviews::ChatForReview;

/// The column.
pub fn column(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm) -> AnyView {
    let text = ctx.text;
    let card = &chat.desk.scorecard;
    let sections = card.sections.iter().map(|section| self::section(ctx, form, section)).collect_view();
    let criticals = card.criticals.iter().map(|critical| self::critical(ctx, form, critical)).collect_view();
    let error = |field: &str| form.errors.of(field).map(|error| text.field_error(error));
    let review = chat.desk.review;
    view! {
        <section class="p-review-card" aria-labelledby="scorecard">
            <h2 id="scorecard">{card.title.clone()} <span class="p-review-version">{text.say_with(key::REVIEW_VERSION, &[("version", card.version.into())])}</span></h2>
            {sections}
            <section class="p-card-section" aria-labelledby="criticals">
                <h3 id="criticals">{text.say(key::REVIEW_CRITICALS)}</h3>
                <p class="p-card-help">{text.say(key::REVIEW_CRITICALS_HELP)}</p>
                <ul class="p-criticals">{criticals}</ul>
            </section>
            <section class="p-card-section p-card-words" aria-labelledby="to-the-operator">
                <h3 id="to-the-operator">{text.say(key::REVIEW_TO_OPERATOR)}</h3>
                <TextArea
                    name="summary"
                    label=text.say(key::REVIEW_SUMMARY)
                    hint=text.say(key::REVIEW_SUMMARY_HINT)
                    rows=5
                    value=form.draft.summary.clone()
                    error=error("summary")
                />
                {focus(ctx, chat, form, error("focus"))}
            </section>
            <div class="p-review-actions">
                <button type="submit" class="c-button c-button-plain" formaction=format!("/reviews/{review}/draft")>{text.say(key::REVIEW_SAVE_DRAFT)}</button>
                <button type="submit" class="c-button">{text.say(key::REVIEW_RELEASE)}</button>
                <button type="submit" class="c-button c-button-quiet" formaction=format!("/reviews/{review}/return")>{text.say(key::REVIEW_GIVE_BACK)}</button>
            </div>
        </section>
    }
    .into_any()
}

fn section(ctx: &Ctx, form: &ReviewForm, section: &Section) -> AnyView {
    let id = format!("section-{}", section.id);
    let criteria = section.criteria.iter().map(|criterion| self::criterion(ctx, form, criterion)).collect_view();
    view! {
        <section class="p-card-section" aria-labelledby=id.clone()>
            <h3 id=id.clone()>{section.title.clone()} <span class="p-card-weight">{weight(ctx, section.weight)}</span></h3>
            {criteria}
        </section>
    }
    .into_any()
}

/// What it weighs, with its unit.
fn weight(ctx: &Ctx, points: u32) -> String {
    ctx.text.say_with(key::DEBRIEF_WEIGHT, &[("weight", points.into())])
}

fn criterion(ctx: &Ctx, form: &ReviewForm, criterion: &Criterion) -> AnyView {
    let text = ctx.text;
    let name = format!("criterion:{}", criterion.id);
    let chosen = form.draft.marks.criteria.get(&criterion.id).copied();
    let mut levels: Vec<(Mark, String, String)> = match criterion.kind {
        CriterionKind::Graded => criterion
            .anchors
            .iter()
            .zip(0_u8..)
            .map(|(anchor, level)| (Mark::Level(level), level.to_string(), anchor.clone()))
            .collect(),
        CriterionKind::Rule => vec![
            (Mark::Kept(true), text.say(key::REVIEW_YES), text.say(key::REVIEW_KEPT)),
            (Mark::Kept(false), text.say(key::REVIEW_NO), text.say(key::REVIEW_BROKEN)),
        ],
    };
    if criterion.allow_na {
        levels.push((Mark::NotApplicable, text.say(key::REVIEW_NA), text.say(key::REVIEW_NA_LONG)));
    }
    let rows = levels
        .into_iter()
        .map(|(mark, short, long)| level(&name, mark, short, &long, chosen == Some(mark)))
        .collect_view();
    let error = form.errors.of(&name).map(|error| text.field_error(error));
    let wrong = error.is_some();
    let error = error.map(
        |error| view! { <p class="c-field-error" id=format!("{name}-error")><Icon name=Symbol::Warning/>{error}</p> },
    );
    let described = wrong.then(|| format!("{name}-error"));
    view! {
        <fieldset class="p-criterion" id=name.clone() data-criterion=criterion.id.clone() aria-describedby=described tabindex="-1">
            <legend>{criterion.title.clone()} <span class="p-card-weight">{weight(ctx, criterion.weight)}</span></legend>
            {error}
            <p class="p-card-help">{criterion.help.clone()}</p>
            <div class="p-levels">{rows}</div>
        </fieldset>
    }
    .into_any()
}

/// One level: its digit and its anchor as one large target.
fn level(name: &str, mark: Mark, short: String, long: &str, chosen: bool) -> AnyView {
    let (word, rest) = split_anchor(long);
    let word = word.map(|word| view! { <b>{word.to_owned()}</b> " " });
    view! {
        <label class="p-level">
            <input type="radio" name=name.to_owned() value=mark_word(mark) checked=chosen/>
            <span class="p-level-short">{short}</span>
            <span class="p-level-long">{word}{rest.to_owned()}</span>
        </label>
    }
    .into_any()
}

fn critical(ctx: &Ctx, form: &ReviewForm, critical: &Critical) -> AnyView {
    let text = ctx.text;
    let found = form.draft.marks.criticals.contains(&critical.id);
    let (tone, effect) = match critical.effect {
        CriticalEffect::Fatal => (Tone::Harm, key::REVIEW_EFFECT_FATAL),
        CriticalEffect::Coach => (Tone::Attention, key::REVIEW_EFFECT_COACH),
    };
    let (kind, effect) = (critical_kind(text, critical.kind), text.say(effect));
    view! {
        <li>
            <label class="p-critical" id=format!("critical:{}", critical.id)>
                <input type="checkbox" name="critical" value=critical.id.clone() checked=found/>
                <span class="p-critical-text">
                    <b>{critical.title.clone()}</b>
                    <span class="p-critical-marks"><Badge>{kind}</Badge> <Badge tone=tone>{effect}</Badge></span>
                    <span class="p-card-help">{critical.help.clone()}</span>
                </span>
            </label>
        </li>
    }
    .into_any()
}

/// The one thing to work on.
fn focus(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm, error: Option<String>) -> AnyView {
    let text = ctx.text;
    let chosen = form.draft.focus.as_deref();
    let groups = chat.desk.scorecard.sections.iter().map(|section| {
        let options = section.criteria.iter().map(|criterion| {
            view! { <option value=criterion.id.clone() selected=chosen == Some(&criterion.id)>{criterion.title.clone()}</option> }
        });
        view! { <optgroup label=section.title.clone()>{options.collect_view()}</optgroup> }
    });
    let wrong = error.is_some().then_some("true");
    let error =
        error.map(|error| view! { <p class="c-field-error" id="focus-error"><Icon name=Symbol::Warning/>{error}</p> });
    view! {
        <div class="c-field">
            <label for="focus">{text.say(key::REVIEW_FOCUS)}</label>
            <p class="c-field-hint" id="focus-hint">{text.say(key::REVIEW_FOCUS_HINT)}</p>
            <select id="focus" name="focus" aria-invalid=wrong aria-describedby=if wrong.is_some() { "focus-hint focus-error" } else { "focus-hint" }>
                <option value="">{text.say(key::REVIEW_FOCUS_NONE)}</option>
                {groups.collect_view()}
            </select>
            {error}
        </div>
    }
    .into_any()
}
