//! Golden behaviour: six kinds of operators against the four personas (SIMULATION.md section 4), on one scenario.

#![expect(clippy::unwrap_used, reason = "a scenario of the tests that cannot be read fails them loudly")]

use domain::chat::Ending;
use practice::{
    Cast, ENGINE_VERSION, Mode, Part, State,
    bots::{self, Skill},
    customer::Base,
    replay, scenario,
};
use std::sync::Arc;

const SEEDS: usize = 20;

fn cast(base: Base, seed: u64) -> Cast {
    let word = Base::ALL.iter().find(|(b, _)| *b == base).unwrap().1;
    let source = include_str!("scenarios/late-parcel.yaml").replace("base: neutral", &format!("base: {word}"));
    let scenario = Arc::new(scenario::parse(&source).unwrap());
    Cast { seed, engine: ENGINE_VERSION, mode: Mode::Practice, parts: vec![Part { scenario, arrives_at_ms: 0 }] }
}

fn plays(skill: Skill, base: Base) -> Vec<State> {
    let mut cast = cast(base, 0);
    (0..)
        .take(SEEDS)
        .map(|seed| {
            cast.seed = seed;
            let events = bots::play(&cast, skill, seed);
            replay(&cast, &events).0
        })
        .collect()
}

fn resolved(states: &[State]) -> usize {
    states.iter().filter(|s| s.chats[0].resolved() && s.chats[0].ending == Some(Ending::Closed)).count()
}

fn ended(states: &[State], ending: Ending) -> usize {
    states.iter().filter(|s| s.chats[0].ending == Some(ending)).count()
}

const ALL: [Base; 4] = [Base::Neutral, Base::Impatient, Base::Anxious, Base::Chatty];

#[test]
fn good_replies_at_25_seconds_resolve_with_all_four() {
    for base in ALL {
        assert_eq!(resolved(&plays(Skill::Good, base)), SEEDS, "{base:?}");
    }
}

#[test]
fn fast_and_rude_loses_the_impatient_and_the_anxious_one_and_resolves_with_nobody() {
    for base in [Base::Impatient, Base::Anxious] {
        assert_eq!(ended(&plays(Skill::FastAndRude, base), Ending::LeftAngry), SEEDS, "{base:?}");
    }
    for base in ALL {
        assert_eq!(resolved(&plays(Skill::FastAndRude, base)), 0, "{base:?}");
    }
}

#[test]
fn good_but_slow_loses_the_impatient_one_before_the_first_reply() {
    for state in plays(Skill::SlowButGood, Base::Impatient) {
        assert_eq!((state.chats[0].ending, state.chats[0].messages), (Some(Ending::LeftWaiting), 0));
    }
    for base in [Base::Neutral, Base::Anxious, Base::Chatty] {
        assert!(plays(Skill::SlowButGood, base).iter().all(|s| s.chats[0].messages > 0), "{base:?}");
    }
    assert_eq!(resolved(&plays(Skill::SlowButGood, Base::Chatty)), SEEDS);
}

#[test]
fn canned_only_never_resolves() {
    for base in ALL {
        assert_eq!(resolved(&plays(Skill::CannedOnly, base)), 0, "{base:?}");
    }
}

#[test]
fn empathy_with_progress_only_every_third_message_loses_the_impatient_one() {
    let impatient = plays(Skill::EmpathyWithoutProgress, Base::Impatient);
    assert_eq!(resolved(&impatient), 0);
    assert_eq!(ended(&impatient, Ending::LeftWaiting) + ended(&impatient, Ending::LeftAngry), SEEDS);
    assert!(resolved(&plays(Skill::EmpathyWithoutProgress, Base::Chatty)) > 0);
}

#[test]
fn average_work_mostly_gets_there_with_those_who_have_time() {
    for base in [Base::Neutral, Base::Chatty] {
        assert!(resolved(&plays(Skill::Average, base)) * 10 >= SEEDS * 7, "{base:?}");
    }
}

#[test]
fn several_chats_are_played_at_once() {
    let mut cast = cast(Base::Neutral, 3);
    let second = Part { scenario: cast.parts[0].scenario.clone(), arrives_at_ms: 20_000 };
    cast.parts.push(second);
    let (state, _) = replay(&cast, &bots::play(&cast, Skill::Good, 1));
    assert!(state.chats.iter().all(|c| c.resolved() && c.ending == Some(Ending::Closed)));
}
