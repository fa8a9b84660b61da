//! The words of the desk: said on the server in the operator's language, sent along with the island, filled in by the browser.

use super::delivery::Trouble;
use domain::chat::{Disposition, Ending, MoodBand, PatienceBand};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($word:ident = $key:ident),+ $(,)?) => {
        /// One text of the desk; its English stands in `locales/en/practice.ftl` under the name beside it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(
                #[doc = stringify!($key)]
                $word
            ),+
        }

        #[cfg(feature = "ssr")]
        impl Words {
            /// The words in one language. Values the browser knows stay as `{customer}`, `{time}`, `{count}`, `{title}`.
            pub fn new(text: crate::text::Text) -> Self {
                let open = ["customer", "time", "count", "title"].map(|name| (name, format!("{{{name}}}").into()));
                Self(vec![$(text.say_with(crate::text::key::$key, &open)),+])
            }
        }
    };
}

/// All words of the desk, in the order of [`Word`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(Vec<String>);

impl Words {
    /// A text.
    pub fn say(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }

    /// A text with one value filled in.
    pub fn fill(&self, word: Word, name: &str, value: &str) -> String {
        self.say(word).replace(&format!("{{{name}}}"), value)
    }
}

words! {
    NoScripts = DESK_NO_SCRIPTS, Chats = DESK_CHATS, Clock = DESK_CLOCK, Connected = DESK_CONNECTED, Disconnected = DESK_DISCONNECTED, Lost = DESK_LOST,
    Paused = DESK_PAUSED, Shortcuts = DESK_SHORTCUTS, EndShift = DESK_END_SHIFT, NotHere = DESK_NOT_HERE,
    NotHereLong = DESK_NOT_HERE_LONG, Waiting = DESK_WAITING, WaitingShort = DESK_WAITING_SHORT, NobodyWaits = DESK_NOBODY_WAITS, OnHold = DESK_ON_HOLD, OnHoldShort = DESK_ON_HOLD_SHORT,
    HoldOver = DESK_HOLD_OVER, HoldOverShort = DESK_HOLD_OVER_SHORT, Unread = DESK_UNREAD, NotSentCount = DESK_NOT_SENT_COUNT, ChatWith = DESK_CHAT_WITH,
    Transcript = DESK_TRANSCRIPT, Typing = DESK_TYPING, You = DESK_YOU, Sending = DESK_SENDING, NotSent = DESK_NOT_SENT,
    Retry = DESK_RETRY, Withdraw = DESK_WITHDRAW, NoAnswer = DESK_TROUBLE_NO_ANSWER, Over = DESK_TROUBLE_OVER,
    SignedOut = DESK_TROUBLE_SIGNED_OUT, Refused = DESK_TROUBLE_REFUSED, Composer = DESK_COMPOSER,
    ComposerHint = DESK_COMPOSER_HINT, Send = DESK_SEND, TooLong = DESK_TOO_LONG, DraftSaved = DESK_DRAFT_SAVED,
    DraftKept = DESK_DRAFT_KEPT, Hold = DESK_HOLD, HoldTitle = DESK_HOLD_TITLE, HoldExplain = DESK_HOLD_EXPLAIN,
    Hold30 = DESK_HOLD_30, Hold60 = DESK_HOLD_60, Hold120 = DESK_HOLD_120, Hold300 = DESK_HOLD_300, HandOver = DESK_HAND_OVER,
    HandOverTitle = DESK_HAND_OVER_TITLE, HandOverNote = DESK_HAND_OVER_NOTE, HandOverHint = DESK_HAND_OVER_HINT,
    Close = DESK_CLOSE, CloseTitle = DESK_CLOSE_TITLE, CloseHow = DESK_CLOSE_HOW, CloseNote = DESK_CLOSE_NOTE,
    CloseHint = DESK_CLOSE_HINT, HintResolved = DESK_HINT_RESOLVED, HintFollowUp = DESK_HINT_FOLLOW_UP,
    HintHandedOver = DESK_HINT_HANDED_OVER, HintDeclined = DESK_HINT_DECLINED, HintAbuse = DESK_HINT_ABUSE,
    NoteMissing = DESK_NOTE_MISSING, ChooseFirst = DESK_CHOOSE_FIRST, EndTitle = DESK_END_TITLE, EndText = DESK_END_TEXT,
    Cancel = DESK_CANCEL, HelpClosed = DESK_HELP_CLOSED,
    Panel = DESK_PANEL, Brief = DESK_BRIEF, LookUp = DESK_LOOK_UP, Guideline = DESK_GUIDELINE,
    Replies = DESK_REPLIES, LookUpSearch = DESK_LOOK_UP_SEARCH, LookUpNone = DESK_LOOK_UP_NONE, NothingFound = DESK_NOTHING_FOUND,
    GuidelineSearch = DESK_GUIDELINE_SEARCH, OpenClause = DESK_OPEN_CLAUSE, RepliesSearch = DESK_REPLIES_SEARCH,
    RepliesHint = DESK_REPLIES_HINT, FillIn = DESK_FILL_IN, Insert = DESK_INSERT, DoneTitle = DESK_DONE_TITLE,
    DoneText = DESK_DONE_TEXT, Debrief = DESK_DEBRIEF, DebriefThis = DESK_DEBRIEF_THIS, Back = DESK_BACK, Said = DESK_SAID,
    Arrived = DESK_ARRIVED, HelpTitle = DESK_HELP_TITLE, HelpSwitch = DESK_HELP_SWITCH, HelpLongest = DESK_HELP_LONGEST,
    HelpReplies = DESK_HELP_REPLIES, HelpHold = DESK_HELP_HOLD, HelpClose = DESK_HELP_CLOSE, HelpHandOver = DESK_HELP_HAND_OVER,
    HelpHelp = DESK_HELP_HELP, HelpBack = DESK_HELP_BACK, HelpSend = DESK_HELP_SEND, HelpLine = DESK_HELP_LINE,
    Mood = MOOD_LABEL, Angry = MOOD_ANGRY, Upset = MOOD_UPSET, Neutral = MOOD_NEUTRAL, Content = MOOD_CONTENT, Happy = MOOD_HAPPY,
    Patience = PATIENCE_LABEL, Leaving = PATIENCE_LEAVING, Thin = PATIENCE_THIN, Restless = PATIENCE_RESTLESS, Calm = PATIENCE_CALM,
    EndedClosed = ENDING_CLOSED, EndedHandedOver = ENDING_HANDED_OVER, EndedWaiting = ENDING_LEFT_WAITING,
    EndedAngry = ENDING_LEFT_ANGRY, EndedShift = ENDING_SHIFT_ENDED, Resolved = DISPOSITION_RESOLVED,
    FollowUp = DISPOSITION_FOLLOW_UP, HandedOver = DISPOSITION_HANDED_OVER, Declined = DISPOSITION_DECLINED, Abuse = DISPOSITION_ABUSE,
}

impl From<MoodBand> for Word {
    fn from(mood: MoodBand) -> Self {
        match mood {
            MoodBand::Angry => Self::Angry,
            MoodBand::Upset => Self::Upset,
            MoodBand::Neutral => Self::Neutral,
            MoodBand::Content => Self::Content,
            MoodBand::Happy => Self::Happy,
        }
    }
}

impl From<PatienceBand> for Word {
    fn from(patience: PatienceBand) -> Self {
        match patience {
            PatienceBand::Leaving => Self::Leaving,
            PatienceBand::Thin => Self::Thin,
            PatienceBand::Restless => Self::Restless,
            PatienceBand::Calm => Self::Calm,
        }
    }
}

impl From<Ending> for Word {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Closed => Self::EndedClosed,
            Ending::HandedOver => Self::EndedHandedOver,
            Ending::LeftWaiting => Self::EndedWaiting,
            Ending::LeftAngry => Self::EndedAngry,
            Ending::ShiftEnded => Self::EndedShift,
        }
    }
}

impl From<Trouble> for Word {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NoAnswer => Self::NoAnswer,
            Trouble::Over => Self::Over,
            Trouble::SignedOut => Self::SignedOut,
            Trouble::Refused => Self::Refused,
        }
    }
}

/// A disposition's name and when to use it.
pub const fn disposition(disposition: Disposition) -> (Word, Word) {
    match disposition {
        Disposition::Resolved => (Word::Resolved, Word::HintResolved),
        Disposition::FollowUp => (Word::FollowUp, Word::HintFollowUp),
        Disposition::HandedOver => (Word::HandedOver, Word::HintHandedOver),
        Disposition::Declined => (Word::Declined, Word::HintDeclined),
        Disposition::Abuse => (Word::Abuse, Word::HintAbuse),
    }
}
