//! Tests of the store itself: transactions, group commit, migrations, safety settings.

use crate::{
    Backend, Conflict, RandomIds, StoreError, both,
    dialect::OnUnique,
    entity::{cohort, team},
    live::Wake,
    open,
    testing::{Kit, TestClock, options, start},
    tx::Tx,
};
use domain::{ids::PersonId, people::Role};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;
use uuid::Uuid;

async fn add_team(tx: &Tx, name: &str) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.new_id();
    let row = team::ActiveModel { id: Set(id), name: Set(name.to_owned()), created_at: Set(tx.now()) };
    team::Entity::insert(row).exec_without_returning(tx.db()).await.on_unique("teams", &["name"], Conflict::Changed)?;
    Ok(id)
}

fn assert_send<T: Send>(value: T) -> T {
    value
}

both! {
    async fn a_write_is_there_afterwards_and_an_error_takes_it_back(kit) {
        kit.write(async |tx| add_team(tx, "Blue").await).await.unwrap();
        let refused: Result<(), StoreError> = kit
            .write(async |tx| {
                add_team(tx, "Red").await?;
                tx.wake(Wake::Queue);
                Err(StoreError::NotFound)
            })
            .await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        let names: Vec<String> = team::Entity::find().all(kit.read()).await.unwrap().into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["Blue"]);
    }

    async fn a_broken_unique_index_has_a_name(kit) {
        kit.write(async |tx| add_team(tx, "Blue").await).await.unwrap();
        let again = kit.write(async |tx| add_team(tx, "Blue").await).await;
        assert!(matches!(again, Err(StoreError::Conflict(Conflict::Changed))), "{again:?}");
        kit.person("Ann", &[Role::Operator]).await;
        let dangling = kit
            .write(async |tx| {
                let row = crate::entity::membership::ActiveModel { team_id: Set(tx.new_id()), person_id: Set(tx.new_id()) };
                crate::entity::membership::Entity::insert(row).exec_without_returning(tx.db()).await.on_unique("teams", &["name"], Conflict::Changed)?;
                Ok(())
            })
            .await;
        assert!(matches!(dangling, Err(StoreError::Database(_))), "a missing row is no conflict: {dangling:?}");
    }

    async fn watchers_hear_of_commits_once_and_never_of_what_was_taken_back(kit) {
        let mut wakes = kit.subscribe();
        let person = PersonId(Uuid::nil());
        kit.write(async |tx| {
            tx.wake(Wake::Person(person));
            tx.wake(Wake::Person(person));
            add_team(tx, "Blue").await
        })
        .await
        .unwrap();
        let _: Result<(), _> = kit.write(async |tx| { tx.wake(Wake::Queue); Err(StoreError::NotFound) }).await;
        assert_eq!(wakes.recv().await.unwrap(), Wake::Person(person));
        assert!(wakes.try_recv().is_err());
    }

    async fn many_writers_at_once_lose_nothing_and_a_failing_one_takes_only_its_own_back(kit) {
        let mut tasks = JoinSet::new();
        for number in 0..64_u32 {
            let store = kit.store.clone();
            tasks.spawn(assert_send(async move {
                store
                    .write(async |tx| {
                        add_team(tx, &format!("team {number}")).await?;
                        if number % 4 == 0 { Err(StoreError::NotFound) } else { Ok(()) }
                    })
                    .await
                    .is_ok()
            }));
        }
        let saved = tasks.join_all().await.into_iter().filter(|saved| *saved).count();
        assert_eq!(saved, 48);
        assert_eq!(team::Entity::find().count(kit.read()).await.unwrap(), 48);
    }

    async fn use_cases_behave_as_if_one_ran_after_the_other(kit) {
        // Write skew: each looks whether there is no cohort yet, and adds one if so. Only one may.
        let mut tasks = JoinSet::new();
        for number in 0..12_u32 {
            let store = kit.store.clone();
            tasks.spawn(async move {
                store
                    .write(async |tx| {
                        if cohort::Entity::find().count(tx.db()).await? > 0 {
                            return Ok(0);
                        }
                        let row = cohort::ActiveModel { id: Set(tx.new_id()), name: Set(format!("{number}")), created_at: Set(tx.now()) };
                        cohort::Entity::insert(row).exec_without_returning(tx.db()).await?;
                        Ok(1)
                    })
                    .await
                    .unwrap()
            });
        }
        assert_eq!(tasks.join_all().await.into_iter().sum::<i32>(), 1);
        assert_eq!(cohort::Entity::find().count(kit.read()).await.unwrap(), 1);
    }

    async fn a_caller_who_goes_away_in_the_middle_leaves_nothing_behind(kit) {
        let store = kit.store.clone();
        let (begun, wait) = tokio::sync::oneshot::channel();
        let begun = std::sync::Mutex::new(Some(begun));
        let task = tokio::spawn(async move {
            store
                .write(async |tx| {
                    add_team(tx, "half").await?;
                    if let Some(begun) = begun.lock().unwrap().take() {
                        begun.send(()).unwrap();
                    }
                    std::future::pending::<()>().await;
                    Ok(())
                })
                .await
        });
        wait.await.unwrap();
        // Others queue up behind it, then it goes away.
        let mut tasks = JoinSet::new();
        for number in 0..5_u32 {
            let store = kit.store.clone();
            tasks.spawn(async move { store.write(async |tx| add_team(tx, &format!("team {number}")).await).await });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        task.abort();
        assert!(tasks.join_all().await.into_iter().all(|result| result.is_ok()));
        let mut names: Vec<String> = team::Entity::find().all(kit.read()).await.unwrap().into_iter().map(|row| row.name).collect();
        names.sort();
        assert_eq!(names, ["team 0", "team 1", "team 2", "team 3", "team 4"]);
    }

    async fn callers_who_go_away_at_any_moment_never_wedge_the_writer(kit) {
        for round in 0..30_u64 {
            let mut tasks = JoinSet::new();
            for number in 0..6_u64 {
                let store = kit.store.clone();
                tasks.spawn(async move { store.write(async |tx| add_team(tx, &format!("{round} {number}")).await).await.is_ok() });
            }
            tokio::time::sleep(Duration::from_micros(200 * round)).await;
            tasks.abort_all();
            while tasks.join_next().await.is_some() {}
        }
        kit.write(async |tx| add_team(tx, "last").await).await.unwrap();
        let names = team::Entity::find().all(kit.read()).await.unwrap();
        assert!(names.iter().any(|row| row.name == "last"));
    }

    async fn migrating_again_changes_nothing(kit) {
        assert!(kit.pending_migrations().await.unwrap().is_empty());
        kit.migrate().await.unwrap();
    }

    async fn a_database_of_a_newer_greenroom_is_refused_by_name(kit) {
        let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('9999_from_the_future', 1)";
        kit.write(async |tx| Ok(tx.db().execute_unprepared(sql).await?)).await.unwrap();
        let error = kit.migrate().await.unwrap_err();
        assert!(matches!(&error, StoreError::Newer(name) if name == "9999_from_the_future"), "{error}");
        assert!(matches!(kit.pending_migrations().await, Err(StoreError::Newer(_))));
    }

    async fn a_closed_store_says_so_and_does_not_hang(kit) {
        kit.close().await.unwrap();
        assert!(matches!(kit.ping().await, Err(StoreError::Unavailable(_))));
    }
}

async fn several_nodes_migrate_an_empty_database_at_once(backend: Backend) {
    let kit = Kit::empty(backend).await;
    let other = kit.another_node().await;
    let (first, second) = tokio::join!(kit.migrate(), other.migrate());
    first.unwrap();
    second.unwrap();
    assert!(other.pending_migrations().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_nodes_migrate_at_once_on_postgres() {
    several_nodes_migrate_an_empty_database_at_once(Backend::Postgres).await;
}

#[tokio::test]
async fn trust_1_and_65_sqlite_is_opened_safely_and_checked() {
    let kit = Kit::new(Backend::Sqlite).await;
    let settings = kit
        .write(async |tx| {
            open::assert_safe(tx.db(), true).await?;
            let row = tx
                .db()
                .query_one_raw(Statement::from_string(tx.db().get_database_backend(), "PRAGMA synchronous"))
                .await?;
            Ok(row.unwrap().try_get_by_index::<i32>(0)?)
        })
        .await
        .unwrap();
    assert_eq!(settings, 2, "FULL");
    open::assert_safe(kit.read(), false).await.unwrap();
    kit.store.close().await.unwrap();
}

#[tokio::test]
async fn trust_65_postgres_without_fsync_is_refused() {
    let kit = Kit::new(Backend::Postgres).await;
    let options = crate::StoreOptions { durable: true, ..options() };
    let opened =
        crate::Store::open_with(&kit.address, options, kit.clock.clone(), Arc::new(RandomIds::seeded(3))).await;
    let error = opened.unwrap_err().to_string();
    assert!(error.contains("fsync = off") && error.contains("set fsync = on"), "{error}");
}

#[tokio::test]
async fn reading_connections_of_sqlite_cannot_write() {
    let kit = Kit::new(Backend::Sqlite).await;
    let refused = kit.read().execute_unprepared("DELETE FROM teams").await;
    assert!(refused.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_of_sqlite_stays_small_under_writing() {
    let kit = Kit::new(Backend::Sqlite).await;
    for number in 0..1500_u32 {
        let name = format!("{number} {}", "x".repeat(2000));
        kit.write(async |tx| add_team(tx, &name).await).await.unwrap();
    }
    kit.checkpoint().await.unwrap();
    let log = kit.file.as_ref().unwrap().with_extension("db-wal");
    let size = std::fs::metadata(log).unwrap().len();
    assert!(size <= 16 << 20, "{size}");
}

#[tokio::test]
async fn what_cannot_be_opened_is_explained() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().display();
    for (address, what) in [
        (format!("sqlite://{path}/missing/greenroom.db"), "there is no folder"),
        (format!("sqlite://{path}"), "it is a folder"),
        (format!("postgres://app:secret@localhost:1/db?host={path}"), "localhost:1/db"),
    ] {
        let clock = Arc::new(TestClock::at(start()));
        let error = crate::Store::open_with(&address, options(), clock, Arc::new(RandomIds::seeded(1)))
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(what) && !error.contains("secret"), "{error}");
    }
}
