//! What the customer can say, and what the operator should reach.

use super::super::{
    Condition, Moment, Node, Objective, When,
    fields::{Fields, Problems},
};
use super::{
    START,
    conditions::{CONDITIONS, conditions, when_tree},
    names::{Names, find, find_all, words_to},
    place,
};

pub(super) fn nodes(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Node> {
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

pub(super) fn objectives(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Objective> {
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
