//! Chats as every part of Greenroom talks about them: what the desk shows, what the debrief explains, what goes over the wire.

mod change;

use crate::ids::{ChatId, ClientId, MessageId, ShiftId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longest message, in characters.
pub const MESSAGE_MOST: u32 = 2000;
/// Longest closing note, in characters.
pub const NOTE_MOST: u32 = 4000;

/// Text of a message that may be sent: trimmed, not empty, at most [`MESSAGE_MOST`] characters, no control characters but line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MessageBody(String);

/// Why a text is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MessageBodyError {
    /// Nothing but white space.
    #[error("the message is empty")]
    Empty,
    /// Too long.
    #[error("the message has {0} characters; {MESSAGE_MOST} are allowed")]
    TooLong(u32),
}

impl MessageBody {
    /// Parses what somebody typed.
    ///
    /// # Errors
    /// [`MessageBodyError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, MessageBodyError> {
        let clean: String = text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let length = u32::try_from(clean.chars().count()).unwrap_or(u32::MAX);
        if clean.is_empty() {
            Err(MessageBodyError::Empty)
        } else if length > MESSAGE_MOST {
            Err(MessageBodyError::TooLong(length))
        } else {
            Ok(Self(clean))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MessageBody {
    type Error = MessageBodyError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<MessageBody> for String {
    fn from(body: MessageBody) -> Self {
        body.0
    }
}

/// Who wrote a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sender {
    /// The person in training.
    Operator,
    /// The simulated customer.
    Customer,
    /// The desk itself ("Mara has left the chat").
    System,
}

/// How a chat ended, as the operator records it at the close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// The customer has what they came for.
    Resolved,
    /// An answer will follow; the customer knows when.
    FollowUp,
    /// Given to a colleague or another team.
    HandedOver,
    /// Nothing could be done within the guidelines, and the customer was told so.
    Declined,
    /// Ended because of abuse, after a warning.
    Abuse,
}

impl Disposition {
    /// All, in showing order.
    pub const ALL: [Self; 5] = [Self::Resolved, Self::FollowUp, Self::HandedOver, Self::Declined, Self::Abuse];

    /// The word used on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::FollowUp => "follow-up",
            Self::HandedOver => "handed-over",
            Self::Declined => "declined",
            Self::Abuse => "abuse",
        }
    }

    /// The disposition with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|disposition| disposition.as_str() == word)
    }
}

/// Why a chat is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The operator closed it.
    Closed,
    /// The operator gave it to a colleague.
    HandedOver,
    /// The customer ran out of patience.
    LeftWaiting,
    /// The customer left angry.
    LeftAngry,
    /// The shift ended with the chat still open.
    ShiftEnded,
}

impl Sender {
    /// The word used on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Customer => "customer",
            Self::System => "system",
        }
    }

    /// The sender with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Operator, Self::Customer, Self::System].into_iter().find(|sender| sender.as_str() == word)
    }
}

impl Ending {
    /// All, in showing order.
    pub const ALL: [Self; 5] = [Self::Closed, Self::HandedOver, Self::LeftWaiting, Self::LeftAngry, Self::ShiftEnded];

    /// The word used on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::HandedOver => "handed-over",
            Self::LeftWaiting => "left-waiting",
            Self::LeftAngry => "left-angry",
            Self::ShiftEnded => "shift-ended",
        }
    }

    /// The ending with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == word)
    }
}

/// Mood in words, from -1000..=1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoodBand {
    /// Below -500.
    Angry,
    /// -500 to -150.
    Upset,
    /// -149 to 149.
    Neutral,
    /// 150 to 499.
    Content,
    /// From 500.
    Happy,
}

impl MoodBand {
    /// The band of a mood.
    pub const fn of(mood: i32) -> Self {
        match mood {
            i32::MIN..=-501 => Self::Angry,
            -500..=-150 => Self::Upset,
            -149..=149 => Self::Neutral,
            150..=499 => Self::Content,
            _ => Self::Happy,
        }
    }
}

/// Patience in words, from 0..=1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatienceBand {
    /// Below 150: about to leave.
    Leaving,
    /// 150 to 349.
    Thin,
    /// 350 to 599.
    Restless,
    /// From 600.
    Calm,
}

impl PatienceBand {
    /// The band of a patience.
    pub const fn of(patience: i32) -> Self {
        match patience {
            i32::MIN..=149 => Self::Leaving,
            150..=349 => Self::Thin,
            350..=599 => Self::Restless,
            _ => Self::Calm,
        }
    }
}

/// A piece of one message: characters `start..end`, counted in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// One thing noticed in an operator's message. The reason in words is `signal-<kind>` in the locale files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// What was noticed.
    pub kind: SignalKind,
    /// Which characters showed it; `None` when the whole message did.
    pub span: Option<Span>,
    /// A detail for people: the intent's name, the shouted word, the other chat's fact.
    pub detail: String,
    /// What it did to the mood, before volatility; 0 for signals that only inform.
    pub mood: i32,
}

/// Kinds of signals (SIMULATION.md section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignalKind {
    /// An intent of the scenario was understood.
    Intent,
    /// The chat moved forward.
    Progress,
    /// Greeting.
    Greeting,
    /// The customer's name.
    Name,
    /// Thanks.
    Thanks,
    /// Apology.
    Apology,
    /// Empathy.
    Empathy,
    /// The customer's own point, taken up in other words.
    Acknowledgement,
    /// A question that invites more than yes or no.
    OpenQuestion,
    /// What to do, step by step.
    Instruction,
    /// A promise.
    Promise,
    /// "One moment, please".
    Hold,
    /// Passing the chat on.
    HandOver,
    /// Saying goodbye.
    Closing,
    /// "can't", "impossible", "you must".
    NegativePhrase,
    /// A word only insiders know.
    Jargon,
    /// A canned reply, unchanged.
    Canned,
    /// Asking for what was already said.
    AsksAgain,
    /// Saying the same again.
    SelfRepetition,
    /// Rude.
    Rude,
    /// A spelling mistake.
    Spelling,
    /// CAPITALS or a run of exclamation marks.
    Shouting,
    /// Not in the language of the chat.
    WrongLanguage,
    /// Too chummy or too stiff for this chat.
    Register,
    /// Nothing in it was understood.
    Unmatched,
    /// The second or later message in a row that moved nothing forward.
    NoProgress,
    /// What waiting for this reply cost.
    Waited,
    /// A promised time passed without a word.
    BrokenPromise,
    /// Personal data shown or asked for without need.
    PersonalData,
    /// Contact off the platform.
    OffPlatform,
    /// A promise the guidelines forbid.
    ForbiddenPromise,
    /// A placeholder nobody filled in.
    UnfilledPlaceholder,
    /// A name or a fact of another chat.
    WrongWindow,
    /// A required step is missing at the close.
    MissingStep,
}

impl SignalKind {
    /// Flags are guideline findings that stand apart from the score.
    pub const fn is_flag(self) -> bool {
        matches!(
            self,
            Self::PersonalData
                | Self::OffPlatform
                | Self::ForbiddenPromise
                | Self::UnfilledPlaceholder
                | Self::WrongWindow
                | Self::MissingStep
        )
    }
}

/// One line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Place in the chat, from 1, without gaps.
    pub seq: u32,
    /// Who wrote it.
    pub sender: Sender,
    /// The text.
    pub body: String,
    /// Milliseconds since the shift began (the shift's own clock, which stops while it is paused).
    pub at_ms: i64,
    /// The browser's id for it, for the operator's own lines.
    pub client_id: Option<ClientId>,
}

/// How a chat stands now, as the operator may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatStatus {
    /// The chat.
    pub id: ChatId,
    /// Has the customer arrived?
    pub arrived: bool,
    /// Is the customer typing?
    pub customer_typing: bool,
    /// Mood in words.
    pub mood: MoodBand,
    /// Patience in words.
    pub patience: PatienceBand,
    /// Shift clock at which the oldest unanswered customer line came; `None` when nobody waits.
    pub waiting_since_ms: Option<i64>,
    /// On hold until this shift clock.
    pub hold_until_ms: Option<i64>,
    /// How it ended, if it has.
    pub ending: Option<Ending>,
}

/// One chat as the desk opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskChat {
    /// How it stands.
    pub status: ChatStatus,
    /// Number of the chat in the shift, from 1.
    pub ordinal: u32,
    /// The customer's name.
    pub customer: String,
    /// The scenario's title.
    pub title: String,
    /// The brief, as sanitised HTML.
    pub brief_html: String,
    /// Everything said so far.
    pub messages: Vec<Message>,
    /// What the operator had typed and not sent.
    pub draft: String,
    /// What the side panel can find, as tables by name.
    pub lookup: Vec<LookupTable>,
}

/// One table of the look-up panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupTable {
    /// Its name: "orders".
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows, one text per column.
    pub rows: Vec<Vec<String>>,
}

/// A canned reply; `{name}` in the text is a variable asked for before it is inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    /// Its id.
    pub id: String,
    /// Category to group by.
    pub category: String,
    /// Short title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// A clause of a guideline, for search beside the chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseText {
    /// Its id: `privacy-2`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text, plain.
    pub text: String,
}

/// The whole desk as a page or a reconnecting browser needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// The shift.
    pub shift: ShiftId,
    /// Title of the shift.
    pub title: String,
    /// The last event in this view; the live stream goes on after it.
    pub seq: u64,
    /// The shift clock now, in milliseconds.
    pub now_ms: i64,
    /// Is the clock paused?
    pub paused: bool,
    /// Is the shift over?
    pub ended: bool,
    /// The chats in order.
    pub chats: Vec<DeskChat>,
}

/// Something that changed at the desk. `seq` orders everything in a shift; one `seq` may carry several changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskUpdate {
    /// Place in the shift's log.
    pub seq: u64,
    /// The shift clock at which it happened.
    pub at_ms: i64,
    /// What changed, in order.
    pub changes: Vec<DeskChange>,
}

/// One change at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", try_from = "change::FlatChange")]
pub enum DeskChange {
    /// A line was added.
    Message {
        /// In this chat.
        chat: ChatId,
        /// The line.
        message: Message,
    },
    /// The state of a chat changed.
    Status {
        /// The new state.
        status: ChatStatus,
    },
    /// The clock stopped.
    Paused,
    /// The clock runs again.
    Resumed,
    /// The shift is over.
    Ended,
}

/// What the operator does at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum DeskAction {
    /// Sends a message.
    Send {
        /// In this chat.
        chat: ChatId,
        /// The text.
        body: MessageBody,
        /// Milliseconds between the first key and sending.
        compose_ms: u32,
        /// Edits (deletions and pastes) while composing.
        edits: u32,
    },
    /// Started or stopped typing.
    Typing {
        /// In this chat.
        chat: ChatId,
        /// Typing now?
        on: bool,
    },
    /// Asks the customer to wait.
    Hold {
        /// In this chat.
        chat: ChatId,
        /// Promised seconds (30..=600).
        seconds: u32,
    },
    /// Ends the chat.
    Close {
        /// This chat.
        chat: ChatId,
        /// How it ended.
        disposition: Disposition,
        /// Note for colleagues.
        note: String,
    },
    /// Gives the chat to a colleague, with a note that lets them go on without asking again.
    HandOver {
        /// This chat.
        chat: ChatId,
        /// The note.
        note: String,
    },
    /// Ends the shift; chats still open end as [`Ending::ShiftEnded`].
    EndShift,
}

/// What one operator message led to, for the debrief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnAnalysis {
    /// The operator's message.
    pub message: MessageId,
    /// Milliseconds from the oldest unanswered customer line to this reply; `None` when nobody waited.
    pub reply_ms: Option<i64>,
    /// What was noticed.
    pub signals: Vec<Signal>,
    /// Mood after it.
    pub mood: i32,
    /// Patience after it.
    pub patience: i32,
    /// Objectives first met by it.
    pub objectives: Vec<String>,
}

/// A point of the mood and patience curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Shift clock.
    pub at_ms: i64,
    /// Mood, -1000..=1000.
    pub mood: i32,
    /// Patience, 0..=1000.
    pub patience: i32,
}

/// One objective and whether it was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectiveOutcome {
    /// Its id in the scenario.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its weight.
    pub weight: u32,
    /// The message that met it.
    pub met_by: Option<MessageId>,
    /// Met?
    pub met: bool,
}

/// The suggested score of a chat, 0-100, for the mentor to accept or correct (SIMULATION.md section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedScore {
    /// Objectives, of 50.
    pub objectives: u32,
    /// Guideline adherence, of 20.
    pub adherence: u32,
    /// Language, of 15.
    pub language: u32,
    /// Share of replies within the soft limit, of 15.
    pub pace: u32,
}

impl SuggestedScore {
    /// The sum, 0-100.
    pub const fn total(self) -> u32 {
        self.objectives + self.adherence + self.language + self.pace
    }
}

/// Everything the debrief of one chat explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debrief {
    /// Every operator message in order.
    pub turns: Vec<TurnAnalysis>,
    /// Mood and patience over time.
    pub curve: Vec<CurvePoint>,
    /// Objectives in the scenario's order.
    pub objectives: Vec<ObjectiveOutcome>,
    /// Flags found at the close (those inside messages are in their turns).
    pub closing_flags: Vec<Signal>,
    /// The suggestion.
    pub score: SuggestedScore,
    /// How it ended.
    pub ending: Option<Ending>,
    /// Seconds the scenario's customer waits before the pace counts as slow.
    pub soft_seconds: u32,
}
