//! The pages of a review with sample data: blind, complete without scripts, every problem at once, nothing lost.

use super::*;
use crate::{
    pages::feedback,
    render::{document, tests::sample},
    text::Text,
};
use axum::body::to_bytes;
use chrono::TimeDelta;
use domain::{
    chat::{Ending, Message, Sender, Signal, SignalKind, Span, TurnAnalysis},
    field::FieldError,
    ids::{CommentId, MessageId},
    people::{Locale, Role},
    review::{Comment, Draft, ReviewDesk},
    scorecard::{Criterion, CriterionKind, Critical, CriticalEffect, CriticalKind, Mark, Scorecard, Section},
};
use uuid::Uuid;

const LINE: MessageId = MessageId(Uuid::from_u128(2));

fn card() -> Scorecard {
    let criterion = |id: &str, kind, allow_na| Criterion {
        id: id.into(),
        title: format!("Title of {id}"),
        weight: 10,
        kind,
        help: "Look at it.".into(),
        anchors: ["missing: M.", "weak: W.", "meets: E.", "exemplary: X."].map(Into::into).into(),
        allow_na,
    };
    Scorecard {
        id: "default".into(),
        version: 3,
        title: "Chat review".into(),
        pass: 80,
        sections: vec![Section {
            id: "response".into(),
            title: "Response".into(),
            weight: 20,
            criteria: vec![
                criterion("tone", CriterionKind::Graded, false),
                criterion("steps", CriterionKind::Rule, true),
            ],
        }],
        criticals: vec![Critical {
            id: "harm".into(),
            title: "Harmful answer".into(),
            kind: CriticalKind::Customer,
            effect: CriticalEffect::Fatal,
            help: "Quote the line.".into(),
        }],
        hash: "h".into(),
    }
}

fn chat() -> ChatForReview {
    let ctx = sample(&[]);
    let line = |id, seq, sender, body: &str| Message {
        id,
        seq,
        sender,
        body: body.into(),
        at_ms: i64::from(seq) * 9_000,
        client_id: None,
    };
    let greeting =
        Signal { kind: SignalKind::Greeting, span: Some(Span { start: 0, end: 2 }), detail: String::new(), mood: 40 };
    ChatForReview {
        desk: ReviewDesk {
            review: ReviewId(Uuid::from_u128(9)),
            scorecard: card(),
            draft: Draft::default(),
            lease_until: ctx.now + TimeDelta::minutes(45),
            revision: 4,
        },
        scenario_title: "A late parcel".into(),
        brief: "Be **kind**.".into(),
        level: 1,
        sector: "support".into(),
        customer: "Mara".into(),
        messages: vec![
            line(MessageId(Uuid::from_u128(1)), 1, Sender::Customer, "Hello?"),
            line(LINE, 2, Sender::Operator, "Hi <Mara>, é"),
        ],
        turns: vec![TurnAnalysis {
            message: LINE,
            reply_ms: Some(61_000),
            signals: vec![greeting],
            mood: 40,
            patience: 900,
            objectives: vec![],
        }],
        objectives: vec![],
        closing_flags: vec![],
        note: "Parcel found.".into(),
        disposition: None,
        ending: Some(Ending::Closed),
        lookup: vec![],
        soft_seconds: 45,
        submitted_at: ctx.now - TimeDelta::days(1),
        released: false,
    }
}

/// Status and page, without the marks that wake the island.
async fn html(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", ""))
}

fn mentor() -> Ctx {
    sample(&[Role::Mentor])
}

#[tokio::test]
async fn the_form_is_complete_without_scripts() {
    let chat = chat();
    let form = ReviewForm { revision: 4, ..ReviewForm::default() };
    let (status, html) = html(render(&mentor(), &chat, &form, Notice::None)).await;
    assert_eq!(status, StatusCode::OK);
    for value in ["0", "1", "2", "3"] {
        assert!(
            html.contains(&format!(r#"<input type="radio" name="criterion:tone" value="{value}""#)),
            "level {value}"
        );
    }
    assert!(
        html.contains(r#"name="criterion:steps" value="na""#) && !html.contains(r#"name="criterion:tone" value="na""#)
    );
    for piece in [
        r#"name="critical" value="harm""#,
        r#"name="summary""#,
        r#"name="focus""#,
        r#"name="revision" value="4""#,
        r#"formaction="/reviews/00000000-0000-0000-0000-000000000009/draft""#,
        r#"formaction="/reviews/00000000-0000-0000-0000-000000000009/return""#,
        &format!(r#"name="fresh:{LINE}:quote""#),
        "exemplary",
        "Hi</span> &lt;Mara&gt;, é",
        "past 45 s",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
    assert!(!html.contains(" style=") && !html.contains(r#"class="""#));
}

#[tokio::test]
async fn every_problem_stands_beside_its_field_and_everything_is_kept() {
    let chat = chat();
    let fields = [
        ("criterion:tone", "1"),
        ("critical", "harm"),
        (&format!("fresh:{LINE}:quote"), "not said"),
        (&format!("fresh:{LINE}:body"), "Say \"when\" <here>"),
        ("revision", "4"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut form = read_form(&fields, &chat.messages);
    form.errors.0.extend(form.draft.check_release(&chat.desk.scorecard, &chat.messages).0);
    let (status, html) = html(render(&mentor(), &chat, &form, Notice::None)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for id in ["criterion:steps", "summary", "focus"] {
        assert!(html.contains(&format!("href=\"#{id}\"")), "a link to {id}");
        assert!(html.contains(&format!("id=\"{id}-error\"")), "the problem beside {id}");
    }
    assert!(html.contains("These words are not in the message"));
    assert!(
        html.contains("Say \"when\" &lt;here&gt;</textarea>")
            || html.contains("Say &quot;when&quot; &lt;here&gt;</textarea>"),
        "{html}"
    );
    assert!(
        html.contains(r#"value="not said""#)
            && html.contains(r#"value="1" checked"#)
            && html.contains(r#"value="harm" checked"#),
        "{html}"
    );
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "ids are unique: {ids:?}");
}

#[tokio::test]
async fn remarks_are_pinned_to_their_words() {
    let chat = chat();
    let comment = Comment {
        id: CommentId(Uuid::from_u128(7)),
        message: LINE,
        start: 3,
        end: 9,
        criterion: None,
        body: "Good".into(),
    };
    let form = ReviewForm { draft: Draft { comments: vec![comment], ..Draft::default() }, ..ReviewForm::default() };
    let (_, html) = html(render(&mentor(), &chat, &form, Notice::None)).await;
    assert!(html.contains("data-pin=\"1\"") && html.contains("<q data-quote=\"\">&lt;Mara&gt;</q>"), "{html}");
    assert!(html.contains(r#"name="comment:00000000-0000-0000-0000-000000000007:start" value="3""#), "{html}");
}

#[test]
fn a_result_shows_four_things_and_no_number_alone() {
    let mut draft = Draft { summary: "Well.".into(), ..Draft::default() };
    draft.marks.criteria.insert("tone".into(), Mark::Level(2));
    draft.marks.criteria.insert("steps".into(), Mark::NotApplicable);
    draft.marks.criticals.push("harm".into());
    let card = card();
    let score = card.score(&draft.marks);
    let shown = feedback::Shown { card: &card, draft: &draft, score: &score, suggested: Some(71) };
    for locale in [Locale::En, Locale::Nl] {
        let ctx = Ctx { text: Text::new(locale), ..mentor() };
        let frame = Frame::new("Result".into(), Here::Feedback, Layout::Wide);
        let html = document(&ctx, frame, || {
            view! { {feedback::score_head(&ctx, &shown)} {feedback::criteria(&ctx, &shown)} }.into_any()
        });
        for piece in ["66%", "0%", "80%", "Harmful answer", "71", "Response"] {
            assert!(html.contains(piece), "{piece} in {html}");
        }
        assert!(html.contains("<b>meets</b>: E."), "the words of the level: {html}");
    }
}

#[test]
fn problems_are_named_by_their_field() {
    let (ctx, chat) = (mentor(), chat());
    let said = |field: &str| problem(&ctx, &chat, field, &ctx.text.field_error(&FieldError::Missing));
    assert!(said("criterion:tone").starts_with("Title of tone: "));
    assert!(said("summary").starts_with("Summary: "));
}
