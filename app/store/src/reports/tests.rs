//! What managers see, on both databases.

use super::*;
use crate::{StoreError, both};
use chrono::TimeDelta;
use domain::{ids::TeamId, metrics::FunnelStep};

both! {
    async fn trust_22_every_figure_has_its_rows_and_other_teams_are_not_there(kit) {
        kit.publish_content().await;
        let (ann, far) = (kit.operator("Ann").await, kit.operator("Far").await);
        let mentor = kit.mentor("Mia").await;
        let (manager, other) = (kit.manager("Max").await, kit.manager("Ola").await);
        let blue = kit.team("Blue", &[ann.id(), mentor.id(), manager.id()]).await;
        let red = kit.team("Red", &[far.id(), mentor.id(), other.id()]).await;
        for level in [3, 1] {
            let (_, submission) = kit.hand_in(&ann).await;
            kit.review(&mentor, submission, level).await;
        }
        kit.hand_in(&ann).await;
        kit.hand_in(&far).await;

        let all = ReportFilter::default();
        let page = get_progress(&kit.store, &manager, &all).await.unwrap();
        assert_eq!(page.teams, [(blue, "Blue".to_owned())]);
        assert_eq!(page.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ann"]);
        assert_eq!((page.people[0].chats, page.people[0].reviewed), (3, 2));
        for bar in &page.funnel {
            let rows = list_funnel_step(&kit.store, &manager, &all, bar.step).await.unwrap();
            assert_eq!(rows.len(), bar.reached as usize, "{:?}", bar.step);
        }
        assert_eq!(page.funnel[FunnelStep::Invited as usize].reached, 1);
        for section in page.sections.iter().chain([&page.overall]) {
            let rows = list_section(&kit.store, &manager, &all, &section.id).await.unwrap();
            assert_eq!(rows.len(), section.n as usize, "{}", section.id);
            let sum: u64 = rows.iter().map(|row| u64::from(row.score)).sum();
            assert_eq!(section.mean.map(u64::from), domain::metrics::mean(sum, rows.len() as u64));
        }
        assert!(page.replies.n > 0);
        for bucket in &page.replies.buckets {
            let rows = list_replies(&kit.store, &manager, &all, bucket.number).await.unwrap();
            assert_eq!(rows.len(), bucket.n as usize, "{bucket:?}");
        }
        let waiting = list_backlog(&kit.store, &manager, &all).await.unwrap();
        assert_eq!((waiting.len(), page.backlog.waiting), (1, 1));
        assert_eq!(page.backlog.ages.iter().map(|age| age.n).sum::<u32>(), 1);
        assert_eq!((page.backlog.mentors.len(), page.backlog.within_target.of), (1, 2));
        let person = get_person(&kit.store, &manager, ann.id()).await.unwrap();
        assert_eq!((person.chats.len(), person.reviews.len(), &person.progress), (3, 2, &page.people[0]));

        let gone = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::NotFound)), "{result:?}");
        gone(get_person(&kit.store, &manager, far.id()).await.map(drop));
        gone(get_person(&kit.store, &manager, mentor.id()).await.map(drop));
        for team in [red, TeamId(uuid::Uuid::nil())] {
            gone(get_progress(&kit.store, &manager, &ReportFilter { team: Some(team), ..all }).await.map(drop));
        }
        gone(list_section(&kit.store, &manager, &all, "no-such").await.map(drop));
        gone(list_replies(&kit.store, &manager, &all, 99).await.map(drop));
        let theirs = get_progress(&kit.store, &other, &all).await.unwrap();
        assert_eq!((theirs.overall.n, theirs.backlog.waiting, theirs.people.len()), (0, 1, 1));

        kit.clock.advance(TimeDelta::days(30));
        let week = ReportFilter { days: Some(7), ..all };
        let quiet = get_progress(&kit.store, &manager, &week).await.unwrap();
        assert_eq!((quiet.replies.n, quiet.overall.n, quiet.people[0].chats), (0, 0, 0));
        assert!(list_section(&kit.store, &manager, &week, "").await.unwrap().is_empty());
        assert_eq!(quiet.backlog.waiting, 1, "what waits, waits whatever the period");
    }
}
