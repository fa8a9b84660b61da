//! The result of an attempt: the score, then every question with the answer given, the right one, and why.

use super::answers::is_empty;
use crate::{
    render::Ctx,
    text::key,
    ui::{Badge, ButtonLink, Callout, CalloutKind, Icon, Ring, Symbol, Tone},
};
use domain::quiz::{Answer, QuestionKind};
use leptos::prelude::*;
use store::learning::{AttemptPage, AttemptResult, QuestionResult};

/// The result.
pub fn view(ctx: &Ctx, shown: &AttemptPage, result: &AttemptResult) -> AnyView {
    let text = ctx.text;
    let right = result.questions.iter().filter(|question| question.correct).count();
    let title = text.say(if result.passed { key::RESULT_PASSED } else { key::RESULT_NOT_PASSED });
    let words = text.say_with(
        key::RESULT_WORDS,
        &[("right", right.into()), ("all", result.questions.len().into()), ("needs", text.percent(result.pass).into())],
    );
    let retry = result.retry_at.filter(|_| !result.passed).map(|at| {
        let when = if at > ctx.now {
            text.say_with(
                key::RESULT_RETRY_AT,
                &[("time", format!("{} ({})", text.time(at, ctx.zone), ctx.ago(at)).into())],
            )
        } else {
            text.say(key::RESULT_RETRY_NOW)
        };
        view! { <p>{when}</p> }
    });
    let percent = text.percent(result.percent);
    let questions =
        (1..).zip(&result.questions).map(|(number, question)| question_view(ctx, number, question)).collect_view();
    view! {
        <section class="p-result">
            <Ring percent=result.percent label=text.say_with(key::RESULT_SCORE, &[("percent", percent.clone().into())]) words=percent.clone()/>
            <div>
                <h2>{title}</h2>
                <p>{words}</p>
                {retry}
                <p><ButtonLink to=format!("/modules/{}#end", shown.module)>{text.say(key::RESULT_BACK)}</ButtonLink></p>
            </div>
        </section>
        <ol class="p-answers">{questions}</ol>
    }
    .into_any()
}

fn question_view(ctx: &Ctx, number: u32, question: &QuestionResult) -> AnyView {
    let text = ctx.text;
    let (tone, icon, words) = if question.correct {
        (Tone::Good, Symbol::Check, key::RESULT_RIGHT)
    } else {
        (Tone::Attention, Symbol::Close, key::RESULT_WRONG)
    };
    let none = question
        .answer
        .as_ref()
        .is_none_or(is_empty)
        .then(|| view! { <p class="u-quiet">{text.say(key::RESULT_NO_ANSWER)}</p> });
    let explain = question.explain.clone();
    view! {
        <li class="p-answer">
            <p class="p-question-number">{text.say_with(key::RESULT_QUESTION, &[("number", number.into())])}</p>
            <h3>{question.view.ask.clone()}</h3>
            <Badge tone=tone><Icon name=icon/>{text.say(words)}</Badge>
            {none}
            {answer_view(ctx, question)}
            <Callout kind=CalloutKind::Note><p>{explain}</p></Callout>
        </li>
    }
    .into_any()
}

fn answer_view(ctx: &Ctx, question: &QuestionResult) -> AnyView {
    match question.view.kind {
        QuestionKind::Choice | QuestionKind::Several => options(ctx, question),
        QuestionKind::Order => order(ctx, question),
        QuestionKind::Short => short(ctx, question),
    }
}

/// Options as written, each with whether it was right, whether it was chosen, and why.
fn options(ctx: &Ctx, question: &QuestionResult) -> AnyView {
    let text = ctx.text;
    let chosen = match &question.answer {
        Some(Answer::Options(chosen)) => chosen.clone(),
        _ => Vec::new(),
    };
    // Both lists are in the order of this attempt.
    let rows = question
        .view
        .options
        .iter()
        .zip(&question.options)
        .map(|((key, _), (words, correct, why))| {
            let picked = chosen.contains(key);
            let class = match (correct, picked) {
                (true, _) => "p-option p-option-right",
                (false, true) => "p-option p-option-wrong",
                (false, false) => "p-option",
            };
            let right = correct.then(|| view! { <Badge tone=Tone::Good><Icon name=Symbol::Check/>{text.say(key::RESULT_OPTION_RIGHT)}</Badge> });
            let mine = picked.then(|| view! { <Badge>{text.say(key::RESULT_OPTION_YOURS)}</Badge> });
            let why = (!why.is_empty()).then(|| view! { <p class="u-quiet">{why.clone()}</p> });
            view! { <li class=class><p>{words.clone()}</p><p class="p-option-marks">{mine}{right}</p>{why}</li> }
        })
        .collect_view();
    view! { <ul class="p-options">{rows}</ul> }.into_any()
}

/// The given order beside the right one.
fn order(ctx: &Ctx, question: &QuestionResult) -> AnyView {
    let text = ctx.text;
    let given = match &question.answer {
        Some(Answer::Order(order)) => order.clone(),
        _ => Vec::new(),
    };
    let shown = &question.view.options;
    let words = |key: u32| shown.iter().find(|(other, _)| *other == key).map(|(_, words)| words.clone());
    let mine = given.iter().filter_map(|key| words(*key)).map(|words| view! { <li>{words}</li> }).collect_view();
    let right = question.options.iter().map(|(words, ..)| view! { <li>{words.clone()}</li> }).collect_view();
    view! {
        <div class="p-orders">
            {(!given.is_empty()).then(|| view! { <div><h4>{text.say(key::RESULT_YOUR_ORDER)}</h4><ol>{mine}</ol></div> })}
            <div><h4>{text.say(key::RESULT_RIGHT_ORDER)}</h4><ol>{right}</ol></div>
        </div>
    }
    .into_any()
}

fn short(ctx: &Ctx, question: &QuestionResult) -> AnyView {
    let text = ctx.text;
    let mine = match &question.answer {
        Some(Answer::Text(words)) if !words.is_empty() => {
            Some(text.say_with(key::RESULT_YOUR_WORDS, &[("words", words.as_str().into())]))
        }
        _ => None,
    };
    let accepted = text.say_with(key::RESULT_ACCEPTED, &[("words", question.accepted.join(" · ").into())]);
    view! { {mine.map(|mine| view! { <p>{mine}</p> })}<p>{accepted}</p> }.into_any()
}
