//! Learning on both databases.

use super::*;
use crate::{
    Conflict, StoreError, both, content,
    entity::{attempt, rollup_plan, sign_off},
    testing::{Kit, content_files},
};
use chrono::TimeDelta;
use domain::{
    curriculum::{SourceFile, TrackItem},
    ids::{AttemptId, ClientId},
    people::{Locale, Operator},
    progress::ItemState,
    quiz::{Answer, QuestionKind, Quiz},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;
use tokio::task::JoinSet;
use uuid::Uuid;

const TRACK: &str = "first-shift";

fn client(number: u128) -> ClientId {
    Uuid::from_u128(number).into()
}

fn quiz_of(kit: &Kit, module: &str) -> Quiz {
    content::library(kit).curriculum(Locale::En).unwrap().modules[module].quiz.clone().unwrap()
}

/// Right answers to an attempt, read out of the content: the page does not say.
async fn right(kit: &Kit, operator: &Operator, id: AttemptId) -> BTreeMap<String, Answer> {
    let page = get_attempt(kit, operator, id).await.unwrap();
    let quiz = quiz_of(kit, &page.module);
    page.questions
        .iter()
        .map(|view| {
            let question = quiz.questions.iter().find(|question| question.id == view.id).unwrap();
            let key = |text: &str| view.options.iter().find(|(_, shown)| shown == text).unwrap().0;
            let right =
                question.options.iter().filter(|option| option.correct).map(|option| key(&option.text)).collect();
            let answer = match view.kind {
                QuestionKind::Choice | QuestionKind::Several => Answer::Options(right),
                QuestionKind::Order => Answer::Order(question.options.iter().map(|option| key(&option.text)).collect()),
                QuestionKind::Short => Answer::Text(question.accept[0].clone()),
            };
            (view.id.clone(), answer)
        })
        .collect()
}

async fn complete_module(kit: &Kit, operator: &Operator, module: &str) {
    record_read(kit, operator, module).await.unwrap();
    let id = start_attempt(kit, operator, module).await.unwrap();
    let answers = right(kit, operator, id).await;
    submit_attempt(kit, operator, id, answers).await.unwrap();
}

/// What practice writes when one of a plan's chats is handed in.
async fn hand_in(kit: &Kit, operator: &Operator, plan: &str) {
    kit.write(async |tx| {
        let row = rollup_plan::ActiveModel {
            person_id: Set(operator.id().0),
            plan: Set(plan.to_owned()),
            handed_in_at: Set(tx.now()),
            n: Set(1),
        };
        rollup_plan::Entity::insert(row).exec_without_returning(tx.db()).await?;
        Ok(())
    })
    .await
    .unwrap();
}

async fn complete(kit: &Kit, operator: &Operator, item: &TrackItem) {
    match item {
        TrackItem::Module(id) => complete_module(kit, operator, id).await,
        TrackItem::Guideline(id) => sign_guideline(kit, operator, id, 1, client(1)).await.unwrap(),
        TrackItem::Practice(id) => hand_in(kit, operator, id).await,
    }
}

fn change(files: &mut [SourceFile], path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replacen(from, to, 1);
}

fn is(error: &StoreError, conflict: Conflict) -> bool {
    matches!(error, StoreError::Conflict(found) if *found == conflict)
}

both! {
    async fn a_track_is_walked_from_the_first_item_to_the_last(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let page = get_track(&kit, &ann, TRACK).await.unwrap();
        let items: Vec<TrackItem> = page.items.iter().map(|row| row.item.clone()).collect();
        assert_eq!(page.track.complete, 0);
        assert!(page.track.minutes_left > 60);
        for (position, item) in items.iter().enumerate() {
            let page = get_track(&kit, &ann, TRACK).await.unwrap();
            for (place, row) in page.items.iter().enumerate() {
                let wanted = place.cmp(&position);
                assert_eq!(row.state.is_complete(), wanted.is_lt(), "{item:?}: {row:?}");
                assert_eq!(row.state.is_locked(), wanted.is_gt(), "{item:?}: {row:?}");
                if let ItemState::Locked { first, .. } = &row.state {
                    assert_eq!(*first, page.items[position].title);
                }
            }
            complete(&kit, &ann, item).await;
        }
        let page = get_track(&kit, &ann, TRACK).await.unwrap();
        assert_eq!((page.track.complete, page.track.minutes_left), (page.track.items, 0));
        assert!(page.items.iter().all(|row| row.still.is_empty() && row.completed_at.is_some()));
    }

    async fn trust_27_locked_things_are_locked_by_name_too(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let page = get_module(&kit, &ann, "the-desk").await.unwrap();
        assert!(page.state.is_locked());
        for error in [
            start_attempt(&kit, &ann, "the-desk").await.unwrap_err(),
            record_read(&kit, &ann, "the-desk").await.unwrap_err(),
            record_place(&kit, &ann, "the-desk", "x").await.unwrap_err(),
            sign_guideline(&kit, &ann, "house-rules", 1, client(1)).await.unwrap_err(),
        ] {
            assert!(is(&error, Conflict::Locked), "{error:?}");
        }
        assert!(matches!(get_module(&kit, &ann, "no-such-module").await, Err(StoreError::NotFound)));
        assert!(matches!(get_track(&kit, &ann, "no-such-track").await, Err(StoreError::NotFound)));
        assert!(get_guideline(&kit, ann.actor(), "house-rules").await.unwrap().state.is_locked());
        assert_eq!(attempt::Entity::find().count(kit.read()).await.unwrap(), 0);
    }

    async fn reading_is_resumed_and_says_what_still_counts(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        record_place(&kit, &ann, "welcome", "what-is-recorded").await.unwrap();
        let page = get_module(&kit, &ann, "welcome").await.unwrap();
        assert_eq!(page.place.as_deref(), Some("what-is-recorded"));
        assert_eq!(page.item.state, ItemState::Open { started: true });
        assert_eq!(page.item.still[0], Still::Read);
        assert!(matches!(page.item.still[1], Still::Quiz { best: None, .. }));
        assert_eq!(page.next.unwrap().item, TrackItem::Module("the-desk".into()));
        record_read(&kit, &ann, "welcome").await.unwrap();
        let first = get_module(&kit, &ann, "welcome").await.unwrap().read_at;
        kit.clock.advance(TimeDelta::hours(1));
        record_read(&kit, &ann, "welcome").await.unwrap();
        let page = get_module(&kit, &ann, "welcome").await.unwrap();
        assert_eq!(page.read_at, first, "the first time counts");
        assert_eq!(page.item.still.len(), 1);
    }

    async fn a_quiz_survives_a_reload_and_is_explained_after_submitting(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        assert_eq!(start_attempt(&kit, &ann, "welcome").await.unwrap(), id, "an open attempt goes on");
        let before = get_attempt(&kit, &ann, id).await.unwrap();
        let answers = right(&kit, &ann, id).await;
        let (question, answer) = answers.first_key_value().unwrap();
        save_answers(&kit, &ann, id, BTreeMap::from([(question.clone(), answer.clone())])).await.unwrap();
        save_answers(&kit, &ann, id, BTreeMap::from([("unknown".to_owned(), Answer::Text("x".into()))])).await.unwrap();
        let after = get_attempt(&kit, &ann, id).await.unwrap();
        assert_eq!(after.questions, before.questions, "the same questions in the same order");
        assert_eq!(after.answers, BTreeMap::from([(question.clone(), answer.clone())]));
        assert!(after.result.is_none());
        submit_attempt(&kit, &ann, id, answers).await.unwrap();
        let result = get_attempt(&kit, &ann, id).await.unwrap().result.unwrap();
        assert_eq!((result.percent, result.passed, result.retry_at), (100, true, None));
        assert!(result.questions.iter().all(|question| question.correct && !question.explain.is_empty()));
        let row = get_module(&kit, &ann, "welcome").await.unwrap();
        assert_eq!((row.item.state, row.attempts.len()), (ItemState::Complete, 1));
        assert!(is(&start_attempt(&kit, &ann, "welcome").await.unwrap_err(), Conflict::AttemptOver), "passed is passed");
    }

    async fn trust_25_an_open_attempt_holds_no_answer(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        let page = get_attempt(&kit, &ann, id).await.unwrap();
        let shown = format!("{page:?}");
        for question in quiz_of(&kit, "welcome").questions {
            assert!(!shown.contains(&question.explain), "{}", question.id);
            assert!(question.options.iter().all(|option| option.why.is_empty() || !shown.contains(&option.why)));
            assert!(question.accept.iter().all(|accepted| accepted.len() < 4 || !shown.contains(accepted.as_str())));
        }
    }

    async fn trust_27_nothing_is_answered_after_submitting_and_a_repeat_changes_nothing(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        let answers = right(&kit, &ann, id).await;
        submit_attempt(&kit, &ann, id, BTreeMap::new()).await.unwrap();
        let first = get_attempt(&kit, &ann, id).await.unwrap();
        assert!(!first.result.as_ref().unwrap().passed);
        submit_attempt(&kit, &ann, id, answers.clone()).await.unwrap();
        assert!(is(&save_answers(&kit, &ann, id, answers).await.unwrap_err(), Conflict::AttemptOver));
        assert_eq!(get_attempt(&kit, &ann, id).await.unwrap(), first);
    }

    async fn a_failed_attempt_waits_and_the_next_one_draws_anew(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let first = start_attempt(&kit, &ann, "welcome").await.unwrap();
        submit_attempt(&kit, &ann, first, BTreeMap::new()).await.unwrap();
        let retry_at = get_attempt(&kit, &ann, first).await.unwrap().result.unwrap().retry_at.unwrap();
        let wait = i64::from(quiz_of(&kit, "welcome").retry_minutes);
        assert_eq!(retry_at - kit.store.now(), TimeDelta::minutes(wait));
        assert!(is(&start_attempt(&kit, &ann, "welcome").await.unwrap_err(), Conflict::TooSoon));
        assert_eq!(get_module(&kit, &ann, "welcome").await.unwrap().retry_at, Some(retry_at));
        kit.clock.advance(TimeDelta::minutes(wait));
        let second = start_attempt(&kit, &ann, "welcome").await.unwrap();
        assert_eq!(get_attempt(&kit, &ann, second).await.unwrap().number, 2);
    }

    async fn trust_27_what_comes_after_the_deadline_does_not_count(kit) {
        let mut files = content_files();
        change(&mut files, "en/modules/welcome.md", "retry_minutes:", "minutes: 5\nretry_minutes:");
        content::publish(&kit, files).await.unwrap();
        let ann = kit.operator("Ann").await;
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        let answers = right(&kit, &ann, id).await;
        let (question, answer) = answers.first_key_value().unwrap();
        save_answers(&kit, &ann, id, BTreeMap::from([(question.clone(), answer.clone())])).await.unwrap();
        let deadline = get_attempt(&kit, &ann, id).await.unwrap().deadline.unwrap();
        kit.clock.advance(TimeDelta::minutes(6));
        assert!(is(&submit_attempt(&kit, &ann, id, answers.clone()).await.unwrap_err(), Conflict::AttemptOver));
        let page = get_attempt(&kit, &ann, id).await.unwrap();
        let result = page.result.unwrap();
        assert_eq!(result.submitted_at, deadline);
        assert_eq!(result.questions.iter().filter(|question| question.correct).count(), 1, "what was saved in time counts");
        assert_eq!(page.answers.len(), 1);
    }

    async fn trust_21_nobody_sees_or_answers_another_ones_attempt(kit) {
        kit.publish_content().await;
        let (ann, bob) = (kit.operator("Ann").await, kit.operator("Bob").await);
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        for error in [
            get_attempt(&kit, &bob, id).await.unwrap_err(),
            save_answers(&kit, &bob, id, BTreeMap::new()).await.unwrap_err(),
            submit_attempt(&kit, &bob, id, BTreeMap::new()).await.unwrap_err(),
            get_attempt(&kit, &bob, Uuid::nil().into()).await.unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::NotFound), "{error:?}");
        }
        assert!(get_attempt(&kit, &ann, id).await.unwrap().result.is_none());
    }

    async fn trust_28_fifty_clicks_at_once_start_one_attempt(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let mut tasks = JoinSet::new();
        for _ in 0..50 {
            let (store, ann) = (kit.store.clone(), ann.clone());
            tasks.spawn(async move { start_attempt(&store, &ann, "welcome").await.unwrap() });
        }
        let ids: std::collections::BTreeSet<AttemptId> = tasks.join_all().await.into_iter().collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(attempt::Entity::find().count(kit.read()).await.unwrap(), 1);
    }

    async fn an_attempt_keeps_the_questions_it_began_with(kit) {
        let mut files = content_files();
        content::publish(&kit, files.clone()).await.unwrap();
        let ann = kit.operator("Ann").await;
        let id = start_attempt(&kit, &ann, "welcome").await.unwrap();
        let before = get_attempt(&kit, &ann, id).await.unwrap();
        let answers = right(&kit, &ann, id).await;
        change(&mut files, "en/modules/welcome.md", "    ask: ", "    ask: Changed. ");
        let ask = files.iter_mut().find(|file| file.path == "en/modules/welcome.md").unwrap();
        ask.text = ask.text.replace("ask: Changed. \"", "ask: \"Changed. ");
        content::publish(&kit, files.clone()).await.unwrap();
        let other = kit.another_node().await;
        content::publish(&other, files).await.unwrap();
        assert_eq!(get_attempt(&other, &ann, id).await.unwrap(), before);
        submit_attempt(&other, &ann, id, answers).await.unwrap();
        assert!(get_attempt(&kit, &ann, id).await.unwrap().result.unwrap().passed);
    }

    async fn a_guideline_is_signed_once_per_version_and_asks_again_after_a_material_change(kit) {
        let mut files = content_files();
        content::publish(&kit, files.clone()).await.unwrap();
        let ann = kit.operator("Ann").await;
        let items = get_track(&kit, &ann, TRACK).await.unwrap().items;
        let position = items.iter().position(|row| matches!(row.item, TrackItem::Guideline(_))).unwrap();
        for row in &items[..position] {
            complete(&kit, &ann, &row.item).await;
        }
        let page = get_guideline(&kit, ann.actor(), "house-rules").await.unwrap();
        assert!(page.asks && page.signed.is_none());
        sign_guideline(&kit, &ann, "house-rules", 1, client(1)).await.unwrap();
        sign_guideline(&kit, &ann, "house-rules", 1, client(2)).await.unwrap();
        assert_eq!(sign_off::Entity::find().count(kit.read()).await.unwrap(), 1);
        let page = get_guideline(&kit, ann.actor(), "house-rules").await.unwrap();
        assert!(!page.asks && page.signed.unwrap().version == 1 && page.changed.is_empty());
        assert!(is(&sign_guideline(&kit, &ann, "house-rules", 2, client(3)).await.unwrap_err(), Conflict::NewerVersion));

        // A minor edit does not ask again.
        let path = "en/guidelines/house-rules.md";
        change(&mut files, path, "version: 1\nchange: material", "version: 2\nchange: minor");
        change(&mut files, path, "Promise only what you can do yourself", "Only promise what you can do yourself");
        content::publish(&kit, files.clone()).await.unwrap();
        let page = get_guideline(&kit, ann.actor(), "house-rules").await.unwrap();
        assert!(!page.asks, "minor");
        assert_eq!(page.changed.iter().map(|change| change.id.as_str()).collect::<Vec<_>>(), ["honesty-2"]);
        assert!(get_track(&kit, &ann, TRACK).await.unwrap().items[position].state.is_complete());

        // A material one does, and locks what comes after.
        change(&mut files, path, "version: 2\nchange: minor", "version: 3\nchange: material");
        change(&mut files, path, "### honesty-3: Correct your mistakes", "### honesty-9: Mend your mistakes");
        let teaches: Vec<usize> = files.iter().enumerate().filter(|(_, file)| file.text.contains("honesty-3")).map(|(place, _)| place).collect();
        for place in teaches {
            files[place].text = files[place].text.replace("honesty-3", "honesty-9");
        }
        content::publish(&kit, files).await.unwrap();
        let page = get_guideline(&kit, ann.actor(), "house-rules").await.unwrap();
        assert!(page.asks, "material");
        let changed: Vec<(&str, bool, bool)> =
            page.changed.iter().map(|change| (change.id.as_str(), change.before.is_some(), change.after.is_some())).collect();
        assert_eq!(changed, [("honesty-2", true, true), ("honesty-9", false, true), ("honesty-3", true, false)]);
        let items = get_track(&kit, &ann, TRACK).await.unwrap().items;
        assert!(!items[position].state.is_complete() && items[position + 1].state.is_locked());
        assert!(is(&sign_guideline(&kit, &ann, "house-rules", 2, client(4)).await.unwrap_err(), Conflict::NewerVersion));
        sign_guideline(&kit, &ann, "house-rules", 3, client(4)).await.unwrap();
        assert!(!get_guideline(&kit, ann.actor(), "house-rules").await.unwrap().asks);
        let signed = sign_off::Entity::find().filter(sign_off::Column::PersonId.eq(ann.id().0)).all(kit.read()).await.unwrap();
        assert_eq!(signed.iter().map(|row| row.version).collect::<Vec<_>>().len(), 2, "old signatures stay");
    }

    async fn everybody_reads_guidelines_and_only_operators_are_asked_to_sign(kit) {
        kit.publish_content().await;
        let mentor = kit.mentor("Max").await;
        let page = get_guideline(&kit, mentor.actor(), "house-rules").await.unwrap();
        assert!(!page.asks && page.guideline.clauses().count() > 20);
        assert!(matches!(get_guideline(&kit, mentor.actor(), "nothing").await, Err(StoreError::NotFound)));
    }

    async fn a_track_costs_the_same_number_of_queries_however_much_was_done(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let (_, few) = kit.count(get_track(&kit, &ann, TRACK)).await;
        complete_module(&kit, &ann, "welcome").await;
        complete_module(&kit, &ann, "the-desk").await;
        let (_, many) = kit.count(get_track(&kit, &ann, TRACK)).await;
        assert_eq!(few, many);
        assert!(many <= 6, "{many}");
        let (_, module) = kit.count(get_module(&kit, &ann, "welcome")).await;
        assert!(module <= 8, "{module}");
    }

    async fn home_names_the_next_thing(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let home = operator_home(&kit, &ann).await.unwrap();
        assert_eq!(home.next.unwrap().item.item, TrackItem::Module("welcome".into()));
        complete_module(&kit, &ann, "welcome").await;
        let home = operator_home(&kit, &ann).await.unwrap();
        let next = home.next.unwrap();
        assert_eq!((next.item.item, next.track.complete), (TrackItem::Module("the-desk".into()), 1));
        assert!(home.open_shift.is_none());
    }
}
