//! Checks over a whole scenario: can everything be reached, met and said?

use super::{
    Condition, Counted, Disclose, Moment, Problem, Scenario,
    build::{END_STAGES, START},
    fields::Problems,
    tree::Place,
};
use crate::engine::placeholder;
use std::collections::HashSet;

pub(super) fn references(scenario: &Scenario, problems: &mut Problems) {
    opening(scenario, problems);
    placeholders(scenario, problems);
    reachable(scenario, problems);
}

fn at(line: u32) -> Place {
    Place { line, column: 1 }
}

fn opening(scenario: &Scenario, problems: &mut Problems) {
    if !scenario.nodes.is_empty() && !scenario.nodes.iter().any(|n| n.on == Moment::Open) {
        problems.add(
            at(scenario.nodes[0].line),
            "no node opens the chat",
            "add a node with `stage: start` and no `when`, or write `on: open` on one",
        );
    }
}

fn placeholders(scenario: &Scenario, problems: &mut Problems) {
    let known: Vec<&str> = scenario.facts.iter().map(|f| f.id.as_str()).chain(["name"]).collect();
    for node in &scenario.nodes {
        for line in &node.say {
            for name in line.split('{').skip(1) {
                match name.split_once('}') {
                    Some((name, _)) if placeholder(scenario, name).is_some() => {}
                    Some((name, _)) => problems.add(
                        at(node.line),
                        format!("node `{}` says `{{{name}}}`, which is no fact", node.id),
                        super::fields::advise(name, &known),
                    ),
                    None => problems.add(
                        at(node.line),
                        format!("node `{}` has a `{{` without `}}`", node.id),
                        "write `{fact}`",
                    ),
                }
            }
        }
    }
}

/// What can come about at all, found by growing until nothing new comes.
#[derive(Default)]
struct Reach {
    nodes: HashSet<usize>,
    stages: HashSet<String>,
    facts: HashSet<usize>,
    objectives: HashSet<usize>,
}

impl Reach {
    fn can(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Intent(list) => !list.is_empty(),
            Condition::Act(list) => !list.is_empty(),
            Condition::Signal(list) => !list.is_empty(),
            Condition::Known(list) => list.iter().all(|f| self.facts.contains(f)),
            Condition::Stage(list) => list.iter().any(|s| self.stages.contains(s)),
            Condition::Met(list) => list.iter().all(|o| self.objectives.contains(o)),
            Condition::Count(list) => list.iter().all(|(c, _)| match c {
                Counted::Node(n) => self.nodes.contains(n),
                Counted::Intent(_) | Counted::Messages => true,
            }),
            Condition::Any(list) => list.iter().any(|w| w.iter().all(|c| self.can(c))),
            _ => true,
        }
    }
}

fn reachable(scenario: &Scenario, problems: &mut Problems) {
    let mut reach = Reach::default();
    reach.stages.insert(START.to_owned());
    loop {
        let before = (reach.nodes.len(), reach.stages.len(), reach.facts.len(), reach.objectives.len());
        for (index, node) in scenario.nodes.iter().enumerate() {
            let staged = node.stages.is_empty() || node.stages.iter().any(|s| reach.stages.contains(s));
            let follows = node.after.is_empty() || node.after.iter().any(|n| reach.nodes.contains(n));
            if staged && follows && node.when.iter().all(|c| reach.can(c)) {
                reach.nodes.insert(index);
                reach.facts.extend(&node.reveal);
                reach.stages.extend(node.goto.clone());
            }
        }
        for (index, objective) in scenario.objectives.iter().enumerate() {
            let needs = objective.needs.iter().all(|f| reach.facts.contains(f));
            if needs && objective.when.iter().all(|c| reach.can(c)) {
                reach.objectives.insert(index);
            }
        }
        if before == (reach.nodes.len(), reach.stages.len(), reach.facts.len(), reach.objectives.len()) {
            break;
        }
    }
    report(scenario, &reach, problems);
}

fn report(scenario: &Scenario, reach: &Reach, problems: &mut Problems) {
    for (index, node) in scenario.nodes.iter().enumerate() {
        if !reach.nodes.contains(&index) && !node.id.is_empty() {
            let stage = node.stages.iter().find(|s| !reach.stages.contains(*s) && !END_STAGES.contains(&s.as_str()));
            let advice = match stage {
                Some(stage) => format!("no reachable node goes to stage `{stage}`; add `goto: {stage}` to one"),
                None => "check its `after` and `when`: they ask for something that never comes about".into(),
            };
            problems.add(at(node.line), format!("node `{}` can never be said", node.id), advice);
        }
    }
    for (index, objective) in scenario.objectives.iter().enumerate() {
        if !reach.objectives.contains(&index) {
            let fact = objective.needs.iter().find(|f| !reach.facts.contains(*f)).and_then(|f| scenario.facts.get(*f));
            let advice = match fact {
                Some(fact) => format!("no reachable node reveals `{}`; add `reveal: {}` to one", fact.id, fact.id),
                None => "check its `when`: it asks for something that never comes about".into(),
            };
            problems.add(at(objective.line), format!("nothing can meet objective `{}`", objective.id), advice);
        }
    }
    for (index, fact) in scenario.facts.iter().enumerate() {
        let told = scenario.nodes.iter().any(|n| n.reveal.contains(&index));
        let trusted = matches!(fact.disclose, Disclose::Trust(_));
        let said = scenario.nodes.iter().any(|n| n.say.iter().any(|s| s.contains(&format!("{{{}}}", fact.id))));
        if !told && (trusted || !said) {
            problems.add(
                at(fact.line),
                format!("fact `{}` is never told", fact.id),
                format!("add `reveal: {}` to the node that tells it, or remove the fact", fact.id),
            );
        } else if !told && said {
            problems.add(
                at(fact.line),
                format!("fact `{}` is said, but no node reveals it", fact.id),
                format!("add `reveal: {}` to the node that says `{{{}}}`", fact.id, fact.id),
            );
        }
    }
}

impl From<super::TestFailure> for Problem {
    fn from(failure: super::TestFailure) -> Self {
        Self {
            line: failure.line,
            column: 1,
            what: format!("test `{}` fails: {}", failure.test, failure.what),
            advice: "play the test with its transcript and change the nodes, the intents or the test".into(),
        }
    }
}
