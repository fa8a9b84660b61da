//! From a scenario file to a [`Scenario`]: all problems of a file are collected before any is reported.

use super::{
    Allow, Condition, Counted, Disclose, Expect, Fact, Moment, Node, Objective, Play, Problem, Scenario, Sector, Test,
    When, check,
    fields::{self, Fields, Problems, advise},
    tree::{Kind, Place, Tree},
};
use crate::{
    customer::{Base, Persona},
    intent::{
        Intent,
        example::Examples,
        pattern::{Concepts, Pattern},
    },
    lexicon::{self, Act},
    text::{Language, vocabulary::Vocabulary},
};
use domain::chat::{Disposition, Ending, LookupTable, MoodBand, PatienceBand, SignalKind};
use serde::{Deserialize, de::IntoDeserializer};
use sha2::{Digest, Sha256};

/// Fields of a scenario file.
const TOP: [&str; 19] = [
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
];
const CONDITIONS: [&str; 21] = [
    "intent",
    "not_intent",
    "act",
    "not_act",
    "signal",
    "known",
    "unknown",
    "stage",
    "mood_above",
    "mood_below",
    "mood",
    "patience_above",
    "patience_below",
    "patience",
    "met",
    "unmet",
    "count",
    "fewer",
    "resolved",
    "any",
    "not",
];
/// Stages that may be the end of the road, without nodes of their own.
pub const END_STAGES: [&str; 3] = ["done", "end", "closed"];
/// The stage every chat starts in.
pub const START: &str = "start";

/// Names a file defines, so that references can be resolved in any order.
#[derive(Default)]
pub(super) struct Names {
    intents: Vec<String>,
    facts: Vec<String>,
    nodes: Vec<String>,
    objectives: Vec<String>,
    stages: Vec<String>,
}

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
    let (mut vocabulary, mut concepts) = (lexicon.vocabulary.clone(), lexicon.concepts.clone());
    let names = names(&top, problems);

    let persona = persona(&top, problems);
    vocabulary.learn_text(&persona.name);
    let facts = facts(&top, &mut vocabulary, problems);
    own_concepts(&top, &mut vocabulary, &mut concepts, problems);
    let intents = intents(&top, &mut vocabulary, &concepts, problems);
    let nodes = nodes(&top, &names, problems);
    let objectives = objectives(&top, &names, problems);
    let tests = tests(&top, &names, problems);
    let phrases = forbidden(&top, &mut vocabulary, &concepts, problems);
    let allow = allow(&top, problems);
    let words = top.texts("words", problems);
    let mut known_words = vec![persona.name.clone()];
    known_words.extend(words.into_iter().map(|(w, _)| w));
    for word in &known_words {
        vocabulary.learn_text(word);
    }
    let lines: Vec<(usize, &str)> = intents
        .iter()
        .enumerate()
        .flat_map(|(i, intent)| intent.examples.iter().map(move |e| (i, e.as_str())))
        .collect();
    for (_, line) in &lines {
        vocabulary.learn_text(line);
    }
    let examples = Examples::learn(&lines, intents.len(), &vocabulary, lexicon);

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
        lookup: lookup(&top, problems),
        locale,
        objectives,
        persona,
        facts,
        intents,
        nodes,
        tests,
        allow,
        language,
        vocabulary,
        concepts,
        examples,
        known_words,
        phrases,
    })
}

fn place(fields: &Fields<'_>, key: &str) -> Place {
    fields.get(key).map_or(fields.at, |tree| tree.at)
}

/// Lower-case letters and digits in groups joined by single hyphens.
pub(super) fn is_slug(word: &str) -> bool {
    !word.is_empty()
        && word
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Ids of facts, intents and nodes: letters, digits, `_` and `-`.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

fn names(top: &Fields<'_>, problems: &mut Problems) -> Names {
    let mut names = Names::default();
    let keys = |key: &str, problems: &mut Problems| -> Vec<String> {
        let Some(tree) = top.get(key) else { return Vec::new() };
        let Kind::Map(entries) = &tree.kind else { return Vec::new() };
        let mut seen: Vec<String> = Vec::new();
        for (name, at, _) in entries {
            if !is_name(name) {
                problems.add(
                    *at,
                    format!("`{name}` is no name"),
                    "start with a letter; use letters, digits, `_` and `-`",
                );
            }
            seen.push(name.clone());
        }
        seen
    };
    names.facts = keys("facts", problems);
    names.intents = keys("intents", problems);
    let ids = |key: &str, of: &str, problems: &mut Problems| -> Vec<String> {
        let Some(Tree { kind: Kind::List(items), .. }) = top.get(key) else { return Vec::new() };
        let mut seen: Vec<String> = Vec::new();
        for item in items {
            let Kind::Map(entries) = &item.kind else {
                seen.push(String::new());
                continue;
            };
            let id = entries.iter().find(|(k, _, _)| k == "id").map(|(_, _, v)| v);
            let Some(Tree { kind: Kind::Text(name), at }) = id else {
                problems.add(item.at, format!("{of} needs an `id`"), "add `id: some-name`");
                seen.push(String::new());
                continue;
            };
            if !is_name(name) {
                problems.add(
                    *at,
                    format!("`{name}` is no name"),
                    "start with a letter; use letters, digits, `_` and `-`",
                );
            }
            if seen.contains(name) {
                problems.add(*at, format!("there are two {of}s with the id `{name}`"), "give one of them another id");
            }
            seen.push(name.clone());
        }
        seen
    };
    names.nodes = ids("nodes", "node", problems);
    names.objectives = ids("objectives", "objective", problems);
    names.stages.push(START.to_owned());
    for node in top.list("nodes", &mut Problems::default()) {
        if let Kind::Map(entries) = &node.kind {
            for (_, _, value) in entries.iter().filter(|(k, _, _)| k == "stage") {
                names
                    .stages
                    .extend(fields::texts(value, "stage", &mut Problems::default()).into_iter().map(|(s, _)| s));
            }
        }
    }
    names.stages.extend(END_STAGES.map(str::to_owned));
    names
}

fn find(list: &[String], what: &str, (word, at): (String, Place), problems: &mut Problems) -> Option<usize> {
    let found = list.iter().position(|name| *name == word);
    if found.is_none() {
        let known: Vec<&str> = list.iter().map(String::as_str).filter(|n| !n.is_empty()).collect();
        problems.add(at, format!("there is no {what} `{word}`"), advise(&word, &known));
    }
    found
}

fn find_all(list: &[String], what: &str, words: Vec<(String, Place)>, problems: &mut Problems) -> Vec<usize> {
    words.into_iter().filter_map(|w| find(list, what, w, problems)).collect()
}

fn words_to<T: Copy>(table: &[(T, &str)], what: &str, words: Vec<(String, Place)>, problems: &mut Problems) -> Vec<T> {
    let known: Vec<&str> = table.iter().map(|(_, w)| *w).collect();
    words
        .into_iter()
        .filter_map(|(word, at)| {
            let plain = word.replace('_', "-");
            let found = table.iter().find(|(_, w)| w.replace('_', "-") == plain).map(|(t, _)| *t);
            if found.is_none() {
                problems.add(at, format!("there is no {what} `{word}`"), advise(&word, &known));
            }
            found
        })
        .collect()
}

/// A kebab-case word of one of domain's enums.
fn word_of<'de, T: Deserialize<'de>>(word: &str) -> Option<T> {
    let plain = word.replace('_', "-");
    let deserializer: serde::de::value::StringDeserializer<serde::de::value::Error> = plain.into_deserializer();
    T::deserialize(deserializer).ok()
}

fn kinds<T: for<'de> Deserialize<'de>>(
    what: &str,
    words: Vec<(String, Place)>,
    advice: &str,
    problems: &mut Problems,
) -> Vec<T> {
    words
        .into_iter()
        .filter_map(|(word, at)| {
            let found = word_of(&word);
            if found.is_none() {
                problems.add(at, format!("there is no {what} `{word}`"), advice);
            }
            found
        })
        .collect()
}

const BANDS: &str =
    "mood bands are angry, upset, neutral, content, happy; patience bands are leaving, thin, restless, calm";
const SIGNALS: &str = "use a signal such as empathy, negative-phrase, jargon, rude, shouting, asks-again, personal-data, off-platform, forbidden-promise, wrong-window";

/// The conditions among the fields of a mapping.
fn conditions(fields: &Fields<'_>, names: &Names, problems: &mut Problems) -> When {
    let mut when = When::new();
    for (key, at, tree) in fields.entries() {
        let of = format!("`{key}` of {}", fields.of);
        let texts = |problems: &mut Problems| fields::texts(tree, &of, problems);
        let number = |from, to, problems: &mut Problems| {
            fields::number(tree, &of, from, to, problems).and_then(|n| i32::try_from(n).ok()).unwrap_or(0)
        };
        when.push(match key.as_str() {
            "intent" => Condition::Intent(find_all(&names.intents, "intent", texts(problems), problems)),
            "not_intent" => Condition::NotIntent(find_all(&names.intents, "intent", texts(problems), problems)),
            "act" => Condition::Act(words_to(&Act::ALL, "speech act", texts(problems), problems)),
            "not_act" => Condition::NotAct(words_to(&Act::ALL, "speech act", texts(problems), problems)),
            "signal" => Condition::Signal(kinds("signal", texts(problems), SIGNALS, problems)),
            "known" => Condition::Known(find_all(&names.facts, "fact", texts(problems), problems)),
            "unknown" => Condition::Unknown(find_all(&names.facts, "fact", texts(problems), problems)),
            "stage" => {
                let stages = texts(problems);
                for stage in &stages {
                    find(&names.stages, "stage", stage.clone(), problems);
                }
                Condition::Stage(stages.into_iter().map(|(s, _)| s).collect())
            }
            "mood_above" => Condition::MoodAbove(number(-1000, 1000, problems)),
            "mood_below" => Condition::MoodBelow(number(-1000, 1000, problems)),
            "mood" => Condition::Mood(kinds::<MoodBand>("mood band", texts(problems), BANDS, problems)),
            "patience_above" => Condition::PatienceAbove(number(0, 1000, problems)),
            "patience_below" => Condition::PatienceBelow(number(0, 1000, problems)),
            "patience" => Condition::Patience(kinds::<PatienceBand>("patience band", texts(problems), BANDS, problems)),
            "met" => Condition::Met(find_all(&names.objectives, "objective", texts(problems), problems)),
            "unmet" => Condition::Unmet(find_all(&names.objectives, "objective", texts(problems), problems)),
            "count" => Condition::Count(counters(tree, names, problems)),
            "fewer" => Condition::Fewer(counters(tree, names, problems)),
            "resolved" => Condition::Resolved(fields.flag("resolved", problems).unwrap_or(true)),
            "any" => {
                let Kind::List(items) = &tree.kind else {
                    problems.add(*at, "`any` should be a list of conditions", "write `any: [{intent: a}, {known: b}]`");
                    continue;
                };
                Condition::Any(
                    items.iter().map(|item| when_tree(item, "a condition of `any`", names, problems)).collect(),
                )
            }
            "not" => Condition::Not(when_tree(tree, "the condition of `not`", names, problems)),
            _ => continue,
        });
    }
    when
}

fn when_tree(tree: &Tree, of: &str, names: &Names, problems: &mut Problems) -> When {
    Fields::open(tree, of, &CONDITIONS, problems).map_or_else(When::new, |fields| conditions(&fields, names, problems))
}

fn counters(tree: &Tree, names: &Names, problems: &mut Problems) -> Vec<(Counted, u32)> {
    let Kind::Map(entries) = &tree.kind else {
        problems.add(tree.at, "a counter needs a name and a number", "write `count: {some_intent: 2}`");
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|(name, at, value)| {
            let times = fields::number(value, &format!("the count of `{name}`"), 1, 100, problems)?;
            let counted = if name == "messages" {
                Counted::Messages
            } else if let Some(intent) = names.intents.iter().position(|n| n == name) {
                Counted::Intent(intent)
            } else {
                let both: Vec<String> = names.intents.iter().chain(&names.nodes).cloned().collect();
                Counted::Node(find(&both, "intent or node", (name.clone(), *at), problems)? - names.intents.len())
            };
            Some((counted, u32::try_from(times).ok()?))
        })
        .collect()
}

fn persona(top: &Fields<'_>, problems: &mut Problems) -> Persona {
    let Some(tree) = top.get("persona") else {
        problems.add(top.at, "the scenario needs `persona`", "add `persona: {base: neutral, name: Mara}`");
        return Persona::of(Base::Neutral, "");
    };
    let known = ["base", "name", "style", "mood", "patience", "grace", "soft"];
    let Some(fields) = Fields::open(tree, "the persona", &known, problems) else {
        return Persona::of(Base::Neutral, "");
    };
    let base = words_to(&Base::ALL, "persona", fields.texts("base", problems), problems).first().copied();
    let mut persona = Persona::of(base.unwrap_or(Base::Neutral), &fields.required("name", problems));
    persona.mood = fields.whole("mood", -700, 1000, problems).unwrap_or(persona.mood);
    persona.patience = fields.whole("patience", 200, 1000, problems).unwrap_or(persona.patience);
    persona.grace = fields.whole("grace", 5, 600, problems).unwrap_or(persona.grace);
    persona.soft = fields.whole("soft", 10, 900, problems).unwrap_or(persona.soft);
    if persona.soft < persona.grace {
        problems.add(fields.at, "`soft` of the persona is shorter than `grace`", "make `soft` the longer one");
    }
    if let Some(tree) = fields.get("style")
        && let Some(style) = Fields::open(tree, "the persona's style", &["lowercase", "typos", "burst"], problems)
    {
        persona.style.lowercase = style.flag("lowercase", problems).unwrap_or(false);
        persona.style.typos = style.number("typos", 0, 300, problems).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        persona.style.burst = style.number("burst", 1, 4, problems).and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    }
    persona
}

fn facts(top: &Fields<'_>, vocabulary: &mut Vocabulary, problems: &mut Problems) -> Vec<Fact> {
    let Some(Tree { kind: Kind::Map(entries), .. }) = top.get("facts") else {
        if let Some(tree) = top.get("facts") {
            problems.add(
                tree.at,
                "`facts` should name each fact",
                "write `order_no: {value: \"48-1177\", disclose: if_asked}`",
            );
        }
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (id, at, tree) in entries {
        let mut fact = Fact { id: id.clone(), value: String::new(), disclose: Disclose::IfAsked, line: at.line };
        if let Kind::Text(value) = &tree.kind {
            fact.value.clone_from(value);
        } else if let Some(fields) = Fields::open(tree, format!("fact `{id}`"), &["value", "disclose"], problems) {
            fact.value = fields.required("value", problems);
            fact.disclose = disclose(&fields, problems);
        }
        vocabulary.learn_text(&fact.value);
        facts.push(fact);
    }
    facts
}

fn disclose(fields: &Fields<'_>, problems: &mut Problems) -> Disclose {
    match fields.get("disclose") {
        None => Disclose::IfAsked,
        Some(Tree { kind: Kind::Text(word), .. }) if matches!(word.as_str(), "if_asked" | "if-asked" | "always") => {
            Disclose::IfAsked
        }
        Some(tree @ Tree { kind: Kind::Map(_), .. }) => {
            let trust = Fields::open(tree, format!("`disclose` of {}", fields.of), &["trust"], problems);
            Disclose::Trust(trust.and_then(|t| t.whole("trust", -1000, 1000, problems)).unwrap_or(0))
        }
        Some(tree) => {
            problems.add(
                tree.at,
                format!("{} is told at an unknown moment", fields.of),
                "write `disclose: if_asked` or `disclose: {trust: 400}`",
            );
            Disclose::IfAsked
        }
    }
}

fn own_concepts(top: &Fields<'_>, vocabulary: &mut Vocabulary, concepts: &mut Concepts, problems: &mut Problems) {
    let Some(tree) = top.get("concepts") else { return };
    let Kind::Map(entries) = &tree.kind else {
        problems.add(
            tree.at,
            "`concepts` should name each concept",
            "write `concepts: {gift: [gift, present, birthday surprise]}`",
        );
        return;
    };
    for (name, _, _) in entries {
        concepts.declare(name);
    }
    for (name, _, tree) in entries {
        let phrases = fields::texts(tree, &format!("concept `{name}`"), problems);
        let compiled = compile_all(&phrases, vocabulary, concepts, problems);
        concepts.extend(name, compiled);
    }
}

fn compile_all(
    phrases: &[(String, Place)],
    vocabulary: &mut Vocabulary,
    concepts: &Concepts,
    problems: &mut Problems,
) -> Vec<Pattern> {
    let mut compiled = Vec::new();
    for (phrase, at) in phrases {
        match Pattern::compile(phrase, vocabulary, concepts) {
            Ok(pattern) => compiled.push(pattern),
            Err(what) => problems.add(
                *at,
                what,
                "see the pattern language in the author's guide: words, `*`, `(a|b)`, `[maybe]`, `~concept`",
            ),
        }
    }
    compiled
}

fn intents(top: &Fields<'_>, vocabulary: &mut Vocabulary, concepts: &Concepts, problems: &mut Problems) -> Vec<Intent> {
    let Some(tree) = top.get("intents") else {
        problems.add(
            top.at,
            "the scenario needs `intents`",
            "add what the engine should understand, with 3 to 10 examples each",
        );
        return Vec::new();
    };
    let Kind::Map(entries) = &tree.kind else {
        problems.add(
            tree.at,
            "`intents` should name each intent",
            "write `ask_order: {examples: [could you share the order number, ...]}`",
        );
        return Vec::new();
    };
    let mut intents = Vec::new();
    for (id, at, tree) in entries {
        let mut intent = Intent { id: id.clone(), label: None, patterns: Vec::new(), examples: Vec::new() };
        if matches!(tree.kind, Kind::List(_)) {
            intent.examples =
                fields::texts(tree, &format!("intent `{id}`"), problems).into_iter().map(|(e, _)| e).collect();
        } else if let Some(fields) =
            Fields::open(tree, format!("intent `{id}`"), &["examples", "patterns", "label"], problems)
        {
            intent.examples = fields.texts("examples", problems).into_iter().map(|(e, _)| e).collect();
            intent.patterns = compile_all(&fields.texts("patterns", problems), vocabulary, concepts, problems);
            intent.label = fields.text("label", problems);
        }
        if intent.patterns.is_empty() && intent.examples.len() < 2 {
            problems.add(
                *at,
                format!("intent `{id}` has too little to recognise it by"),
                "give 3 to 10 examples, or a pattern",
            );
        }
        intents.push(intent);
    }
    intents
}

fn nodes(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Node> {
    if top.get("nodes").is_none() {
        problems.add(
            top.at,
            "the scenario needs `nodes`",
            "add what the customer can say, starting with `{id: open, stage: start, say: [...]}`",
        );
    }
    let known = [
        "id", "stage", "after", "on", "once", "when", "say", "reveal", "goto", "mood", "patience", "resolve",
        "progress", "leave",
    ];
    let mut nodes = Vec::new();
    for (index, tree) in top.list("nodes", problems).iter().enumerate() {
        let id = names.nodes.get(index).cloned().unwrap_or_default();
        let Some(fields) = Fields::open(tree, format!("node `{id}`"), &known, problems) else { continue };
        let when = fields
            .get("when")
            .map_or_else(When::new, |t| when_tree(t, &format!("`when` of node `{id}`"), names, problems));
        let stages: Vec<String> = fields.texts("stage", problems).into_iter().map(|(s, _)| s).collect();
        let after = find_all(&names.nodes, "node", fields.texts("after", problems), problems);
        let on = words_to(&Moment::ALL, "moment", fields.texts("on", problems), problems).first().copied();
        let inferred = if when.is_empty() && after.is_empty() && stages.iter().any(|s| s == START) {
            Moment::Open
        } else if after.is_empty() && is_nudge(&when) {
            Moment::Nudge
        } else {
            Moment::Reply
        };
        let goto = fields
            .texts("goto", problems)
            .into_iter()
            .next()
            .and_then(|(stage, at)| find(&names.stages, "stage", (stage.clone(), at), problems).map(|_| stage));
        let say: Vec<String> =
            fields.texts("say", problems).into_iter().map(|(s, _)| s).filter(|s| !s.trim().is_empty()).collect();
        if say.is_empty() {
            problems.add(
                tree.at,
                format!("node `{id}` says nothing"),
                "add `say: [\"...\"]`, better with two or three wordings",
            );
        }
        nodes.push(Node {
            on: on.unwrap_or(inferred),
            stages,
            after,
            once: fields.flag("once", problems).unwrap_or(false),
            when,
            say,
            reveal: find_all(&names.facts, "fact", fields.texts("reveal", problems), problems),
            goto,
            mood: fields.whole("mood", -500, 500, problems).unwrap_or(0),
            patience: fields.whole("patience", -500, 500, problems).unwrap_or(0),
            resolve: fields.flag("resolve", problems).unwrap_or(false),
            progress: fields.flag("progress", problems).unwrap_or(false),
            leave: fields.flag("leave", problems).unwrap_or(false),
            line: tree.at.line,
            id,
        });
    }
    nodes
}

/// Conditions about patience alone, which no message is needed for.
fn is_nudge(when: &[Condition]) -> bool {
    let patience = |c: &Condition| matches!(c, Condition::PatienceBelow(_) | Condition::Patience(_));
    let still = |c: &Condition| {
        matches!(
            c,
            Condition::Mood(_)
                | Condition::MoodAbove(_)
                | Condition::MoodBelow(_)
                | Condition::Known(_)
                | Condition::Unknown(_)
                | Condition::Stage(_)
        )
    };
    when.iter().any(patience) && when.iter().all(|c| patience(c) || still(c))
}

fn objectives(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Objective> {
    if top.get("objectives").is_none() {
        problems.add(top.at, "the scenario needs `objectives`", "say what the operator should reach, with weights");
    }
    let mut objectives = Vec::new();
    let mut known = vec!["id", "weight", "text", "when", "needs", "before", "optional"];
    known.extend(CONDITIONS);
    for (index, tree) in top.list("objectives", problems).iter().enumerate() {
        let id = names.objectives.get(index).cloned().unwrap_or_default();
        let Some(fields) = Fields::open(tree, format!("objective `{id}`"), &known, problems) else { continue };
        let mut when = conditions(&fields, names, problems);
        if let Some(tree) = fields.get("when") {
            when.extend(when_tree(tree, &format!("`when` of objective `{id}`"), names, problems));
        }
        let needs = find_all(&names.facts, "fact", fields.texts("needs", problems), problems);
        if when.is_empty() && needs.is_empty() {
            problems.add(tree.at, format!("nothing can meet objective `{id}`"), "add `intent:`, `needs:` or `when:`");
        }
        let before = fields.texts("before", problems);
        for (word, at) in before.iter().filter(|(word, _)| word != "close") {
            problems.add(*at, format!("`before: {word}` is unknown"), "only `before: close` exists");
        }
        let weight = fields.number("weight", 0, 1000, problems);
        if fields.get("weight").is_none() {
            problems.add(
                tree.at,
                format!("objective `{id}` has no weight"),
                "add `weight: 20`; the weights of a scenario add up to 100",
            );
        }
        objectives.push(Objective {
            text: fields.text("text", problems).unwrap_or_else(|| sentence(&id)),
            weight: weight.and_then(|w| u32::try_from(w).ok()).unwrap_or(0),
            when,
            needs,
            before_close: !before.is_empty(),
            optional: fields.flag("optional", problems).unwrap_or(false),
            line: tree.at.line,
            id,
        });
    }
    if !objectives.is_empty() && objectives.iter().all(|o| o.weight == 0) {
        problems.add(place(top, "objectives"), "no objective has a weight", "give each a weight above 0");
    }
    objectives
}

/// "order-number" as "Order number", for objectives without a text.
fn sentence(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn forbidden(
    top: &Fields<'_>,
    vocabulary: &mut Vocabulary,
    concepts: &Concepts,
    problems: &mut Problems,
) -> Vec<(SignalKind, String, Vec<Pattern>)> {
    let mut phrases = Vec::new();
    for tree in top.list("forbidden", problems) {
        let Some(fields) = Fields::open(tree, "a forbidden phrase", &["clause", "patterns", "signal"], problems) else {
            continue;
        };
        let kinds: Vec<SignalKind> = kinds("signal", fields.texts("signal", problems), SIGNALS, problems);
        let clause = fields.text("clause", problems).unwrap_or_default();
        let compiled = compile_all(&fields.texts("patterns", problems), vocabulary, concepts, problems);
        if compiled.is_empty() {
            problems.add(tree.at, "a forbidden phrase needs `patterns`", "write `patterns: [\"refund * today\"]`");
        }
        phrases.push((kinds.first().copied().unwrap_or(SignalKind::ForbiddenPromise), clause, compiled));
    }
    phrases
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

fn lookup(top: &Fields<'_>, problems: &mut Problems) -> Vec<LookupTable> {
    let Some(tree) = top.get("lookup") else { return Vec::new() };
    let Kind::Map(entries) = &tree.kind else {
        problems.add(
            tree.at,
            "`lookup` should name each table",
            "write `lookup: {orders: [{number: \"48-1177\", status: lost}]}`",
        );
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (name, at, tree) in entries {
        let mut table = LookupTable { name: name.clone(), columns: Vec::new(), rows: Vec::new() };
        let Kind::List(items) = &tree.kind else {
            problems.add(*at, format!("table `{name}` should be a list of rows"), "start every row with `- `");
            continue;
        };
        let rows: Vec<&[(String, Place, Tree)]> = items
            .iter()
            .filter_map(|item| {
                if let Kind::Map(row) = &item.kind {
                    Some(row.as_slice())
                } else {
                    problems.add(
                        item.at,
                        format!("a row of table `{name}` is no `{{column: value}}`"),
                        "write `{number: \"48-1177\", status: lost}`",
                    );
                    None
                }
            })
            .collect();
        for (column, _, _) in rows.iter().copied().flatten() {
            if !table.columns.contains(column) {
                table.columns.push(column.clone());
            }
        }
        for row in rows {
            let cell = |column: &String| {
                row.iter()
                    .find(|(c, _, _)| c == column)
                    .and_then(|(_, _, v)| fields::text(v, &format!("`{column}` of `{name}`"), &mut Problems::default()))
                    .unwrap_or_default()
            };
            table.rows.push(table.columns.iter().map(cell).collect());
        }
        tables.push(table);
    }
    tables
}

const EXPECT: [&str; 16] = [
    "resolved",
    "mood_min",
    "mood_max",
    "patience_min",
    "patience_max",
    "met",
    "not_met",
    "known",
    "said",
    "not_said",
    "intent",
    "not_intent",
    "signal",
    "not_signal",
    "stage",
    "ending",
];

fn tests(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Test> {
    let mut tests = Vec::new();
    for tree in top.list("tests", problems) {
        let known = [
            "name",
            "seed",
            "play",
            "every",
            "expect",
            "expect_intent",
            "expect_not_intent",
            "expect_signal",
            "expect_not_signal",
        ];
        let Some(fields) = Fields::open(tree, "a test", &known, problems) else { continue };
        let name = fields.required("name", problems);
        let every = fields.number("every", 1, 3600, problems).and_then(|n| u32::try_from(n).ok()).unwrap_or(20);
        let play: Vec<Play> =
            fields.list("play", problems).iter().filter_map(|step| play(step, every, problems)).collect();
        if play.is_empty() {
            problems.add(tree.at, format!("test `{name}` plays nothing"), "add `play: [\"what the operator writes\"]`");
        }
        let mut expect = fields
            .get("expect")
            .and_then(|t| Fields::open(t, format!("`expect` of test `{name}`"), &EXPECT, problems))
            .map_or_else(Expect::default, |fields| expect(&fields, names, problems));
        expect.intents.extend(find_all(&names.intents, "intent", fields.texts("expect_intent", problems), problems));
        expect.not_intents.extend(find_all(
            &names.intents,
            "intent",
            fields.texts("expect_not_intent", problems),
            problems,
        ));
        expect.signals.extend(kinds::<SignalKind>(
            "signal",
            fields.texts("expect_signal", problems),
            SIGNALS,
            problems,
        ));
        expect.not_signals.extend(kinds::<SignalKind>(
            "signal",
            fields.texts("expect_not_signal", problems),
            SIGNALS,
            problems,
        ));
        if expect == Expect::default() {
            problems.add(
                tree.at,
                format!("test `{name}` expects nothing"),
                "add `expect: {resolved: true}` or `expect_intent:`",
            );
        }
        let seed = fields.number("seed", 0, i64::MAX, problems).and_then(|n| u64::try_from(n).ok()).unwrap_or(1);
        tests.push(Test { name, seed, play, expect, line: tree.at.line });
    }
    tests
}

fn play(step: &Tree, every: u32, problems: &mut Problems) -> Option<Play> {
    if let Kind::Text(text) = &step.kind {
        return Some(Play::Say { text: text.clone(), after: every });
    }
    let fields = Fields::open(step, "a step of `play`", &["say", "after", "wait", "hold", "close"], problems)?;
    let seconds =
        |key: &str, problems: &mut Problems| fields.number(key, 0, 3600, problems).and_then(|n| u32::try_from(n).ok());
    if let Some(text) = fields.text("say", problems) {
        return Some(Play::Say { text, after: seconds("after", problems).unwrap_or(every) });
    }
    if let Some(wait) = seconds("wait", problems) {
        return Some(Play::Wait(wait));
    }
    if let Some(hold) = seconds("hold", problems) {
        return Some(Play::Hold(hold));
    }
    let close = kinds::<Disposition>(
        "disposition",
        fields.texts("close", problems),
        "use resolved, follow-up, handed-over, declined or abuse",
        problems,
    );
    if close.is_empty() {
        problems.add(
            step.at,
            "a step of `play` does nothing",
            "write a text, or `{say: .., after: 40}`, `{wait: 60}`, `{hold: 120}`, `{close: resolved}`",
        );
    }
    close.first().copied().map(Play::Close)
}

fn expect(fields: &Fields<'_>, names: &Names, problems: &mut Problems) -> Expect {
    Expect {
        resolved: fields.flag("resolved", problems),
        mood_min: fields.whole("mood_min", -1000, 1000, problems),
        mood_max: fields.whole("mood_max", -1000, 1000, problems),
        patience_min: fields.whole("patience_min", 0, 1000, problems),
        patience_max: fields.whole("patience_max", 0, 1000, problems),
        met: find_all(&names.objectives, "objective", fields.texts("met", problems), problems),
        not_met: find_all(&names.objectives, "objective", fields.texts("not_met", problems), problems),
        known: find_all(&names.facts, "fact", fields.texts("known", problems), problems),
        said: find_all(&names.nodes, "node", fields.texts("said", problems), problems),
        not_said: find_all(&names.nodes, "node", fields.texts("not_said", problems), problems),
        intents: find_all(&names.intents, "intent", fields.texts("intent", problems), problems),
        not_intents: find_all(&names.intents, "intent", fields.texts("not_intent", problems), problems),
        signals: kinds("signal", fields.texts("signal", problems), SIGNALS, problems),
        not_signals: kinds("signal", fields.texts("not_signal", problems), SIGNALS, problems),
        stage: fields.text("stage", problems),
        ending: kinds::<Ending>(
            "ending",
            fields.texts("ending", problems),
            "use closed, handed-over, left-waiting, left-angry or shift-ended",
            problems,
        )
        .first()
        .copied(),
    }
}
