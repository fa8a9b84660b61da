//! What is taken for rude, negative, personal, a hold or a goodbye, and what comes of it.

#![allow(clippy::unwrap_used, reason = "a scenario of the tests that cannot be read fails them loudly")]

use domain::chat::{Ending, SignalKind};
use practice::{
    Cast, ENGINE_VERSION, Effect, Event, Mode, Part, State,
    bots::{self, Skill},
    lexicon::Act,
    replay,
    scenario::{self, Scenario},
    signals::{Analysis, Context, analyse},
};
use std::sync::{Arc, LazyLock};

const PARCEL: &str = include_str!("scenarios/late-parcel.yaml");

static SCENARIO: LazyLock<Arc<Scenario>> = LazyLock::new(|| Arc::new(scenario::parse(PARCEL).unwrap()));

fn read(line: &str) -> Analysis {
    analyse(&SCENARIO, line, &Context::default())
}

fn shows(line: &str, kind: SignalKind) -> bool {
    read(line).signals.iter().any(|s| s.kind == kind)
}

fn cast(scenario: &Arc<Scenario>) -> Cast {
    let part = Part { scenario: Arc::clone(scenario), arrives_at_ms: 0 };
    Cast { seed: 7, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![part] }
}

/// Says the lines twenty seconds apart, each after the customer has answered.
fn say(scenario: &Arc<Scenario>, lines: &[&str]) -> (State, Vec<Effect>) {
    let mut events = vec![Event::Tick { at_ms: 12_000 }];
    for (n, line) in (0_i64..).zip(lines) {
        let at_ms = 15_000 + n * 20_000;
        let text = (*line).to_owned();
        events.push(Event::OperatorMessage { chat: 0, text, at_ms, canned: None, compose_ms: 900, edits: 2 });
        events.push(Event::Tick { at_ms: at_ms + 17_000 });
    }
    let (state, effects) = replay(&cast(scenario), &events);
    (state, effects.into_iter().flatten().collect())
}

fn nodes(effects: &[Effect]) -> Vec<&str> {
    effects
        .iter()
        .filter_map(|e| if let Effect::CustomerMessage { node, .. } = e { Some(node.as_str()) } else { None })
        .collect()
}

#[test]
fn plain_questions_are_not_rude() {
    for line in [
        "What do you want to do first?",
        "What are you listening to?",
        "Read the FAQ, it has a picture of every step.",
        "Please read the instructions in the mail I sent.",
    ] {
        assert!(!shows(line, SignalKind::Rude), "{line}");
    }
    for line in ["What do you want?", "Are you even listening?", "Learn to read.", "Calm down.", "Shut up!"] {
        assert!(shows(line, SignalKind::Rude), "{line}");
    }
}

#[test]
fn goodbyes_are_closings() {
    for line in ["Bye!", "ok bye", "Good night, Mara.", "Thanks, goodbye", "Sleep well"] {
        assert!(read(line).acts.contains(&Act::Closing), "{line}");
    }
    assert!(!read("I'll find it by tonight.").acts.contains(&Act::Closing));
}

#[test]
fn an_answering_no_negates_nothing_after_it() {
    for line in ["No I need your order number", "No it's fine, what is your order number?"] {
        let found = read(line).understanding;
        assert!(found.negated.is_empty() && found.matches.len() == 1, "{line}: {found:?}");
    }
    assert_eq!(read("No need to send me the order number.").understanding.matches.len(), 0);
}

#[test]
fn honesty_about_what_cannot_be_promised_is_no_negative_phrase() {
    assert!(!shows("I can't promise it comes tomorrow.", SignalKind::NegativePhrase));
    assert!(!shows("We cannot guarantee a date.", SignalKind::ForbiddenPromise));
    assert!(shows("I can't help you.", SignalKind::NegativePhrase));
    assert!(shows("I can't promise anything and you must wait.", SignalKind::NegativePhrase), "the second part is one");
}

#[test]
fn the_last_digits_of_a_card_are_nobodys_secret() {
    assert!(!shows("Could you give me the last four digits of your card number?", SignalKind::PersonalData));
    assert!(!shows("What are the last 4 digits of your card?", SignalKind::PersonalData));
    assert!(shows("Could you give me your card number?", SignalKind::PersonalData));
    assert!(shows("Could you give me the last four digits? And send me your card number.", SignalKind::PersonalData));
}

#[test]
fn a_hold_is_granted_unless_a_pattern_finds_another_matter() {
    let hold = "Give me two minutes, I have to check where it was going to be delivered.";
    assert!(read(hold).asks_to_wait(), "it only resembles the question for the city");
    let (state, _) = say(&SCENARIO, &[hold]);
    assert!(state.chat(0).unwrap().hold_until_ms.is_some());
    assert!(!read("One moment. What is your order number?").asks_to_wait());
}

#[test]
fn not_intent_sees_what_was_answered_already() {
    let source = PARCEL.replace(
        "  - {id: nagging,",
        "  - {id: only_trace, when: {intent: offer_trace, not_intent: ask_order}, say: [\"only tracing?\"]}\n  - {id: nagging,",
    );
    let scenario = Arc::new(scenario::parse(&source).unwrap());
    let both = "What is your order number? I will start a trace with the courier.";
    let (_, effects) = say(&scenario, &[both]);
    assert!(nodes(&effects).contains(&"give_no") && !nodes(&effects).contains(&"only_trace"), "{:?}", nodes(&effects));
}

#[test]
fn whoever_is_rude_again_is_not_heard() {
    let polite = ["Hi Mara, sorry it is late.", "What is your order number?"];
    let rude = ["Whatever.", "Hurry up. What is your order number?"];
    assert!(nodes(&say(&SCENARIO, &polite).1).contains(&"give_no"));
    let (state, effects) = say(&SCENARIO, &rude);
    assert!(!nodes(&effects).contains(&"give_no"));
    assert!(state.chat(0).unwrap().mood < -350, "{}", state.chat(0).unwrap().mood);
    let once = say(&SCENARIO, &["Hurry up. What is your order number?"]).1;
    assert!(nodes(&once).contains(&"give_no"), "one slip is heard");
}

#[test]
fn fast_and_rude_resolves_with_nobody_however_chatty() {
    let source = PARCEL.replace("base: neutral", "base: chatty");
    let cast = cast(&Arc::new(scenario::parse(&source).unwrap()));
    for seed in 0..20 {
        let (state, _) = replay(&cast, &bots::play(&cast, Skill::FastAndRude, seed));
        let chat = state.chat(0).unwrap();
        assert!(!chat.resolved() && chat.mood < 0, "seed {seed}: {}", chat.mood);
    }
}

#[test]
fn bots_linger_so_that_waiting_thanks_and_goodbyes_are_said() {
    let extra = "  - {id: wait, on: hold, say: [ok]}\n  - {id: thanks, on: thanks, say: [great]}\n  - {id: bye, on: bye, say: [bye]}\n  - {id: nagging,";
    let scenario = Arc::new(scenario::parse(&PARCEL.replace("  - {id: nagging,", extra)).unwrap());
    let cast = cast(&scenario);
    let mut said = vec![0; scenario.nodes.len()];
    for seed in 0..60 {
        let (state, _) = replay(&cast, &bots::play(&cast, Skill::Explorer, seed));
        for (node, count) in said.iter_mut().enumerate() {
            *count += state.chat(0).unwrap().times_said(node);
        }
    }
    for id in ["wait", "thanks", "bye", "nagging"] {
        let node = scenario.nodes.iter().position(|n| n.id == id).unwrap();
        assert!(said[node] > 0, "{id}");
    }
    let good = replay(&cast, &bots::play(&cast, Skill::Good, 1)).0;
    assert_eq!(good.chat(0).unwrap().ending, Some(Ending::Closed));
}
