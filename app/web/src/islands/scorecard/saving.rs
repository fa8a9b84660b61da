//! Saving while somebody works: one save at a time, the newest draft wins, failures are tried again, and a lost claim stops it without
//! losing anything. A plain state machine; the island does the sending.

use crate::api::reviews::Lost;

/// What the mentor is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Everything is on the server.
    #[default]
    Yes,
    /// Under way.
    Now,
    /// Not saved; tried again by itself.
    Retrying,
    /// Not saved: something in it is too long or pinned to nothing. The next change is tried.
    Refused,
    /// The claim ended: nothing is sent until the chat is claimed again.
    Lost(Lost),
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Nothing.
    Wait,
    /// Send the draft.
    Send,
    /// Send the draft after so many milliseconds.
    SendAfter(u32),
}

/// Where saving stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// The revision the server has.
    pub revision: u32,
    /// What the mentor is told.
    pub saved: Saved,
    /// A change that no save has taken along yet.
    dirty: bool,
    /// A save is under way, or waiting for its next try.
    busy: bool,
    /// Failures in a row.
    failures: u32,
}

impl Saving {
    /// Starts with what the server has.
    pub fn new(revision: u32) -> Self {
        Self { revision, ..Self::default() }
    }

    /// Something changed.
    pub fn changed(&mut self) -> Do {
        self.dirty = true;
        if matches!(self.saved, Saved::Lost(_)) || self.busy {
            return Do::Wait;
        }
        self.saved = Saved::Now;
        self.busy = true;
        // A short pause gathers the keys of a word into one save.
        Do::SendAfter(400)
    }

    /// The draft is being read and sent.
    pub fn sending(&mut self) {
        self.dirty = false;
        self.busy = true;
        self.saved = Saved::Now;
    }

    /// The server has it.
    pub fn done(&mut self, revision: u32) -> Do {
        self.revision = revision;
        self.failures = 0;
        if self.dirty {
            return Do::Send;
        }
        self.busy = false;
        self.saved = Saved::Yes;
        Do::Wait
    }

    /// No answer, or the server could not: again later, at most every 30 seconds.
    pub fn failed(&mut self) -> Do {
        self.dirty = true;
        self.saved = Saved::Retrying;
        let wait = 1_000_u32 << self.failures.min(5);
        self.failures += 1;
        Do::SendAfter(wait.min(30_000))
    }

    /// The server found something wrong in it.
    pub fn refused(&mut self) -> Do {
        self.dirty = true;
        self.busy = false;
        self.saved = Saved::Refused;
        Do::Wait
    }

    /// The server said that it is no longer ours to save.
    pub fn lost(&mut self, why: Lost) -> Do {
        self.dirty = true;
        self.busy = false;
        self.saved = Saved::Lost(why);
        Do::Wait
    }

    /// Claimed again: on with what is here.
    pub fn reclaimed(&mut self) -> Do {
        self.saved = Saved::Now;
        self.busy = true;
        self.failures = 0;
        Do::Send
    }

    /// Would leaving the page lose something?
    pub fn unsaved(&self) -> bool {
        self.dirty || self.saved != Saved::Yes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_while_saving_go_with_the_next_save() {
        let mut saving = Saving::new(3);
        assert!(!saving.unsaved());
        assert_eq!(saving.changed(), Do::SendAfter(400));
        assert_eq!(saving.changed(), Do::Wait, "one at a time");
        saving.sending();
        assert_eq!(saving.changed(), Do::Wait);
        assert_eq!(saving.done(4), Do::Send, "the change that came meanwhile");
        saving.sending();
        assert_eq!(saving.done(5), Do::Wait);
        assert_eq!((saving.saved, saving.revision, saving.unsaved()), (Saved::Yes, 5, false));
        assert_eq!(saving.changed(), Do::SendAfter(400));
    }

    #[test]
    fn failures_are_tried_again_ever_more_slowly() {
        let mut saving = Saving::new(0);
        saving.changed();
        saving.sending();
        let waits: Vec<Do> = (0..7).map(|_| saving.failed()).collect();
        assert_eq!(waits[..3], [Do::SendAfter(1_000), Do::SendAfter(2_000), Do::SendAfter(4_000)]);
        assert_eq!(waits[6], Do::SendAfter(30_000));
        assert_eq!((saving.saved, saving.unsaved()), (Saved::Retrying, true));
        assert_eq!(saving.changed(), Do::Wait, "the next try takes it along");
        saving.sending();
        assert_eq!(saving.done(1), Do::Wait);
        saving.changed();
        saving.sending();
        assert_eq!(saving.failed(), Do::SendAfter(1_000), "a success starts over");
    }

    #[test]
    fn what_was_refused_is_tried_again_with_the_next_change() {
        let mut saving = Saving::new(1);
        saving.changed();
        saving.sending();
        assert_eq!(saving.refused(), Do::Wait);
        assert_eq!((saving.saved, saving.unsaved()), (Saved::Refused, true));
        assert_eq!(saving.changed(), Do::SendAfter(400));
    }

    #[test]
    fn a_lost_claim_keeps_everything_and_sends_nothing() {
        let mut saving = Saving::new(2);
        saving.changed();
        saving.sending();
        assert_eq!(saving.lost(Lost::Claim), Do::Wait);
        assert_eq!(saving.changed(), Do::Wait);
        assert!(saving.unsaved());
        assert_eq!(saving.reclaimed(), Do::Send);
        saving.sending();
        assert_eq!(saving.done(3), Do::Wait);
        assert_eq!(saving.saved, Saved::Yes);
    }
}
