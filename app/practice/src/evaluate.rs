//! How well intents are understood, measured on cases of `{name, intents: {id: [examples]}, probes: [{text, intent or null}]}`,
//! with `locale` where the lines are not English.
//!
//! Each case becomes the listening part of a scenario of its own, read by the same matcher as a chat.

use crate::{
    intent::{Listener, example::Examples, negator_flags, pattern::Concepts},
    lexicon,
    text::{Language, Text, vocabulary::Vocabulary},
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display},
    time::Duration,
};

/// One set of intents and lines to try on it.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// Its name; cases with the same text before the last `-` are a group.
    pub name: String,
    /// Locale of its lines, such as `nl-NL`; English when it names none.
    #[serde(default)]
    pub locale: Option<String>,
    /// Examples of each intent.
    pub intents: BTreeMap<String, Vec<String>>,
    /// Lines to understand.
    pub probes: Vec<Probe>,
}

/// A line to understand.
#[derive(Clone, Debug, Deserialize)]
pub struct Probe {
    /// The line.
    pub text: String,
    /// The intent it carries; `None` for none of them.
    pub intent: Option<String>,
}

/// What was right, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Probes with an intent.
    pub inside: u32,
    /// Those of them understood as it.
    pub inside_right: u32,
    /// Probes with none.
    pub outside: u32,
    /// Those of them answered with none.
    pub outside_right: u32,
    /// Time spent understanding.
    pub spent: Duration,
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.inside += other.inside;
        self.inside_right += other.inside_right;
        self.outside += other.outside;
        self.outside_right += other.outside_right;
        self.spent += other.spent;
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |right: u32, of: u32| f64::from(right) / f64::from(of.max(1));
        let all = self.inside + self.outside;
        writeln!(f, "intent {:.3}", share(self.inside_right, self.inside))?;
        writeln!(f, "rejected {:.3}", share(self.outside_right, self.outside))?;
        writeln!(f, "together {:.3}", share(self.inside_right + self.outside_right, all))?;
        writeln!(f, "microseconds {}", self.spent.as_micros() / u128::from(all.max(1)))
    }
}

/// Tallies over all cases, and over each group.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All cases.
    pub overall: Tally,
    /// By the part of the name before the last `-`.
    pub groups: BTreeMap<String, Tally>,
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.overall.fmt(f)?;
        for (name, tally) in &self.groups {
            writeln!(f, "\ngroup {name}")?;
            tally.fmt(f)?;
        }
        Ok(())
    }
}

/// Reads a file of cases and tries them all; the report prints as the lines of `greenroom practice evaluate`. `clock` tells the time
/// passed since any fixed moment.
///
/// # Errors
/// The file is no list of cases: where, and why.
pub fn evaluate(source: &str, clock: impl Fn() -> Duration) -> Result<Report, serde_json::Error> {
    let cases: Vec<Case> = serde_json::from_str(source)?;
    // Tables of the language are made once per process; that is no part of a probe's time.
    for locale in cases.iter().map(|case| case.locale.clone()).collect::<BTreeSet<_>>() {
        let warm = Case { name: String::new(), locale, intents: BTreeMap::new(), probes: Vec::new() };
        try_case(&warm, &clock, |_, _| {});
    }
    let mut report = Report::default();
    for case in &cases {
        let tally = try_case(case, &clock, |_, _| {});
        report.overall.add(&tally);
        let group = case.name.rsplit_once('-').map_or(case.name.as_str(), |(group, _)| group);
        report.groups.entry(group.to_owned()).or_default().add(&tally);
    }
    Ok(report)
}

/// Tries one case; `watch` sees every probe with the intents understood.
pub fn try_case(case: &Case, clock: &impl Fn() -> Duration, mut watch: impl FnMut(&Probe, &[&str])) -> Tally {
    let language = case.locale.as_deref().and_then(Language::of_locale).unwrap_or(Language::English);
    let lexicon = lexicon::of(language);
    let mut vocabulary = Vocabulary::on(&lexicon.vocabulary);
    let names: Vec<&str> = case.intents.keys().map(String::as_str).collect();
    let lines: Vec<(usize, &str)> =
        case.intents.values().enumerate().flat_map(|(i, lines)| lines.iter().map(move |l| (i, l.as_str()))).collect();
    for (_, line) in &lines {
        vocabulary.learn_text(line);
    }
    let examples = Examples::learn(&lines, names.len(), &vocabulary, lexicon);
    let concepts = Concepts::default();
    let listener =
        Listener { intents: &[], examples: &examples, concepts: &concepts, vocabulary: &vocabulary, lexicon };
    let mut tally = Tally::default();
    for probe in &case.probes {
        let started = clock();
        let text = Text::read(&probe.text, language);
        let readings = vocabulary.read_all(&text);
        let flags = negator_flags(&text, &readings, lexicon);
        let found = listener.understand(&text, &readings, &flags);
        tally.spent += clock().saturating_sub(started);
        let got: Vec<&str> = found.matches.iter().filter_map(|m| names.get(m.intent)).copied().collect();
        if let Some(intent) = &probe.intent {
            tally.inside += 1;
            tally.inside_right += u32::from(got == [intent.as_str()]);
        } else {
            tally.outside += 1;
            tally.outside_right += u32::from(got.is_empty());
        }
        watch(probe, &got);
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &str = r#"[
      {"name": "shop-big-1", "intents": {
        "where": ["where is my parcel", "when will my order arrive"],
        "refund": ["I want my money back", "please refund me"]},
       "probes": [{"text": "my parcel is not here yet, where is it?", "intent": "where"}, {"text": "do you like jazz?", "intent": null}]},
      {"name": "shop-big-2", "intents": {"bye": ["goodbye"]}, "probes": []},
      {"name": "plain", "intents": {}, "probes": [{"text": "anything", "intent": "never"}]}
    ]"#;

    #[test]
    fn groups_are_names_before_the_last_hyphen() {
        let report = evaluate(CASES, || Duration::ZERO).unwrap();
        assert_eq!(report.groups.keys().map(String::as_str).collect::<Vec<_>>(), ["plain", "shop-big"]);
        assert_eq!((report.overall.inside, report.overall.outside), (2, 1));
        assert_eq!(report.groups["plain"].inside_right, 0);
        assert_eq!((report.groups["shop-big"].inside_right, report.groups["shop-big"].outside_right), (1, 1));
        let printed = report.to_string();
        assert!(printed.starts_with("intent 0.500\nrejected 1.000\ntogether 0.667\nmicroseconds 0\n"), "{printed}");
    }

    #[test]
    fn a_broken_file_says_where() {
        assert_eq!(evaluate("[{]", || Duration::ZERO).unwrap_err().line(), 1);
    }
}
