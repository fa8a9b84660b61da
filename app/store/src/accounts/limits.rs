//! Brakes on guessing passwords, kept in the database so that every node sees the same count.
//!
//! A try is counted before the password is looked at and taken back when it was right, so a hundred tries at once are a hundred tries.

use crate::{StoreError, entity::sign_in_try, tx::Tx};
use chrono::TimeDelta;
use domain::account::Email;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};

/// Wrong tries at one account before it is slowed down.
const FREE_ACCOUNT: i64 = 5;
/// Wrong tries from one address before it is slowed down: several people may share one.
const FREE_ADDRESS: i64 = 20;
/// The first pause; each further wrong try doubles it.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(15);
/// The longest pause: nobody is locked out for ever.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);
/// After this long without a wrong try, counting begins anew.
pub(super) const FORGET: TimeDelta = TimeDelta::hours(24);

/// What a try is counted against.
pub(super) struct Subjects([(Vec<u8>, bool); 2]);

impl Subjects {
    /// The account that was named, whether it exists or not, and the address it was named from.
    pub(super) fn of(email: &Email, address: &str) -> Self {
        let hash = |kind: &str, what: &str| Sha256::digest(format!("{kind}:{what}")).to_vec();
        Self([(hash("account", email.as_str()), true), (hash("address", address), false)])
    }
}

/// Counts one try.
///
/// # Errors
/// [`StoreError::TooMany`] with the seconds to wait; such a try is not counted.
pub(super) async fn count_try(tx: &Tx, subjects: &Subjects) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (subject, account) in &subjects.0 {
        let row = sign_in_try::Entity::find_by_id(subject.clone()).one(tx.db()).await?;
        if let Some(until) = row.as_ref().and_then(|row| row.blocked_until)
            && until > tx.now()
        {
            return Err(StoreError::TooMany(u64::try_from((until - tx.now()).num_seconds() + 1).unwrap_or(1)));
        }
        rows.push((subject, *account, row));
    }
    for (subject, account, row) in rows {
        let before = row.as_ref().filter(|row| tx.now() - row.last_at < FORGET).map_or(0, |row| row.failures);
        let failures = before + 1;
        let free = if account { FREE_ACCOUNT } else { FREE_ADDRESS };
        let counted = sign_in_try::ActiveModel {
            subject: Set(subject.clone()),
            failures: Set(failures),
            last_at: Set(tx.now()),
            blocked_until: Set(pause(failures - free).map(|pause| tx.now() + pause)),
            account: Set(account),
        };
        if row.is_some() {
            counted.update(tx.db()).await?;
        } else {
            sign_in_try::Entity::insert(counted).exec_without_returning(tx.db()).await?;
        }
    }
    Ok(())
}

/// Takes a try back that was right: the account is free again, the address has one wrong try less.
pub(super) async fn forgive(tx: &Tx, subjects: &Subjects) -> Result<(), StoreError> {
    for (subject, account) in &subjects.0 {
        if *account {
            sign_in_try::Entity::delete_by_id(subject.clone()).exec(tx.db()).await?;
        } else if let Some(row) = sign_in_try::Entity::find_by_id(subject.clone()).one(tx.db()).await? {
            let failures = (row.failures - 1).max(0);
            let mut row = row.into_active_model();
            row.failures = Set(failures);
            row.blocked_until = Set(None);
            row.update(tx.db()).await?;
        }
    }
    Ok(())
}

/// How long to wait after this many wrong tries above the free ones.
fn pause(above: i64) -> Option<TimeDelta> {
    let doublings = u32::try_from(above).ok()?.min(10);
    (above >= 0).then(|| (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE))
}

/// Wrong tries counted from an address.
#[cfg(test)]
pub(super) async fn failures(store: &crate::Store, address: &str) -> i64 {
    let subject = Sha256::digest(format!("address:{address}")).to_vec();
    let row = sign_in_try::Entity::find_by_id(subject).one(store.read()).await;
    row.ok().flatten().map_or(0, |row| row.failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_5_pauses_double_and_end() {
        assert_eq!(pause(-1), None);
        assert_eq!(pause(0), Some(TimeDelta::seconds(15)));
        assert_eq!(pause(2), Some(TimeDelta::seconds(60)));
        assert_eq!(pause(1_000_000), Some(LONGEST_PAUSE));
    }
}
