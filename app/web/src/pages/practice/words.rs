//! Practice in words: moods, endings, reviews, and what can be noticed in a message.

use crate::text::{Key, Text, key};
use domain::{
    chat::{Disposition, Ending, MoodBand, PatienceBand, Signal, SignalKind},
    review::ReviewState,
};

/// A mood.
pub fn mood(text: Text, mood: MoodBand) -> String {
    text.say(match mood {
        MoodBand::Angry => key::MOOD_ANGRY,
        MoodBand::Upset => key::MOOD_UPSET,
        MoodBand::Neutral => key::MOOD_NEUTRAL,
        MoodBand::Content => key::MOOD_CONTENT,
        MoodBand::Happy => key::MOOD_HAPPY,
    })
}

/// A patience.
pub fn patience(text: Text, patience: PatienceBand) -> String {
    text.say(match patience {
        PatienceBand::Leaving => key::PATIENCE_LEAVING,
        PatienceBand::Thin => key::PATIENCE_THIN,
        PatienceBand::Restless => key::PATIENCE_RESTLESS,
        PatienceBand::Calm => key::PATIENCE_CALM,
    })
}

/// How a chat ended, or that it has not.
pub fn ending(text: Text, ending: Option<Ending>) -> String {
    text.say(match ending {
        None => key::ENDING_OPEN,
        Some(Ending::Closed) => key::ENDING_CLOSED,
        Some(Ending::HandedOver) => key::ENDING_HANDED_OVER,
        Some(Ending::LeftWaiting) => key::ENDING_LEFT_WAITING,
        Some(Ending::LeftAngry) => key::ENDING_LEFT_ANGRY,
        Some(Ending::ShiftEnded) => key::ENDING_SHIFT_ENDED,
    })
}

/// Did the customer go away unhappy?
pub const fn is_lost(ending: Option<Ending>) -> bool {
    matches!(ending, Some(Ending::LeftWaiting | Ending::LeftAngry))
}

/// What the operator recorded at the close.
pub fn disposition(text: Text, disposition: Disposition) -> String {
    text.say(match disposition {
        Disposition::Resolved => key::DISPOSITION_RESOLVED,
        Disposition::FollowUp => key::DISPOSITION_FOLLOW_UP,
        Disposition::HandedOver => key::DISPOSITION_HANDED_OVER,
        Disposition::Declined => key::DISPOSITION_DECLINED,
        Disposition::Abuse => key::DISPOSITION_ABUSE,
    })
}

/// Where a handed-in chat stands, for its operator.
pub fn review_state(text: Text, state: Option<ReviewState>) -> String {
    text.say(match state {
        None => key::PRACTICE_NOT_SUBMITTED,
        Some(ReviewState::Submitted) => key::REVIEW_STATE_SUBMITTED,
        Some(ReviewState::Claimed) => key::REVIEW_STATE_CLAIMED,
        Some(ReviewState::Released) => key::REVIEW_STATE_RELEASED,
        Some(ReviewState::Acknowledged) => key::REVIEW_STATE_ACKNOWLEDGED,
    })
}

macro_rules! signals {
    ($($kind:ident: $name:ident, $why:ident);+ $(;)?) => {
        const fn keys(kind: SignalKind) -> (Key, Key) {
            match kind { $(SignalKind::$kind => (key::$name, key::$why)),+ }
        }
    };
}

signals! {
    Intent: SIGNAL_INTENT, SIGNAL_INTENT_WHY;
    Progress: SIGNAL_PROGRESS, SIGNAL_PROGRESS_WHY;
    Greeting: SIGNAL_GREETING, SIGNAL_GREETING_WHY;
    Name: SIGNAL_NAME, SIGNAL_NAME_WHY;
    Thanks: SIGNAL_THANKS, SIGNAL_THANKS_WHY;
    Apology: SIGNAL_APOLOGY, SIGNAL_APOLOGY_WHY;
    Empathy: SIGNAL_EMPATHY, SIGNAL_EMPATHY_WHY;
    Acknowledgement: SIGNAL_ACKNOWLEDGEMENT, SIGNAL_ACKNOWLEDGEMENT_WHY;
    OpenQuestion: SIGNAL_OPEN_QUESTION, SIGNAL_OPEN_QUESTION_WHY;
    Instruction: SIGNAL_INSTRUCTION, SIGNAL_INSTRUCTION_WHY;
    Promise: SIGNAL_PROMISE, SIGNAL_PROMISE_WHY;
    Hold: SIGNAL_HOLD, SIGNAL_HOLD_WHY;
    HandOver: SIGNAL_HAND_OVER, SIGNAL_HAND_OVER_WHY;
    Closing: SIGNAL_CLOSING, SIGNAL_CLOSING_WHY;
    NegativePhrase: SIGNAL_NEGATIVE_PHRASE, SIGNAL_NEGATIVE_PHRASE_WHY;
    Jargon: SIGNAL_JARGON, SIGNAL_JARGON_WHY;
    Canned: SIGNAL_CANNED, SIGNAL_CANNED_WHY;
    AsksAgain: SIGNAL_ASKS_AGAIN, SIGNAL_ASKS_AGAIN_WHY;
    SelfRepetition: SIGNAL_SELF_REPETITION, SIGNAL_SELF_REPETITION_WHY;
    Rude: SIGNAL_RUDE, SIGNAL_RUDE_WHY;
    Spelling: SIGNAL_SPELLING, SIGNAL_SPELLING_WHY;
    Shouting: SIGNAL_SHOUTING, SIGNAL_SHOUTING_WHY;
    WrongLanguage: SIGNAL_WRONG_LANGUAGE, SIGNAL_WRONG_LANGUAGE_WHY;
    Register: SIGNAL_REGISTER, SIGNAL_REGISTER_WHY;
    Unmatched: SIGNAL_UNMATCHED, SIGNAL_UNMATCHED_WHY;
    NoProgress: SIGNAL_NO_PROGRESS, SIGNAL_NO_PROGRESS_WHY;
    Waited: SIGNAL_WAITED, SIGNAL_WAITED_WHY;
    BrokenPromise: SIGNAL_BROKEN_PROMISE, SIGNAL_BROKEN_PROMISE_WHY;
    PersonalData: SIGNAL_PERSONAL_DATA, SIGNAL_PERSONAL_DATA_WHY;
    OffPlatform: SIGNAL_OFF_PLATFORM, SIGNAL_OFF_PLATFORM_WHY;
    ForbiddenPromise: SIGNAL_FORBIDDEN_PROMISE, SIGNAL_FORBIDDEN_PROMISE_WHY;
    UnfilledPlaceholder: SIGNAL_UNFILLED_PLACEHOLDER, SIGNAL_UNFILLED_PLACEHOLDER_WHY;
    WrongWindow: SIGNAL_WRONG_WINDOW, SIGNAL_WRONG_WINDOW_WHY;
    MissingStep: SIGNAL_MISSING_STEP, SIGNAL_MISSING_STEP_WHY;
}

/// What was noticed, in a word or two.
pub fn signal(text: Text, kind: SignalKind) -> String {
    text.say(keys(kind).0)
}

/// Why it matters, in a sentence.
pub fn signal_why(text: Text, signal: &Signal) -> String {
    // What an author called it: `found_post` reads as two words.
    let detail = signal.detail.replace('_', " ");
    text.say_with(keys(signal.kind).1, &[("detail", detail.into())])
}

/// A sector, or its own word where we have none.
pub fn sector(text: Text, sector: &str) -> String {
    match sector {
        "support" => text.say(key::SECTOR_SUPPORT),
        "community" => text.say(key::SECTOR_COMMUNITY),
        "social" => text.say(key::SECTOR_SOCIAL),
        "onboarding" => text.say(key::SECTOR_ONBOARDING),
        other => other.to_owned(),
    }
}
