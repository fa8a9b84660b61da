//! Sums kept on the way equal sums made from the facts, on both databases.

use super::*;
use crate::{
    both, reviews, shifts,
    testing::practice::{client, marked},
};
use chrono::TimeDelta;

both! {
    async fn sums_kept_on_the_way_equal_sums_made_anew(kit) {
        kit.publish_content().await;
        let (ann, ben) = (kit.operator("Ann").await, kit.operator("Ben").await);
        let mentor = kit.mentor("Mia").await;
        kit.team("Blue", &[ann.id(), ben.id(), mentor.id()]).await;
        for (day, level) in [(0, 3), (1, 1), (2, 3), (3, 3), (4, 3)] {
            kit.clock.advance(TimeDelta::hours(if day == 0 { 1 } else { 24 }));
            let (_, submission) = kit.hand_in(&ann).await;
            kit.clock.advance(TimeDelta::minutes(30));
            kit.review(&mentor, submission, level).await;
        }
        let left = kit.practise(&ben, "two-tempers").await;
        kit.pass(&ben, left, 700).await;
        let (_, submission) = kit.hand_in(&ben).await;
        let review = reviews::claim(&kit.store, &mentor, submission).await.unwrap();
        let card = reviews::get_for_review(&kit.store, &mentor, review).await.unwrap().desk.scorecard;
        let mut draft = marked(&card, 3);
        draft.marks.criticals = vec![card.criticals[0].id.clone()];
        kit.clock.advance(TimeDelta::days(6));
        let review = reviews::claim(&kit.store, &mentor, submission).await.unwrap();
        reviews::release(&kit.store, &mentor, review, draft, client()).await.unwrap();
        assert!(shifts::list_shifts(&kit.store, &ben).await.unwrap().len() == 2);

        let kept = stored_sums(kit.read()).await.unwrap();
        assert_ne!(kept, Sums::default());
        assert_eq!(from_facts(kit.read()).await.unwrap(), kept);
        rebuild_rollups(&kit.store).await.unwrap();
        assert_eq!(stored_sums(kit.read()).await.unwrap(), kept, "rebuilding changes nothing");
    }
}
