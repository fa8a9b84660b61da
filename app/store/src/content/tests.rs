//! Tests of what stands beside this file.

use super::*;
use crate::{StoreError, both, entity::audit_log, testing::content_files};
use domain::curriculum::SourceFile;
use sea_orm::{EntityTrait, PaginatorTrait};

fn change(files: &mut [SourceFile], path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replacen(from, to, 1);
}

both! {
    async fn a_changed_file_becomes_a_new_revision_and_old_ones_stay(kit) {
        let mut files = content_files();
        let all = u32::try_from(files.len()).unwrap();
        assert_eq!(publish(&kit, files.clone()).await.unwrap(), Published { new: all, unchanged: 0 });
        assert_eq!(publish(&kit, files.clone()).await.unwrap(), Published { new: 0, unchanged: all });
        let before = library(&kit).curriculum(Locale::En).unwrap().modules["welcome"].clone();
        let scenario_before = scenarios(&kit, Locale::En, &["late-parcel"]).remove(0);
        change(&mut files, "en/modules/welcome.md", "title: ", "title: New ");
        change(&mut files, "en/scenarios/late-parcel.yaml", "title: ", "title: New ");
        assert_eq!(publish(&kit, files.clone()).await.unwrap(), Published { new: 2, unchanged: all - 2 });
        let after = library(&kit).curriculum(Locale::En).unwrap().modules["welcome"].clone();
        assert!(after.title.starts_with("New ") && after.hash != before.hash);

        // Another node that has never seen the old revisions finds them by hash.
        let other = kit.another_node().await;
        publish(&other, files).await.unwrap();
        assert_eq!(*module_by_hash(&other, &before.hash).await.unwrap(), *before);
        assert_eq!(scenario_by_hash(&other, &scenario_before.hash).await.unwrap().title, scenario_before.title);
        let card = library(&other).curriculum(Locale::En).unwrap().scorecards["default"].clone();
        assert_eq!(*scorecard_by_hash(&other, &card.hash).await.unwrap(), *card);
        assert!(matches!(scorecard_by_hash(&other, &before.hash).await, Err(StoreError::NotFound)), "a module is no scorecard");
        let lines = audit_log::Entity::find().count(kit.read()).await.unwrap();
        assert_eq!(lines, 2, "one for each publication that changed something");
    }

    async fn a_desk_has_one_language(kit) {
        let mut files = content_files();
        let mut dutch = files.iter().find(|file| file.path == "en/scenarios/late-parcel.yaml").unwrap().clone();
        dutch.path = "nl/scenarios/late-parcel.yaml".into();
        dutch.text = dutch.text.replacen("locale: en-GB", "locale: nl-NL", 1);
        dutch.text.truncate(dutch.text.find("\ntests:").unwrap() + 1);
        files.push(dutch);
        publish(&kit, files).await.unwrap();
        let locales = |ids: &[&str]| scenarios(&kit, Locale::Nl, ids).iter().map(|s| s.locale.clone()).collect::<Vec<_>>();
        assert_eq!(locales(&["late-parcel"]), ["nl-NL"]);
        assert_eq!(locales(&["late-parcel", "wrong-charge"]), ["en-GB", "en-GB"]);
        assert!(library(&kit).curriculum(Locale::Nl).unwrap().modules.contains_key("welcome"));
    }

    async fn old_revisions_are_read_once(kit) {
        let mut files = content_files();
        publish(&kit, files.clone()).await.unwrap();
        let old = library(&kit).curriculum(Locale::En).unwrap().modules["welcome"].hash.clone();
        change(&mut files, "en/modules/welcome.md", "title: ", "title: New ");
        let other = kit.another_node().await;
        publish(&other, files).await.unwrap();
        module_by_hash(&other, &old).await.unwrap();
        let before = other.queries();
        module_by_hash(&other, &old).await.unwrap();
        assert_eq!(other.queries(), before);
    }

    async fn problems_publish_nothing_and_keep_the_library(kit) {
        let files = content_files();
        publish(&kit, files.clone()).await.unwrap();
        let before = library(&kit);
        let mut broken = files;
        change(&mut broken, "en/modules/welcome.md", "title: ", "titel: ");
        change(&mut broken, "en/scenarios/late-parcel.yaml", "id: late-parcel", "id: other-parcel");
        let Err(ContentError::Problems(problems)) = publish(&kit, broken).await else { panic!("published") };
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(shown.iter().any(|line| line.starts_with("en/modules/welcome.md:") && line.contains("`titel`")), "{shown:#?}");
        assert!(shown.iter().any(|line| line.starts_with("en/scenarios/late-parcel.yaml:1: the id `other-parcel`")), "{shown:#?}");
        assert!(std::sync::Arc::ptr_eq(&before, &library(&kit)));
    }
}

#[test]
fn the_shipped_content_has_no_problems() {
    let problems: Vec<String> = check(&content_files()).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_scenario_names_clauses_that_exist() {
    let mut files = content_files();
    let file = files.iter_mut().find(|file| file.path == "en/scenarios/late-parcel.yaml").unwrap();
    let start = file.text.find("\nguidelines:").unwrap() + 1;
    let end = start + file.text[start..].find('\n').unwrap();
    file.text.replace_range(start..end, "guidelines: [tone-99]");
    let problems: Vec<String> = check(&files).iter().map(ToString::to_string).collect();
    assert!(problems.iter().any(|line| line.contains("there is no clause `tone-99`")), "{problems:#?}");
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    let mut files = content_files();
    for file in &mut files {
        file.text.insert(0, '\u{feff}');
    }
    assert!(check(&files).is_empty());
}
