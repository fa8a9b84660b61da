//! Coverage: what a thousand plays reach, and what an author is told about the rest.

#![expect(clippy::unwrap_used, reason = "a scenario of the tests that cannot be read fails them loudly")]

use practice::{
    bots::Skill,
    scenario::{Coverage, Covering, Scenario, cover, parse},
};
use std::sync::Arc;

const PARCEL: &str = include_str!("scenarios/late-parcel.yaml");
const CHARGE: &str = include_str!("scenarios/double-charge.yaml");
const GUEST: &str = include_str!("scenarios/evening-guest.yaml");

fn thousand(source: &str) -> Coverage {
    cover(&parse(source).unwrap(), 1000, 0)
}

#[test]
fn what_can_be_reached_is_reached() {
    for source in [PARCEL, CHARGE, GUEST] {
        let coverage = thousand(source);
        assert_eq!(coverage.problems(), []);
        assert_eq!(coverage.skills.iter().map(|s| s.plays).sum::<u32>(), 1000);
        for skill in &coverage.skills {
            assert_eq!(skill.moods.iter().sum::<u32>(), skill.plays, "{skill:?}");
            let ends = skill.resolved + skill.unresolved + skill.left_waiting + skill.left_angry + skill.unfinished;
            assert_eq!(ends, skill.plays, "{skill:?}");
        }
    }
    let coverage = thousand(PARCEL);
    let of = |skill| coverage.skills.iter().find(|s| s.skill == skill).unwrap();
    assert_eq!(of(Skill::Good).resolved, of(Skill::Good).plays);
    assert_eq!(of(Skill::CannedOnly).resolved, 0);
    assert!(of(Skill::SlowButGood).median_seconds > of(Skill::Good).median_seconds);
}

#[test]
fn what_can_not_is_told_with_what_comes_in_its_way() {
    // `shadow` listens for the same as `amount` with fewer conditions; `never` waits for what nobody says any more.
    let extra = "  - {id: shadow, when: {intent: ask_amount}, say: [hm]}\n  - {id: never, stage: done, when: {resolved: false}, say: [no]}\n  - {id: nag,";
    let source = CHARGE.replace("  - {id: nag,", extra);
    let coverage = thousand(&source);
    let told: Vec<(String, String)> = coverage.problems().into_iter().map(|p| (p.what, p.advice)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0.contains("`shadow`") && told[0].1.contains("`amount"), "{told:?}");
    assert!(told[1].0.contains("`never`") && told[1].1.contains("never came to a point"), "{told:?}");
    let line = source.lines().position(|l| l.contains("id: shadow")).unwrap() + 1;
    assert_eq!(coverage.problems()[0].line as usize, line);
}

#[test]
fn slices_give_the_same_and_can_move_between_threads() {
    let scenario: Arc<Scenario> = Arc::new(parse(GUEST).unwrap());
    let mut covering = Covering::new(Arc::clone(&scenario), 260, 40);
    while !covering.advance(37) {
        let (played, all) = covering.progress();
        assert!(played % 37 == 0 && played < all);
        covering = std::thread::spawn(move || covering).join().unwrap();
    }
    assert_eq!(covering.coverage(), cover(&scenario, 260, 40));
    let stored = serde_json::to_string(&covering.coverage()).unwrap();
    assert_eq!(serde_json::from_str::<Coverage>(&stored).unwrap(), covering.coverage());
}
