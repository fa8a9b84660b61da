//! Language: common misspellings, capitals and exclamation runs, negative phrasing, jargon, register, rudeness, another language.

use super::{Read, signal};
use crate::{
    intent::pattern::Found,
    text::{Language, TokenKind},
};
use domain::chat::{Signal, SignalKind, Span};

/// Signals of one kind shown per message, at most.
const MOST: usize = 5;

pub(super) fn find(read: &Read<'_>) -> Vec<Signal> {
    let mut signals = Vec::new();
    phrases(read, &mut signals);
    spelling(read, &mut signals);
    if read.scenario.language() == Language::Dutch {
        dutch_endings(read, &mut signals);
    }
    address(read, &mut signals);
    shouting(read, &mut signals);
    other_language(read, &mut signals);
    signals
}

/// The phrase lists of the language, and the scenario's own.
fn phrases(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let matcher = read.matcher();
    for (kind, patterns) in &read.scenario.lexicon().phrases {
        let fine: Vec<Found> = if *kind == SignalKind::NegativePhrase {
            read.scenario.lexicon().not_negative.iter().flat_map(|p| matcher.find_all(p)).collect()
        } else {
            Vec::new()
        };
        let mut spans: Vec<Span> = patterns
            .iter()
            .flat_map(|p| matcher.find_all(p))
            .filter(|f| !f.negated && !fine.iter().any(|g| g.first < f.last && f.first < g.last))
            .filter_map(|f| read.text.span(f.first, f.last))
            .collect();
        spans.sort_by_key(|s| (s.start, u32::MAX - s.end));
        let mut end = 0;
        for span in spans.into_iter().take(MOST) {
            if span.start >= end {
                end = span.end;
                signals.push(signal(*kind, Some(span), read.shown(Some(span))));
            }
        }
    }
    for (kind, clause, patterns) in read.scenario.phrases() {
        let place = patterns.iter().filter_map(|p| matcher.find(p)).find(|f| !f.negated);
        if let Some(place) = place {
            signals.push(signal(*kind, read.text.span(place.first, place.last), clause));
        }
    }
}

fn spelling(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let misspellings = &read.scenario.lexicon().misspellings;
    let mut last: Option<(Span, String)> = None;
    let mut count = 0;
    for token in &read.text.tokens {
        if last.as_ref().is_some_and(|(span, _)| *span == token.span) {
            continue;
        }
        let written = read.shown(Some(token.span));
        let lower = written.to_lowercase();
        let known = read.scenario.known_words().iter().any(|w| w.eq_ignore_ascii_case(&written));
        let right = if known {
            None
        } else if read.scenario.language() == Language::English && written == "i" {
            Some("I".to_owned())
        } else {
            misspellings.get(&lower).cloned()
        };
        if let Some(right) = right
            && count < MOST
        {
            count += 1;
            signals.push(signal(SignalKind::Spelling, Some(token.span), format!("{written} → {right}")));
        }
        let doubled = token.kind == TokenKind::Word
            && !token.barrier
            && !matches!(
                lower.as_str(),
                "that" | "had" | "very" | "bye" | "no" | "so" | "dat" | "die" | "heel" | "ja" | "nee" | "je"
            )
            && last.as_ref().is_some_and(|(_, word)| *word == lower);
        if doubled && count < MOST {
            count += 1;
            signals.push(signal(SignalKind::Spelling, Some(token.span), format!("{written} {written}")));
        }
        last = Some((token.span, lower));
    }
}

/// "ik wordt", "u word": the ending goes by who stands before the verb.
fn dutch_endings(read: &Read<'_>, signals: &mut Vec<Signal>) {
    for pair in read.text.tokens.windows(2) {
        let [who, verb] = pair else { continue };
        if verb.barrier || verb.clause_start || verb.kind != TokenKind::Word {
            continue;
        }
        let written = read.shown(Some(verb.span));
        let right = match who.norm.as_str() {
            "ik" if verb.norm.ends_with("dt") => verb.norm.strip_suffix('t').map(str::to_owned),
            "u" | "hij" | "zij" | "men" | "jij" | "dat" | "dit"
                if matches!(
                    verb.norm.as_str(),
                    "word" | "vind" | "houd" | "meld" | "antwoord" | "zend" | "verzend" | "bied"
                ) =>
            {
                Some(format!("{}t", verb.norm))
            }
            _ => None,
        };
        if let Some(right) = right {
            signals.push(signal(SignalKind::Spelling, Some(verb.span), format!("{written} → {right}")));
        }
    }
}

/// The first word that speaks to the customer in another way than theirs.
fn address(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let Some(own) = &read.scenario.address else { return };
    let other =
        |norm: &str| read.scenario.lexicon().address.iter().any(|(form, words)| form != own && words.contains(norm));
    if let Some(token) = read.text.tokens.iter().find(|t| t.kind == TokenKind::Word && other(&t.norm)) {
        let written = read.shown(Some(token.span));
        signals.push(signal(SignalKind::Register, Some(token.span), format!("{written} → {own}")));
    }
}

fn shouting(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let loud: Vec<Span> = read
        .text
        .tokens
        .iter()
        .filter(|t| t.caps && t.kind == TokenKind::Word && t.span.end - t.span.start >= 3)
        .filter(|t| {
            let written = read.shown(Some(t.span));
            !read.scenario.known_words().contains(&written)
                && !read.scenario.facts.iter().any(|f| f.value.contains(&written))
        })
        .map(|t| t.span)
        .collect();
    let long = loud.iter().find(|s| s.end - s.start >= 5);
    if let (Some(first), true) = (loud.first(), loud.len() >= 2 || long.is_some()) {
        let span = if loud.len() >= 2 { *first } else { *long.unwrap_or(first) };
        signals.push(signal(SignalKind::Shouting, Some(span), read.shown(Some(span))));
    }
    let mut at = 0;
    while at < read.letters.len() {
        let run = read.letters[at..].iter().take_while(|c| matches!(c, '!' | '?')).count();
        let marks = read.letters[at..at + run].iter().filter(|c| **c == '!').count();
        if run >= 2 && marks >= 1 {
            let span = Span { start: u32::try_from(at).unwrap_or(0), end: u32::try_from(at + run).unwrap_or(0) };
            signals.push(signal(SignalKind::Shouting, Some(span), read.shown(Some(span))));
            return;
        }
        at += run.max(1);
    }
}

/// Telltale words decide: at least three of another language, and more than twice as many as of this one.
fn other_language(read: &Read<'_>, signals: &mut Vec<Signal>) {
    let lexicon = read.scenario.lexicon();
    let words: Vec<&str> = read.text.tokens.iter().map(|t| t.norm.as_str()).collect();
    let own = words.iter().filter(|w| lexicon.own_words.contains(**w)).count();
    let other = lexicon
        .other_languages
        .iter()
        .map(|(name, telltale)| (words.iter().filter(|w| telltale.contains(**w)).count(), name))
        .max_by_key(|(count, _)| *count);
    if let Some((count, name)) = other
        && count >= 3
        && count > own * 2
    {
        signals.push(signal(SignalKind::WrongLanguage, None, name));
    }
}
