//! The life of a review on both databases.

use super::*;
use crate::{
    Conflict, Store, StoreError, both,
    entity::{audit_log, review_revision},
    shifts,
    testing::practice::{client, marked},
};
use chrono::TimeDelta;
use domain::{
    field::FieldError,
    ids::{CommentId, ReviewId},
    people::{Mentor, Operator, Role},
    policy::Refusal,
    review::{Comment, Draft, ReviewError, ReviewState},
    scorecard::Scorecard,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tokio::task::JoinSet;

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> ReviewError {
    match result {
        Err(StoreError::Review(error)) => error,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn gone<T: std::fmt::Debug>(result: Result<T, StoreError>) {
    assert!(matches!(result, Err(StoreError::NotFound)), "{result:?}");
}

async fn card_of(store: &Store, mentor: &Mentor, review: ReviewId) -> Scorecard {
    get_for_review(store, mentor, review).await.unwrap().desk.scorecard
}

async fn queue(store: &Store, mentor: &Mentor) -> Queue {
    list_queue(store, mentor, &QueueFilter::default()).await.unwrap()
}

both! {
    async fn a_chat_goes_through_its_life_and_every_other_step_is_refused(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let (mia, max) = (kit.mentor("Mia").await, kit.mentor("Max").await);
        kit.team("Blue", &[ann.id(), mia.id(), max.id()]).await;
        let (chat, submission) = kit.hand_in(&ann).await;

        let review = claim(&kit.store, &mia, submission).await.unwrap();
        assert_eq!(claim(&kit.store, &mia, submission).await.unwrap(), review, "one's own again is the same");
        assert_eq!(refused(claim(&kit.store, &max, submission).await), ReviewError::HeldByOther);
        gone(get_feedback(&kit.store, &ann, review).await);
        gone(acknowledge(&kit.store, &ann, review).await);
        assert!(list_feedback(&kit.store, &ann).await.unwrap().is_empty(), "nothing before the release");

        let card = card_of(&kit.store, &mia, review).await;
        assert_eq!(save_draft(&kit.store, &mia, review, 0, marked(&card, 1)).await.unwrap(), 1);
        assert_eq!(save_draft(&kit.store, &mia, review, 0, marked(&card, 1)).await.unwrap(), 1, "a retry is saved once");
        let stale = save_draft(&kit.store, &mia, review, 0, marked(&card, 3)).await;
        assert!(matches!(stale, Err(StoreError::Conflict(Conflict::Changed))), "{stale:?}");
        give_back(&kit.store, &mia, review).await.unwrap();
        assert_eq!(refused(renew(&kit.store, &mia, review).await), ReviewError::NotClaimed);
        assert_eq!(refused(save_draft(&kit.store, &mia, review, 1, marked(&card, 2)).await), ReviewError::NotClaimed);
        assert_eq!(refused(release(&kit.store, &mia, review, marked(&card, 2), client()).await), ReviewError::NotClaimed);
        assert_eq!(claim(&kit.store, &mia, submission).await.unwrap(), review);
        let kept = get_for_review(&kit.store, &mia, review).await.unwrap();
        assert_eq!((kept.desk.revision, kept.desk.draft), (1, marked(&card, 1)), "what was saved is there again");

        let asked = client();
        let done = release(&kit.store, &mia, review, marked(&card, 2), asked).await.unwrap();
        assert_eq!(release(&kit.store, &mia, review, marked(&card, 2), asked).await.unwrap(), done, "a retry");
        let again = release(&kit.store, &mia, review, marked(&card, 3), client()).await;
        assert_eq!(refused(again), ReviewError::AlreadyReleased);
        assert_eq!(refused(save_draft(&kit.store, &mia, review, 2, marked(&card, 3)).await), ReviewError::AlreadyReleased);
        assert_eq!(refused(give_back(&kit.store, &mia, review).await), ReviewError::AlreadyReleased);
        assert_eq!(refused(renew(&kit.store, &mia, review).await), ReviewError::AlreadyReleased);
        assert_eq!(refused(claim(&kit.store, &max, submission).await), ReviewError::AlreadyReleased);
        assert_eq!(review_revision::Entity::find().count(kit.read()).await.unwrap(), 2, "drafts are only ever added");
        let audited = audit_log::Entity::find().filter(audit_log::Column::Action.eq("review.released"));
        assert_eq!(audited.count(kit.read()).await.unwrap(), 1);

        let page = get_feedback(&kit.store, &ann, review).await.unwrap();
        assert_eq!((page.row.chat, page.score, page.row.acknowledged), (chat, done.score, false));
        acknowledge(&kit.store, &ann, review).await.unwrap();
        kit.clock.advance(TimeDelta::hours(1));
        let first = get_feedback(&kit.store, &ann, review).await.unwrap().acknowledged_at;
        acknowledge(&kit.store, &ann, review).await.unwrap();
        assert_eq!(get_feedback(&kit.store, &ann, review).await.unwrap().acknowledged_at, first, "again changes nothing");
        let state = shifts::get_chat(&kit.store, &ann, chat).await.unwrap().submission.unwrap().1;
        assert_eq!(state, ReviewState::Acknowledged);
        assert!(list_released_by(&kit.store, &mia).await.unwrap()[0].acknowledged);
    }

    async fn a_lease_that_ran_out_lets_the_next_one_in(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let (mia, max) = (kit.mentor("Mia").await, kit.mentor("Max").await);
        kit.team("Blue", &[ann.id(), mia.id(), max.id()]).await;
        let (_, submission) = kit.hand_in(&ann).await;
        let review = claim(&kit.store, &mia, submission).await.unwrap();
        let card = card_of(&kit.store, &mia, review).await;
        kit.clock.advance(TimeDelta::minutes(40));
        renew(&kit.store, &mia, review).await.unwrap();
        kit.clock.advance(TimeDelta::minutes(44));
        let seen = queue(&kit.store, &max).await;
        assert_eq!((seen.waiting, seen.items[0].held_by.as_deref(), seen.items[0].mine), (0, Some("Mia"), false));
        kit.clock.advance(TimeDelta::minutes(1));
        let seen = queue(&kit.store, &max).await;
        assert_eq!((seen.waiting, seen.items[0].state, seen.items[0].held_by.clone()), (1, ReviewState::Submitted, None));
        assert_eq!(refused(get_for_review(&kit.store, &mia, review).await), ReviewError::NotClaimed);
        let other = claim(&kit.store, &max, submission).await.unwrap();
        assert_ne!(other, review);
        let late = release(&kit.store, &mia, review, marked(&card, 3), client()).await;
        assert_eq!(refused(late), ReviewError::HeldByOther);
        gone(get_for_review(&kit.store, &mia, other).await);
    }

    async fn many_mentors_at_once_and_one_gets_it(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let mut mentors = Vec::new();
        for number in 0..6 {
            mentors.push(kit.mentor(&format!("Mentor {number}")).await);
        }
        let mut members: Vec<_> = mentors.iter().map(Mentor::id).collect();
        members.push(ann.id());
        kit.team("Blue", &members).await;
        let (_, submission) = kit.hand_in(&ann).await;
        let mut tasks = JoinSet::new();
        for mentor in mentors {
            let store = kit.store.clone();
            tasks.spawn(async move { claim(&store, &mentor, submission).await });
        }
        let answers = tasks.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert!(answers.into_iter().filter(Result::is_err).all(|answer| refused(answer) == ReviewError::HeldByOther));
    }

    async fn a_release_names_every_field_at_once_and_saves_nothing(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let mia = kit.mentor("Mia").await;
        kit.team("Blue", &[ann.id(), mia.id()]).await;
        let (_, submission) = kit.hand_in(&ann).await;
        let review = claim(&kit.store, &mia, submission).await.unwrap();
        let page = get_for_review(&kit.store, &mia, review).await.unwrap();
        let mut draft = Draft::default();
        let pinned = Comment {
            id: CommentId(uuid::Uuid::from_u128(9)),
            message: page.messages[0].id,
            start: 0,
            end: 100_000,
            criterion: None,
            body: "x".into(),
        };
        draft.comments.push(pinned.clone());
        draft.marks.criticals.push("invented".into());
        let Err(StoreError::Invalid(errors)) = release(&kit.store, &mia, review, draft, client()).await else {
            panic!("expected field errors");
        };
        let criteria = page.desk.scorecard.criteria().count();
        assert_eq!(errors.0.len(), criteria + 4, "{errors:?}");
        assert_eq!(errors.of("summary"), Some(&FieldError::Missing));
        assert_eq!(errors.of("critical:invented"), Some(&FieldError::NotOffered));
        assert_eq!(errors.of(&format!("comment:{}", pinned.id)), Some(&FieldError::NotOffered));
        assert!(!get_for_review(&kit.store, &mia, review).await.unwrap().released);
    }

    async fn trust_26_nobody_reviews_their_own_chat_and_other_teams_are_not_there(kit) {
        kit.publish_content().await;
        let both = kit.person("Both", &[Role::Operator, Role::Mentor]).await;
        let (operator, mentor) = (Operator::prove(&both).unwrap(), Mentor::prove(&both).unwrap());
        let far = kit.mentor("Far").await;
        kit.team("Blue", &[both.person]).await;
        kit.team("Red", &[far.id()]).await;
        let (_, submission) = kit.hand_in(&operator).await;
        let own = claim(&kit.store, &mentor, submission).await;
        assert!(matches!(own, Err(StoreError::Refused(Refusal::OwnWork))), "{own:?}");
        assert!(queue(&kit.store, &mentor).await.items.is_empty());
        gone(claim(&kit.store, &far, submission).await);
        assert_eq!(queue(&kit.store, &far).await.waiting, 0);

        let near = kit.mentor("Near").await;
        kit.team("Green", &[both.person, near.id()]).await;
        let review = kit.review(&near, submission, 3).await;
        let ben = kit.operator("Ben").await;
        gone(get_feedback(&kit.store, &ben, review).await);
        gone(acknowledge(&kit.store, &ben, review).await);
        gone(get_for_review(&kit.store, &far, review).await);
        gone(renew(&kit.store, &far, review).await);
        gone(save_draft(&kit.store, &far, review, 0, Draft::default()).await);
        gone(give_back(&kit.store, &far, review).await);
        gone(release(&kit.store, &far, review, Draft::default(), client()).await);
    }

    async fn the_home_page_names_one_thing_and_draws_no_early_trend(kit) {
        kit.publish_content().await;
        let ann = kit.operator("Ann").await;
        let mia = kit.mentor("Mia").await;
        kit.team("Blue", &[ann.id(), mia.id()]).await;
        assert_eq!(home_feedback(&kit.store, &ann).await.unwrap(), HomeFeedback::default());
        for number in 1..=5 {
            let (_, submission) = kit.hand_in(&ann).await;
            let review = claim(&kit.store, &mia, submission).await.unwrap();
            let page = get_for_review(&kit.store, &mia, review).await.unwrap();
            let mut draft = marked(&page.desk.scorecard, 3);
            draft.marks.criteria.insert("tone".into(), domain::scorecard::Mark::Level(1));
            let line = page.messages.iter().find(|line| line.sender == domain::chat::Sender::Operator).unwrap();
            draft.comments.push(Comment {
                id: CommentId(uuid::Uuid::from_u128(number)),
                message: line.id,
                start: 0,
                end: 2,
                criterion: Some("tone".into()),
                body: format!("Remark {number}"),
            });
            release(&kit.store, &mia, review, draft, client()).await.unwrap();
            kit.clock.advance(TimeDelta::hours(1));
            let home = home_feedback(&kit.store, &ann).await.unwrap();
            assert_eq!(home.trend.len(), if number < 5 { 0 } else { 5 });
            assert_eq!(home.unread, u32::try_from(number).unwrap());
        }
        let work_on = home_feedback(&kit.store, &ann).await.unwrap().work_on.unwrap();
        assert_eq!((work_on.criterion.as_str(), work_on.n), ("tone", 5));
        assert!((work_on.mean_level - 1.0).abs() < 1e-9);
        assert_eq!((work_on.evidence.len(), work_on.evidence[0].comment.as_str()), (3, "Remark 5"));
        assert_eq!(work_on.evidence[0].excerpt, "Hi");
    }
}
