//! Conditions: `when` of nodes and objectives, and the counters in them.

use super::super::{
    Condition, Counted, When,
    fields::{self, Fields, Problems},
    tree::{Kind, Tree},
};
use super::names::{BANDS, Names, SIGNALS, find, find_all, kinds, words_to};
use crate::lexicon::Act;
use domain::chat::{MoodBand, PatienceBand};

/// Fields of a `when`.
pub(super) const CONDITIONS: [&str; 21] = [
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

/// The conditions among the fields of a mapping.
pub(super) fn conditions(fields: &Fields<'_>, names: &Names, problems: &mut Problems) -> When {
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

pub(super) fn when_tree(tree: &Tree, of: &str, names: &Names, problems: &mut Problems) -> When {
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
