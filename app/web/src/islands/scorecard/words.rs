//! The words of the scorecard: said on the server in the mentor's language, sent along with the island.

use super::saving::Saved;
use crate::api::reviews::Lost;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($word:ident = $key:ident),+ $(,)?) => {
        /// One text of the scorecard; its English stands in `locales/en/review.ftl` under the name beside it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(
                #[doc = stringify!($key)]
                $word
            ),+
        }

        #[cfg(feature = "ssr")]
        impl Words {
            /// The words in one language.
            pub fn new(text: crate::text::Text) -> Self {
                Self(vec![$(text.say(crate::text::key::$key)),+])
            }
        }
    };
}

/// All words of the scorecard, in the order of [`Word`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(Vec<String>);

impl Words {
    /// A text.
    pub fn say(&self, word: Word) -> String {
        self.0.get(word as usize).cloned().unwrap_or_default()
    }
}

words! {
    Score = REVIEW_SCORE, AfterCriticals = REVIEW_AFTER_CRITICALS, Open = REVIEW_OPEN, AllMarked = REVIEW_ALL_MARKED,
    Passes = REVIEW_PASSES, Below = REVIEW_BELOW, Fatal = REVIEW_FATAL, NothingYet = REVIEW_NOTHING_YET,
    Saved = REVIEW_SAVED, Saving = REVIEW_SAVING, NotSaved = REVIEW_NOT_SAVED, NotSavedWrong = REVIEW_NOT_SAVED_WRONG,
    Keys = REVIEW_KEYS, KeysTitle = REVIEW_KEYS_TITLE, KeysOn = REVIEW_KEYS_ON, KeyLevels = REVIEW_KEY_LEVELS,
    KeyRule = REVIEW_KEY_RULE, KeyNa = REVIEW_KEY_NA, KeyMessages = REVIEW_KEY_MESSAGES, KeyComment = REVIEW_KEY_COMMENT,
    KeyHelp = REVIEW_KEY_HELP, Close = REVIEW_CLOSE,
    LostTitle = REVIEW_LOST_TITLE, LostClaim = REVIEW_LOST_CLAIM, LostTaken = REVIEW_LOST_TAKEN, LostNewer = REVIEW_LOST_NEWER,
    LostReleased = REVIEW_LOST_RELEASED, LostSession = REVIEW_LOST_SESSION, LostKept = REVIEW_LOST_KEPT,
    ClaimAgain = REVIEW_CLAIM_AGAIN, TryAgain = REVIEW_TRY_AGAIN, Copy = REVIEW_COPY, Copied = REVIEW_COPIED, Reload = REVIEW_RELOAD,
    NoFit = REVIEW_NO_FIT, SelectFirst = REVIEW_SELECT_FIRST, Marked = REVIEW_MARKED, Commenting = REVIEW_COMMENTING,
    Removed = REVIEW_REMOVED,
}

impl Word {
    /// How saving stands.
    pub const fn of_saved(saved: Saved) -> Self {
        match saved {
            Saved::Yes => Self::Saved,
            Saved::Now => Self::Saving,
            Saved::Retrying | Saved::Lost(_) => Self::NotSaved,
            Saved::Refused => Self::NotSavedWrong,
        }
    }

    /// Why saving stopped.
    pub const fn of_lost(lost: Lost) -> Self {
        match lost {
            Lost::Claim => Self::LostClaim,
            Lost::Taken => Self::LostTaken,
            Lost::Newer => Self::LostNewer,
            Lost::Released => Self::LostReleased,
            Lost::Session => Self::LostSession,
        }
    }
}
