//! The life of a handed-in chat: which step may follow which, for whom, and until when.

use super::{LEASE_MINUTES, ReviewError, ReviewState};
use crate::ids::PersonId;
use chrono::{DateTime, TimeDelta, Utc};

/// Where a handed-in chat stands, with who and when. Every step is a method that answers with the next state or says why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Waiting in the queue.
    Submitted,
    /// Held by a mentor until the lease ends; after that it waits again, without anybody having to do something.
    Claimed {
        /// Who holds it.
        mentor: PersonId,
        /// When the lease ends.
        until: DateTime<Utc>,
    },
    /// Released to the operator.
    Released {
        /// Who released it.
        mentor: PersonId,
    },
    /// Read by the operator.
    Acknowledged {
        /// Who released it.
        mentor: PersonId,
    },
}

impl Life {
    /// The state in a word, as it stands at `now`: a lapsed claim is a waiting chat.
    pub fn state(self, now: DateTime<Utc>) -> ReviewState {
        match self.at(now) {
            Self::Submitted => ReviewState::Submitted,
            Self::Claimed { .. } => ReviewState::Claimed,
            Self::Released { .. } => ReviewState::Released,
            Self::Acknowledged { .. } => ReviewState::Acknowledged,
        }
    }

    /// The same life at `now`, with a lapsed claim let go.
    #[must_use]
    pub fn at(self, now: DateTime<Utc>) -> Self {
        match self {
            Self::Claimed { until, .. } if until <= now => Self::Submitted,
            other => other,
        }
    }

    fn lease(mentor: PersonId, now: DateTime<Utc>) -> Self {
        Self::Claimed { mentor, until: now + TimeDelta::minutes(LEASE_MINUTES) }
    }

    /// A mentor takes it; the holder may take it again, which renews the lease.
    ///
    /// # Errors
    /// [`ReviewError::HeldByOther`], [`ReviewError::AlreadyReleased`].
    pub fn claim(self, mentor: PersonId, now: DateTime<Utc>) -> Result<Self, ReviewError> {
        match self.at(now) {
            Self::Submitted => Ok(Self::lease(mentor, now)),
            Self::Claimed { mentor: holder, .. } if holder == mentor => Ok(Self::lease(mentor, now)),
            Self::Claimed { .. } => Err(ReviewError::HeldByOther),
            Self::Released { .. } | Self::Acknowledged { .. } => Err(ReviewError::AlreadyReleased),
        }
    }

    /// The holder goes on working: saving a draft or keeping the page open.
    ///
    /// # Errors
    /// [`ReviewError::NotClaimed`] when the lease ran out, [`ReviewError::HeldByOther`], [`ReviewError::AlreadyReleased`].
    pub fn renew(self, mentor: PersonId, now: DateTime<Utc>) -> Result<Self, ReviewError> {
        match self.at(now) {
            Self::Submitted => Err(ReviewError::NotClaimed),
            held => held.claim(mentor, now),
        }
    }

    /// The holder puts it back into the queue.
    ///
    /// # Errors
    /// As [`Self::renew`].
    pub fn give_back(self, mentor: PersonId, now: DateTime<Utc>) -> Result<Self, ReviewError> {
        self.renew(mentor, now).map(|_| Self::Submitted)
    }

    /// The holder releases the review.
    ///
    /// # Errors
    /// As [`Self::renew`].
    pub fn release(self, mentor: PersonId, now: DateTime<Utc>) -> Result<Self, ReviewError> {
        self.renew(mentor, now).map(|_| Self::Released { mentor })
    }

    /// The operator has read it; reading it again changes nothing.
    ///
    /// # Errors
    /// [`ReviewError::NotReleased`].
    pub const fn acknowledge(self) -> Result<Self, ReviewError> {
        match self {
            Self::Released { mentor } | Self::Acknowledged { mentor } => Ok(Self::Acknowledged { mentor }),
            Self::Submitted | Self::Claimed { .. } => Err(ReviewError::NotReleased),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    type Step = fn(Life, PersonId) -> Result<Life, ReviewError>;

    const ANNA: PersonId = PersonId(Uuid::from_u128(1));
    const BEN: PersonId = PersonId(Uuid::from_u128(2));

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn late() -> DateTime<Utc> {
        now() + TimeDelta::minutes(LEASE_MINUTES)
    }

    /// Every state x every step: what comes out. Anything not listed as `Ok` is refused with the named error.
    #[test]
    fn every_step_from_every_state() {
        use ReviewError::{AlreadyReleased, HeldByOther, NotClaimed, NotReleased};
        let held = Life::lease(ANNA, now());
        let released = Life::Released { mentor: ANNA };
        let read = Life::Acknowledged { mentor: ANNA };
        let steps: [Step; 5] = [
            |life, who| life.claim(who, now()),
            |life, who| life.renew(who, now()),
            |life, who| life.give_back(who, now()),
            |life, who| life.release(who, now()),
            |life, _| life.acknowledge(),
        ];
        let expected = [
            (Life::Submitted, ANNA, [Ok(held), Err(NotClaimed), Err(NotClaimed), Err(NotClaimed), Err(NotReleased)]),
            (held, ANNA, [Ok(held), Ok(held), Ok(Life::Submitted), Ok(released), Err(NotReleased)]),
            (held, BEN, [Err(HeldByOther), Err(HeldByOther), Err(HeldByOther), Err(HeldByOther), Err(NotReleased)]),
            (
                released,
                ANNA,
                [Err(AlreadyReleased), Err(AlreadyReleased), Err(AlreadyReleased), Err(AlreadyReleased), Ok(read)],
            ),
            (
                read,
                BEN,
                [Err(AlreadyReleased), Err(AlreadyReleased), Err(AlreadyReleased), Err(AlreadyReleased), Ok(read)],
            ),
        ];
        for (life, who, outcomes) in expected {
            for (number, (step, outcome)) in steps.iter().zip(outcomes).enumerate() {
                assert_eq!(step(life, who), outcome, "step {number} from {life:?}");
            }
        }
    }

    #[test]
    fn a_lease_that_ran_out_is_nobodys() {
        let held = Life::lease(ANNA, now());
        let just_before = late() - TimeDelta::seconds(1);
        assert_eq!(held.claim(BEN, just_before), Err(ReviewError::HeldByOther));
        assert_eq!(held.state(just_before), ReviewState::Claimed);
        assert_eq!(held.state(late()), ReviewState::Submitted);
        assert_eq!(held.release(ANNA, late()), Err(ReviewError::NotClaimed), "not even the old holder's");
        assert_eq!(held.claim(BEN, late()), Ok(Life::lease(BEN, late())));
    }
}
