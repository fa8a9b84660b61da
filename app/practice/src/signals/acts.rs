//! Speech acts: greeting, name, thanks, apology, empathy, acknowledgement, questions, instruction, promise, hold, hand-over, closing.

use super::{Analysis, Context, Read, signal};
use crate::{
    intent::{example::content_polarity, negator_flags},
    lexicon::Act,
    scenario::Scenario,
    text::{Sentence, Text, vocabulary::WordId},
};
use domain::chat::Span;
use std::sync::Arc;

/// A hold without a time is this long.
const MOMENT: u32 = 60;

pub(super) fn find(read: &Read<'_>, analysis: &mut Analysis) {
    let matcher = read.matcher();
    for (act, patterns) in &read.scenario.lexicon().acts {
        let places: Vec<_> = patterns.iter().filter_map(|p| matcher.find(p)).filter(|f| !f.negated).collect();
        let Some(place) = places.iter().min_by_key(|f| (f.first, f.last)) else { continue };
        let span = read.text.span(place.first, place.last);
        analysis.acts.insert(*act);
        if *act == Act::Hold {
            // "One moment, give me two minutes" asks for two minutes.
            analysis.hold_seconds = places.iter().map(|f| seconds(read.text, f.first, f.last)).max();
        }
        if let Some(kind) = act.signal() {
            analysis.signals.push(signal(kind, span, read.shown(span)));
        }
    }
    name(read, analysis);
    if read.text.sentences.iter().any(|s| s.question) || analysis.acts.contains(&Act::OpenQuestion) {
        analysis.acts.insert(Act::Question);
    }
}

/// Finds the customer's own point taken up, where no phrase says so.
pub(super) fn acknowledge(
    read: &Read<'_>,
    context: &Context<'_>,
    hear: impl FnMut(&str) -> Arc<Line>,
    analysis: &mut Analysis,
) {
    if !analysis.acts.contains(&Act::Acknowledgement)
        && let Some(span) = takes_up(read, context, hear, analysis)
        && let Some(kind) = Act::Acknowledgement.signal()
    {
        analysis.acts.insert(Act::Acknowledgement);
        analysis.signals.push(signal(kind, Some(span), read.shown(Some(span))));
    }
}

fn name(read: &Read<'_>, analysis: &mut Analysis) {
    let wanted = Text::read(read.scenario.customer_name(), read.scenario.language());
    let Some(first) = wanted.tokens.first() else { return };
    let found = read.text.tokens.iter().find(|t| t.norm == first.norm);
    if let (Some(token), Some(kind)) = (found, Act::Name.signal()) {
        analysis.acts.insert(Act::Name);
        analysis.signals.push(signal(kind, Some(token.span), read.scenario.customer_name()));
    }
}

/// Content words of tokens `first..last`, synonyms taken as one.
fn content(read: &Read<'_>, first: usize, last: usize) -> Vec<(usize, WordId)> {
    let lexicon = read.scenario.lexicon();
    (first..last)
        .filter_map(|at| {
            let word = read.readings.get(at)?.word?;
            let word = lexicon.synonyms.get(&word).copied().unwrap_or(word);
            (!lexicon.function_words.contains(&word) && !read.negators[at]).then_some((at, word))
        })
        .collect()
}

/// A line of the customer, as an answer may take it up.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its content words.
    content: Vec<WordId>,
    /// All its words in order.
    words: Vec<String>,
}

impl Line {
    pub(super) fn read(scenario: &Scenario, line: &str) -> Self {
        let text = Text::read(line, scenario.language());
        let readings = scenario.vocabulary().read_all(&text);
        let flags = negator_flags(&text, &readings, scenario.lexicon());
        let polarity = content_polarity(&text, &readings, &flags, scenario.lexicon(), 0, text.tokens.len());
        Self {
            content: polarity.into_iter().map(|(word, _)| word).collect(),
            words: text.tokens.into_iter().map(|t| t.norm).collect(),
        }
    }
}

/// Does a statement take up what the customer said, in other words than theirs?
fn takes_up(
    read: &Read<'_>,
    context: &Context<'_>,
    hear: impl FnMut(&str) -> Arc<Line>,
    analysis: &Analysis,
) -> Option<Span> {
    let warm = [Act::Empathy, Act::Apology].iter().any(|a| analysis.acts.contains(a));
    let needed = if warm { 1 } else { 2 };
    let said: Vec<(&Sentence, Vec<(usize, WordId)>)> = read
        .text
        .sentences
        .iter()
        .filter(|s| !s.question)
        .map(|s| (s, content(read, s.first, s.last)))
        .filter(|(_, words)| words.len() >= needed)
        .collect();
    if said.is_empty() {
        return None;
    }
    let heard: Vec<Arc<Line>> = context.heard.iter().map(String::as_str).map(hear).collect();
    let order: Vec<&str> = heard.iter().flat_map(|line| line.words.iter().map(String::as_str)).collect();
    let vocabulary = read.scenario.vocabulary();
    let own_name = vocabulary.id(&read.scenario.language().stem(&read.scenario.customer_name().to_lowercase()));
    for (sentence, words) in said {
        let heard = |word: &WordId| heard.iter().any(|line| line.content.contains(word)) && Some(*word) != own_name;
        let shared: Vec<(usize, WordId)> = words.into_iter().filter(|(_, word)| heard(word)).collect();
        let mut distinct: Vec<WordId> = shared.iter().map(|(_, word)| *word).collect();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() < needed || copies(read, sentence.first, sentence.last, &order) {
            continue;
        }
        let ((first, _), (last, _)) = (shared.first()?, shared.last()?);
        return read.text.span(*first, last + 1);
    }
    None
}

/// Is the sentence a piece of the customer's own words, word for word?
fn copies(read: &Read<'_>, first: usize, last: usize, heard: &[&str]) -> bool {
    let own: Vec<&str> = read.text.tokens[first..last].iter().map(|t| t.norm.as_str()).collect();
    own.len() >= 3 && heard.windows(own.len()).any(|w| w.iter().zip(&own).all(|(a, b)| a == b))
}

/// The time a hold asks for: "two minutes", "30 seconds"; a moment when it says none.
fn seconds(text: &Text, first: usize, last: usize) -> u32 {
    let until = (last + 3).min(text.tokens.len());
    let mut number = 1;
    for token in &text.tokens[first.saturating_sub(2)..until] {
        match token.norm.as_str() {
            "two" | "couple" | "twee" => number = 2,
            "three" | "few" | "drie" => number = 3,
            "four" | "vier" => number = 4,
            "five" | "vijf" => number = 5,
            "ten" | "tien" => number = 10,
            "minute" | "minutes" | "minuut" | "minuten" => return number.clamp(1, 10) * 60,
            "second" | "seconds" | "sec" | "seconden" if number > 5 => return number.clamp(30, 600),
            word => {
                if let Ok(n) = word.parse::<u32>() {
                    number = n.min(600);
                }
            }
        }
    }
    MOMENT
}
