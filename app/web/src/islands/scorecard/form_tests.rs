//! The review form: what both halves read, and every problem at once.

use super::*;
use domain::chat::Sender;

const LINE: MessageId = MessageId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0010));
const REMARK: CommentId = CommentId(Uuid::from_u128(7));

fn messages() -> Vec<Message> {
    let line = |id, seq, body: &str| Message {
        id,
        seq,
        sender: Sender::Operator,
        body: body.into(),
        at_ms: 0,
        client_id: None,
    };
    vec![line(MessageId(Uuid::from_u128(99)), 1, "Hi"), line(LINE, 2, "Hé Mara,\néén moment")]
}

fn read(fields: &[(&str, &str)]) -> ReviewForm {
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    read_form(&fields, &messages())
}

#[test]
fn marks_criticals_summary_and_focus() {
    let form = read(&[
        ("criterion:tone", "3"),
        ("criterion:privacy", "no"),
        ("criterion:pace", "na"),
        ("critical", "harm"),
        ("critical", "harm"),
        ("summary", "Warm.\r\nClear."),
        ("focus", "tone"),
        ("revision", "4"),
        ("client", "00000000-0000-0000-0000-000000000005"),
    ]);
    assert_eq!(form.draft.marks.criteria["tone"], Mark::Level(3));
    assert_eq!(form.draft.marks.criteria["privacy"], Mark::Kept(false));
    assert_eq!(form.draft.marks.criteria["pace"], Mark::NotApplicable);
    assert_eq!(form.draft.marks.criticals, ["harm"]);
    assert_eq!(form.draft.summary, "Warm.\nClear.", "one character per line end");
    assert_eq!((form.draft.focus.as_deref(), form.revision), (Some("tone"), 4));
    assert_eq!(form.client, Some(ClientId(Uuid::from_u128(5))));
    assert!(form.errors.is_empty());
}

#[test]
fn words_of_marks_read_back() {
    for mark in [Mark::Level(0), Mark::Level(3), Mark::Kept(true), Mark::Kept(false), Mark::NotApplicable] {
        assert_eq!(mark_of(&mark_word(mark)), Some(mark));
    }
    assert_eq!((mark_of("4"), mark_of(""), mark_of("-1")), (None, None, None));
}

#[test]
fn remarks_stay_move_and_go() {
    let place =
        [("comment:{}:message", LINE.to_string()), ("comment:{}:start", "3".into()), ("comment:{}:end", "7".into())];
    let with = |body: &str| {
        let mut fields: Vec<(String, String)> =
            place.iter().map(|(name, value)| (name.replace("{}", &REMARK.to_string()), value.clone())).collect();
        fields.push((format!("comment:{REMARK}:body"), body.into()));
        fields.push((format!("comment:{REMARK}:criterion"), String::new()));
        read_form(&fields, &messages()).draft.comments
    };
    let kept = with("Good use of the name");
    assert_eq!(
        kept,
        [Comment { id: REMARK, message: LINE, start: 3, end: 7, criterion: None, body: "Good use of the name".into() }]
    );
    assert!(with("  ").is_empty(), "emptied is removed");
}

#[test]
fn a_new_remark_is_pinned_to_the_quoted_words() {
    let quote = format!("fresh:{LINE}:quote");
    let body = format!("fresh:{LINE}:body");
    let pinned = read(&[(&quote, "Mara,\r\néén"), (&body, "Say when"), ("revision", "2")]).draft.comments;
    assert_eq!((pinned[0].start, pinned[0].end), (3, 12), "counted in characters, across the line end");
    assert_eq!(pinned[0].id, fresh_id(LINE, 2), "made from the message and the revision");
    let whole = read(&[(&body, "Warm")]).draft.comments;
    assert_eq!((whole[0].start, whole[0].end), (0, 19));
    let own = read(&[(&format!("fresh:{LINE}:id"), &REMARK.to_string()), (&body, "Warm")]).draft.comments;
    assert_eq!(own[0].id, REMARK);
}

#[test]
fn every_problem_is_found_at_once_and_nothing_is_lost() {
    let quote = format!("fresh:{LINE}:quote");
    let body = format!("fresh:{LINE}:body");
    let form =
        read(&[("criterion:tone", "9"), ("criterion:pace", "2"), (&quote, "not there"), (&body, ""), ("summary", "S")]);
    let fields: Vec<&str> = form.errors.0.keys().map(String::as_str).collect();
    assert_eq!(fields, ["criterion:tone", &body, &quote]);
    assert_eq!(form.fresh[&LINE].quote, "not there");
    assert_eq!(form.draft.summary, "S");
    assert_eq!(form.draft.marks.criteria.len(), 1);
}

#[test]
fn remarks_come_in_the_order_of_the_transcript() {
    let first = messages()[0].id;
    let form = read(&[(&format!("fresh:{LINE}:body"), "later"), (&format!("fresh:{first}:body"), "earlier")]);
    assert_eq!(
        form.draft.comments.iter().map(|comment| comment.body.as_str()).collect::<Vec<_>>(),
        ["earlier", "later"]
    );
}

#[test]
fn ids_of_new_remarks_differ_by_message_and_revision() {
    let other = MessageId(Uuid::from_u128(1 << 90));
    let ids = [fresh_id(LINE, 0), fresh_id(LINE, 1), fresh_id(other, 0)];
    assert!(ids[0] != ids[1] && ids[0] != ids[2]);
    assert_eq!(ids[0], fresh_id(LINE, 0));
}
