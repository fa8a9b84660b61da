//! The debrief rendered from a made-up chat: words marked where they stand, every link leading somewhere, nothing the policy forbids.

use super::*;
use crate::render::document;
use crate::render::tests::sample as context;
use domain::{
    chat::{
        CurvePoint, Debrief, Disposition, Ending, Message, ObjectiveOutcome, Sender, Signal, SignalKind, Span,
        SuggestedScore, TurnAnalysis,
    },
    ids::{MessageId, ShiftId},
    people::Role,
};
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn line(seq: u32, sender: Sender, at_s: i64, body: &str) -> Message {
    Message { id: MessageId(id(u128::from(seq))), seq, sender, body: body.into(), at_ms: at_s * 1000, client_id: None }
}

fn signal(kind: SignalKind, span: Option<(u32, u32)>, detail: &str, mood: i32) -> Signal {
    Signal { kind, span: span.map(|(start, end)| Span { start, end }), detail: detail.into(), mood }
}

fn turn(
    message: u32,
    reply_s: i64,
    mood: i32,
    patience: i32,
    objectives: &[&str],
    signals: Vec<Signal>,
) -> TurnAnalysis {
    TurnAnalysis {
        message: MessageId(id(u128::from(message))),
        reply_ms: Some(reply_s * 1000),
        signals,
        mood,
        patience,
        objectives: objectives.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn row(n: u32, customer: &str) -> ChatRow {
    ChatRow {
        id: ChatId(id(100 + u128::from(n))),
        ordinal: n,
        customer: customer.into(),
        title: "The parcel that never came".into(),
        level: 1,
        messages: 8,
        ending: Some(Ending::Closed),
        disposition: Some(Disposition::FollowUp),
        suggested: Some(71),
        submission: None,
    }
}

fn chat(n: u32, customer: &str, shift_s: i64) -> ChatPage {
    let messages = vec![
        line(1, Sender::Customer, shift_s, "hi, my parcel is a week late???"),
        line(
            2,
            Sender::Operator,
            shift_s + 24,
            "Hi Mara, a week late for a present is rotten. Could you tell me the order number?",
        ),
        line(3, Sender::Customer, shift_s + 31, "48-1177. it is for my moms birthday"),
        line(4, Sender::Customer, shift_s + 95, "are you still there?"),
        line(
            5,
            Sender::Operator,
            shift_s + 118,
            "Unfortunately we cannot see where it is. Mail me at ines@desk.example and I'll look.",
        ),
        line(6, Sender::Customer, shift_s + 126, "you cant SEE it??"),
        line(
            7,
            Sender::Operator,
            shift_s + 149,
            "You're right to ask. It says lost in transit, so I have asked for a new one. It leaves tomorrow.",
        ),
        line(8, Sender::System, shift_s + 170, "The chat was closed."),
    ];
    let turns = vec![
        turn(
            2,
            24,
            60,
            640,
            &["acknowledge"],
            vec![
                signal(SignalKind::Greeting, Some((0, 2)), "", 0),
                signal(SignalKind::Name, Some((3, 7)), "", 20),
                signal(SignalKind::Empathy, Some((9, 44)), "", 90),
                signal(SignalKind::Intent, Some((46, 81)), "ask for the order number", 0),
                signal(SignalKind::Progress, None, "", 130),
            ],
        ),
        turn(
            5,
            87,
            -310,
            310,
            &[],
            vec![
                signal(SignalKind::NegativePhrase, Some((0, 27)), "", -60),
                signal(SignalKind::OffPlatform, Some((41, 69)), "boundaries-1", 0),
                signal(SignalKind::Waited, None, "", -90),
                signal(SignalKind::NoProgress, None, "", -40),
            ],
        ),
        turn(
            7,
            23,
            180,
            390,
            &["next-step"],
            vec![
                signal(SignalKind::Acknowledgement, Some((0, 19)), "", 70),
                signal(SignalKind::Progress, None, "", 130),
                signal(SignalKind::Promise, Some((77, 95)), "", 0),
            ],
        ),
    ];
    let point = |at_s: i64, mood, patience| CurvePoint { at_ms: (shift_s + at_s) * 1000, mood, patience };
    let objective = |id: &str, text: &str, weight, met_by: Option<u32>| ObjectiveOutcome {
        id: id.into(),
        text: text.into(),
        weight,
        met_by: met_by.map(|message| MessageId(self::id(u128::from(message)))),
        met: met_by.is_some(),
    };
    let shift = ShiftRow {
        id: ShiftId(id(9)),
        plan: "three-at-once".into(),
        title: "Three at once".into(),
        started_at: chrono::DateTime::from_timestamp(1_795_340_000, 0).unwrap(),
        ended_at: chrono::DateTime::from_timestamp(1_795_341_000, 0),
        chats: vec![row(1, "Mara"), row(2, "Tom")],
    };
    ChatPage {
        chat: row(n, customer),
        shift,
        brief: String::new(),
        messages,
        debrief: Debrief {
            turns,
            curve: vec![
                point(0, -250, 800),
                point(24, 60, 640),
                point(31, 60, 640),
                point(95, 60, 350),
                point(118, -310, 310),
                point(149, 180, 390),
                point(170, 180, 390),
            ],
            objectives: vec![
                objective("acknowledge", "Acknowledge the delay in your own words", 20, Some(2)),
                objective("next-step", "Say what happens next and when", 40, Some(7)),
                objective("check", "Check that everything is clear before you close", 15, None),
            ],
            closing_flags: vec![signal(SignalKind::MissingStep, None, "check that it is clear", 0)],
            score: SuggestedScore { objectives: 38, adherence: 10, language: 13, pace: 10 },
            ending: Some(Ending::Closed),
            soft_seconds: 60,
        },
        note: "New parcel sent, leaves tomorrow. Tell her about the birthday wrapping if she asks.".into(),
        submission: None,
    }
}

fn html() -> String {
    let at = |s| chrono::DateTime::from_timestamp(s, 0).unwrap();
    let loaded = Loaded {
        page: chat(1, "Mara", 4),
        together: vec![chat(2, "Tom", 46)],
        tries: vec![
            Try { chat: row(1, "Mara"), at: at(1_795_340_000) },
            Try { chat: row(5, "Mara"), at: at(1_795_240_000) },
        ],
        clauses: vec![("boundaries-1".into(), "/guidelines/house-rules#boundaries-1".into())],
    };
    document(&context(&[Role::Operator]), frame("Debrief"), || body(&context(&[Role::Operator]), &loaded))
}

/// Every value of an attribute in a text.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn words_are_marked_where_they_stand_and_numbered_along_the_text() {
    let html = html();
    assert!(html.contains("<mark class=\"p-debrief-mark is-good\">Mara</mark>"), "{html}");
    assert!(
        html.contains("<mark class=\"p-debrief-mark is-flag\">Mail me at </mark><span class=\"p-debrief-tie\"><mark class=\"p-debrief-mark is-flag\">ines@desk.example</mark>"),
        "{html}"
    );
    assert!(html.contains("aria-label=\"Note 2: Name\" class=\"p-debrief-ref\">2</button>"));
}

#[test]
fn every_link_and_button_leads_somewhere() {
    let html = html();
    let ids = values(&html, "id");
    for place in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.contains(&place), "#{place}");
    }
    for place in values(&html, "popovertarget") {
        assert_eq!(ids.iter().filter(|id| **id == place).count(), 1, "{place}");
    }
    assert!(html.contains("/guidelines/house-rules#boundaries-1"));
}

#[test]
fn it_needs_no_script_and_no_inline_style() {
    let html = html();
    assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("leptos-island"));
    assert!(html.contains("action=\"/chats/") && html.contains("/submission\""));
}

#[test]
fn figures_of_the_score_are_the_debriefs() {
    let html = html();
    assert!(html.contains("<strong>71</strong>") && html.contains("38 of 50") && html.contains("13 of 15"));
    assert!(html.contains("Mood −370, now upset"), "the step is from the curve's last point before the message");
}
