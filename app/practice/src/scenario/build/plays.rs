//! The tests inside a scenario.

use super::super::{
    Expect, Play, Test,
    fields::{Fields, Problems},
    tree::{Kind, Tree},
};
use super::names::{Names, SIGNALS, find_all, kinds};
use domain::chat::{Disposition, Ending, SignalKind};

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

pub(super) fn tests(top: &Fields<'_>, names: &Names, problems: &mut Problems) -> Vec<Test> {
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
