//! From a scenario file to a [`Scenario`]: all problems of a file are collected before any is reported.

mod conditions;
mod customer;
mod lines;
mod listening;
mod names;
mod plays;

use super::{
    Allow, Problem, Scenario, Sector, check,
    fields::{Fields, Problems, advise},
    tree::{Place, Tree},
};
use crate::{
    intent::pattern::Concepts,
    lexicon::{self, Lexicon},
    text::{Language, vocabulary::Vocabulary},
};
use names::{is_slug, words_to};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// Fields of a scenario file.
const TOP: [&str; 20] = [
    "id",
    "version",
    "locale",
    "title",
    "sector",
    "level",
    "brief",
    "objectives",
    "guidelines",
    "persona",
    "facts",
    "lookup",
    "intents",
    "nodes",
    "tests",
    "concepts",
    "allow",
    "forbidden",
    "words",
    "address",
];
/// Stages that may be the end of the road, without nodes of their own.
pub const END_STAGES: [&str; 3] = ["done", "end", "closed"];
/// The stage every chat starts in.
pub const START: &str = "start";

/// Reads and checks a scenario file.
///
/// # Errors
/// Every problem of the file, in the order of its lines.
pub fn parse(source: &str) -> Result<Scenario, Vec<Problem>> {
    let tree = Tree::parse(source).map_err(|problem| vec![problem])?;
    let mut problems = Problems::default();
    let built = build(&tree, source, &mut problems);
    if let Some(scenario) = &built {
        check::references(scenario, &mut problems);
    }
    problems.0.sort_by_key(|p| (p.line, p.column));
    problems.0.dedup();
    match built {
        Some(scenario) if problems.0.is_empty() => Ok(scenario),
        _ => Err(problems.0),
    }
}

fn build(tree: &Tree, source: &str, problems: &mut Problems) -> Option<Scenario> {
    let top = Fields::open(tree, "the scenario", &TOP, problems)?;
    let locale = top.required("locale", problems);
    let language = Language::of_locale(&locale).unwrap_or_else(|| {
        if !locale.is_empty() {
            problems.add(
                top.get("locale").map_or(top.at, |t| t.at),
                format!("the engine has no words for `{locale}`"),
                "use a locale such as `en-GB`, `en-US` or `nl-NL`",
            );
        }
        Language::English
    });
    let lexicon = lexicon::of(language);
    let (mut vocabulary, mut concepts) = (Vocabulary::on(&lexicon.vocabulary), Concepts::on(&lexicon.concepts));
    let names = names::names(&top, problems);

    let persona = customer::persona(&top, problems);
    vocabulary.learn_text(&persona.name);
    let facts = customer::facts(&top, &mut vocabulary, problems);
    listening::own_concepts(&top, &mut vocabulary, &mut concepts, problems);
    let intents = listening::intents(&top, &mut vocabulary, &concepts, problems);
    let nodes = lines::nodes(&top, &names, problems);
    let objectives = lines::objectives(&top, &names, problems);
    let tests = plays::tests(&top, &names, problems);
    let phrases = listening::forbidden(&top, &mut vocabulary, &concepts, problems);
    let allow = allow(&top, problems);
    let address = address(&top, lexicon, problems);
    let words = top.texts("words", problems);
    let mut known_words = vec![persona.name.clone()];
    known_words.extend(words.into_iter().map(|(w, _)| w));
    for word in &known_words {
        vocabulary.learn_text(word);
    }
    for line in intents.iter().flat_map(|intent| &intent.examples) {
        vocabulary.learn_text(line);
    }

    let id = top.required("id", problems);
    if !id.is_empty() && !is_slug(&id) {
        problems.add(
            place(&top, "id"),
            format!("the id `{id}` is not kebab-case"),
            "use lower-case letters, digits and single hyphens",
        );
    }
    let version = top.number("version", 1, 1_000_000, problems);
    if top.get("version").is_none() {
        problems.add(top.at, "the scenario needs `version`", "start with `version: 1`");
    }
    let sector_word = top.required("sector", problems);
    let sector = Sector::from_word(&sector_word);
    if sector.is_none() && !sector_word.is_empty() {
        problems.add(
            place(&top, "sector"),
            format!("there is no sector `{sector_word}`"),
            advise(&sector_word, &Sector::ALL.map(Sector::as_str)),
        );
    }
    Some(Scenario {
        id,
        version: version.and_then(|v| u32::try_from(v).ok()).unwrap_or(1),
        title: top.required("title", problems),
        sector: sector.unwrap_or(Sector::Support),
        level: top.number("level", 1, 5, problems).and_then(|v| u8::try_from(v).ok()).unwrap_or(1),
        brief: top.required("brief", problems),
        guidelines: guidelines(&top, problems),
        soft_seconds: u32::try_from(persona.soft).unwrap_or(0),
        hash: hex::encode(Sha256::digest(source.as_bytes())),
        lookup: customer::lookup(&top, problems),
        locale,
        objectives,
        persona,
        facts,
        intents,
        nodes,
        tests,
        allow,
        address,
        language,
        vocabulary,
        concepts,
        examples: OnceLock::new(),
        language_checks: true,
        known_words,
        phrases,
    })
}

fn place(fields: &Fields<'_>, key: &str) -> Place {
    fields.get(key).map_or(fields.at, |tree| tree.at)
}

fn allow(top: &Fields<'_>, problems: &mut Problems) -> Allow {
    let Some(tree) = top.get("allow") else { return Allow::default() };
    let Some(fields) = Fields::open(tree, "`allow`", &["links", "personal"], problems) else { return Allow::default() };
    let table: Vec<(&str, &str)> = crate::signals::privacy::NAMES.iter().map(|n| (*n, *n)).collect();
    Allow {
        links: fields.texts("links", problems).into_iter().map(|(l, _)| l.to_lowercase()).collect(),
        personal: words_to(&table, "kind of personal data", fields.texts("personal", problems), problems)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    }
}

/// How the customer wants to be spoken to.
fn address(top: &Fields<'_>, lexicon: &Lexicon, problems: &mut Problems) -> Option<String> {
    let word = top.text("address", problems)?;
    let known: Vec<&str> = lexicon.address.iter().map(|(form, _)| form.as_str()).collect();
    if !known.contains(&word.as_str()) {
        problems.add(
            place(top, "address"),
            format!("`{word}` is no form of address of this language"),
            advise(&word, &known),
        );
        return None;
    }
    Some(word)
}

fn guidelines(top: &Fields<'_>, problems: &mut Problems) -> Vec<String> {
    let mut clauses = Vec::new();
    for (clause, at) in top.texts("guidelines", problems) {
        let numbered =
            clause.rsplit_once('-').is_some_and(|(_, n)| n.chars().all(|c| c.is_ascii_digit()) && !n.is_empty());
        if !is_slug(&clause) || !numbered {
            problems.add(
                at,
                format!("`{clause}` is no clause"),
                "a clause is a word and a number, such as `privacy-2`",
            );
        }
        clauses.push(clause);
    }
    clauses
}
