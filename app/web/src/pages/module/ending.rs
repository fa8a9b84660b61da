//! The end of a module: read, quiz, what still counts, where to go from here.

use crate::{
    pages::item,
    render::Ctx,
    text::key,
    ui::{Button, ButtonKind, Icon, Symbol, Table},
};
use domain::quiz::Quiz;
use leptos::prelude::*;
use store::learning::{AttemptRow, ItemRow, ModulePage};

/// Everything below the text.
pub fn view(ctx: &Ctx, shown: &ModulePage) -> AnyView {
    let text = ctx.text;
    let (title, body) = if shown.state.is_complete() {
        (text.say(key::MODULE_COMPLETE), view! { <p>{text.say(key::MODULE_COMPLETE_BODY)}</p> }.into_any())
    } else {
        (text.say(key::MODULE_STILL), item::still_list(ctx, &shown.item.still).into_any())
    };
    let quiz = shown.module.quiz.as_ref().map(|quiz| quiz_view(ctx, shown, quiz));
    view! {
        <section class="p-module-end" id="end" aria-labelledby="end-title">
            <h2 id="end-title">{title}</h2>
            {body}
            {read(ctx, shown)}
            {quiz}
            {neighbours(ctx, shown)}
        </section>
    }
    .into_any()
}

fn read(ctx: &Ctx, shown: &ModulePage) -> AnyView {
    let text = ctx.text;
    match shown.read_at {
        Some(at) => {
            let words = text.say_with(key::MODULE_READ_ON, &[("date", ctx.date(at).into())]);
            view! { <p class="c-done"><Icon name=Symbol::Check/>{words}</p> }.into_any()
        }
        None => view! {
            <p><button class="c-button" form="reading" name="done" value="1"><Icon name=Symbol::Check/>{text.say(key::MODULE_READ)}</button></p>
        }
        .into_any(),
    }
}

fn quiz_view(ctx: &Ctx, shown: &ModulePage, quiz: &Quiz) -> AnyView {
    let text = ctx.text;
    let asked = quiz.draw.unwrap_or_else(|| u32::try_from(quiz.questions.len()).unwrap_or(u32::MAX));
    let facts = [
        Some(text.say_with(key::QUIZ_QUESTIONS, &[("count", asked.into())])),
        Some(text.say_with(key::QUIZ_NEEDS, &[("percent", text.percent(quiz.pass).into())])),
        quiz.minutes.map(|minutes| text.say_with(key::QUIZ_LIMIT, &[("time", text.minutes(minutes).into())])),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let open = shown.attempts.iter().any(|attempt| attempt.submitted_at.is_none());
    let label = match (open, shown.attempts.is_empty()) {
        (true, _) => key::QUIZ_RESUME,
        (false, true) => key::QUIZ_START,
        (false, false) => key::QUIZ_AGAIN,
    };
    let wait = shown.retry_at.filter(|at| *at > ctx.now);
    let action = if shown.attempts.iter().any(|attempt| attempt.passed == Some(true)) {
        // Once passed there is no other try; the result is in the table.
        ().into_any()
    } else if let Some(at) = wait {
        let time = format!("{} ({})", text.time(at, ctx.zone), ctx.ago(at));
        view! { <p>{text.say_with(key::QUIZ_WAIT, &[("time", time.into())])}</p> }.into_any()
    } else {
        let kind = if open || shown.read_at.is_some() { ButtonKind::Main } else { ButtonKind::Plain };
        view! {
            <form method="post" action=format!("/modules/{}/attempts", shown.module.id)>
                <Button kind=kind>{text.say(label)}</Button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="p-quiz-card">
            <h3>{text.say(key::QUIZ_TITLE)}</h3>
            <p class="u-quiet">{facts}</p>
            {action}
            {attempts(ctx, &shown.attempts)}
        </div>
    }
    .into_any()
}

fn attempts(ctx: &Ctx, attempts: &[AttemptRow]) -> AnyView {
    let text = ctx.text;
    let rows = attempts
        .iter()
        .map(|attempt| {
            let result = match (attempt.percent, attempt.passed) {
                (Some(percent), Some(true)) => {
                    text.say_with(key::QUIZ_PASSED, &[("percent", text.percent(percent).into())])
                }
                (Some(percent), _) => text.say_with(key::QUIZ_NOT_PASSED, &[("percent", text.percent(percent).into())]),
                (None, _) => text.say(key::STATE_STARTED),
            };
            let name = text.say_with(key::QUIZ_ATTEMPT, &[("number", attempt.number.into())]);
            view! {
                <tr>
                    <th scope="row"><a href=format!("/attempts/{}", attempt.id)>{name}</a></th>
                    <td>{ctx.date_time(attempt.submitted_at.unwrap_or(attempt.started_at))}</td>
                    <td>{result}</td>
                </tr>
            }
        })
        .collect_view();
    (!attempts.is_empty())
        .then(|| {
            let columns = vec![
                text.say(key::QUIZ_COLUMN_ATTEMPT),
                text.say(key::QUIZ_COLUMN_WHEN),
                text.say(key::QUIZ_COLUMN_RESULT),
            ];
            view! { <Table caption=text.say(key::QUIZ_ATTEMPTS) columns=columns>{rows}</Table> }
        })
        .into_any()
}

fn neighbours(ctx: &Ctx, shown: &ModulePage) -> AnyView {
    let text = ctx.text;
    let link = |row: &ItemRow, label: String, class: &'static str, icon: Symbol| {
        let why = text.why_locked(&row.state);
        let title = row.title.clone();
        let inner = view! { <span class="u-quiet">{label}</span><strong>{title}</strong>{why.clone().map(|why| view! { <small>{why}</small> })} };
        match why {
            Some(_) => view! { <span class=class><Icon name=Symbol::Lock/><span>{inner}</span></span> }.into_any(),
            None => view! { <a class=class href=item::address(&row.item)><Icon name=icon/><span>{inner}</span></a> }
                .into_any(),
        }
    };
    let previous = shown
        .previous
        .as_ref()
        .map(|row| link(row, text.say(key::MODULE_PREVIOUS), "p-near p-near-before", Symbol::Left));
    // What comes after is the one thing to do on a page that is complete.
    let after = if shown.state.is_complete() { "p-near p-near-after p-near-go" } else { "p-near p-near-after" };
    let next = shown.next.as_ref().map(|row| link(row, text.say(key::MODULE_NEXT), after, Symbol::Right));
    view! { <nav class="p-nears" aria-label=text.say(key::MODULE_NEIGHBOURS)>{previous}{next}</nav> }.into_any()
}
