//! The engine from outside: what a chat looks like, and what must hold for every log.

#![expect(clippy::unwrap_used, reason = "a scenario of the tests that cannot be read fails them loudly")]

use domain::chat::{Disposition, Ending, SignalKind};
use practice::{
    Cast, ENGINE_VERSION, Effect, Event, Mode, Part, State,
    bots::{self, Skill},
    next_due_ms, replay,
    scenario::{self, Scenario},
    start, step,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::sync::{Arc, LazyLock};

static PARCEL: LazyLock<Arc<Scenario>> =
    LazyLock::new(|| Arc::new(scenario::parse(include_str!("scenarios/late-parcel.yaml")).unwrap()));
static OTHER: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
    let source = include_str!("scenarios/late-parcel.yaml")
        .replace("name: Mara", "name: Jonas")
        .replace("48-1177", "52-9034")
        .replace("base: neutral", "base: impatient");
    Arc::new(scenario::parse(&source).unwrap())
});

fn cast(seed: u64) -> Cast {
    let parts = vec![
        Part { scenario: Arc::clone(&PARCEL), arrives_at_ms: 0 },
        Part { scenario: Arc::clone(&OTHER), arrives_at_ms: 20_000 },
    ];
    Cast { seed, engine: ENGINE_VERSION, mode: Mode::Shift, parts }
}

fn say(chat: u32, at_ms: i64, text: &str) -> Event {
    Event::OperatorMessage { chat, text: text.to_owned(), at_ms, canned: None, compose_ms: 900, edits: 2 }
}

fn tick(at_ms: i64) -> Event {
    Event::Tick { at_ms }
}

fn play(events: &[Event]) -> (State, Vec<Effect>) {
    let (state, effects) = replay(&cast(7), events);
    (state, effects.into_iter().flatten().collect())
}

fn kinds(effects: &[Effect]) -> Vec<SignalKind> {
    effects
        .iter()
        .flat_map(|e| match e {
            Effect::MoodStep { causes, .. } => causes.iter().map(|s| s.kind).collect(),
            Effect::Flag { signal, .. } => vec![signal.kind],
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn the_customer_arrives_types_and_writes() {
    let (state, effects) = play(&[tick(15_000)]);
    assert_eq!(effects[0], Effect::Arrived { chat: 0, at_ms: 0 });
    assert!(matches!(effects[1], Effect::CustomerTyping { on: true, at_ms, .. } if at_ms < 2000));
    let Effect::CustomerMessage { at_ms, node, .. } = &effects[3] else { panic!("{effects:?}") };
    assert!((2000..9000).contains(at_ms), "{at_ms}");
    assert_eq!(node, "open");
    assert_eq!(state.chat(0).unwrap().waiting_since_ms, Some(*at_ms));
    assert!(!state.chat(1).unwrap().arrived());
}

#[test]
fn waiting_nudges_three_times_and_ends() {
    let (state, effects) = play(&[tick(400_000)]);
    let nudges: Vec<i32> = effects
        .iter()
        .filter_map(|e| if let Effect::Nudge { chat: 0, patience, .. } = e { Some(*patience) } else { None })
        .collect();
    assert_eq!(nudges.len(), 3, "{nudges:?}");
    assert!(nudges[0] <= 600 && nudges[1] <= 350 && nudges[2] <= 150);
    assert_eq!(state.chat(0).unwrap().ending, Some(Ending::LeftWaiting));
    let impatient = effects.iter().filter(|e| matches!(e, Effect::Nudge { chat: 1, .. })).count();
    assert_eq!(impatient, 2, "patience starts below 600");
}

#[test]
fn a_hold_gives_the_promised_time_and_a_broken_one_costs_mood() {
    let hold = Event::Hold { chat: 0, seconds: 120, at_ms: 12_000 };
    let (kept, _) = play(&[tick(10_000), hold.clone(), tick(130_000)]);
    assert_eq!(kept.chat(0).unwrap().patience, 700);
    let (broken, effects) = play(&[tick(10_000), hold, tick(140_000)]);
    assert_eq!(broken.chat(0).unwrap().mood, -120);
    assert_eq!(kinds(&effects).iter().filter(|k| **k == SignalKind::BrokenPromise).count(), 1);
    let asked = [tick(10_000), say(0, 12_000, "One moment please, give me two minutes to look it up."), tick(130_000)];
    let (state, _) = play(&asked);
    assert_eq!(state.chat(0).unwrap().patience, 700, "asking in words is a hold too");
}

#[test]
fn typing_halves_the_drain() {
    let typing = Event::OperatorTyping { chat: 0, on: true, at_ms: 60_000 };
    let quiet = play(&[tick(60_000), tick(85_000)]).0.chat(0).unwrap().patience;
    let typed = play(&[tick(60_000), typing, tick(85_000)]).0.chat(0).unwrap().patience;
    assert!(typed > quiet, "{typed} {quiet}");
}

#[test]
fn asking_again_repeating_and_rudeness_are_noticed() {
    let ask = "What is your order number?";
    let (_, effects) = play(&[
        tick(10_000),
        say(0, 12_000, ask),
        tick(30_000),
        say(0, 32_000, "Could you share the order number again?"),
    ]);
    assert!(kinds(&effects).contains(&SignalKind::AsksAgain));
    let line = "We will look at everything you wrote as soon as we can.";
    let (_, effects) = play(&[tick(10_000), say(0, 12_000, line), tick(30_000), say(0, 32_000, line)]);
    assert!(kinds(&effects).contains(&SignalKind::SelfRepetition));
    let (state, effects) = play(&[tick(10_000), say(0, 12_000, "That is not my problem, idiot.")]);
    assert!(kinds(&effects).contains(&SignalKind::Rude));
    assert_eq!(state.chat(0).unwrap().mood, -250);
}

#[test]
fn the_wrong_window_is_noticed_by_name_and_by_fact() {
    let open = [tick(30_000)];
    for line in ["Hi Jonas, sorry for the wait.", "I found order 52-9034 for you."] {
        let (_, effects) = play(&[open[0].clone(), say(0, 32_000, line)]);
        assert!(kinds(&effects).contains(&SignalKind::WrongWindow), "{line}");
    }
    let (_, effects) = play(&[open[0].clone(), say(0, 32_000, "Hi Mara, I found order 48-1177.")]);
    assert!(!kinds(&effects).contains(&SignalKind::WrongWindow));
}

#[test]
fn flags_keep_their_span() {
    let line = "Mail me at sam@example.com, {{name}}";
    let (_, effects) = play(&[tick(10_000), say(0, 12_000, line)]);
    let cut: Vec<(SignalKind, String)> = effects
        .iter()
        .filter_map(|e| if let Effect::Flag { signal, .. } = e { Some(signal) } else { None })
        .map(|s| {
            let span = s.span.unwrap();
            let text = line.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
            (s.kind, text)
        })
        .collect();
    assert!(cut.contains(&(SignalKind::PersonalData, "sam@example.com".into())), "{cut:?}");
    assert!(cut.contains(&(SignalKind::UnfilledPlaceholder, "{{name}}".into())), "{cut:?}");
    assert!(cut.iter().any(|(k, _)| *k == SignalKind::OffPlatform), "{cut:?}");
}

/// What an operator's line is understood as, in the test scenario.
fn understood(line: &str) -> Vec<&'static str> {
    let read = practice::signals::analyse(&PARCEL, line, &practice::signals::Context::default());
    read.understanding.matches.iter().map(|m| PARCEL.intents[m.intent].id.as_str()).collect()
}

#[test]
fn lines_are_understood_with_slips_negation_and_several_matters() {
    let cases: [(&str, &[&str]); 14] = [
        ("Could you share your order number please?", &["ask_order"]),
        ("Coud you shrae the odrer nubmer", &["ask_order"]),
        ("I don't need your order number.", &[]),
        ("No need to send me the order number, I have it here.", &[]),
        ("I can't find it yet, could you give me the order number?", &["ask_order"]),
        ("I'll refund the order today.", &["offer_refund"]),
        ("I can't refund the order.", &[]),
        ("We will not refund you.", &[]),
        ("We could refund you in full, or trace the parcel for you.", &["offer_refund", "offer_trace"]),
        (
            "Sorry about that! I'll start a trace with the courier. Is there anything else I can do?",
            &["offer_trace", "check_understood"],
        ),
        ("Which town was it going to?", &["ask_city"]),
        ("Hi Mara, good morning!", &[]),
        ("I can imagine how frustrating that is.", &[]),
        ("The weather is lovely today.", &[]),
    ];
    for (line, wanted) in cases {
        assert_eq!(understood(line), wanted, "{line}");
    }
}

#[test]
fn three_lines_nobody_understands_are_the_authors_gap() {
    let odd = ["Purple elephants juggle marmalade", "Quantum bagpipes oscillate", "Sideways umbrella nonsense galore"];
    let mut events = vec![tick(10_000)];
    for (n, line) in (0_i64..).zip(odd) {
        events.push(say(0, 15_000 + n * 15_000, line));
        events.push(tick(28_000 + n * 15_000));
    }
    let (state, effects) = play(&events);
    let lines =
        effects.iter().find_map(|e| if let Effect::AuthorGap { lines, .. } = e { Some(lines.clone()) } else { None });
    assert_eq!(lines.unwrap(), odd);
    assert_eq!((state.chat(0).unwrap().mood, state.chat(0).unwrap().patience), (0, 700), "the operator loses nothing");
}

#[test]
fn a_close_without_a_required_step_is_flagged() {
    let close = Event::Close { chat: 0, disposition: Disposition::Resolved, note: String::new(), at_ms: 13_000 };
    let (state, effects) = play(&[tick(10_000), close]);
    assert!(effects.iter().any(|e| matches!(e, Effect::Flag { signal, .. } if signal.kind == SignalKind::MissingStep && signal.detail == "check")));
    assert_eq!(state.chat(0).unwrap().ending, Some(Ending::Closed));
}

#[test]
fn the_debrief_explains_a_good_chat() {
    let cast = cast(3);
    let events = bots::play(&cast, Skill::Good, 3);
    let ids: Vec<domain::ids::MessageId> = events
        .iter()
        .filter(|e| matches!(e, Event::OperatorMessage { chat: 0, .. }))
        .zip(1_u128..)
        .map(|(_, n)| serde_json::from_value(serde_json::json!(format!("{n:032x}"))).unwrap())
        .collect();
    let debrief = practice::score::debrief(&cast, &events, 0, &ids);
    assert_eq!(debrief.turns.len(), ids.len());
    assert_eq!(debrief.ending, Some(Ending::Closed));
    assert!(debrief.objectives.iter().all(|o| o.met && o.met_by.is_some()), "{:?}", debrief.objectives);
    assert!(debrief.score.total() >= 85, "{:?}", debrief.score);
    assert!(debrief.curve.windows(2).all(|w| w[0].at_ms <= w[1].at_ms));
    let canned = bots::play(&cast, Skill::CannedOnly, 3);
    let canned = practice::score::debrief(&cast, &canned, 0, &ids);
    assert!(canned.score.total() <= 50, "{canned:#?}");
    assert_eq!(practice::score::debrief(&cast, &events, 99, &ids).turns.len(), 0);
}

#[test]
fn a_recorded_log_replays_byte_for_byte() {
    // Recorded shifts are kept as what was said, so a change here alters no past review; but it is a change of the engine's rules or
    // of its words, and should be one on purpose. Print the new digest with `cargo test -p practice recorded -- --nocapture`.
    let digest = |seed| {
        let cast = cast(seed);
        let events = bots::play(&cast, Skill::Average, seed);
        let again: Vec<Event> = serde_json::from_str(&serde_json::to_string(&events).unwrap()).unwrap();
        assert_eq!(events, again);
        let text = serde_json::to_string(&replay(&cast, &events).1).unwrap();
        assert_eq!(text, serde_json::to_string(&replay(&cast, &again).1).unwrap());
        hex::encode(&Sha256::digest(text.as_bytes())[..8])
    };
    let digests = [11, 12, 13].map(digest);
    println!("{digests:?}");
    assert_eq!(digests, ["008884cdaa4add9b", "3c101c6c06f4f61f", "5485d8150f849515"]);
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "Hi Mara, I'm so sorry your parcel is late!",
            "What is your order number?",
            "I don't need your order number",
            "Which city should it go to?",
            "I will start a trace with the courier.",
            "We will refund you in full",
            "Is there anything else?",
            "One moment please",
            "That's your problem. SHUT UP!!!",
            "",
            "😀😀😀 [[{{%@",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,60}",
        "[a-z ,.?!'@0-9{}+-]{0,80}",
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let at = prop_oneof![8 => -5_000_i64..400_000, 1 => any::<i64>()];
    (0_u32..4, at, line(), 0_u8..14, any::<bool>(), any::<u32>()).prop_map(|(chat, at_ms, text, kind, on, number)| {
        match kind {
            0..5 => Event::OperatorMessage {
                chat,
                text,
                at_ms,
                canned: on.then(|| "x".to_owned()),
                compose_ms: number,
                edits: number,
            },
            5 => Event::OperatorTyping { chat, on, at_ms },
            6 | 7 => Event::Tick { at_ms },
            8 => Event::Hold { chat, seconds: number, at_ms },
            9 => Event::HandOver { chat, note: text, at_ms },
            10 => Event::Close { chat, disposition: Disposition::Resolved, note: text, at_ms },
            11 => Event::HintUsed { chat, at_ms },
            12 => {
                if on {
                    Event::Paused { at_ms }
                } else {
                    Event::Resumed { at_ms }
                }
            }
            _ => {
                if number % 8 == 0 {
                    Event::EndShift { at_ms }
                } else {
                    Event::Tick { at_ms }
                }
            }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn step_is_total_and_replay_is_the_same_every_time(seed in any::<u64>(), events in prop::collection::vec(event(), 0..25)) {
        let cast = cast(seed);
        let (state, effects) = replay(&cast, &events);
        prop_assert_eq!(&(state.clone(), effects), &replay(&cast, &events));
        for chat in &state.chats {
            prop_assert!((-1000..=1000).contains(&chat.mood) && (0..=1000).contains(&chat.patience));
        }
        let json = serde_json::to_string(&state).unwrap();
        prop_assert_eq!(&serde_json::from_str::<State>(&json).unwrap(), &state);
        if let Some(due) = next_due_ms(&cast, &state) {
            prop_assert!(!step(&cast, state, &tick(due)).1.is_empty(), "a tick at the due time yields something");
        }
    }

    #[test]
    fn splitting_ticks_changes_nothing(
        seed in any::<u64>(),
        acts in prop::collection::vec((0_u32..2, 1_000_i64..60_000, line(), any::<bool>()), 0..8),
        cuts in prop::collection::vec(0_i64..300_000, 0..40),
    ) {
        let cast = cast(seed);
        let mut events = Vec::new();
        let mut now = 0;
        for (chat, pause, text, typing) in acts {
            now += pause;
            if typing {
                events.push(Event::OperatorTyping { chat, on: true, at_ms: now - 900 });
            }
            events.push(say(chat, now, &text));
        }
        events.push(tick(now.max(300_000)));
        let whole: Vec<Effect> = replay(&cast, &events).1.into_iter().flatten().collect();
        let mut split = events.clone();
        split.extend(cuts.into_iter().map(tick));
        // Ticks stand before whatever happens at the same time, as they would when time passes.
        split.sort_by_key(|e| (e.at_ms(), !matches!(e, Event::Tick { .. })));
        let parts: Vec<Effect> = replay(&cast, &split).1.into_iter().flatten().collect();
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn ticking_when_due_gives_what_one_big_tick_gives(seed in any::<u64>(), until in 0_i64..500_000) {
        let cast = cast(seed);
        let (_, whole) = step(&cast, start(&cast), &tick(until));
        let (mut state, mut parts) = (start(&cast), Vec::new());
        while let Some(due) = next_due_ms(&cast, &state).filter(|due| *due <= until) {
            let (next, effects) = step(&cast, state, &tick(due));
            state = next;
            parts.extend(effects);
        }
        prop_assert_eq!(whole, parts);
    }
}
