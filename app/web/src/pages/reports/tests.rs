//! The progress page with sample data: in both languages, every figure opens its rows, few is said, nothing is styled inline.

use super::{filter::Asked, progress::view};
use crate::{
    render::{Ctx, Frame, Here, Layout, document, tests::sample},
    text::Text,
};
use chrono::TimeDelta;
use domain::{
    ids::{CohortId, PersonId, TeamId},
    metrics::{FunnelStep, RiskPoint, RiskReason, Share, StepReach},
    people::{Locale, Role},
    scorecard::CriticalKind,
};
use store::reports::{
    AgeBucket, Backlog, CriticalAccuracy, MentorLoad, PersonProgress, Progress, ReplyBucket, ReplyDistribution,
    SectionScore,
};
use uuid::Uuid;

fn share(hits: u32, of: u32) -> Share {
    Share { hits, of }
}

fn progress(ctx: &Ctx) -> Progress {
    let person = PersonProgress {
        id: PersonId(Uuid::from_u128(5)),
        name: "=Zoë <Demo>".into(),
        cohort: Some("September".into()),
        zone: "Europe/Amsterdam".into(),
        step: Some(FunnelStep::Practised),
        modules_done: 7,
        modules: 9,
        quiz_first_time: share(6, 8),
        signed: true,
        chats: 12,
        reviewed: 2,
        mean_score: Some(84_900),
        p50_reply_seconds: Some(31),
        within_soft: share(90, 100),
        last_active: Some(ctx.now - TimeDelta::days(4)),
        risk: vec![RiskPoint { points: 4, reason: RiskReason::Inactive { days: 4 } }],
        at_risk: true,
    };
    let section = |id: &str, title: &str, mean, n| SectionScore {
        id: id.into(),
        title: title.into(),
        mean,
        n,
        passed: share(n, n),
    };
    let reach = |step, reached, median_hours| StepReach { step, reached, median_hours };
    Progress {
        teams: vec![(TeamId(Uuid::from_u128(1)), "Team North".into())],
        cohorts: vec![(CohortId(Uuid::from_u128(2)), "September".into())],
        funnel: vec![reach(FunnelStep::Invited, 40, None), reach(FunnelStep::Activated, 36, Some(60))],
        people: vec![person],
        overall: section("", "", Some(81_200), 18),
        sections: vec![
            section("response", "Response quality", Some(79_000), 18),
            section("consistency", "Consistency", Some(90_000), 3),
        ],
        criticals: vec![CriticalAccuracy { kind: CriticalKind::Customer, share: share(17, 18) }],
        replies: ReplyDistribution {
            buckets: vec![
                ReplyBucket { number: 0, over: None, upto: Some(15), n: 40 },
                ReplyBucket { number: 1, over: Some(15), upto: None, n: 2 },
            ],
            p50: Some(9),
            p90: Some(40),
            mean: Some(14),
            n: 42,
            within_soft: share(40, 42),
        },
        backlog: Backlog {
            waiting: 3,
            held: 1,
            oldest: Some(ctx.now - TimeDelta::days(3)),
            within_target: share(9, 10),
            mentors: vec![MentorLoad {
                mentor: PersonId(Uuid::from_u128(8)),
                name: "Mo".into(),
                held: 1,
                released: share(9, 10),
            }],
            ages: vec![AgeBucket { upto_hours: Some(24), n: 1 }, AgeBucket { upto_hours: None, n: 3 }],
        },
        updated_at: ctx.now,
    }
}

#[test]
fn every_figure_opens_its_rows_and_says_what_it_is() {
    for locale in [Locale::En, Locale::Nl] {
        let ctx = Ctx { text: Text::new(locale), ..sample(&[Role::Manager]) };
        let asked = Asked { days: "28".into(), ..Asked::default() };
        let html = document(&ctx, Frame::new("Progress".into(), Here::Progress, Layout::Wide), || {
            view(&ctx, &asked, &progress(&ctx))
        });
        for link in [
            "/reports/funnel/invited?days=28",
            "/reports/sections/all?days=28",
            "/reports/sections/consistency?days=28",
            "/reports/replies/1?days=28",
            "/reports/backlog?days=28&amp;over=24",
            "/reports/people/00000000-0000-0000-0000-000000000005",
            "/reports/progress.csv?days=28",
            "/reports/funnel.csv?days=28",
            "/reports/sections.csv?days=28",
            "/reports/replies.csv?days=28",
            "/reports/backlog.csv?days=28&amp;table=mentors",
            "/reports/at-risk.csv?days=28",
            "/reports/progress?days=28&amp;sort=-score#people",
        ] {
            assert!(html.contains(&format!("href=\"{link}\"")), "{link} in {html}");
        }
        assert_eq!(html.matches("p-figure-about").count(), 6, "each figure carries its definition");
        assert!(html.contains("is-few") && html.contains("p-few-figure"), "few is marked");
        assert!(html.contains("=Zoë &lt;Demo&gt;") && !html.contains(" style="), "{html}");
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "ids are unique: {ids:?}");
    }
}

#[test]
fn an_empty_academy_is_a_page_too() {
    let ctx = sample(&[Role::Manager]);
    let mut empty = progress(&ctx);
    empty.people.clear();
    empty.funnel.clear();
    empty.replies =
        ReplyDistribution { buckets: vec![], p50: None, p90: None, mean: None, n: 0, within_soft: Share::default() };
    empty.backlog =
        Backlog { waiting: 0, held: 0, oldest: None, within_target: Share::default(), mentors: vec![], ages: vec![] };
    let html = document(&ctx, Frame::new("Progress".into(), Here::Progress, Layout::Wide), || {
        view(&ctx, &Asked::default(), &empty)
    });
    assert!(html.contains("too few to judge") && !html.contains("NaN"), "{html}");
}
