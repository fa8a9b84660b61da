//! Making every sum anew from the facts.

use super::{
    Sums,
    facts::{ChatFacts, ReviewFacts, SubmissionFacts},
};
use crate::{
    Store, StoreError,
    entity::{
        chat, message, review, review_critical, review_section, rollup_critical, rollup_day, rollup_person,
        rollup_plan, rollup_release, rollup_reply, rollup_review, shift, submission,
    },
    reviews::to_message,
    stored::{count, known},
};
use domain::{
    chat::{Disposition, Ending, Message},
    ids::PersonId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// Throws the sums away and makes them anew, in one transaction. For the command line, and for tests that compare.
///
/// # Errors
/// Whatever the database says.
pub async fn rebuild_rollups(store: &Store) -> Result<(), StoreError> {
    store
        .write(async |tx| {
            let db = tx.db();
            rollup_day::Entity::delete_many().exec(db).await?;
            rollup_reply::Entity::delete_many().exec(db).await?;
            rollup_review::Entity::delete_many().exec(db).await?;
            rollup_critical::Entity::delete_many().exec(db).await?;
            rollup_release::Entity::delete_many().exec(db).await?;
            rollup_plan::Entity::delete_many().exec(db).await?;
            rollup_person::Entity::delete_many().exec(db).await?;
            from_facts(db).await?.save(db).await
        })
        .await
}

/// The sums of everything recorded.
pub(crate) async fn from_facts(db: &impl ConnectionTrait) -> Result<Sums, StoreError> {
    let mut sums = Sums::default();
    let chats: HashMap<Uuid, chat::Model> =
        chat::Entity::find().all(db).await?.into_iter().map(|chat| (chat.id, chat)).collect();
    add_chats(db, &chats, &mut sums).await?;
    add_submissions(db, &chats, &mut sums).await?;
    add_reviews(db, &chats, &mut sums).await?;
    Ok(sums)
}

async fn add_chats(
    db: &impl ConnectionTrait,
    chats: &HashMap<Uuid, chat::Model>,
    sums: &mut Sums,
) -> Result<(), StoreError> {
    let mut transcripts: HashMap<Uuid, Vec<Message>> = HashMap::new();
    let lines = message::Entity::find().order_by_asc(message::Column::ChatId).order_by_asc(message::Column::Seq);
    for line in lines.all(db).await? {
        transcripts.entry(line.chat_id).or_default().push(to_message(line)?);
    }
    for chat in chats.values() {
        let (Some(ending), Some(ended_at)) = (&chat.ending, chat.ended_at) else { continue };
        // A chat whose customer never came counts for nothing.
        let Some(lines) = transcripts.get(&chat.id) else { continue };
        let disposition = chat.disposition.as_deref().and_then(Disposition::from_word);
        sums.chat(&ChatFacts::of(
            PersonId(chat.operator_id),
            ended_at,
            known(Ending::from_word(ending), ending, "ending")?,
            disposition,
            count(chat.soft_seconds),
            lines,
        ));
    }
    Ok(())
}

async fn add_submissions(
    db: &impl ConnectionTrait,
    chats: &HashMap<Uuid, chat::Model>,
    sums: &mut Sums,
) -> Result<(), StoreError> {
    let plans: HashMap<Uuid, String> =
        shift::Entity::find().all(db).await?.into_iter().map(|shift| (shift.id, shift.plan)).collect();
    for submission in submission::Entity::find().all(db).await? {
        let Some(plan) = chats.get(&submission.chat_id).and_then(|chat| plans.get(&chat.shift_id)) else { continue };
        sums.submission(&SubmissionFacts {
            operator: PersonId(submission.operator_id),
            plan: plan.clone(),
            submitted_at: submission.submitted_at,
        });
    }
    Ok(())
}

async fn add_reviews(
    db: &impl ConnectionTrait,
    chats: &HashMap<Uuid, chat::Model>,
    sums: &mut Sums,
) -> Result<(), StoreError> {
    let mut sections: HashMap<Uuid, Vec<(String, u32)>> = HashMap::new();
    for row in review_section::Entity::find().all(db).await? {
        sections.entry(row.review_id).or_default().push((row.section, count(row.rated)));
    }
    let mut criticals: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in review_critical::Entity::find().all(db).await? {
        let kinds = criticals.entry(row.review_id).or_default();
        if !kinds.contains(&row.kind) {
            kinds.push(row.kind);
        }
    }
    let submissions: HashMap<Uuid, submission::Model> =
        submission::Entity::find().all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let released = review::Entity::find()
        .filter(review::Column::ReleasedAt.is_not_null())
        .order_by_asc(review::Column::ReleasedAt)
        .order_by_asc(review::Column::Id);
    for row in released.all(db).await? {
        let (Some(released_at), Some(submission)) = (row.released_at, submissions.get(&row.submission_id)) else {
            continue;
        };
        let passed = row.passed.unwrap_or(false);
        let steady = chats.get(&submission.chat_id).is_some_and(chat::Model::is_steady);
        sums.review(&ReviewFacts {
            operator: PersonId(row.operator_id),
            mentor: PersonId(row.mentor_id),
            submitted_at: submission.submitted_at,
            released_at,
            score: row.after_criticals.map(count),
            passed,
            holds: passed && steady,
            sections: sections.remove(&row.id).unwrap_or_default(),
            criticals: criticals.remove(&row.id).unwrap_or_default(),
        })?;
    }
    Ok(())
}
