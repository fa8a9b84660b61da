//! Accounts on both databases.

use super::{
    limits,
    sessions::{ABSOLUTE, IDLE},
    *,
};
use crate::{
    StoreError, both,
    entity::{audit_log, one_time_link, person, session},
    live::Wake,
    testing::Kit,
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::{
    field::FieldError,
    ids::PersonId,
    people::{Actor, Administrator, Locale, Role, Roles, Theme},
    policy::Refusal,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const PASSWORD: &str = "violet kettle marches north";
const HOME: &str = "192.0.2.7";

fn home() -> SignInFrom {
    SignInFrom { address: HOME.into(), user_agent: "Mozilla".into() }
}

fn new_person(name: &str, roles: &[Role]) -> NewPerson {
    NewPerson {
        name: name.into(),
        email: format!("{}@example.org", name.to_lowercase()),
        roles: roles.iter().copied().collect(),
        locale: Locale::Nl,
        zone: Tz::Europe__Amsterdam,
        team: None,
        cohort: None,
    }
}

/// Somebody with a password, signed in.
async fn member(kit: &Kit, name: &str, roles: &[Role]) -> NewSession {
    let (_, link) = create_person(kit, &By::CommandLine, new_person(name, roles)).await.unwrap();
    redeem_welcome(kit, &link.token, PASSWORD).await.unwrap()
}

async fn administrator(kit: &Kit, name: &str) -> Administrator {
    Administrator::prove(&member(kit, name, &[Role::Administrator]).await.actor).unwrap()
}

async fn try_password(kit: &Kit, name: &str, password: &str, address: &str) -> Result<NewSession, StoreError> {
    let from = SignInFrom { address: address.into(), user_agent: String::new() };
    sign_in(kit, &format!("{name}@example.org"), password, &from, None).await
}

fn problem(error: StoreError, field: &str) -> FieldError {
    match error {
        StoreError::Invalid(errors) => errors.of(field).cloned().unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn actor(kit: &Kit, token: &str) -> Option<Actor> {
    let found = find_actor(kit, token).await.unwrap();
    // The first may note that the session was used; every other request pays one query.
    let (again, queries) = kit.count(Box::pin(find_actor(kit, token))).await;
    assert_eq!((again.unwrap(), queries), (found.clone(), 1));
    found
}

async fn actions(kit: &Kit) -> Vec<String> {
    audit_log::Entity::find().all(kit.read()).await.unwrap().into_iter().map(|row| row.action).collect()
}

both! {
    async fn somebody_who_was_added_chooses_a_password_and_signs_in(kit) {
        let (id, link) = create_person(&kit, &By::CommandLine, new_person("Ann", &[Role::Operator, Role::Mentor])).await.unwrap();
        let purpose = find_link(&kit, &link.token).await.unwrap();
        assert_eq!(purpose, Some(LinkPurpose::Welcome { name: "Ann".into(), email: "ann@example.org".into() }));
        let first = redeem_welcome(&kit, &link.token, PASSWORD).await.unwrap();
        assert_eq!((first.actor.person, first.actor.zone), (id, Tz::Europe__Amsterdam));
        let session = sign_in(&kit, " ANN@Example.org ", PASSWORD, &home(), None).await.unwrap();
        let found = actor(&kit, &session.token).await.unwrap();
        assert_eq!(found, session.actor);
        assert!(found.roles.has(Role::Mentor) && !found.roles.has(Role::Administrator));
        let people = list_people(&kit, &administrator(&kit, "Root").await).await.unwrap();
        let ann = people.iter().find(|row| row.id == id).unwrap();
        assert!(ann.activated && !ann.disabled && ann.last_seen.is_some());
    }

    async fn trust_1_a_long_password_counts_to_its_last_character(kit) {
        let (_, link) = create_person(&kit, &By::CommandLine, new_person("Ann", &[Role::Operator])).await.unwrap();
        let short = redeem_welcome(&kit, &link.token, "kD9#x!q").await.unwrap_err();
        assert_eq!(problem(short, "password"), FieldError::TooShort { least: 8 });
        let long: String = "ß öäü 漢字 and words ".chars().cycle().take(199).collect();
        redeem_welcome(&kit, &link.token, &format!("{long}a")).await.unwrap();
        let wrong = try_password(&kit, "ann", &format!("{long}b"), HOME).await.unwrap_err();
        assert_eq!(problem(wrong, "password"), FieldError::WrongPassword);
        try_password(&kit, "ann", &format!("{long}a"), HOME).await.unwrap();
    }

    async fn trust_2_common_and_own_words_are_refused(kit) {
        let (_, link) = create_person(&kit, &By::CommandLine, new_person("Winifred", &[Role::Operator])).await.unwrap();
        for common in [
            "password", "password1", "Password123", "12345678", "123456789", "1234567890", "qwertyuiop", "qwerty123", "iloveyou",
            "sunshine", "princess", "football", "baseball", "superman", "trustno1", "starwars", "computer", "internet", "11111111",
            "abc12345", "letmein1", "passw0rd", "P@ssw0rd", "greenroom", "Greenroom1", "winifred", "winifred1",
        ] {
            let error = redeem_welcome(&kit, &link.token, common).await.unwrap_err();
            assert_eq!(problem(error, "password"), FieldError::TooCommon, "{common}");
        }
        redeem_welcome(&kit, &link.token, PASSWORD).await.unwrap();
    }

    async fn trust_3_changing_the_password_needs_the_current_one(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let wrong = change_password(&kit, &ann.actor, "not it at all", "amber tulip walks south", false).await.unwrap_err();
        assert_eq!(problem(wrong, "current"), FieldError::WrongPassword);
        let both = change_password(&kit, &ann.actor, "", "password", false).await.unwrap_err();
        let StoreError::Invalid(errors) = both else { panic!() };
        assert_eq!((errors.of("current"), errors.of("new")), (Some(&FieldError::Missing), Some(&FieldError::TooCommon)));
        change_password(&kit, &ann.actor, PASSWORD, "amber tulip walks south", false).await.unwrap();
        try_password(&kit, "ann", "amber tulip walks south", HOME).await.unwrap();
        assert!(try_password(&kit, "ann", PASSWORD, HOME).await.is_err());
    }

    async fn trust_4_hashes_are_argon2id_and_weaker_ones_are_renewed_at_sign_in(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let stored = async || person::Entity::find_by_id(ann.actor.person.0).one(kit.read()).await.unwrap().unwrap().password_hash.unwrap();
        assert!(stored().await.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let weak = {
            use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version, password_hash::SaltString};
            let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
            let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
            argon.hash_password(PASSWORD.as_bytes(), &salt).unwrap().to_string()
        };
        kit.write(async |tx| {
            let row = person::ActiveModel { id: Set(ann.actor.person.0), password_hash: Set(Some(weak.clone())), ..Default::default() };
            row.update(tx.db()).await?;
            Ok(())
        })
        .await
        .unwrap();
        try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
        assert!(stored().await.contains("m=19456,t=2,p=1"));
        try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
    }

    async fn trust_5_twenty_wrong_tries_are_slowed_on_every_node_and_the_pause_ends(kit) {
        member(&kit, "Ann", &[Role::Operator]).await;
        let other = kit.another_node().await;
        let mut refused = 0;
        for number in 0..20 {
            let store = if number % 2 == 0 { &kit.store } else { &other };
            let from = SignInFrom { address: format!("198.51.100.{number}"), user_agent: String::new() };
            match sign_in(store, "ann@example.org", "wrong", &from, None).await.unwrap_err() {
                StoreError::TooMany(seconds) => { refused += 1; assert!(seconds <= 15 * 60); }
                other => assert_eq!(problem(other, "password"), FieldError::WrongPassword),
            }
        }
        assert!(refused >= 14, "{refused}");
        assert!(matches!(try_password(&kit, "ann", PASSWORD, HOME).await, Err(StoreError::TooMany(_))), "the right one waits too");
        kit.clock.advance(TimeDelta::minutes(15));
        try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
    }

    async fn trust_5_one_password_over_many_accounts_is_slowed_by_its_address(kit) {
        let mut slowed = 0;
        for number in 0..40 {
            let tried = try_password(&kit, &format!("person{number}"), "Summer2026!", "203.0.113.9").await;
            slowed += i32::from(matches!(tried, Err(StoreError::TooMany(_))));
        }
        assert!(slowed >= 15, "{slowed}");
        member(&kit, "Ann", &[Role::Operator]).await;
        try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
    }

    async fn trust_5_a_burst_of_tries_at_once_gets_no_more_guesses(kit) {
        member(&kit, "Ann", &[Role::Operator]).await;
        let mut tasks = JoinSet::new();
        for number in 0..16_u32 {
            let store = kit.store.clone();
            tasks.spawn(async move {
                let from = SignInFrom { address: format!("198.51.100.{number}"), user_agent: String::new() };
                matches!(sign_in(&store, "ann@example.org", "wrong", &from, None).await, Err(StoreError::TooMany(_)))
            });
        }
        let slowed = tasks.join_all().await.into_iter().filter(|slowed| *slowed).count();
        assert!(slowed >= 10, "{slowed}");
    }

    async fn a_right_password_forgives_the_account_and_not_the_address(kit) {
        member(&kit, "Ann", &[Role::Operator]).await;
        for _ in 0..3 {
            for _ in 0..4 {
                assert!(try_password(&kit, "ann", "wrong", HOME).await.is_err());
            }
            try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
        }
        let counted = limits::failures(&kit, HOME).await;
        assert_eq!(counted, 12, "the address keeps its wrong tries");
    }

    async fn trust_6_unknown_wrong_and_disabled_look_the_same(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        member(&kit, "Bob", &[Role::Operator]).await;
        let root = administrator(&kit, "Root").await;
        set_disabled(&kit, &root, ann.actor.person, true).await.unwrap();
        let mut answers = Vec::new();
        for (name, password) in [("ann", PASSWORD), ("bob", "wrong"), ("nobody", "wrong")] {
            answers.push(format!("{:?}", try_password(&kit, name, password, HOME).await.unwrap_err()));
        }
        answers.push(format!("{:?}", sign_in(&kit, "no address", "x", &home(), None).await.unwrap_err()));
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    }

    async fn trust_7_the_set_up_link_works_once_expires_and_only_while_nobody_is_there(kit) {
        let early = ensure_setup_link(&kit).await.unwrap().unwrap();
        let link = ensure_setup_link(&kit).await.unwrap().unwrap();
        assert_eq!(find_link(&kit, &early.token).await.unwrap(), None, "a newer one replaces it");
        assert_eq!(find_link(&kit, &link.token).await.unwrap(), Some(LinkPurpose::SetUp));
        let redeem = async |token: &str, email: &str| redeem_setup(&kit, token, "Kim", email, PASSWORD, Locale::En, Tz::UTC).await;
        let StoreError::Invalid(errors) = redeem(&link.token, "nonsense").await.unwrap_err() else { panic!() };
        assert!(errors.of("email").is_some());
        let kim = redeem(&link.token, "kim@example.org").await.unwrap();
        assert!(kim.actor.roles.has(Role::Administrator));
        assert!(matches!(redeem(&link.token, "other@example.org").await, Err(StoreError::NotFound)));
        assert_eq!(ensure_setup_link(&kit).await.unwrap(), None);
    }

    async fn trust_7_an_expired_set_up_link_is_dead(kit) {
        let link = ensure_setup_link(&kit).await.unwrap().unwrap();
        kit.clock.advance(TimeDelta::hours(25));
        assert_eq!(find_link(&kit, &link.token).await.unwrap(), None);
        let late = redeem_setup(&kit, &link.token, "Kim", "kim@example.org", PASSWORD, Locale::En, Tz::UTC).await;
        assert!(matches!(late, Err(StoreError::NotFound)));
    }

    async fn trust_8_a_welcome_link_is_stored_hashed_works_once_and_dies_with_a_new_one(kit) {
        let root = administrator(&kit, "Root").await;
        let (id, first) = create_person(&kit, &By::Person(root.actor()), new_person("Ann", &[Role::Operator])).await.unwrap();
        let rows = one_time_link::Entity::find().all(kit.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.token_hash.len() == 32 && !first.token.as_bytes().ends_with(&row.token_hash)));
        let second = renew_link(&kit, &root, id).await.unwrap();
        assert!(matches!(redeem_welcome(&kit, &first.token, PASSWORD).await, Err(StoreError::NotFound)));
        let mut tasks = JoinSet::new();
        for _ in 0..4 {
            let (store, token) = (kit.store.clone(), second.token.clone());
            tasks.spawn(async move { redeem_welcome(&store, &token, PASSWORD).await.is_ok() });
        }
        assert_eq!(tasks.join_all().await.into_iter().filter(|worked| *worked).count(), 1);
    }

    async fn trust_11_tokens_are_stored_hashed_and_the_one_before_a_sign_in_is_dead(kit) {
        let before = member(&kit, "Ann", &[Role::Operator]).await;
        let after = sign_in(&kit, "ann@example.org", PASSWORD, &home(), Some(&before.token)).await.unwrap();
        assert_ne!(before.token, after.token);
        assert_eq!(actor(&kit, &before.token).await, None);
        assert!(actor(&kit, &after.token).await.is_some());
        assert_eq!(after.token.len(), 43, "256 bits");
        let rows = session::Entity::find().all(kit.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.token_hash != after.token.as_bytes()));
    }

    async fn trust_13_signing_out_is_at_once_on_every_node(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let other = kit.another_node().await;
        assert!(find_actor(&other, &ann.token).await.unwrap().is_some());
        let mut wakes = kit.subscribe();
        sign_out(&kit, &ann.actor).await.unwrap();
        assert_eq!(wakes.recv().await.unwrap(), Wake::SessionEnded(ann.actor.session));
        assert_eq!(find_actor(&other, &ann.token).await.unwrap(), None);
        assert_eq!(actor(&kit, &ann.token).await, None);
        sign_out(&kit, &ann.actor).await.unwrap();
    }

    async fn trust_14_sessions_end_when_idle_and_when_old_and_asking_for_a_stream_does_not_keep_them(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        kit.clock.advance(IDLE - TimeDelta::minutes(1));
        assert!(actor(&kit, &ann.token).await.is_some(), "used in time");
        kit.clock.advance(IDLE - TimeDelta::minutes(1));
        assert!(is_alive(&kit, &ann.actor).await.unwrap());
        kit.clock.advance(TimeDelta::minutes(2));
        assert!(!is_alive(&kit, &ann.actor).await.unwrap());
        assert_eq!(actor(&kit, &ann.token).await, None, "idle");
        let bob = member(&kit, "Bob", &[Role::Operator]).await;
        let begun = kit.store.now();
        while kit.store.now() - begun < ABSOLUTE - TimeDelta::hours(6) {
            kit.clock.advance(TimeDelta::hours(6));
            assert!(actor(&kit, &bob.token).await.is_some());
        }
        kit.clock.advance(TimeDelta::hours(6));
        assert_eq!(actor(&kit, &bob.token).await, None, "old, though used");
        assert_eq!(purge_expired(&kit).await.unwrap(), 2);
    }

    async fn trust_15_disabling_or_lowering_ends_sessions_and_wakes_streams(kit) {
        let root = administrator(&kit, "Root").await;
        let ann = member(&kit, "Ann", &[Role::Operator, Role::Mentor]).await;
        let mut wakes = kit.subscribe();
        set_roles(&kit, &root, ann.actor.person, Roles::default().with(Role::Operator)).await.unwrap();
        let mut heard = Vec::new();
        while let Ok(wake) = wakes.try_recv() { heard.push(wake); }
        assert!(heard.contains(&Wake::PersonChanged(ann.actor.person)) && heard.contains(&Wake::SessionEnded(ann.actor.session)));
        assert_eq!(actor(&kit, &ann.token).await, None);
        assert!(!is_alive(&kit, &ann.actor).await.unwrap());
        let again = try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
        set_roles(&kit, &root, ann.actor.person, Roles::default().with(Role::Operator).with(Role::Mentor)).await.unwrap();
        assert!(actor(&kit, &again.token).await.unwrap().roles.has(Role::Mentor), "a role more ends nothing");
        set_disabled(&kit, &root, ann.actor.person, true).await.unwrap();
        assert_eq!(actor(&kit, &again.token).await, None);
        assert!(try_password(&kit, "ann", PASSWORD, HOME).await.is_err());
        set_disabled(&kit, &root, ann.actor.person, false).await.unwrap();
        try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
    }

    async fn trust_16_and_21_people_see_and_end_their_own_sessions_only(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let second = try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
        let bob = member(&kit, "Bob", &[Role::Operator]).await;
        let rows = list_sessions(&kit, &ann.actor).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.current == (row.id == ann.actor.session)));
        let foreign = end_session(&kit, &bob.actor, second.actor.session).await.unwrap_err();
        let unknown = end_session(&kit, &bob.actor, uuid::Uuid::nil().into()).await.unwrap_err();
        assert_eq!(foreign.to_string(), unknown.to_string());
        assert!(matches!(foreign, StoreError::NotFound));
        end_other_sessions(&kit, &ann.actor).await.unwrap();
        assert_eq!(actor(&kit, &second.token).await, None);
        assert!(actor(&kit, &ann.token).await.is_some() && actor(&kit, &bob.token).await.is_some());
    }

    async fn trust_16_a_new_password_ends_the_other_sessions_when_asked(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let second = try_password(&kit, "ann", PASSWORD, HOME).await.unwrap();
        change_password(&kit, &ann.actor, PASSWORD, "amber tulip walks south", true).await.unwrap();
        assert!(actor(&kit, &ann.token).await.is_some());
        assert_eq!(actor(&kit, &second.token).await, None);
    }

    async fn trust_26_the_last_administrator_stays_also_when_two_go_at_once(kit) {
        let (root, kim) = (administrator(&kit, "Root").await, administrator(&kit, "Kim").await);
        let operator = Roles::default().with(Role::Operator);
        let (one, other) = tokio::join!(set_roles(&kit, &root, kim.id(), operator), set_roles(&kit, &kim, root.id(), operator));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let refused = one.err().or(other.err()).unwrap();
        assert!(matches!(refused, StoreError::Refused(Refusal::LastAdministrator)), "{refused:?}");
        let left: Vec<PersonId> = list_people(&kit, &root).await.unwrap().into_iter().filter(|row| row.roles.has(Role::Administrator)).map(|row| row.id).collect();
        assert_eq!(left.len(), 1);
        assert!(set_disabled(&kit, &root, left[0], true).await.is_err());
    }

    async fn trust_26_only_administrators_and_the_command_line_add_people(kit) {
        let ann = member(&kit, "Ann", &[Role::Operator]).await;
        let refused = create_person(&kit, &By::Person(&ann.actor), new_person("Bob", &[Role::Administrator])).await.unwrap_err();
        assert!(matches!(refused, StoreError::NeedsRole(_)));
        let taken = create_person(&kit, &By::CommandLine, new_person("Ann", &[Role::Operator])).await.unwrap_err();
        assert_eq!(problem(taken, "email"), FieldError::Taken);
        let none = create_person(&kit, &By::CommandLine, new_person("Eve", &[])).await.unwrap_err();
        assert_eq!(problem(none, "roles"), FieldError::Missing);
    }

    async fn trust_28_fifty_people_with_one_address_are_one_person(kit) {
        let mut tasks = JoinSet::new();
        for _ in 0..50 {
            let store = kit.store.clone();
            tasks.spawn(async move { create_person(&store, &By::CommandLine, new_person("Ann", &[Role::Operator])).await.is_ok() });
        }
        assert_eq!(tasks.join_all().await.into_iter().filter(|added| *added).count(), 1);
        assert_eq!(person::Entity::find().count(kit.read()).await.unwrap(), 1);
    }

    async fn trust_52_the_log_says_who_did_what_from_where_and_no_secret(kit) {
        let origin = crate::audit::Origin { address: HOME.into(), request_id: "r-1".into() };
        crate::audit::with_origin(origin, async {
            let root = administrator(&kit, "Root").await;
            let ann = member(&kit, "Ann", &[Role::Operator]).await;
            assert!(try_password(&kit, "ann", "my wrong secret", HOME).await.is_err());
            set_roles(&kit, &root, ann.actor.person, Roles::default().with(Role::Mentor)).await.unwrap();
            set_preferences(&kit, &ann.actor, Locale::En, Tz::UTC, Theme::Dark).await.unwrap();
            let rows = list_audit(&kit, &root, None, 100).await.unwrap();
            assert!(rows.iter().all(|row| row.address == HOME && row.request_id == "r-1"));
            let roles = rows.iter().find(|row| row.action == "person.roles").unwrap();
            assert_eq!((roles.actor_name.as_str(), roles.subject.as_str()), ("Root", format!("person:{}", ann.actor.person).as_str()));
            assert!(roles.detail.contains("mentor") && roles.detail.contains("operator"));
            let all = format!("{rows:?}");
            for secret in [PASSWORD, "my wrong secret", &ann.token, "argon2"] {
                assert!(!all.contains(secret), "{secret}");
            }
            let older = list_audit(&kit, &root, Some(rows[1].id), 2).await.unwrap();
            assert_eq!(older, rows[2..4]);
        })
        .await;
        assert!(actions(&kit).await.contains(&"session.refuse".to_owned()));
    }

    async fn trust_53_the_log_only_grows(kit) {
        member(&kit, "Ann", &[Role::Operator]).await;
        let before = audit_log::Entity::find().count(kit.read()).await.unwrap();
        for sql in ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"] {
            let refused = kit.write(async |tx| Ok(tx.db().execute_unprepared(sql).await?)).await.unwrap_err();
            assert!(refused.to_string().contains("only grows"), "{refused}");
        }
        assert_eq!(audit_log::Entity::find().count(kit.read()).await.unwrap(), before);
    }

    async fn trust_53_a_change_that_fails_leaves_no_line(kit) {
        let root = administrator(&kit, "Root").await;
        let before = actions(&kit).await.len();
        assert!(set_disabled(&kit, &root, root.id(), true).await.is_err());
        assert_eq!(actions(&kit).await.len(), before);
    }

    async fn a_list_of_people_costs_the_same_for_two_and_for_forty(kit) {
        let root = administrator(&kit, "Root").await;
        let (_, few) = kit.count(list_people(&kit, &root)).await;
        for number in 0..40 {
            kit.person(&format!("Person {number}"), &[Role::Operator]).await;
        }
        let (people, many) = kit.count(list_people(&kit, &root)).await;
        assert_eq!(people.unwrap().len(), 41);
        assert_eq!(few, many);
    }
}

/// Measured on SQLite alone: the hash takes the same time on both, and the rest is noise here.
#[tokio::test]
async fn trust_6_nobody_learns_from_the_time_who_has_an_account() {
    let kit = Kit::new(crate::Backend::Sqlite).await;
    member(&kit, "Ann", &[Role::Operator]).await;
    try_password(&kit, "nobody", "wrong", "a0").await.unwrap_err();
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..100 {
        for (kind, name) in ["ann".to_owned(), format!("nobody{number}")].into_iter().enumerate() {
            let begun = Instant::now();
            // Past every pause, and from an address of its own.
            kit.clock.advance(TimeDelta::hours(25));
            try_password(&kit, &name, "wrong", &format!("a{number}")).await.unwrap_err();
            times[kind].push(begun.elapsed());
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let [known, unknown] = times.each_mut().map(median);
    assert!(known.abs_diff(unknown) < Duration::from_millis(20), "{known:?} {unknown:?}");
}
