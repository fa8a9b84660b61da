//! What the engine listens for: concepts, intents, forbidden phrases.

use super::super::{
    fields::{self, Fields, Problems},
    tree::{Kind, Place},
};
use super::names::{SIGNALS, kinds};
use crate::{
    intent::{
        Intent,
        pattern::{Concepts, Pattern},
    },
    text::vocabulary::Vocabulary,
};
use domain::chat::SignalKind;

pub(super) fn own_concepts(
    top: &Fields<'_>,
    vocabulary: &mut Vocabulary,
    concepts: &mut Concepts,
    problems: &mut Problems,
) {
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

pub(super) fn intents(
    top: &Fields<'_>,
    vocabulary: &mut Vocabulary,
    concepts: &Concepts,
    problems: &mut Problems,
) -> Vec<Intent> {
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

pub(super) fn forbidden(
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
