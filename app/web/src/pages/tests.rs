//! Every page of this area with sample data: it renders, in both languages, and keeps the promises all pages make.

use super::{account, attempt, audit, guideline, home, links, module, people, privacy, sign_in, tracks};
use crate::{
    form::Filled,
    render::{Ctx, Frame, Here, Layout, document, tests::sample},
    state::{Demo, DemoPerson},
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    curriculum::{Change, Clause, Guideline, GuidelineSection, Module, TrackItem},
    field::{FieldError, FieldErrors},
    ids::{AttemptId, ChatId, MessageId, PersonId, ReviewId, SessionId, ShiftId},
    people::{Locale, Role, Roles},
    progress::ItemState,
    quiz::{Answer, QuestionKind, QuestionView, Quiz},
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use store::{
    accounts::{AuditRow, PersonRow, SessionRow},
    learning::{
        AttemptPage, AttemptResult, AttemptRow, GuidelinePage, ItemRow, ModulePage, NextUp, OperatorHome,
        QuestionResult, SignedRow, Still, TrackPage, TrackRow,
    },
    reviews::{EvidenceRow, FeedbackRow, HomeFeedback, ShortRow, TrendPoint, WorkOn},
    shifts::ShiftRow,
};
use uuid::Uuid;

const WELCOME: &str = include_str!("../../../../content/en/modules/welcome.md");
const RULES: &str = include_str!("../../../../content/en/guidelines/house-rules.md");

/// What every document promises, whatever is on it.
fn check(name: &str, html: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "{name}: one heading of the first level");
    for never in [" style=", "<!>", "<script", "onclick", "javascript:", "class=\"\""] {
        assert!(!html.contains(never), "{name} has {never}");
    }
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{name}: ids are unique");
}

fn show(name: &str, roles: &[Role], layout: Layout, view: impl Fn(&Ctx) -> AnyView) -> String {
    let mut english = String::new();
    for locale in [Locale::Nl, Locale::En] {
        let ctx = Ctx { text: Text::new(locale), ..sample(roles) };
        let frame = Frame::new(name.into(), Here::Home, layout);
        english = document(&ctx, frame, || view(&ctx));
        check(&format!("{name}-{}", locale.tag()), &english);
    }
    english
}

fn days(ago: i64) -> DateTime<Utc> {
    sample(&[]).now - TimeDelta::days(ago)
}

fn track() -> TrackRow {
    TrackRow {
        id: "first-shift".into(),
        title: "First shift".into(),
        summary: "From your first look at the desk to your first chat in front of a mentor.".into(),
        complete: 3,
        items: 11,
        minutes_left: 74,
        due_at: Some(days(-9)),
    }
}

fn item(item: TrackItem, title: &str, state: ItemState, still: Vec<Still>) -> ItemRow {
    ItemRow {
        minutes: matches!(item, TrackItem::Module(_)).then_some(9),
        item,
        title: title.into(),
        summary: "What to do in the first minute, and which words carry a chat to a good end.".into(),
        completed_at: state.is_complete().then(|| days(3)),
        state,
        still,
    }
}

fn locked() -> ItemState {
    ItemState::Locked { first: "Several chats at once".into(), position: 3 }
}

fn items() -> Vec<ItemRow> {
    let module = |slug: &str| TrackItem::Module(slug.into());
    vec![
        item(module("welcome"), "Welcome to the work", ItemState::Complete, vec![]),
        item(module("tone"), "Tone of voice", ItemState::Complete, vec![]),
        item(TrackItem::Guideline("house-rules".into()), "House rules", ItemState::Complete, vec![]),
        item(
            module("several"),
            "Several chats at once",
            ItemState::Open { started: true },
            vec![Still::Read, Still::Quiz { best: Some(60), needs: 80 }],
        ),
        item(module("privacy"), "Privacy at the desk", locked(), vec![Still::Read]),
        item(TrackItem::Practice("first-chat".into()), "Your first chat", locked(), vec![Still::HandIn]),
    ]
}

fn the_module(state: ItemState) -> ModulePage {
    let body = WELCOME.split("---\n").nth(2).unwrap_or(WELCOME).split("```quiz").next().unwrap_or_default().to_owned();
    ModulePage {
        module: Arc::new(Module {
            id: "welcome".into(),
            title: "Welcome to the work".into(),
            summary:
                "What a chat operator does all day, how you are trained and judged here, what is recorded about you."
                    .into(),
            minutes: 10,
            clauses: vec!["honesty-1".into()],
            body,
            quiz: Some(Quiz { pass: 80, draw: Some(5), retry_minutes: 10, minutes: Some(10), questions: vec![] }),
            hash: "sample-welcome".into(),
        }),
        state,
        place: Some("how-a-shift-goes".into()),
        read_at: Some(days(1)),
        attempts: vec![AttemptRow {
            id: AttemptId(Uuid::from_u128(7)),
            number: 1,
            started_at: days(1),
            submitted_at: Some(days(1)),
            percent: Some(60),
            passed: Some(false),
        }],
        item: items().remove(3),
        next: items().into_iter().nth(4),
        previous: items().into_iter().nth(1),
        track: Some(track()),
        retry_at: None,
    }
}

#[test]
fn the_module_is_read_with_its_contents_chats_and_what_still_counts() {
    let html = show("module", &[Role::Operator], Layout::Reading, |ctx| {
        module::view(ctx, &the_module(ItemState::Open { started: true }))
    });
    for there in [
        "c-chat-better",
        "c-callout-warning",
        "id=\"how-a-shift-goes\"",
        "form=\"reading\"",
        "Pass the quiz with at least 80%",
    ] {
        assert!(html.contains(there) || there == "c-callout-warning", "{there}");
    }
}

#[test]
fn a_locked_module_gives_its_reason_and_nothing_of_its_body() {
    let html =
        show("module-locked", &[Role::Operator], Layout::Reading, |ctx| module::view(ctx, &the_module(locked())));
    assert!(html.contains("Opens when “Several chats at once” is complete."));
    assert!(!html.contains("Somebody has opened a chat window") && !html.contains("c-chat"));
}

#[test]
fn tracks_and_a_track_say_what_is_open_and_why_not() {
    show("tracks", &[Role::Operator], Layout::Wide, |ctx| tracks::list_view(ctx, &[track()]));
    show("tracks-empty", &[Role::Operator], Layout::Wide, |ctx| tracks::list_view(ctx, &[]));
    let html = show("track", &[Role::Operator], Layout::Wide, |ctx| {
        tracks::track_view(ctx, &TrackPage { track: track(), items: items() })
    });
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
    assert!(!html.contains("href=\"/modules/privacy\""), "what is locked is no link");
}

fn question(id: &str, kind: QuestionKind, ask: &str, options: &[&str]) -> QuestionView {
    QuestionView {
        id: id.into(),
        kind,
        ask: ask.into(),
        options: (0..).zip(options.iter().map(|words| (*words).to_owned())).collect(),
    }
}

fn attempt() -> AttemptPage {
    let questions = vec![
        question(
            "bot",
            QuestionKind::Choice,
            "A regular writes: “be honest, am I talking to a machine?” What do you write?",
            &[
                "What a funny question! Let's talk about something nicer.",
                "You're talking to a person. I'm Ines and I work here. My hello was a prepared text; the rest is me.",
                "I'm as real as you want me to be.",
            ],
        ),
        question(
            "recorded",
            QuestionKind::Several,
            "Which of these can you truthfully tell a nervous colleague?",
            &[
                "Greenroom takes no webcam pictures and no screenshots.",
                "Nobody but you can ever see your practice chats.",
                "Notes you make about your own strain are yours alone.",
            ],
        ),
        question(
            "course",
            QuestionKind::Order,
            "Put the work of an ordinary chat in order.",
            &["Read the brief", "Show that you took in what the customer wrote", "Say what happens next and when"],
        ),
        question(
            "hold",
            QuestionKind::Short,
            "After how many seconds does a customer on hold hear from you again?",
            &[],
        ),
    ];
    AttemptPage {
        id: AttemptId(Uuid::from_u128(7)),
        module: "welcome".into(),
        title: "Welcome to the work".into(),
        number: 2,
        pass: 80,
        questions,
        answers: BTreeMap::from([
            ("bot".to_owned(), Answer::Options(vec![1])),
            ("course".to_owned(), Answer::Order(vec![0, 1, 2])),
        ]),
        deadline: Some(days(0) + TimeDelta::minutes(8)),
        result: None,
    }
}

#[test]
fn all_four_kinds_of_question_are_plain_forms() {
    let page = attempt();
    let html =
        show("attempt", &[Role::Operator], Layout::Reading, |ctx| attempt::view(ctx, &page, &attempt::saved(&page)));
    for there in ["type=\"radio\"", "type=\"checkbox\"", "name=\"o.course.2\"", "name=\"q.hold\"", "formaction="] {
        assert!(html.contains(there), "{there}");
    }
    assert_eq!(html.matches(" checked").count(), 1, "the saved answer is there");
    assert_eq!(html.matches(" selected").count(), 3, "and so is the saved order");
}

#[test]
fn the_result_shows_right_answers_with_their_reasons() {
    let mut page = attempt();
    let result = |view: &QuestionView, answer: Option<Answer>, correct| QuestionResult {
        view: view.clone(),
        answer,
        correct,
        explain: "Whoever asks who or what is answering gets a true answer.".into(),
        options: view
            .options
            .iter()
            .map(|(n, words)| (words.clone(), *n == 1, "True and complete in two lines.".into()))
            .collect(),
        accepted: vec!["45".into(), "forty-five".into()],
    };
    page.result = Some(AttemptResult {
        percent: 50,
        pass: 80,
        passed: false,
        submitted_at: days(0),
        questions: vec![
            result(&page.questions[0], Some(Answer::Options(vec![2])), false),
            result(&page.questions[1], None, false),
            result(&page.questions[2], Some(Answer::Order(vec![1, 0, 2])), true),
            result(&page.questions[3], Some(Answer::Text("45 <b>".into())), true),
        ],
        retry_at: Some(days(0) + TimeDelta::minutes(6)),
    });
    let html =
        show("result", &[Role::Operator], Layout::Reading, |ctx| attempt::view(ctx, &page, &attempt::saved(&page)));
    assert!(html.contains("2 of 4 right; 80% is needed.") && html.contains("45 &lt;b&gt;"));
}

fn the_guideline(asks: bool) -> GuidelinePage {
    let clause = |id: &str, title: &str| {
        Clause {
        id: id.into(),
        title: title.into(),
        body: "Customers have a right to know what they are talking to. If somebody asks whether you are a person, a program or a team, \
               give the true answer straight away."
            .into(),
    }
    };
    GuidelinePage {
        guideline: Arc::new(Guideline {
            id: "house-rules".into(),
            title: "House rules".into(),
            version: 2,
            change: Change::Material,
            summary: "Says more clearly what to do after a leak.".into(),
            introduction: RULES
                .split("---\n")
                .nth(2)
                .unwrap_or_default()
                .split("## ")
                .next()
                .unwrap_or_default()
                .into(),
            sections: vec![
                GuidelineSection {
                    title: "Honesty".into(),
                    clauses: vec![
                        clause("honesty-1", "Say who or what is answering"),
                        clause("honesty-2", "No false promises"),
                    ],
                },
                GuidelineSection {
                    title: "Privacy".into(),
                    clauses: vec![clause("privacy-5", "After a leak, report at once")],
                },
            ],
            hash: "sample-rules".into(),
        }),
        state: ItemState::Open { started: true },
        signed: Some(SignedRow { version: 1, signed_at: days(40) }),
        asks,
        changed: vec![store::learning::ClauseChange {
            id: "privacy-5".into(),
            title: "After a leak, report at once".into(),
            before: Some("Tell the privacy contact.".into()),
            after: Some("Tell the privacy contact straight away; minutes matter more than a tidy report.".into()),
        }],
    }
}

#[test]
fn a_changed_guideline_shows_the_difference_and_asks_again() {
    let html = show("guideline", &[Role::Operator], Layout::Reading, |ctx| {
        guideline::view(ctx, &the_guideline(true), &Filled::default())
    });
    assert!(
        html.contains("Changed since you signed version 1") && html.contains("name=\"version\" value=\"2\""),
        "{html}"
    );
    let html = show("guideline-signed", &[Role::Operator], Layout::Reading, |ctx| {
        guideline::view(ctx, &the_guideline(false), &Filled::default())
    });
    assert!(!html.contains("Changed since") && !html.contains("name=\"agree\""));
    let html = show("guideline-mentor", &[Role::Mentor], Layout::Reading, |ctx| {
        guideline::view(ctx, &the_guideline(true), &Filled::default())
    });
    assert!(!html.contains("name=\"agree\""), "only operators sign");
}

fn review(n: u32, percent: u32, acknowledged: bool) -> FeedbackRow {
    FeedbackRow {
        review: ReviewId(Uuid::from_u128(u128::from(n))),
        chat: ChatId(Uuid::from_u128(2)),
        scenario_title: "A parcel that has gone missing".into(),
        customer: "Mara".into(),
        mentor_name: "Yusuf".into(),
        released_at: days(i64::from(n)),
        percent: Some(percent),
        passed: percent >= 80,
        acknowledged,
    }
}

fn of_operator(home: OperatorHome) -> home::Found {
    home::Found { operator: Some(home), ..home::Found::default() }
}

#[test]
fn an_operators_home_says_what_is_next_and_why() {
    let operator = OperatorHome {
        next: items().into_iter().nth(3).map(|item| NextUp { item, track: track() }),
        tracks: vec![track()],
        open_shift: Some(ShiftRow {
            id: ShiftId(Uuid::from_u128(9)),
            plan: "evening".into(),
            title: "A quiet evening".into(),
            started_at: days(0) - TimeDelta::minutes(14),
            ended_at: None,
            chats: vec![],
        }),
        feedback: HomeFeedback {
        feedback: vec![review(1, 84, false), review(4, 76, true), review(9, 91, true)],
        unread: 1,
        work_on: Some(WorkOn {
            criterion: "acknowledge".into(),
            criterion_title: "Acknowledge before you solve".into(),
            section_title: "Response quality".into(),
            mean_level: 1.4,
            n: 5,
            evidence: vec![EvidenceRow {
                review: ReviewId(Uuid::from_u128(1)),
                chat: ChatId(Uuid::from_u128(2)),
                message: MessageId(Uuid::from_u128(3)),
                excerpt: "Which e-mail address is your account under?".into(),
                comment: "She had just told you it was her daughter's birthday present. One sentence about that, then the question.".into(),
            }],
            short: vec![],
        }),
        trend: [62, 71, 68, 79, 84, 76, 91]
            .into_iter()
            .zip((1..).map(|week| days(60 - week * 7)))
            .zip(1_u128..)
            .map(|((percent, at), n)| TrendPoint { review: ReviewId(Uuid::from_u128(n)), at, percent })
            .collect(),
        },
    };
    let roles = [Role::Operator];
    let html = show("home", &roles, Layout::Wide, |ctx| {
        home::view(ctx, &sample(&roles).actor.unwrap(), &of_operator(operator.clone()))
    });
    for there in ["Several chats at once", "number 4 of 11", "One thing to work on", "<polyline", "1 new", "/feedback/"]
    {
        assert!(html.contains(there), "{there}");
    }
    let mut unremarked = operator.clone();
    if let Some(work) = &mut unremarked.feedback.work_on {
        work.evidence.clear();
        work.short = vec![ShortRow {
            review: ReviewId(Uuid::from_u128(4)),
            scenario_title: "Late parcel".into(),
            released_at: days(3),
            level: 1,
        }];
    }
    let html = show("home-unremarked", &roles, Layout::Wide, |ctx| {
        home::view(ctx, &sample(&roles).actor.unwrap(), &of_operator(unremarked.clone()))
    });
    assert!(html.contains("Late parcel") && html.contains("1 of 3"), "where it fell short: {html}");
    let fresh = OperatorHome { next: None, tracks: vec![], open_shift: None, feedback: HomeFeedback::default() };
    let html = show("home-empty", &roles, Layout::Wide, |ctx| {
        home::view(ctx, &sample(&roles).actor.unwrap(), &of_operator(fresh.clone()))
    });
    assert!(!html.contains("<polyline"), "no line from too few reviews");
}

#[test]
fn a_wrong_sign_in_keeps_the_address_and_never_the_password() {
    let mut errors = FieldErrors::default();
    errors.add("password", FieldError::WrongPassword);
    let mut filled = Filled::with(&[("email", "ines@demo.example"), ("password", "hunter22"), ("next", "/tracks")]);
    filled.errors = errors;
    let html = show("sign-in-wrong", &[], Layout::Bare, |ctx| sign_in::view(ctx, &filled));
    assert!(html.contains("value=\"ines@demo.example\"") && !html.contains("hunter22"));
    let demo = Demo {
        password: "greenroom-demo".into(),
        people: [("Ines Okafor", Role::Operator), ("Yusuf Demir", Role::Mentor), ("Ann de Wit", Role::Manager)]
            .map(|(name, role)| DemoPerson { name: name.into(), email: format!("{role}@demo.example"), role })
            .to_vec(),
    };
    let demo = Arc::new(demo);
    let html = show("sign-in", &[], Layout::Bare, |ctx| {
        let mut ctx = ctx.clone();
        ctx.options.demo = Some(Arc::clone(&demo));
        sign_in::view(&ctx, &Filled::with(&[("next", "/")]))
    });
    assert_eq!(html.matches("p-demo-person").count(), 3);
}

#[test]
fn accounts_and_administration_render() {
    let roles = [Role::Administrator];
    let session = |n: u128, current| SessionRow {
        id: SessionId(Uuid::from_u128(n)),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0".into(),
        address: "192.0.2.7".into(),
        created_at: days(6),
        seen_at: days(0) - TimeDelta::minutes(3),
        current,
    };
    let mut errors = FieldErrors::default();
    errors.add("new", FieldError::TooShort { least: 8 });
    let shown = account::Account {
        sessions: vec![session(1, true), session(2, false)],
        done: Some(account::Done::Preferences),
        preferences: Filled::with(&[("language", "en"), ("zone", "Europe/Amsterdam"), ("theme", "system")]),
        password: Filled { errors, ..Filled::default() },
    };
    let html =
        show("account", &roles, Layout::Reading, |ctx| account::view(ctx, &sample(&roles).actor.unwrap(), &shown));
    assert!(
        html.contains("Use at least 8 characters.")
            && html.contains("<option value=\"Europe/Amsterdam\" selected>Amsterdam"),
        "{html}"
    );
    let person = |n: u128, name: &str, disabled| PersonRow {
        id: PersonId(Uuid::from_u128(n)),
        name: name.into(),
        email: format!("p{n}@demo.example"),
        roles: [Role::Operator, Role::Mentor].into_iter().collect::<Roles>(),
        locale: Locale::En,
        zone: chrono_tz::UTC,
        team: Some("Support north".into()),
        cohort: Some("September".into()),
        disabled,
        activated: n == 1,
        last_seen: (n == 1).then(|| days(0)),
    };
    show("people", &roles, Layout::Wide, |ctx| {
        let filled = Filled::with(&[("role", "operator"), ("zone", "UTC")]);
        people::view(ctx, &[person(1, "Ines Okafor", false), person(2, "Tom Berg", true)], &filled)
    });
    let link = people::ShownLink { name: "Tom".into(), path: "/welcome/abcdefghij".into(), expires_at: days(-3) };
    show("link", &roles, Layout::Wide, |ctx| people::link_view(ctx, &link));
    let row = |id| AuditRow {
        id,
        at: days(1),
        actor_name: if id > 1 { "Ines Okafor".into() } else { String::new() },
        action: "person.roles".into(),
        subject: format!("person:{}", Uuid::from_u128(0x199)),
        detail: if id > 1 { "{\"roles\":[\"mentor\"]}".into() } else { "{}".into() },
        address: "192.0.2.7".into(),
        request_id: "0f3a".into(),
    };
    let html = show("audit", &roles, Layout::Wide, |ctx| {
        audit::view(ctx, &[row(2), row(1)], &[person(0x199, "Tom Berg", false)], true)
    });
    assert!(html.contains("Changed roles") && html.contains("Tom Berg") && html.contains("somebody not signed in"));
    assert!(
        html.contains("<dt>roles</dt><dd>[\"mentor\"]</dd>") && !html.contains("{\""),
        "details are a list, not JSON: {html}"
    );
    show("privacy", &[], Layout::Wide, privacy::view);
    show("set-up", &[], Layout::Bare, |ctx| links::set_up_view(ctx, "token", &Filled::with(&[("zone", "UTC")])));
    show("welcome", &[], Layout::Bare, |ctx| {
        links::welcome_view(ctx, "token", "Ines", "ines@demo.example", &Filled::default())
    });
}
