//! The questions of an open attempt. Every kind works without scripts: an order is a number beside each option.

use super::answers::Sheet;
use crate::{
    render::Ctx,
    text::key,
    ui::{Button, Callout, CalloutKind, Choice, ErrorSummary},
};
use domain::quiz::{QuestionKind, QuestionView};
use leptos::prelude::*;
use store::learning::AttemptPage;

/// The form.
pub fn view(ctx: &Ctx, shown: &AttemptPage, sheet: &Sheet) -> AnyView {
    let text = ctx.text;
    let count = shown.questions.len();
    let questions = (1..)
        .zip(&shown.questions)
        .map(|(number, question)| question_view(ctx, number, count, question, sheet))
        .collect_view();
    let address = format!("/attempts/{}", shown.id);
    let limit = shown.deadline.map(|deadline| {
        let words = text.say_with(
            key::QUIZ_UNTIL,
            &[("time", text.time(deadline, ctx.zone).into()), ("left", ctx.ago(deadline).into())],
        );
        view! { <Callout kind=CalloutKind::Warning><p>{words}</p></Callout> }
    });
    let saved = (!Sheet::saved(&shown.answers).answers.is_empty() && sheet.twice.is_empty() && !sheet.asked_to_submit)
        .then(|| {
            view! { <p class="c-done" id="saved">{text.say(key::QUIZ_SAVED)}</p> }
        });
    let submit = if sheet.asked_to_submit { key::QUIZ_SUBMIT_ANYWAY } else { key::QUIZ_SUBMIT };
    let anyway = sheet.asked_to_submit.then(|| view! { <input type="hidden" name="anyway" value="1"/> });
    view! {
        {limit}
        {problems(ctx, shown, sheet)}
        <form class="p-questions" method="post" action=format!("{address}/submission")>
            {questions}
            {anyway}
            <div class="c-actions">
                <Button>{text.say(submit)}</Button>
                <button type="submit" class="c-button c-button-plain" formaction=format!("{address}/answers")>
                    {text.say(key::QUIZ_SAVE)}
                </button>
            </div>
            {saved}
            <p class="u-quiet">{text.say(key::QUIZ_HINT)}</p>
        </form>
    }
    .into_any()
}

/// Gaps and double places, each a link to its question.
fn problems(ctx: &Ctx, shown: &AttemptPage, sheet: &Sheet) -> AnyView {
    let text = ctx.text;
    let errors: Vec<(String, String)> = (1..)
        .zip(&shown.questions)
        .filter_map(|(number, question): (u32, _)| {
            let words = if sheet.twice.contains(&question.id) {
                key::QUIZ_TWICE
            } else if sheet.asked_to_submit && !sheet.answers.contains_key(&question.id) {
                key::QUIZ_GAP
            } else {
                return None;
            };
            Some((format!("question-{}", question.id), text.say_with(words, &[("number", number.into())])))
        })
        .collect();
    let title = if sheet.asked_to_submit {
        text.say_with(key::QUIZ_GAPS, &[("count", errors.len().into())])
    } else {
        text.say_with(key::ERRORS_HEADING, &[("count", errors.len().into())])
    };
    view! { <ErrorSummary title=title errors=errors/> }.into_any()
}

fn question_view(ctx: &Ctx, number: u32, count: usize, question: &QuestionView, sheet: &Sheet) -> AnyView {
    let text = ctx.text;
    let how = text.say(match question.kind {
        QuestionKind::Choice => key::QUIZ_HOW_CHOICE,
        QuestionKind::Several => key::QUIZ_HOW_SEVERAL,
        QuestionKind::Order => key::QUIZ_HOW_ORDER,
        QuestionKind::Short => key::QUIZ_HOW_SHORT,
    });
    let of = text.say_with(key::QUIZ_QUESTION_OF, &[("number", number.into()), ("count", count.into())]);
    let id = format!("question-{}", question.id);
    let hint = format!("{id}-how");
    let described = hint.clone();
    view! {
        <fieldset class="p-question" id=id tabindex="-1" aria-describedby=described>
            <legend><span class="p-question-number">{of}</span>{question.ask.clone()}</legend>
            <p class="c-field-hint" id=hint>{how}</p>
            {inputs(ctx, question, sheet)}
        </fieldset>
    }
    .into_any()
}

fn inputs(ctx: &Ctx, question: &QuestionView, sheet: &Sheet) -> AnyView {
    let name = format!("q.{}", question.id);
    match question.kind {
        QuestionKind::Choice => choices("radio", &name, question, sheet),
        QuestionKind::Several => choices("checkbox", &name, question, sheet),
        QuestionKind::Order => order(ctx, question, sheet),
        QuestionKind::Short => view! {
            <input type="text" name=name value=sheet.words(&question.id) maxlength="500" autocomplete="off" aria-label=question.ask.clone()/>
        }
        .into_any(),
    }
}

fn choices(kind: &'static str, name: &str, question: &QuestionView, sheet: &Sheet) -> AnyView {
    question
        .options
        .iter()
        .map(|(position, words)| {
            let chosen = sheet.chose(&question.id, *position);
            let words = words.clone();
            view! { <Choice kind=kind name=name.to_owned() value=position.to_string() chosen=chosen>{words}</Choice> }
        })
        .collect_view()
        .into_any()
}

fn order(ctx: &Ctx, question: &QuestionView, sheet: &Sheet) -> AnyView {
    let most = u32::try_from(question.options.len()).unwrap_or(u32::MAX);
    let rows = question
        .options
        .iter()
        .map(|(position, words)| {
            let chosen = sheet.places.get(&(question.id.clone(), *position)).copied();
            let places = (1..=most)
                .map(|place| view! { <option value=place selected=chosen == Some(place)>{place}</option> })
                .collect_view();
            let name = format!("o.{}.{position}", question.id);
            view! {
                <label class="c-choice p-place">
                    <select name=name><option value="">"–"</option>{places}</select>
                    <span>{words.clone()}</span>
                </label>
            }
        })
        .collect_view();
    let legend = ctx.text.say(key::QUIZ_HOW_ORDER);
    view! { <div role="group" aria-label=legend>{rows}</div> }.into_any()
}
