//! Remarks beside a message: those that exist, a place for a new one, and the pattern the island makes new ones from.

use crate::{
    islands::scorecard::form::{ReviewForm, fresh_id},
    render::Ctx,
    text::key,
    ui::{
        Icon, Symbol, inside_textarea,
        transcript::{Pin, quote},
    },
};
use domain::{chat::Message, review::Comment, scorecard::Scorecard};
use leptos::prelude::*;
use store::reviews::ChatForReview;

/// Remarks of one message, and the place for a new one.
pub fn of_message(ctx: &Ctx, chat: &ChatForReview, form: &ReviewForm, message: &Message, pins: &[Pin]) -> AnyView {
    let card = &chat.desk.scorecard;
    let existing = pins.iter().filter_map(|pin| {
        let comment = form.draft.comments.iter().find(|comment| comment.id.to_string() == pin.id)?;
        let error = form.errors.of(&format!("comment:{}", comment.id)).map(|error| ctx.text.field_error(error));
        Some(remark(ctx, card, &pin.id, Some(comment), quote(&message.body, pin.span), pin.number, error))
    });
    view! {
        <ol class="p-remarks" data-remarks="">{existing.collect_view()}</ol>
        {fresh(ctx, card, form, message)}
    }
    .into_any()
}

/// The pattern for new remarks: `__id__` is filled in by the island.
pub fn template(ctx: &Ctx, card: &Scorecard) -> AnyView {
    view! { <template id="remark-template">{remark(ctx, card, "__id__", None, String::new(), 0, None)}</template> }
        .into_any()
}

fn remark(
    ctx: &Ctx,
    card: &Scorecard,
    id: &str,
    comment: Option<&Comment>,
    words: String,
    number: usize,
    error: Option<String>,
) -> AnyView {
    let text = ctx.text;
    let name = |part: &str| format!("comment:{id}:{part}");
    let value = |read: fn(&Comment) -> String| comment.map(read).unwrap_or_default();
    let body = name("body");
    let problem = format!("comment:{id}");
    let wrong = error.is_some().then_some("true");
    let error = error.map(|error| view! { <p class="c-field-error" id=format!("{problem}-error")><Icon name=Symbol::Warning/>{error}</p> });
    view! {
        <li class="p-remark" id=format!("remark-{id}") data-remark=id.to_owned()>
            <p class="p-remark-words" id=problem>
                <span class="p-remark-number" data-number="">{(number > 0).then(|| number.to_string())}</span>
                <q data-quote="">{words}</q>
            </p>
            <input type="hidden" name=name("message") value=value(|comment| comment.message.to_string())/>
            <input type="hidden" name=name("start") value=value(|comment| comment.start.to_string())/>
            <input type="hidden" name=name("end") value=value(|comment| comment.end.to_string())/>
            <label class="u-hidden" for=body.clone()>{text.say(key::REVIEW_COMMENT)}</label>
            <textarea id=body.clone() name=body.clone() rows="2" aria-invalid=wrong placeholder=text.say(key::REVIEW_COMMENT_HINT)>{inside_textarea(&value(|comment| comment.body.clone()))}</textarea>
            {error}
            <div class="p-remark-foot">
                {criterion_of(ctx, card, &name("criterion"), comment.and_then(|comment| comment.criterion.as_deref()))}
                <span class="p-remark-hint">{text.say(key::REVIEW_EMPTY_REMOVES)}</span>
                <button type="button" class="c-button c-button-quiet p-remark-remove" data-remove="">
                    <Icon name=Symbol::Close/>{text.say(key::REVIEW_REMOVE)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Which criterion a remark speaks to, if any.
fn criterion_of(ctx: &Ctx, card: &Scorecard, name: &str, chosen: Option<&str>) -> AnyView {
    let text = ctx.text;
    let groups = card.sections.iter().map(|section| {
        let options = section.criteria.iter().map(|criterion| {
            view! { <option value=criterion.id.clone() selected=chosen == Some(&criterion.id)>{criterion.title.clone()}</option> }
        });
        view! { <optgroup label=section.title.clone()>{options.collect_view()}</optgroup> }
    });
    view! {
        <select name=name.to_owned() aria-label=text.say(key::REVIEW_COMMENT_CRITERION)>
            <option value="">{text.say(key::REVIEW_COMMENT_ANY)}</option>
            {groups.collect_view()}
        </select>
    }
    .into_any()
}

/// A new remark without selecting anything: quoted words, or the whole message.
fn fresh(ctx: &Ctx, card: &Scorecard, form: &ReviewForm, message: &Message) -> AnyView {
    let text = ctx.text;
    let name = |part: &str| format!("fresh:{}:{part}", message.id);
    let kept = form.fresh.get(&message.id).cloned().unwrap_or_default();
    let error = |part: &str| {
        form.errors.of(&name(part)).map(|error| match part {
            "quote" => text.say(key::REVIEW_QUOTE_NOT_FOUND),
            _ => text.field_error(error),
        })
    };
    let shown = |part: &str| {
        error(part).map(|error| view! { <p class="c-field-error" id=format!("{}-error", name(part))><Icon name=Symbol::Warning/>{error}</p> })
    };
    let wrong = |part: &str| error(part).is_some().then_some("true");
    let (quote, body) = (name("quote"), name("body"));
    view! {
        <details class="p-fresh" open=form.fresh.contains_key(&message.id)>
            <summary><Icon name=Symbol::Note/>{text.say(key::REVIEW_ADD_COMMENT)}</summary>
            <div class="p-fresh-fields">
                <input type="hidden" name=name("id") value=fresh_id(message.id, form.revision).to_string()/>
                <label for=quote.clone()>{text.say(key::REVIEW_QUOTE)}</label>
                <input type="text" id=quote.clone() name=quote value=kept.quote aria-invalid=wrong("quote")/>
                {shown("quote")}
                <label for=body.clone()>{text.say(key::REVIEW_COMMENT)}</label>
                <textarea id=body.clone() name=body rows="2" aria-invalid=wrong("body")>{inside_textarea(&kept.body)}</textarea>
                {shown("body")}
                {criterion_of(ctx, card, &name("criterion"), kept.criterion.as_deref())}
            </div>
        </details>
    }
    .into_any()
}
