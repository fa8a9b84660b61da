//! How a review came out: the four things a score is, never one number alone, and the criteria with the words of their levels.

use crate::{
    charts::{Bar, bar},
    render::Ctx,
    text::{Text, key},
    ui::{Badge, Tone},
};
use domain::{
    review::Draft,
    scorecard::{Criterion, CriterionKind, CriticalEffect, CriticalKind, Mark, Score, Scorecard, percent},
};
use leptos::prelude::*;

/// A released review, as far as its result goes.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The scorecard it was made with.
    pub card: &'a Scorecard,
    /// Marks, comments, words.
    pub draft: &'a Draft,
    /// The score.
    pub score: &'a Score,
    /// What the machine had suggested, 0-100.
    pub suggested: Option<u32>,
}

fn shown(score: Option<u32>) -> String {
    super::percent(score.map(percent))
}

/// Whom a critical error harms.
pub fn critical_kind(text: Text, kind: CriticalKind) -> String {
    text.say(match kind {
        CriticalKind::Customer => key::REVIEW_KIND_CUSTOMER,
        CriticalKind::Compliance => key::REVIEW_KIND_COMPLIANCE,
        CriticalKind::Business => key::REVIEW_KIND_BUSINESS,
    })
}

/// The score: R, R after criticals, pass line, profile by section, critical errors, and the suggestion beside it.
pub fn score_head(ctx: &Ctx, result: &Shown<'_>) -> AnyView {
    let text = ctx.text;
    let pass = result.card.pass;
    let line = text.say_with(key::REVIEW_PASS_LINE, &[("pass", pass.into())]);
    let suggested = result.suggested.map(|score| {
        let words = text.say_with(key::FEEDBACK_SUGGESTED, &[("score", score.into())]);
        view! { <p class="p-score-suggested">{words}</p> }
    });
    let profile = result.score.sections.iter().map(|(id, rated)| {
        let title = result.card.sections.iter().find(|section| section.id == *id).map_or_else(|| id.clone(), |found| found.title.clone());
        let value = rated.map_or(0.0, |rated| f64::from(rated) / 1000.0);
        let drawn = rated.map(|_| bar(Bar { value, of: 100.0, line: Some(f64::from(pass)), ..Bar::default() }));
        view! { <tr><th scope="row">{title}</th><td class="p-score-bar">{drawn}</td><td class="c-num">{shown(*rated)}</td></tr> }
    });
    view! {
        <section class="p-score" aria-labelledby="score">
            <h2 id="score" class="u-hidden">{text.say(key::REVIEW_SCORE)}</h2>
            <dl class="p-score-figures">
                <div class="p-score-main"><dt>{text.say(key::REVIEW_SCORE)}</dt><dd>{shown(result.score.rated)}</dd></div>
                <div><dt>{text.say(key::REVIEW_AFTER_CRITICALS)}</dt><dd>{shown(result.score.after_criticals)}</dd></div>
                <div><dt>{line}</dt><dd>{super::verdict(ctx, result.score.passed)}</dd></div>
            </dl>
            <table class="p-score-profile">
                <caption class="u-hidden">{text.say(key::REVIEW_PROFILE)}</caption>
                <tbody>{profile.collect_view()}</tbody>
            </table>
            {criticals(ctx, result)}
            {suggested}
        </section>
    }
    .into_any()
}

/// Critical errors by whom they harm: said also when there are none.
fn criticals(ctx: &Ctx, result: &Shown<'_>) -> AnyView {
    let text = ctx.text;
    let found = |kind| {
        result
            .card
            .criticals
            .iter()
            .filter(move |critical| critical.kind == kind && result.draft.marks.criticals.contains(&critical.id))
    };
    let kinds = CriticalKind::ALL.map(|kind| {
        let errors: Vec<String> = found(kind)
            .map(|critical| {
                let effect = match critical.effect {
                    CriticalEffect::Fatal => key::REVIEW_EFFECT_FATAL,
                    CriticalEffect::Coach => key::REVIEW_EFFECT_COACH,
                };
                format!("{} ({})", critical.title, text.say(effect))
            })
            .collect();
        let (tone, words) = if errors.is_empty() {
            (Tone::Good, text.say(key::REVIEW_NO_ERROR))
        } else {
            (Tone::Harm, errors.join(", "))
        };
        view! { <div><dt>{critical_kind(text, kind)}</dt><dd><Badge tone=tone>{words}</Badge></dd></div> }
    });
    view! { <dl class="p-score-criticals" aria-label=text.say(key::REVIEW_CRITICALS)>{kinds.into_iter().collect_view()}</dl> }.into_any()
}

/// Every criterion with its level, what that level says, and the remarks about it.
pub fn criteria(ctx: &Ctx, result: &Shown<'_>) -> AnyView {
    let text = ctx.text;
    let groups = result.card.sections.iter().map(|section| {
        let rows = section.criteria.iter().map(|criterion| row(ctx, result, criterion)).collect_view();
        view! {
            <tbody>
                <tr class="p-criteria-section"><th scope="rowgroup" colspan="2">{section.title.clone()}</th></tr>
                {rows}
            </tbody>
        }
    });
    view! {
        <section class="p-criteria" aria-labelledby="criteria">
            <h2 id="criteria">{text.say(key::FEEDBACK_CRITERIA)}</h2>
            <table>
                <thead class="u-hidden"><tr><th scope="col">{text.say(key::FEEDBACK_LEVEL)}</th><th scope="col">{text.say(key::FEEDBACK_CRITERION)}</th></tr></thead>
                {groups.collect_view()}
            </table>
        </section>
    }
    .into_any()
}

fn row(ctx: &Ctx, result: &Shown<'_>, criterion: &Criterion) -> AnyView {
    let mark = result.draft.marks.criteria.get(&criterion.id).copied();
    let (short, long) = level(ctx.text, criterion, mark);
    let (word, rest) = split_anchor(&long);
    let word = word.map(|word| view! { <b>{word.to_owned()}</b> ": " });
    let tone = match mark.and_then(|mark| mark.thirds(criterion.kind)) {
        Some(3) => "p-mark p-mark-top",
        Some(2) => "p-mark p-mark-good",
        Some(1) => "p-mark p-mark-weak",
        Some(_) => "p-mark p-mark-low",
        None => "p-mark",
    };
    view! {
        <tr>
            <td><span class=tone>{short}</span></td>
            <td>
                <p class="p-criteria-title">{criterion.title.clone()}</p>
                <p class="p-criteria-anchor">{word}{rest.to_owned()}</p>
            </td>
        </tr>
    }
    .into_any()
}

/// A mark as a digit or a word, and what it means.
fn level(text: Text, criterion: &Criterion, mark: Option<Mark>) -> (String, String) {
    match (criterion.kind, mark) {
        (_, None) => ("–".to_owned(), text.say(key::REVIEW_NOT_MARKED)),
        (_, Some(Mark::NotApplicable)) => (text.say(key::REVIEW_NA), text.say(key::REVIEW_NA_LONG)),
        (CriterionKind::Graded, Some(Mark::Level(level))) => {
            (level.to_string(), criterion.anchors.get(usize::from(level)).cloned().unwrap_or_default())
        }
        (_, Some(Mark::Kept(true))) => (text.say(key::REVIEW_YES), text.say(key::REVIEW_KEPT)),
        (_, Some(_)) => (text.say(key::REVIEW_NO), text.say(key::REVIEW_BROKEN)),
    }
}

/// `meets: Short sentences.` is a word and a sentence.
pub fn split_anchor(anchor: &str) -> (Option<&str>, &str) {
    match anchor.split_once(": ") {
        Some((word, rest)) if !word.contains(' ') => (Some(word), rest),
        _ => (None, anchor),
    }
}

#[cfg(test)]
mod tests {
    use super::split_anchor;

    #[test]
    fn anchors_begin_with_the_word_of_their_level() {
        assert_eq!(split_anchor("meets: Short sentences."), (Some("meets"), "Short sentences."));
        assert_eq!(split_anchor("No colon here."), (None, "No colon here."));
        assert_eq!(split_anchor("Two words: no level."), (None, "Two words: no level."));
    }
}
