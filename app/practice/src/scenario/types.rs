//! The parts a scenario is made of.

use crate::lexicon::Act;
use domain::chat::{Disposition, Ending, MoodBand, PatienceBand, SignalKind};
use serde::{Deserialize, Serialize};

/// One condition of a `when`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One of these intents is in the message.
    Intent(Vec<usize>),
    /// None of these intents is in the message.
    NotIntent(Vec<usize>),
    /// One of these speech acts is in the message.
    Act(Vec<Act>),
    /// None of these speech acts is in the message.
    NotAct(Vec<Act>),
    /// One of these signals is in the message.
    Signal(Vec<SignalKind>),
    /// All these facts are known to the operator.
    Known(Vec<usize>),
    /// None of these facts is known to the operator.
    Unknown(Vec<usize>),
    /// The chat is at one of these stages.
    Stage(Vec<String>),
    /// Mood at least this.
    MoodAbove(i32),
    /// Mood at most this.
    MoodBelow(i32),
    /// Mood in one of these bands.
    Mood(Vec<MoodBand>),
    /// Patience at least this.
    PatienceAbove(i32),
    /// Patience at most this.
    PatienceBelow(i32),
    /// Patience in one of these bands.
    Patience(Vec<PatienceBand>),
    /// All these objectives are met.
    Met(Vec<usize>),
    /// None of these objectives is met.
    Unmet(Vec<usize>),
    /// Each has happened at least so often, this message included.
    Count(Vec<(Counted, u32)>),
    /// Each has happened less often than this, this message included.
    Fewer(Vec<(Counted, u32)>),
    /// The customer's need is met (or not).
    Resolved(bool),
    /// One of these holds.
    Any(Vec<When>),
    /// This does not hold.
    Not(When),
}

/// Conditions that must all hold.
pub type When = Vec<Condition>;

/// What a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Messages with this intent.
    Intent(usize),
    /// Times this node was said.
    Node(usize),
    /// Operator messages.
    Messages,
}

/// When a node may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// As the first line of the chat.
    Open,
    /// As an answer to the operator.
    Reply,
    /// When patience crosses 600, 350 or 150.
    Nudge,
    /// When the customer leaves.
    Leave,
    /// When asked to wait.
    Hold,
    /// When the need has to be said again.
    Restate,
    /// When nothing was understood.
    Stall,
    /// After kind words that move nothing.
    Warm,
    /// When the operator says goodbye too early.
    NotYet,
    /// When everything is solved.
    Thanks,
    /// As a goodbye, after everything is solved.
    Bye,
}

impl Moment {
    /// All, with the words authors use.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Open, "open"),
        (Self::Reply, "reply"),
        (Self::Nudge, "nudge"),
        (Self::Leave, "leave"),
        (Self::Hold, "hold"),
        (Self::Restate, "restate"),
        (Self::Stall, "stall"),
        (Self::Warm, "warm"),
        (Self::NotYet, "not-yet"),
        (Self::Thanks, "thanks"),
        (Self::Bye, "bye"),
    ];
}

/// Something the customer can say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the author's independent switches")]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Stages it belongs to; none means all.
    pub stages: Vec<String>,
    /// It follows directly on one of these nodes.
    pub after: Vec<usize>,
    /// When it may be said.
    pub on: Moment,
    /// At most once in a chat.
    pub once: bool,
    /// Under which conditions.
    pub when: When,
    /// Its wordings.
    pub say: Vec<String>,
    /// Facts it tells.
    pub reveal: Vec<usize>,
    /// Stage it leads to.
    pub goto: Option<String>,
    /// What it does to the mood.
    pub mood: i32,
    /// What it does to the patience.
    pub patience: i32,
    /// It settles the customer's need.
    pub resolve: bool,
    /// It counts as progress even without revealing, moving on or resolving.
    pub progress: bool,
    /// The customer leaves with it.
    pub leave: bool,
    /// Line in the file.
    pub line: u32,
}

/// Something the operator should reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Its id.
    pub id: String,
    /// Its text for people.
    pub text: String,
    /// Its weight.
    pub weight: u32,
    /// What meets it.
    pub when: When,
    /// Facts that must be known for it.
    pub needs: Vec<usize>,
    /// Must be met before the close; missing it is a flag.
    pub before_close: bool,
    /// The customer is served without it.
    pub optional: bool,
    /// Line in the file.
    pub line: u32,
}

impl Objective {
    /// Is it about the matter itself, and not only about the manner?
    pub fn is_matter(&self) -> bool {
        fn matter(when: &[Condition]) -> bool {
            when.iter().any(|c| match c {
                Condition::Intent(_)
                | Condition::Known(_)
                | Condition::Stage(_)
                | Condition::Met(_)
                | Condition::Count(_) => true,
                Condition::Any(list) => list.iter().any(|w| matter(w)),
                _ => false,
            })
        }
        !self.needs.is_empty() || matter(&self.when)
    }
}

/// When the customer tells a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclose {
    /// When a node reveals it.
    IfAsked,
    /// When a node reveals it, and the mood is at least this.
    Trust(i32),
}

/// Something only the customer knows at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// Its value, as said in `{id}`.
    pub value: String,
    /// When it is told.
    pub disclose: Disclose,
    /// Line in the file.
    pub line: u32,
}

/// What the guidelines of this scenario allow that the detectors would flag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allow {
    /// Domains links may point to.
    pub links: Vec<String>,
    /// Personal data that may be asked for or shown (`email`, `phone`, `card`, `iban`, `address`, `birth`, `password`, `handle`).
    pub personal: Vec<String>,
}

/// One step of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Play {
    /// The operator writes, so many seconds after the customer's last line.
    Say {
        /// The line.
        text: String,
        /// Seconds.
        after: u32,
    },
    /// Nothing happens for so many seconds.
    Wait(u32),
    /// The operator asks for so many seconds.
    Hold(u32),
    /// The operator closes.
    Close(Disposition),
}

/// What a test expects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expect {
    /// The need is met (or not).
    pub resolved: Option<bool>,
    /// Mood at least.
    pub mood_min: Option<i32>,
    /// Mood at most.
    pub mood_max: Option<i32>,
    /// Patience at least.
    pub patience_min: Option<i32>,
    /// Patience at most.
    pub patience_max: Option<i32>,
    /// Objectives met.
    pub met: Vec<usize>,
    /// Objectives not met.
    pub not_met: Vec<usize>,
    /// Facts known.
    pub known: Vec<usize>,
    /// Nodes said.
    pub said: Vec<usize>,
    /// Nodes not said.
    pub not_said: Vec<usize>,
    /// Intents found in some message.
    pub intents: Vec<usize>,
    /// Intents found in no message.
    pub not_intents: Vec<usize>,
    /// Signals found.
    pub signals: Vec<SignalKind>,
    /// Signals not found.
    pub not_signals: Vec<SignalKind>,
    /// Stage at the end.
    pub stage: Option<String>,
    /// How the chat ended.
    pub ending: Option<Ending>,
}

/// A test inside a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// Seed of the play.
    pub seed: u64,
    /// What the operator does.
    pub play: Vec<Play>,
    /// What should come of it.
    pub expect: Expect,
    /// Line in the file.
    pub line: u32,
}
