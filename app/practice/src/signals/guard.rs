//! Guideline detectors: personal data, contact off the platform, placeholders, canned text, repetition, the wrong window.

use super::{Analysis, Context, Read, privacy, signal};
use crate::{
    intent::pattern::Found,
    scenario::Scenario,
    text::{Language, Text, TokenKind},
};
use domain::chat::{Signal, SignalKind, Span};

/// Share of words two messages must have in common to count as the same, in percent.
const SAME: usize = 80;

/// Another customer of the same shift, whose name and facts have no place in this chat.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    /// Their scenario.
    pub scenario: &'a Scenario,
}

/// What a message shows by itself.
pub(super) fn find(read: &Read<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    personal(read, &mut signals);
    for span in privacy::placeholders(read.letters) {
        signals.push(signal(SignalKind::UnfilledPlaceholder, Some(span), read.shown(Some(span))));
    }
    signals
}

/// What shows beside earlier messages and other chats.
pub(super) fn compare(read: &Read<'_>, context: &Context<'_>, analysis: &mut Analysis) {
    if let Some(canned) = context.canned {
        analysis.signals.push(signal(SignalKind::Canned, None, canned));
    }
    repetition(context, analysis);
    wrong_window(read, context, analysis);
}

fn personal(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let allow = &read.scenario.allow;
    let allowed = |what: &str| allow.personal.iter().any(|p| p == what);
    let mut all = privacy::sightings(read.letters);
    if read.scenario.language() == Language::Dutch {
        let strong = |at: Span| all.iter().any(|s| s.span.start < at.end && at.start < s.span.end);
        let dutch: Vec<_> = privacy::dutch_sightings(read.letters).into_iter().filter(|s| !strong(s.span)).collect();
        all.extend(dutch);
    }
    for seen in all {
        if seen.what == "link" {
            let fine = allow.links.iter().any(|l| seen.domain == *l || seen.domain.ends_with(&format!(".{l}")));
            if !fine {
                signals.push(signal(SignalKind::OffPlatform, Some(seen.span), seen.domain));
            }
        } else if !(allowed(seen.what) || matches!(seen.what, "phone" | "identity") && is_own_value(read, seen.span)) {
            signals.push(signal(SignalKind::PersonalData, Some(seen.span), seen.what));
        }
    }
    let matcher = read.matcher();
    let partial: Vec<Found> =
        read.scenario.lexicon().partial_personal.iter().flat_map(|p| matcher.find_all(p)).collect();
    for (what, patterns) in &read.scenario.lexicon().ask_personal {
        let asked = patterns
            .iter()
            .flat_map(|p| matcher.find_all(p))
            .find(|f| !f.negated && !partial.iter().any(|g| g.first < f.last && f.first < g.last));
        if let Some(place) = asked
            && !allowed(what)
        {
            signals.push(signal(SignalKind::PersonalData, read.text.span(place.first, place.last), what));
        }
    }
}

/// Is it a number of this very scenario, such as a long order number?
fn is_own_value(read: &Read<'_>, span: Span) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let shown = digits(&read.shown(Some(span)));
    values(read.scenario).any(|v| digits(v) == shown)
}

/// Facts and look-up cells of a scenario.
fn values(scenario: &Scenario) -> impl Iterator<Item = &str> {
    scenario
        .facts
        .iter()
        .map(|f| f.value.as_str())
        .chain(scenario.lookup_tables().iter().flat_map(|t| t.rows.iter().flatten()).map(String::as_str))
}

/// What a message is recognised by when it comes again: its words, sorted, as numbers.
pub(super) fn fingerprint(read: &Read<'_>) -> Vec<u32> {
    let mut print: Vec<u32> = read
        .text
        .tokens
        .iter()
        .map(|t| t.stem.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)))
        .collect();
    print.sort_unstable();
    print.dedup();
    print
}

fn repetition(context: &Context<'_>, analysis: &mut Analysis) {
    let print = &analysis.fingerprint;
    if print.len() < 4 {
        return;
    }
    let again = context.said.iter().any(|before| {
        let both = print.iter().filter(|w| before.binary_search(w).is_ok()).count();
        let all = print.len() + before.len() - both;
        before.len() >= 4 && both * 100 >= all * SAME
    });
    if again {
        analysis.signals.push(signal(SignalKind::SelfRepetition, None, ""));
    }
}

fn wrong_window(read: &Read<'_>, context: &Context<'_>, analysis: &mut Analysis) {
    if context.neighbours.is_empty() {
        return;
    }
    let flat: Vec<char> = read.letters.iter().filter_map(|c| c.to_lowercase().next()).collect();
    let own_name = read.scenario.customer_name().to_lowercase();
    for neighbour in context.neighbours {
        let name = Text::read(neighbour.scenario.customer_name(), read.scenario.language());
        if let Some(first) = name.tokens.first()
            && !own_name.contains(&first.norm)
            && let Some(token) =
                read.text.tokens.iter().find(|t| t.kind == TokenKind::Word && t.capital && t.norm == first.norm)
        {
            let detail = neighbour.scenario.customer_name();
            analysis.signals.push(signal(SignalKind::WrongWindow, Some(token.span), detail));
            continue;
        }
        let foreign = values(neighbour.scenario).filter(|v| {
            v.chars().count() >= 4
                && v.chars().any(|c| c.is_ascii_digit())
                && !values(read.scenario).any(|own| own == *v)
        });
        for value in foreign {
            if let Some(span) = position(&flat, &value.to_lowercase().chars().collect::<Vec<_>>()) {
                analysis.signals.push(signal(SignalKind::WrongWindow, Some(span), value));
                break;
            }
        }
    }
}

/// Where a value stands as a word of its own.
fn position(text: &[char], value: &[char]) -> Option<Span> {
    let edge = |c: Option<&char>| c.is_none_or(|c| !c.is_alphanumeric());
    let at = text.windows(value.len().max(1)).enumerate().find(|(at, window)| {
        *window == value && edge(at.checked_sub(1).and_then(|b| text.get(b))) && edge(text.get(at + value.len()))
    });
    let start = u32::try_from(at?.0).ok()?;
    Some(Span { start, end: start + u32::try_from(value.len()).ok()? })
}
