//! The homes of mentors, managers, administrators and authors with sample data: each names the next thing and why, in both languages.

use super::{Found, view};
use crate::{
    render::{Ctx, Frame, Here, Layout, document, tests::sample},
    text::Text,
};
use chrono::TimeDelta;
use domain::{
    curriculum::{Curriculum, Library},
    ids::{ChatId, PersonId, ReviewId, SubmissionId},
    metrics::{FunnelStep, RiskPoint, RiskReason, Share, StepReach},
    people::{Locale, Role, Roles},
    review::ReviewState,
};
use std::sync::Arc;
use store::{
    accounts::{AuditRow, PersonRow},
    reports::{Backlog, PersonProgress, Progress, ReplyDistribution, SectionScore},
    reviews::{Queue, QueueItem, ReleasedRow},
};
use uuid::Uuid;

fn shown(roles: &[Role], found: &Found) -> String {
    let mut html = String::new();
    for locale in [Locale::Nl, Locale::En] {
        let ctx = Ctx { text: Text::new(locale), ..sample(roles) };
        let actor = ctx.actor.clone().unwrap();
        html = document(&ctx, Frame::new("Home".into(), Here::Home, Layout::Wide), || view(&ctx, &actor, found));
        assert_eq!(html.matches("<h1").count(), 1, "{html}");
        assert!(!html.contains(" style=") && !html.contains("class=\"\""), "{html}");
    }
    html
}

fn item(n: u128, hours: i64, mine: bool) -> QueueItem {
    let now = sample(&[]).now;
    QueueItem {
        submission: SubmissionId(Uuid::from_u128(n)),
        review: mine.then(|| ReviewId(Uuid::from_u128(90 + n))),
        submitted_at: now - TimeDelta::hours(20),
        scenario_title: format!("Scenario {n}"),
        level: 2,
        sector: "support".into(),
        messages: 20,
        minutes: 4,
        held_by: None,
        mine,
        state: ReviewState::Submitted,
        target_at: now + TimeDelta::hours(hours),
    }
}

fn mentor(items: Vec<QueueItem>) -> Found {
    let now = sample(&[]).now;
    let waiting = u32::try_from(items.len()).unwrap();
    let queue = Queue { items, waiting, oldest: Some(now - TimeDelta::hours(20)), mine: 0 };
    let released = ReleasedRow {
        review: ReviewId(Uuid::from_u128(7)),
        chat: ChatId(Uuid::from_u128(8)),
        operator_name: "Ines Okafor".into(),
        scenario_title: "Late parcel".into(),
        percent: Some(84),
        passed: true,
        released_at: now - TimeDelta::days(1),
        acknowledged: false,
    };
    Found { mentor: Some((queue, vec![released])), ..Found::default() }
}

#[test]
fn a_mentor_gets_the_closest_target_first_and_their_own_before_that() {
    let html = shown(&[Role::Mentor], &mentor(vec![item(1, 40, false), item(2, -3, false)]));
    let (first, second) = (html.find("Scenario 2").unwrap(), html.find("Scenario 1").unwrap());
    assert!(first < second, "the overdue one is next: {html}");
    assert!(html.contains("/submissions/00000000-0000-0000-0000-000000000002/claims"), "{html}");
    assert!(html.contains("Ines Okafor") && html.contains("not read yet"), "{html}");
    let html = shown(&[Role::Mentor], &mentor(vec![item(1, 2, false), item(3, 40, true)]));
    assert!(html.contains("/reviews/00000000-0000-0000-0000-00000000005d"), "what is begun goes on: {html}");
    assert!(shown(&[Role::Mentor], &mentor(vec![])).contains("Nothing is waiting"));
}

fn progress(risk: Vec<RiskPoint>) -> Progress {
    let now = sample(&[]).now;
    let person = PersonProgress {
        id: PersonId(Uuid::from_u128(5)),
        name: "Tom Berg".into(),
        cohort: None,
        zone: "UTC".into(),
        step: None,
        modules_done: 2,
        modules: 9,
        quiz_first_time: Share::default(),
        signed: false,
        chats: 3,
        reviewed: 0,
        mean_score: None,
        p50_reply_seconds: None,
        within_soft: Share::default(),
        last_active: None,
        at_risk: !risk.is_empty(),
        risk,
    };
    let reach = |step, reached| StepReach { step, reached, median_hours: None };
    Progress {
        teams: vec![],
        cohorts: vec![],
        funnel: vec![reach(FunnelStep::Invited, 12), reach(FunnelStep::Activated, 11), reach(FunnelStep::Signed, 4)],
        people: vec![person],
        overall: SectionScore::default(),
        sections: vec![],
        criticals: vec![],
        replies: ReplyDistribution::default(),
        backlog: Backlog {
            waiting: 0,
            held: 0,
            oldest: None,
            within_target: Share::default(),
            mentors: vec![],
            ages: vec![],
        },
        updated_at: now,
    }
}

#[test]
fn a_manager_sees_who_needs_attention_and_the_largest_stop() {
    let risk = vec![RiskPoint { points: 4, reason: RiskReason::Inactive { days: 6 } }];
    let found = Found { manager: Some(progress(risk)), ..Found::default() };
    let html = shown(&[Role::Manager], &found);
    assert!(html.contains("One person may need attention") && html.contains("no activity for 6 days"), "{html}");
    assert!(!html.contains("(+4)"), "points belong to the report: {html}");
    let (larger, smaller) = (html.find("7 of the 11").unwrap(), html.find("One of the 12").unwrap());
    assert!(larger < smaller, "{html}");
    let calm = Found { manager: Some(progress(vec![])), ..Found::default() };
    assert!(shown(&[Role::Manager], &calm).contains("Nobody needs attention right now"));
}

#[test]
fn an_administrator_sees_who_has_not_come_in_and_what_was_refused() {
    let now = sample(&[]).now;
    let person = |n: u128, activated| PersonRow {
        id: PersonId(Uuid::from_u128(n)),
        name: format!("Person {n}"),
        email: format!("p{n}@demo.example"),
        roles: [Role::Operator].into_iter().collect::<Roles>(),
        locale: Locale::En,
        zone: chrono_tz::UTC,
        team: None,
        cohort: None,
        disabled: false,
        activated,
        last_seen: None,
    };
    let row = |id, hours: i64| AuditRow {
        id,
        at: now - TimeDelta::hours(hours),
        actor_name: String::new(),
        action: "session.refuse".into(),
        subject: format!("person:{}", Uuid::from_u128(1)),
        detail: "{}".into(),
        address: "192.0.2.7".into(),
        request_id: "0f3a".into(),
    };
    let found = Found {
        administrator: Some((vec![person(1, true), person(2, false)], vec![row(2, 3), row(1, 30)])),
        ..Found::default()
    };
    let html = shown(&[Role::Administrator], &found);
    assert!(html.contains("One person has not come in yet") && html.contains("p2@demo.example"), "{html}");
    assert!(
        html.contains("Sign-in refused") && html.contains("Person 1") && !html.contains("session.refuse"),
        "{html}"
    );
    assert!(html.contains(">1</span><span class=\"c-figure-label\">sign-ins refused"), "only of the last day: {html}");
}

#[test]
fn an_author_sees_what_is_published_and_where_content_comes_from() {
    let mut library = Library::default();
    library.locales.insert("en".into(), Curriculum::default());
    let html = shown(&[Role::Author], &Found { author: Some(Arc::new(library)), ..Found::default() });
    assert!(
        html.contains("English") && html.contains("0 modules") && html.contains("greenroom content check"),
        "{html}"
    );
}
