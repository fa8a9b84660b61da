//! How it came out: suggested score, objectives, guideline findings, reply times, own tries.

use super::{Loaded, annotate};
use crate::{
    pages::practice::words,
    render::Ctx,
    text::{Key, key},
    ui::{Icon, Progress, Symbol},
};
use domain::chat::{Sender, Signal};
use leptos::prelude::*;

/// The suggested score with its parts, and that it only advises.
pub fn score(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let (text, debrief) = (ctx.text, &loaded.page.debrief);
    let score = debrief.score;
    let parts = [
        (key::DEBRIEF_PART_OBJECTIVES, score.objectives, 50_u32),
        (key::DEBRIEF_PART_ADHERENCE, score.adherence, 20),
        (key::DEBRIEF_PART_LANGUAGE, score.language, 15),
        (key::DEBRIEF_PART_PACE, score.pace, 15),
    ];
    let rows = parts.map(|(name, points, most)| part(ctx, name, points, most)).into_iter().collect_view();
    let pace = text.say_with(key::DEBRIEF_PACE_WHY, &[("seconds", debrief.soft_seconds.into())]);
    view! {
        <section class="p-debrief-score" aria-labelledby="score-title">
            <h2 id="score-title">{text.say(key::DEBRIEF_SUGGESTED)}</h2>
            <p class="p-debrief-total"><strong>{text.number(score.total())}</strong> <span>{text.say(key::DEBRIEF_OF_100)}</span></p>
            <ul>{rows}</ul>
            <p class="u-quiet">{text.say(key::DEBRIEF_ADVICE)}</p>
            <p class="u-quiet">{text.say(key::DEBRIEF_PART_PACE)}": "{pace}</p>
        </section>
    }
    .into_any()
}

fn part(ctx: &Ctx, name: Key, points: u32, most: u32) -> AnyView {
    let name = ctx.text.say(name);
    let words = ctx.text.say_with(key::DEBRIEF_PART_OF, &[("points", points.into()), ("most", most.into())]);
    view! {
        <li>
            <span>{name.clone()}</span>
            <Progress value=points most=most label=name/>
            <span class="c-num">{words}</span>
        </li>
    }
    .into_any()
}

/// What the scenario asked for, and the message that brought it.
pub fn objectives(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let text = ctx.text;
    let rows = loaded.page.debrief.objectives.iter().map(|objective| {
        let (icon, state, class) = if objective.met {
            (Symbol::Check, key::DEBRIEF_MET, "is-met")
        } else {
            (Symbol::Close, key::DEBRIEF_NOT_MET, "is-missed")
        };
        let by = objective.met_by.and_then(|message| annotate::number_of(&loaded.page, message)).map(|number| {
            let words = text.say_with(key::DEBRIEF_MET_IN, &[("number", number.into())]);
            view! { <a href=format!("#m-{number}")>{words}</a> }
        });
        view! {
            <li class=class>
                <Icon name=icon/>
                <span class="p-debrief-what">{objective.text.clone()}</span>
                <span class="p-debrief-how">{text.say(state)} " " {by}</span>
                <span class="c-num">{text.say_with(key::DEBRIEF_WEIGHT, &[("weight", objective.weight.into())])}</span>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="p-debrief-objectives" aria-labelledby="objectives-title">
            <h2 id="objectives-title">{text.say(key::DEBRIEF_OBJECTIVES)}</h2>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What went against the guideline, with its clause. These stand apart from the score.
pub fn flags(ctx: &Ctx, loaded: &Loaded) -> AnyView {
    let text = ctx.text;
    let debrief = &loaded.page.debrief;
    let inside = debrief.turns.iter().flat_map(|turn| {
        let number = annotate::number_of(&loaded.page, turn.message);
        turn.signals.iter().filter(|signal| signal.kind.is_flag()).map(move |signal| (signal, number))
    });
    let found: Vec<(&Signal, Option<u32>)> =
        inside.chain(debrief.closing_flags.iter().map(|signal| (signal, None))).collect();
    let body = if found.is_empty() {
        view! { <p><Icon name=Symbol::Check/> {text.say(key::DEBRIEF_NO_FLAGS)}</p> }.into_any()
    } else {
        let rows = found.into_iter().map(|(signal, number)| flag(ctx, loaded, signal, number)).collect_view();
        view! { <ul>{rows}</ul> }.into_any()
    };
    view! {
        <section class="p-debrief-flags" aria-labelledby="flags-title">
            <h2 id="flags-title">{text.say(key::DEBRIEF_FLAGS)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn flag(ctx: &Ctx, loaded: &Loaded, signal: &Signal, number: Option<u32>) -> AnyView {
    let text = ctx.text;
    let place = match number {
        Some(number) => {
            let words = text.say_with(key::DEBRIEF_MET_IN, &[("number", number.into())]);
            view! { <a href=format!("#m-{number}")>{words}</a> }.into_any()
        }
        None => view! { <span>{text.say(key::DEBRIEF_FLAG_AT_CLOSE)}</span> }.into_any(),
    };
    let clause = annotate::clause_of(loaded, signal).map(|(clause, href)| {
        let words = text.say_with(key::DEBRIEF_CLAUSE, &[("clause", clause.into())]);
        view! { <a href=href>{words}</a> }
    });
    view! {
        <li>
            <Icon name=Symbol::Flag/>
            <div>
                <p><strong>{words::signal(text, signal.kind)}</strong> " " {place}</p>
                <p>{words::signal_why(text, signal)} " " {clause}</p>
            </div>
        </li>
    }
    .into_any()
}

/// Messages sent, middle reply time, longest wait.
pub fn reply_figures(ctx: &Ctx, loaded: &Loaded) -> Vec<(String, String)> {
    let text = ctx.text;
    let sent = loaded.page.messages.iter().filter(|message| message.sender == Sender::Operator).count();
    let mut waits: Vec<i64> = loaded.page.debrief.turns.iter().filter_map(|turn| turn.reply_ms).collect();
    waits.sort_unstable();
    let mut figures = vec![(text.say(key::DEBRIEF_MESSAGES), text.number(i64::try_from(sent).unwrap_or(0)))];
    if let (Some(middle), Some(longest)) = (waits.get(waits.len() / 2), waits.last()) {
        figures.push((text.say(key::DEBRIEF_MEDIAN_REPLY), text.duration(middle / 1000)));
        figures.push((text.say(key::DEBRIEF_SLOWEST_REPLY), text.duration(longest / 1000)));
    }
    figures
}

/// Own tries at this scenario. Nothing when this is the only one.
pub fn tries(ctx: &Ctx, loaded: &Loaded) -> Option<AnyView> {
    let text = ctx.text;
    if loaded.tries.len() < 2 {
        return None;
    }
    let rows = loaded.tries.iter().map(|one| {
        let this = one.chat.id == loaded.page.chat.id;
        let when = ctx.date_time(one.at);
        let place = if this {
            view! { <strong>{when} " · " {text.say(key::DEBRIEF_THIS_ONE)}</strong> }.into_any()
        } else {
            view! { <a href=format!("/chats/{}", one.chat.id)>{when}</a> }.into_any()
        };
        let score = one.chat.suggested.map_or_else(|| "–".to_owned(), |score| text.number(score));
        view! {
            <tr aria-current=this.then_some("true")>
                <th scope="row">{place}</th>
                <td>{words::ending(text, one.chat.ending)}</td>
                <td class="c-num">{score}</td>
            </tr>
        }
        .into_any()
    });
    let heads = [key::DEBRIEF_WHEN, key::PRACTICE_ENDED_HOW, key::DEBRIEF_SCORE]
        .map(|head| view! { <th scope="col">{text.say(head)}</th> });
    Some(
        view! {
            <section class="p-debrief-tries" aria-labelledby="tries-title">
                <h2 id="tries-title">{text.say(key::DEBRIEF_EARLIER)}</h2>
                <table><thead><tr>{heads.into_iter().collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
            </section>
        }
        .into_any(),
    )
}
