//! What the desk must survive: repeats, disorder, gaps, lost answers, reloads.

use super::*;
use crate::islands::desk::delivery::Trouble;
use domain::{
    chat::{DeskChat, MessageBody, MoodBand, PatienceBand},
    ids::{MessageId, ShiftId},
};
use uuid::Uuid;

fn chat_id(n: u128) -> ChatId {
    ChatId(Uuid::from_u128(n))
}

fn client(n: u128) -> ClientId {
    ClientId(Uuid::from_u128(n))
}

fn status(n: u128, waiting_since_ms: Option<i64>) -> ChatStatus {
    ChatStatus {
        id: chat_id(n),
        arrived: true,
        customer_typing: false,
        mood: MoodBand::Neutral,
        patience: PatienceBand::Calm,
        waiting_since_ms,
        hold_until_ms: None,
        ending: None,
    }
}

fn line(seq: u32, sender: Sender, body: &str) -> Message {
    Message {
        id: MessageId(Uuid::from_u128(u128::from(seq))),
        seq,
        sender,
        body: body.to_owned(),
        at_ms: i64::from(seq) * 1000,
        client_id: None,
    }
}

fn view(chats: &[(u128, Option<i64>)]) -> DeskView {
    let chat = |&(n, waiting): &(u128, Option<i64>)| DeskChat {
        status: status(n, waiting),
        ordinal: u32::try_from(n).unwrap(),
        customer: format!("Customer {n}"),
        title: String::new(),
        brief_html: String::new(),
        messages: vec![line(1, Sender::Customer, "hello")],
        draft: String::new(),
        lookup: Vec::new(),
    };
    DeskView {
        shift: ShiftId(Uuid::from_u128(9)),
        title: String::new(),
        seq: 10,
        now_ms: 60_000,
        paused: false,
        ended: false,
        chats: chats.iter().map(chat).collect(),
    }
}

fn desk() -> Desk {
    Desk::open(&view(&[(1, Some(20_000)), (2, Some(5_000)), (3, None)]))
}

fn says(seq: u64, chat: u128, message: Message) -> DeskUpdate {
    DeskUpdate { seq, at_ms: 0, changes: vec![DeskChange::Message { chat: chat_id(chat), message }] }
}

fn becomes(seq: u64, status: ChatStatus) -> DeskUpdate {
    DeskUpdate { seq, at_ms: 0, changes: vec![DeskChange::Status { status }] }
}

fn pending(chat: u128, n: u128, text: &str) -> Pending {
    Pending {
        chat: chat_id(chat),
        client: client(n),
        body: MessageBody::parse(text).unwrap(),
        at_ms: 0,
        compose_ms: 0,
        edits: 0,
        delivery: Delivery::Queued,
    }
}

#[test]
fn opens_on_the_longest_wait_and_counts_the_others_as_unread() {
    let desk = desk();
    assert_eq!(desk.active, 1);
    assert_eq!(desk.chats.iter().map(|chat| chat.unread).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn a_repeated_update_changes_nothing() {
    let mut desk = desk();
    let update = says(11, 1, line(2, Sender::Customer, "are you there?"));
    assert_eq!(desk.apply(update.clone()).len(), 1);
    let after = desk.clone();
    assert!(desk.apply(update).is_empty());
    assert_eq!(desk, after);
    assert_eq!(desk.chats[0].unread, 2);
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let updates = [
        says(11, 1, line(2, Sender::Customer, "two")),
        becomes(12, status(1, Some(11_000))),
        says(13, 1, line(3, Sender::Operator, "three")),
        becomes(14, status(1, None)),
        DeskUpdate { seq: 15, at_ms: 0, changes: vec![DeskChange::Paused] },
        DeskUpdate { seq: 16, at_ms: 0, changes: vec![DeskChange::Resumed] },
    ];
    let mut forward = desk();
    updates.iter().cloned().for_each(|update| drop(forward.apply(update)));
    let mut backward = desk();
    updates.iter().rev().cloned().for_each(|update| drop(backward.apply(update)));
    assert_eq!(forward, backward);
    assert_eq!(forward.chats[0].status.waiting_since_ms, None);
    assert!(!forward.paused);
}

#[test]
fn a_missing_line_is_a_gap_until_it_comes() {
    let mut desk = desk();
    desk.apply(says(13, 1, line(3, Sender::Customer, "three")));
    assert!(desk.has_gap());
    desk.apply(says(12, 1, line(2, Sender::Customer, "two")));
    assert!(!desk.has_gap());
    assert_eq!(desk.chats[0].messages.iter().map(|m| m.body.as_str()).collect::<Vec<_>>(), ["hello", "two", "three"]);
}

#[test]
fn the_chat_on_the_screen_is_read() {
    let mut desk = desk();
    desk.apply(says(11, 2, line(2, Sender::Customer, "hm")));
    assert_eq!(desk.chats[1].unread, 0);
    desk.activate(0);
    desk.apply(says(12, 2, line(3, Sender::Customer, "hm?")));
    assert_eq!((desk.chats[0].unread, desk.chats[1].unread), (0, 1));
    assert_eq!(desk.unread(), 1);
}

#[test]
fn the_longest_wait_skips_the_chat_on_the_screen_holds_and_chats_that_are_over() {
    let mut desk = desk();
    assert_eq!(desk.longest_wait(None, 60_000), Some(1));
    assert_eq!(desk.longest_wait(Some(1), 60_000), Some(0));
    desk.chats[1].status.hold_until_ms = Some(90_000);
    assert_eq!(desk.longest_wait(None, 60_000), Some(0), "a running hold comes last");
    assert_eq!(desk.longest_wait(None, 95_000), Some(1), "a broken promise does not");
    desk.chats[1].status.ending = Some(domain::chat::Ending::LeftWaiting);
    desk.chats[0].status.waiting_since_ms = None;
    assert_eq!(desk.longest_wait(None, 95_000), None);
}

#[test]
fn lines_of_one_chat_go_one_at_a_time_and_chats_do_not_block_each_other() {
    let mut desk = desk();
    for line in [pending(1, 1, "a"), pending(1, 2, "b"), pending(2, 3, "c")] {
        desk.enqueue(line);
    }
    assert_eq!(desk.next_to_send().map(|line| line.client), Some(client(1)));
    assert_eq!(desk.next_to_send().map(|line| line.client), Some(client(3)));
    assert_eq!(desk.next_to_send(), None);
    desk.confirm(client(1));
    assert_eq!(desk.next_to_send().map(|line| line.client), Some(client(2)));
}

#[test]
fn a_lost_answer_keeps_the_order_and_a_retry_keeps_the_client_id() {
    let mut desk = desk();
    desk.enqueue(pending(1, 1, "a"));
    desk.enqueue(pending(1, 2, "b"));
    desk.next_to_send();
    desk.fail(client(1), Trouble::NoAnswer);
    assert_eq!(desk.chats[0].not_sent(), 2);
    assert_eq!(desk.next_to_send(), None, "nothing overtakes a line that was not sent");
    desk.retry(client(1));
    assert_eq!(desk.next_to_send().map(|line| line.client), Some(client(1)));
    desk.confirm(client(1));
    assert_eq!(desk.next_to_send().map(|line| line.client), Some(client(2)));
}

#[test]
fn the_live_stream_confirms_a_line_whose_answer_was_lost() {
    let mut desk = desk();
    desk.enqueue(pending(1, 7, "a"));
    desk.next_to_send();
    desk.fail(client(7), Trouble::NoAnswer);
    let mut own = line(2, Sender::Operator, "a");
    own.client_id = Some(client(7));
    assert!(desk.apply(says(11, 1, own)).is_empty(), "own lines are not announced");
    assert!(desk.chats[0].pending.is_empty());
}

#[test]
fn what_was_kept_over_a_reload_comes_back_once() {
    let mut before = desk();
    before.enqueue(pending(1, 7, "never arrived"));
    before.enqueue(pending(1, 8, "arrived"));
    let kept = before.unconfirmed();
    let mut view = view(&[(1, None)]);
    let mut own = line(2, Sender::Operator, "arrived");
    own.client_id = Some(client(8));
    view.chats[0].messages.push(own);
    let mut after = Desk::open(&view);
    after.restore(kept.clone());
    after.restore(kept);
    assert_eq!(after.unconfirmed().len(), 1);
    assert_eq!(after.chats[0].not_sent(), 1);
    assert_eq!(after.withdraw(client(7)).as_deref(), Some("never arrived"));
}

#[test]
fn a_fresh_view_fills_a_gap_and_keeps_unconfirmed_lines() {
    let mut desk = desk();
    desk.enqueue(pending(1, 7, "mine"));
    let mut fresh = view(&[(1, None), (2, Some(5_000)), (3, None)]);
    fresh.seq = 40;
    fresh.chats[0].messages.push(line(2, Sender::Customer, "two"));
    assert_eq!(desk.resume(&fresh).len(), 1);
    assert_eq!((desk.followed, desk.chats[0].pending.len(), desk.chats[0].status.waiting_since_ms), (40, 1, None));
    desk.apply(becomes(20, status(1, Some(1))));
    assert_eq!(desk.chats[0].status.waiting_since_ms, None, "an older state does not come back");
}

#[test]
fn done_when_every_chat_has_ended() {
    let mut desk = desk();
    assert!(!desk.is_done());
    for n in 1..=3 {
        let mut over = status(n, None);
        over.ending = Some(domain::chat::Ending::Closed);
        desk.apply(becomes(20, over));
    }
    assert!(desk.is_done());
}
