//! The sums themselves, in memory, and adding them to what is stored.

use super::facts::{ChatFacts, ReviewFacts, SubmissionFacts, day_of};
use crate::{
    StoreError,
    entity::{rollup_critical, rollup_day, rollup_person, rollup_plan, rollup_release, rollup_reply, rollup_review},
    stored::{from_json, stored, to_json},
};
use domain::{chat::Ending, ids::PersonId, metrics::whole_seconds, review::target_at};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, ExprTrait, Iden, IntoActiveModel,
    sea_query::{Alias, Expr, OnConflict},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many scores of a person are kept at hand.
const RECENT: usize = 8;
/// Rows per statement.
const ROWS: usize = 500;

/// Sums by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    days: BTreeMap<(Uuid, i32), rollup_day::Model>,
    replies: BTreeMap<(Uuid, i32, i32), rollup_reply::Model>,
    reviews: BTreeMap<(Uuid, i32, String), rollup_review::Model>,
    criticals: BTreeMap<(Uuid, i32, String), rollup_critical::Model>,
    releases: BTreeMap<(Uuid, Uuid, i32), rollup_release::Model>,
    plans: BTreeMap<(Uuid, String), rollup_plan::Model>,
    people: BTreeMap<Uuid, rollup_person::Model>,
}

/// Where everybody starts.
pub(crate) fn start_of(person: Uuid) -> rollup_person::Model {
    rollup_person::Model {
        person_id: person,
        passed_at: None,
        proficient_at: None,
        critical_at: None,
        in_a_row: 0,
        recent: "[]".to_owned(),
    }
}

impl Sums {
    pub(crate) fn chat(&mut self, facts: &ChatFacts) {
        let (person, day) = (facts.operator.0, day_of(facts.ended_at));
        let sum = self.days.entry((person, day)).or_insert(rollup_day::Model {
            person_id: person,
            day,
            chats: 0,
            messages: 0,
            words: 0,
            replies: 0,
            within_soft: 0,
            resolved: 0,
            walked_away: 0,
            handed_over: 0,
        });
        sum.chats += 1;
        sum.messages += i64::from(facts.messages);
        sum.words += i64::from(facts.words);
        sum.replies += i64::try_from(facts.replies.len()).unwrap_or(i64::MAX);
        sum.within_soft += i64::from(facts.within_soft());
        sum.resolved += i64::from(facts.resolved);
        sum.walked_away += i64::from(matches!(facts.ending, Ending::LeftWaiting | Ending::LeftAngry));
        sum.handed_over += i64::from(facts.ending == Ending::HandedOver);
        for ms in &facts.replies {
            let seconds = stored(whole_seconds(*ms));
            let none = rollup_reply::Model { person_id: person, day, seconds, n: 0 };
            self.replies.entry((person, day, seconds)).or_insert(none).n += 1;
        }
    }

    pub(crate) fn submission(&mut self, facts: &SubmissionFacts) {
        let key = (facts.operator.0, facts.plan.clone());
        let sum = self.plans.entry(key).or_insert_with(|| rollup_plan::Model {
            person_id: facts.operator.0,
            plan: facts.plan.clone(),
            handed_in_at: facts.submitted_at,
            n: 0,
        });
        sum.n += 1;
        sum.handed_in_at = Ord::min(sum.handed_in_at, facts.submitted_at);
    }

    /// Reviews of one person must come in the order of their release, after what is stored was loaded.
    pub(crate) fn review(&mut self, facts: &ReviewFacts) -> Result<(), StoreError> {
        let (person, day) = (facts.operator.0, day_of(facts.released_at));
        let whole = facts.score.map(|score| (String::new(), score));
        for (section, score) in whole.into_iter().chain(facts.sections.iter().cloned()) {
            let none =
                rollup_review::Model { person_id: person, day, section: section.clone(), n: 0, sum: 0, passed: 0 };
            let sum = self.reviews.entry((person, day, section)).or_insert(none);
            sum.n += 1;
            sum.sum += i64::from(score);
            sum.passed += i64::from(facts.passed);
        }
        for kind in &facts.criticals {
            let none = rollup_critical::Model { person_id: person, day, kind: kind.clone(), n: 0 };
            self.criticals.entry((person, day, kind.clone())).or_insert(none).n += 1;
        }
        let mentor = facts.mentor.0;
        let none = rollup_release::Model { person_id: person, mentor_id: mentor, day, n: 0, within_target: 0 };
        let sum = self.releases.entry((person, mentor, day)).or_insert(none);
        sum.n += 1;
        sum.within_target += i64::from(facts.released_at <= target_at(facts.submitted_at));
        let row = self.people.entry(person).or_insert_with(|| start_of(person));
        let mut recent: Vec<u32> = from_json(&row.recent, format_args!("recent scores of {person}"))?;
        recent.extend(facts.score);
        recent.drain(..recent.len().saturating_sub(RECENT));
        row.recent = to_json(&recent)?;
        row.in_a_row = if facts.holds { row.in_a_row + 1 } else { 0 };
        if facts.passed {
            row.passed_at = row.passed_at.or(Some(facts.released_at));
        }
        if row.in_a_row == 3 {
            row.proficient_at = row.proficient_at.or(Some(facts.released_at));
        }
        if !facts.criticals.is_empty() {
            row.critical_at = Ord::max(row.critical_at, Some(facts.released_at));
        }
        Ok(())
    }

    /// Loads what later reviews of this person build on.
    pub(crate) async fn load_person(&mut self, db: &impl ConnectionTrait, person: PersonId) -> Result<(), StoreError> {
        if let Some(row) = rollup_person::Entity::find_by_id(person.0).one(db).await? {
            self.people.insert(person.0, row);
        }
        Ok(())
    }

    /// Adds everything to what is stored; a person's row takes the place of the stored one.
    pub(crate) async fn save(self, db: &impl ConnectionTrait) -> Result<(), StoreError> {
        use rollup_critical::Column as Critical;
        use rollup_day::Column as Day;
        use rollup_person::Column as Person;
        use rollup_plan::Column as Plan;
        use rollup_release::Column as Release;
        use rollup_reply::Column as Reply;
        use rollup_review::Column as Review;

        let sums = [
            Day::Chats,
            Day::Messages,
            Day::Words,
            Day::Replies,
            Day::WithinSoft,
            Day::Resolved,
            Day::WalkedAway,
            Day::HandedOver,
        ];
        add(db, self.days.into_values(), adding("rollup_days", [Day::PersonId, Day::Day], sums)).await?;

        let keys = [Reply::PersonId, Reply::Day, Reply::Seconds];
        add(db, self.replies.into_values(), adding("rollup_replies", keys, [Reply::N])).await?;

        let keys = [Review::PersonId, Review::Day, Review::Section];
        let sums = [Review::N, Review::Sum, Review::Passed];
        add(db, self.reviews.into_values(), adding("rollup_reviews", keys, sums)).await?;

        let keys = [Critical::PersonId, Critical::Day, Critical::Kind];
        add(db, self.criticals.into_values(), adding("rollup_criticals", keys, [Critical::N])).await?;

        let keys = [Release::PersonId, Release::MentorId, Release::Day];
        let sums = [Release::N, Release::WithinTarget];
        add(db, self.releases.into_values(), adding("rollup_releases", keys, sums)).await?;

        // The first hand-in stays the first.
        add(db, self.plans.into_values(), adding("rollup_plans", [Plan::PersonId, Plan::Plan], [Plan::N])).await?;

        let replace = OnConflict::column(Person::PersonId)
            .update_columns([
                Person::PassedAt,
                Person::ProficientAt,
                Person::CriticalAt,
                Person::InARow,
                Person::Recent,
            ])
            .to_owned();
        add(db, self.people.into_values(), replace).await
    }
}

/// On a known key, adds the new numbers to the stored ones.
fn adding<C: Iden + Copy + 'static, const K: usize, const N: usize>(
    table: &'static str,
    keys: [C; K],
    sums: [C; N],
) -> OnConflict {
    let mut conflict = OnConflict::columns(keys);
    for column in sums {
        let stored = Expr::col((Alias::new(table), column));
        conflict.value(column, stored.add(Expr::col((Alias::new("excluded"), column))));
    }
    conflict
}

async fn add<M, A>(
    db: &impl ConnectionTrait,
    rows: impl Iterator<Item = M>,
    conflict: OnConflict,
) -> Result<(), StoreError>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + Send,
{
    let rows: Vec<A> = rows.map(IntoActiveModel::into_active_model).collect();
    for chunk in rows.chunks(ROWS) {
        A::Entity::insert_many(chunk.to_vec()).on_conflict(conflict.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// What is stored, for tests that compare.
#[cfg(test)]
pub(crate) async fn stored_sums(db: &impl ConnectionTrait) -> Result<Sums, StoreError> {
    let mut sums = Sums::default();
    sums.days.extend(rollup_day::Entity::find().all(db).await?.into_iter().map(|row| ((row.person_id, row.day), row)));
    let replies = rollup_reply::Entity::find().all(db).await?;
    sums.replies.extend(replies.into_iter().map(|row| ((row.person_id, row.day, row.seconds), row)));
    let reviews = rollup_review::Entity::find().all(db).await?;
    sums.reviews.extend(reviews.into_iter().map(|row| ((row.person_id, row.day, row.section.clone()), row)));
    let criticals = rollup_critical::Entity::find().all(db).await?;
    sums.criticals.extend(criticals.into_iter().map(|row| ((row.person_id, row.day, row.kind.clone()), row)));
    let releases = rollup_release::Entity::find().all(db).await?;
    sums.releases.extend(releases.into_iter().map(|row| ((row.person_id, row.mentor_id, row.day), row)));
    let plans = rollup_plan::Entity::find().all(db).await?;
    sums.plans.extend(plans.into_iter().map(|row| ((row.person_id, row.plan.clone()), row)));
    sums.people.extend(rollup_person::Entity::find().all(db).await?.into_iter().map(|row| (row.person_id, row)));
    Ok(sums)
}
