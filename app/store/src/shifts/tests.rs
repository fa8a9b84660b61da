//! Practice on both databases.

use super::*;
use crate::{
    Conflict, Store, StoreError, both,
    entity::{message, shift_event},
    testing::practice::{client, send},
};
use chrono::TimeDelta;
use domain::{
    chat::{DeskAction, DeskChange, DeskUpdate, Disposition, Ending, Sender},
    field::FieldError,
    ids::{ChatId, ShiftId},
    people::Operator,
    review::ReviewState,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tokio::task::JoinSet;

/// What a browser knows that has followed every update: `(chat, place, text)` of every line.
fn lines(updates: &[DeskUpdate]) -> Vec<(ChatId, u32, String)> {
    let changes = updates.iter().flat_map(|update| &update.changes);
    changes
        .filter_map(|change| match change {
            DeskChange::Message { chat, message } => Some((*chat, message.seq, message.body.clone())),
            _ => None,
        })
        .collect()
}

async fn missed(store: &Store, operator: &Operator, shift: ShiftId, seq: u64) -> Vec<DeskUpdate> {
    match updates_after(store, operator, shift, seq).await.unwrap() {
        UpdatesAfter::Updates(updates) => updates,
        UpdatesAfter::Reload => panic!("asked to reload after {seq}"),
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Conflict {
    match result {
        Err(StoreError::Conflict(conflict)) => conflict,
        other => panic!("expected a conflict, got {other:?}"),
    }
}

both! {
    async fn a_shift_is_started_once_however_often_it_is_asked_for(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let asked = client();
        let first = start_shift(&kit.store, &ann, "two-tempers", asked).await.unwrap();
        assert_eq!(start_shift(&kit.store, &ann, "two-tempers", asked).await.unwrap(), first, "a retry");
        assert_eq!(start_shift(&kit.store, &ann, "two-tempers", client()).await.unwrap(), first, "another tab");
        assert!(matches!(start_shift(&kit.store, &ann, "no-such", client()).await, Err(StoreError::NotFound)));
        assert_eq!(refused(start_shift(&kit.store, &ann, "first-chat", client()).await), Conflict::Locked);

        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let (store, ann) = (kit.store.clone(), ann.clone());
            tasks.spawn(async move { start_shift(&store, &ann, "evening-chat", client()).await.unwrap() });
        }
        let mut started = tasks.join_all().await;
        started.dedup();
        assert_eq!(started.len(), 1);
        let plans = list_plans(&kit.store, &ann).await.unwrap();
        let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
        assert_eq!(ids, ["first-chat", "three-at-once", "second-chat", "evening-chat", "two-tempers"], "the track, then the easy");
        let plan = |id: &str| plans.iter().find(|plan| plan.id == id).unwrap();
        assert_eq!((plan("evening-chat").attempts, plan("evening-chat").open), (1, Some(started[0])));
        assert_eq!((plan("two-tempers").chats, plan("first-chat").locked.is_some()), (2, true));
    }

    async fn trust_28_the_same_message_many_times_at_once_is_sent_once(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "second-chat").await;
        kit.pass(&ann, shift, 20).await;
        let chat = kit.desk(&ann, shift).await.chats[0].status.id;
        let asked = client();
        let node = kit.another_node().await;
        let mut tasks = JoinSet::new();
        for number in 0..10 {
            let (store, ann) = (if number % 2 == 0 { kit.store.clone() } else { node.clone() }, ann.clone());
            tasks.spawn(async move { act(&store, &ann, shift, send(chat, "Hello, how can I help?"), asked).await.unwrap() });
        }
        let mut answers = tasks.join_all().await;
        let first = answers.pop().unwrap();
        assert!(answers.iter().all(|answer| *answer == first), "everybody gets the first answer");
        assert_eq!(lines(&first.updates).last().unwrap().2, "Hello, how can I help?");
        kit.pass(&ann, shift, 10).await;
        let again = act(&kit.store, &ann, shift, send(chat, "Hello, how can I help?"), asked).await.unwrap();
        assert_eq!(again, first, "also much later");
        let sent = message::Entity::find().filter(message::Column::Sender.eq("operator")).count(kit.read()).await.unwrap();
        assert_eq!(sent, 1);
    }

    async fn messages_from_two_nodes_at_once_are_all_kept_in_one_order(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "second-chat").await;
        kit.pass(&ann, shift, 20).await;
        let chat = kit.desk(&ann, shift).await.chats[0].status.id;
        let before = kit.desk(&ann, shift).await;
        let node = kit.another_node().await;
        for round in 0..6 {
            let mut tasks = JoinSet::new();
            for (number, store) in [kit.store.clone(), node.clone()].into_iter().enumerate() {
                let (ann, line) = (ann.clone(), format!("Line {round}-{number} of mine"));
                tasks.spawn(async move { act(&store, &ann, shift, send(chat, &line), client()).await });
            }
            for answer in tasks.join_all().await {
                answer.unwrap();
            }
        }
        let desk = kit.desk(&ann, shift).await;
        let said = &desk.chats[0].messages;
        let numbers: Vec<u32> = said.iter().map(|line| line.seq).collect();
        assert_eq!(numbers, (1..=u32::try_from(said.len()).unwrap()).collect::<Vec<_>>(), "no gap, no double");
        assert_eq!(said.iter().filter(|line| line.sender == Sender::Operator).count(), 12);
        assert_eq!(shifts_equal(&kit.store, &node, &ann, shift).await, desk);
        let streamed = lines(&missed(&node, &ann, shift, before.seq).await);
        let stored: Vec<_> = said[before.chats[0].messages.len()..].iter().map(|l| (chat, l.seq, l.body.clone())).collect();
        assert_eq!(streamed, stored, "the stream brought exactly what is stored, in the same order");
    }

    async fn trust_r11_whoever_comes_back_gets_exactly_what_was_missed(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "two-tempers").await;
        kit.pass(&ann, shift, 60).await;
        for chat in kit.desk(&ann, shift).await.chats {
            kit.say(&ann, shift, chat.status.id, "I am sorry to read that. What happened?").await;
        }
        kit.clock.advance(TimeDelta::seconds(90));
        kit.pass(&ann, shift, 40).await;
        let all = missed(&kit.store, &ann, shift, 0).await;
        assert!(all.iter().any(|u| u.changes.contains(&DeskChange::Paused)));
        assert!(all.iter().any(|u| u.changes.contains(&DeskChange::Resumed)));
        assert!(all.windows(2).all(|pair| pair[0].seq < pair[1].seq && pair[0].at_ms <= pair[1].at_ms));
        let last = kit.desk(&ann, shift).await.seq;
        for seq in 0..=last {
            let rest: Vec<DeskUpdate> = all.iter().filter(|update| update.seq > seq).cloned().collect();
            assert_eq!(missed(&kit.store, &ann, shift, seq).await, rest, "after {seq}");
        }
        assert_eq!(updates_after(&kit.store, &ann, shift, last + 1).await.unwrap(), UpdatesAfter::Reload, "never heard of");
        assert_eq!(updates_after(&kit.store, &ann, shift, u64::MAX).await.unwrap(), UpdatesAfter::Reload);
    }

    async fn many_small_ticks_and_one_big_one_come_to_the_same(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "two-tempers").await;
        kit.pass(&ann, shift, 100).await;
        let row = crate::entity::shift::Entity::find_by_id(shift.0).one(kit.read()).await.unwrap().unwrap();
        let run = run::Run::of(&kit.store, kit.read(), &row).await.unwrap();
        let (_, effects) = practice::replay(&run.cast, &[practice::Event::Tick { at_ms: 100_000 }]);
        let at_once: Vec<(u32, String, i64)> = effects
            .iter()
            .flatten()
            .filter_map(translate::customer_line)
            .map(|(chat, text, at)| (chat, text.to_owned(), at))
            .collect();
        let desk = kit.desk(&ann, shift).await;
        let mut split: Vec<(u32, String, i64)> = desk
            .chats
            .iter()
            .zip(0_u32..)
            .flat_map(|(chat, number)| chat.messages.iter().map(move |line| (number, line.body.clone(), line.at_ms)))
            .collect();
        split.sort_by_key(|(number, _, at)| (*at, *number));
        assert!(split.len() >= 3, "somebody said something: {split:?}");
        assert_eq!(split, at_once);
        let ticks = shift_event::Entity::find().count(kit.read()).await.unwrap();
        assert!(ticks < 20, "a tick is recorded only when something was due: {ticks}");
    }

    async fn a_restart_changes_nothing(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "two-tempers").await;
        kit.pass(&ann, shift, 45).await;
        let chat = kit.desk(&ann, shift).await.chats[0].status.id;
        kit.say(&ann, shift, chat, "Hello, I read what happened and I am looking into it.").await;
        kit.pass(&ann, shift, 10).await;
        save_draft(&kit.store, &ann, shift, chat, "One more th").await.unwrap();
        let before = kit.desk(&ann, shift).await;
        assert_eq!(before.chats[0].draft, "One more th");
        let restarted = kit.another_node().await;
        assert_eq!(get_desk(&restarted, &ann, shift).await.unwrap(), before, "by replay of the log");
        let said = act(&restarted, &ann, shift, send(chat, "One more thing."), client()).await.unwrap();
        assert_eq!(said.seq, before.seq + 1, "and goes on where it was");
        let after = kit.desk(&ann, shift).await;
        assert_eq!(after.chats[0].draft, "", "a draft that was sent is gone");
        assert_eq!(get_desk(&restarted, &ann, shift).await.unwrap(), after, "the first node sees the other's write");
    }

    async fn silence_stops_the_clock_and_coming_back_starts_it(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "second-chat").await;
        assert!(tick(&kit.store, &ann, shift).await.unwrap().is_some_and(|ms| ms > 0 && ms <= 20_001));
        kit.clock.advance(TimeDelta::minutes(30));
        let view = kit.desk(&ann, shift).await;
        assert_eq!((view.paused, view.now_ms), (true, 20_000), "a page that only looks computes it too");
        assert_eq!(tick(&kit.store, &ann, shift).await.unwrap(), None);
        assert_eq!(tick(&kit.store, &ann, shift).await.unwrap(), None, "stopped once");
        heartbeat(&kit.store, &ann, shift).await.unwrap();
        kit.clock.advance(TimeDelta::seconds(4));
        let view = kit.desk(&ann, shift).await;
        assert_eq!((view.paused, view.now_ms), (false, 24_000));
        assert!(view.chats[0].status.ending.is_none(), "nobody left meanwhile");
        let pauses = missed(&kit.store, &ann, shift, 0).await;
        let pauses: Vec<i64> =
            pauses.iter().filter(|u| u.changes.contains(&DeskChange::Paused)).map(|update| update.at_ms).collect();
        assert_eq!(pauses, [20_000]);
        let (_, statements) = kit.count(heartbeat(&kit.store, &ann, shift)).await;
        assert_eq!(statements, 1, "a heartbeat within five seconds writes nothing");
    }

    async fn a_customer_left_alone_leaves_and_the_shift_ends_by_itself(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "second-chat").await;
        kit.pass(&ann, shift, 600).await;
        let desk = kit.desk(&ann, shift).await;
        assert_eq!((desk.ended, desk.chats[0].status.ending), (true, Some(Ending::LeftWaiting)));
        assert_eq!(tick(&kit.store, &ann, shift).await.unwrap(), None);
        let chat = desk.chats[0].status.id;
        assert_eq!(refused(act(&kit.store, &ann, shift, send(chat, "Hello?"), client()).await), Conflict::ShiftOver);
        assert_eq!(refused(save_draft(&kit.store, &ann, shift, chat, "Hel").await), Conflict::ChatOver);
        let page = get_chat(&kit.store, &ann, chat).await.unwrap();
        assert_eq!((page.chat.ending, page.chat.disposition), (Some(Ending::LeftWaiting), None));
        assert!(page.shift.ended_at.is_some() && page.debrief.turns.is_empty() && !page.messages.is_empty());
        assert!(find_open_shift(&kit.store, &ann).await.unwrap().is_none());
    }

    async fn closing_makes_the_debrief_and_handing_in_works_once(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "two-tempers").await;
        kit.pass(&ann, shift, 60).await;
        let chats: Vec<ChatId> = kit.desk(&ann, shift).await.chats.iter().map(|chat| chat.status.id).collect();
        let said = kit.say(&ann, shift, chats[0], "I am sorry, that is not how we treat each other here. What was said?").await;
        assert_eq!(refused(get_chat(&kit.store, &ann, chats[0]).await), Conflict::ChatOpen);
        assert_eq!(refused(submit_chat(&kit.store, &ann, chats[0], client()).await), Conflict::ChatOpen);
        let close = |chat| DeskAction::Close { chat, disposition: Disposition::FollowUp, note: " Reported. ".into() };
        act(&kit.store, &ann, shift, close(chats[0]), client()).await.unwrap();
        assert!(!kit.desk(&ann, shift).await.ended, "the other chat goes on");
        let page = get_chat(&kit.store, &ann, chats[0]).await.unwrap();
        assert_eq!((page.note.as_str(), page.chat.disposition), ("Reported.", Some(Disposition::FollowUp)));
        assert_eq!(page.chat.suggested, Some(page.debrief.score.total()));
        let own = page.messages.iter().find(|line| line.sender == Sender::Operator).unwrap();
        assert_eq!((page.debrief.turns.len(), page.debrief.turns[0].message), (1, own.id));
        assert!(lines(&said.updates).iter().any(|(_, _, body)| *body == own.body));

        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let (store, ann, chat) = (kit.store.clone(), ann.clone(), chats[0]);
            tasks.spawn(async move { submit_chat(&store, &ann, chat, client()).await.unwrap() });
        }
        let mut ids = tasks.join_all().await;
        ids.dedup();
        assert_eq!(ids.len(), 1, "eight clicks, one submission");
        let state = get_chat(&kit.store, &ann, chats[0]).await.unwrap().submission;
        assert_eq!(state, Some((ids[0], ReviewState::Submitted)));

        act(&kit.store, &ann, shift, DeskAction::EndShift, client()).await.unwrap();
        let ended = kit.desk(&ann, shift).await;
        assert_eq!((ended.ended, ended.chats[1].status.ending), (true, Some(Ending::ShiftEnded)));
        assert_eq!(refused(act(&kit.store, &ann, shift, close(chats[1]), client()).await), Conflict::ShiftOver);
    }

    async fn what_a_chat_does_not_allow_is_refused(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "two-tempers").await;
        let chats: Vec<ChatId> = kit.desk(&ann, shift).await.chats.iter().map(|chat| chat.status.id).collect();
        let early = act(&kit.store, &ann, shift, send(chats[1], "Hello"), client()).await;
        assert_eq!(refused(early), Conflict::NotArrived);
        let invalid = async |action: DeskAction| match act(&kit.store, &ann, shift, action, client()).await {
            Err(StoreError::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        };
        let hold = invalid(DeskAction::Hold { chat: chats[0], seconds: 29 }).await;
        assert_eq!(hold.of("seconds"), Some(&FieldError::NotOffered));
        let bare = invalid(DeskAction::HandOver { chat: chats[0], note: " ".into() }).await;
        assert_eq!(bare.of("note"), Some(&FieldError::Missing));
        let long = DeskAction::Close { chat: chats[0], disposition: Disposition::Resolved, note: "x".repeat(4001) };
        assert_eq!(invalid(long).await.of("note"), Some(&FieldError::TooLong { most: 4000 }));
        let over = act(&kit.store, &ann, shift, DeskAction::HandOver { chat: chats[0], note: "Please go on.".into() }, client());
        over.await.unwrap();
        let late = act(&kit.store, &ann, shift, send(chats[0], "One more thing"), client()).await;
        assert_eq!(refused(late), Conflict::ChatOver);
        let desk = kit.desk(&ann, shift).await;
        assert_eq!(desk.chats[0].status.ending, Some(Ending::HandedOver));
    }

    async fn trust_21_somebody_elses_practice_is_not_there(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let ben = kit.operator("Ben").await;
        let shift = kit.practise(&ann, "second-chat").await;
        let chat = kit.desk(&ann, shift).await.chats[0].status.id;
        let own = kit.practise(&ben, "second-chat").await;
        let gone = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::NotFound)), "{result:?}");
        gone(get_desk(&kit.store, &ben, shift).await.map(drop));
        gone(act(&kit.store, &ben, shift, DeskAction::EndShift, client()).await.map(drop));
        gone(act(&kit.store, &ben, own, send(chat, "Hello"), client()).await.map(drop));
        gone(save_draft(&kit.store, &ben, own, chat, "Hel").await);
        gone(save_draft(&kit.store, &ben, shift, chat, "Hel").await);
        gone(heartbeat(&kit.store, &ben, shift).await);
        gone(tick(&kit.store, &ben, shift).await.map(drop));
        gone(updates_after(&kit.store, &ben, shift, 0).await.map(drop));
        gone(get_chat(&kit.store, &ben, chat).await.map(drop));
        gone(submit_chat(&kit.store, &ben, chat, client()).await.map(drop));
        assert!(list_shifts(&kit.store, &ben).await.unwrap().iter().all(|row| row.id == own));
    }

    async fn posting_costs_a_fixed_number_of_statements(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let shift = kit.practise(&ann, "second-chat").await;
        kit.pass(&ann, shift, 20).await;
        let chat = kit.desk(&ann, shift).await.chats[0].status.id;
        let mut costs = Vec::new();
        for number in 0..12 {
            kit.clock.advance(TimeDelta::milliseconds(200));
            let (_, statements) = kit.count(kit.say(&ann, shift, chat, &format!("This is line {number} of many"))).await;
            costs.push(statements);
        }
        assert!(costs.iter().all(|cost| *cost <= 6), "read, event, line, draft, shift: {costs:?}");
        let desk = kit.desk(&ann, shift).await;
        let events = shift_event::Entity::find().order_by_desc(shift_event::Column::Seq).one(kit.read()).await.unwrap().unwrap();
        assert_eq!(events.seq.unsigned_abs(), desk.seq);
    }
}

/// The desk as one node sees it, when another sees the same.
async fn shifts_equal(one: &Store, other: &Store, operator: &Operator, shift: ShiftId) -> domain::chat::DeskView {
    let view = get_desk(one, operator, shift).await.unwrap();
    assert_eq!(get_desk(other, operator, shift).await.unwrap(), view);
    view
}
