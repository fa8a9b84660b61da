//! Practice and reviews for tests: a chat played through the real engine, handed in, marked.

use super::Kit;
use crate::{reviews, shifts};
use chrono::TimeDelta;
use domain::{
    chat::{DeskAction, DeskView, Disposition, MessageBody},
    ids::{ChatId, ClientId, ReviewId, ShiftId, SubmissionId},
    people::{Mentor, Operator},
    review::Draft,
    scorecard::{CriterionKind, Mark, Scorecard},
};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

static CLIENTS: AtomicU64 = AtomicU64::new(1);

/// A client id nobody has used.
pub fn client() -> ClientId {
    ClientId(Uuid::from_u128(0xC11E_0000 << 64 | u128::from(CLIENTS.fetch_add(1, Ordering::Relaxed))))
}

impl Kit {
    /// Starts a shift that no track locks (`second-chat`, `evening-chat`, `two-tempers`).
    pub async fn practise(&self, operator: &Operator, plan: &str) -> ShiftId {
        shifts::start_shift(&self.store, operator, plan, client()).await.unwrap()
    }

    /// The desk now.
    pub async fn desk(&self, operator: &Operator, shift: ShiftId) -> DeskView {
        shifts::get_desk(&self.store, operator, shift).await.unwrap()
    }

    /// Lets time pass with the browser open: a heartbeat and a tick every five seconds.
    pub async fn pass(&self, operator: &Operator, shift: ShiftId, seconds: i64) {
        let mut left = seconds;
        while left > 0 {
            self.clock.advance(TimeDelta::seconds(left.min(5)));
            left -= 5;
            shifts::heartbeat(&self.store, operator, shift).await.unwrap();
            shifts::tick(&self.store, operator, shift).await.unwrap();
        }
    }

    /// Sends a line.
    pub async fn say(&self, operator: &Operator, shift: ShiftId, chat: ChatId, text: &str) -> shifts::Acted {
        let action = send(chat, text);
        shifts::act(&self.store, operator, shift, action, client()).await.unwrap()
    }

    /// Plays a short chat of `second-chat` to its end.
    pub async fn play(&self, operator: &Operator) -> ChatId {
        let shift = self.practise(operator, "second-chat").await;
        self.pass(operator, shift, 20).await;
        let chat = self.desk(operator, shift).await.chats[0].status.id;
        self.say(
            operator,
            shift,
            chat,
            "Hi, welcome! I can imagine that it is a lot at once. What are you looking for?",
        )
        .await;
        self.pass(operator, shift, 30).await;
        self.say(operator, shift, chat, "I will show you where it is, step by step. What do you see on your screen?")
            .await;
        self.pass(operator, shift, 30).await;
        let close = DeskAction::Close { chat, disposition: Disposition::Resolved, note: "Showed the way.".into() };
        shifts::act(&self.store, operator, shift, close, client()).await.unwrap();
        chat
    }

    /// Plays a short chat and hands it in.
    pub async fn hand_in(&self, operator: &Operator) -> (ChatId, SubmissionId) {
        let chat = self.play(operator).await;
        (chat, shifts::submit_chat(&self.store, operator, chat, client()).await.unwrap())
    }

    /// Claims a chat and releases a review with the same level everywhere.
    pub async fn review(&self, mentor: &Mentor, submission: SubmissionId, level: u8) -> ReviewId {
        let review = reviews::claim(&self.store, mentor, submission).await.unwrap();
        let page = reviews::get_for_review(&self.store, mentor, review).await.unwrap();
        let draft = marked(&page.desk.scorecard, level);
        reviews::release(&self.store, mentor, review, draft, client()).await.unwrap();
        review
    }
}

/// A line to send.
pub fn send(chat: ChatId, text: &str) -> DeskAction {
    DeskAction::Send { chat, body: MessageBody::parse(text).unwrap(), compose_ms: 4000, edits: 1 }
}

/// A complete draft with the same level everywhere; rules are kept from level 2.
pub fn marked(card: &Scorecard, level: u8) -> Draft {
    let mut draft = Draft { summary: "Well begun.".into(), ..Draft::default() };
    for (_, criterion) in card.criteria() {
        let mark = if criterion.kind == CriterionKind::Rule { Mark::Kept(level >= 2) } else { Mark::Level(level) };
        draft.marks.criteria.insert(criterion.id.clone(), mark);
    }
    draft.focus = card.criteria().next().map(|(_, criterion)| criterion.id.clone());
    draft
}
