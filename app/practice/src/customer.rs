//! Who the customer is and how waiting and words change their mood and patience. All whole numbers.

use domain::chat::SignalKind;
use serde::{Deserialize, Serialize};

/// Lowest and highest mood.
pub const MOOD: (i32, i32) = (-1000, 1000);
/// Most patience; none is left at 0.
pub const PATIENCE: i32 = 1000;
/// At this mood the customer leaves angry.
pub const ANGRY: i32 = -800;
/// Patience at which a waiting customer writes again.
pub const NUDGES: [i32; 3] = [600, 350, 150];
/// What a broken promise costs.
pub const BROKEN_PROMISE: i32 = -120;
/// Patience gained by progress.
pub const PROGRESS_PATIENCE: i32 = 80;
/// Most that one message changes before volatility.
const SWING: i32 = 250;

/// The four kinds of customers scenarios start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// Calm and plain.
    Neutral,
    /// In a hurry.
    Impatient,
    /// Worried.
    Anxious,
    /// Has time and talks.
    Chatty,
}

impl Base {
    /// All, with the words authors use.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Neutral, "neutral"),
        (Self::Impatient, "impatient"),
        (Self::Anxious, "anxious"),
        (Self::Chatty, "chatty"),
    ];
}

/// How the customer writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// No capitals.
    pub lowercase: bool,
    /// Words with a typing slip, in thousandths.
    pub typos: u32,
    /// Most lines one answer is split into.
    pub burst: u32,
}

/// A customer's character in numbers (SIMULATION.md section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// Where the numbers come from.
    pub base: Base,
    /// First name.
    pub name: String,
    /// How they write.
    pub style: Style,
    /// Mood at the start.
    pub mood: i32,
    /// Patience at the start.
    pub patience: i32,
    /// Seconds that cost nothing.
    pub grace: i32,
    /// Seconds after which waiting costs more.
    pub soft: i32,
    /// Cost of a second between `grace` and `soft`.
    pub drain: i32,
    /// Cost of a second after `soft`.
    pub drain_late: i32,
    /// How strongly mood swings, in percent.
    pub volatility: i32,
}

impl Persona {
    /// A persona with the numbers of its base.
    pub fn of(base: Base, name: &str) -> Self {
        let (mood, patience, grace, soft, drain, drain_late, volatility) = match base {
            Base::Neutral => (0, 700, 45, 90, 4, 9, 100),
            Base::Impatient => (-250, 550, 25, 60, 6, 12, 130),
            Base::Anxious => (-350, 800, 40, 100, 4, 8, 120),
            Base::Chatty => (300, 900, 90, 180, 2, 5, 70),
        };
        let style = Style { lowercase: false, typos: 0, burst: 1 };
        Self { base, name: name.to_owned(), style, mood, patience, grace, soft, drain, drain_late, volatility }
    }

    /// Patience the `n`-th second of waiting costs, counted from 1.
    pub const fn drain_of_second(&self, n: i64) -> i32 {
        if n <= self.grace as i64 {
            0
        } else if n <= self.soft as i64 {
            self.drain
        } else {
            self.drain_late
        }
    }

    /// Patience `seconds` of waiting cost: `d1*max(0, min(w, soft) - grace) + d2*max(0, w - soft)`.
    pub fn drain_of(&self, seconds: i64) -> i64 {
        let (grace, soft) = (i64::from(self.grace), i64::from(self.soft));
        i64::from(self.drain) * (seconds.min(soft) - grace).max(0)
            + i64::from(self.drain_late) * (seconds - soft).max(0)
    }

    /// What one message does to the mood: `clamp(sum, ±250) * volatility/100 - drain/8`.
    pub fn mood_step(&self, sum: i32, drained: i32) -> i32 {
        sum.clamp(-SWING, SWING) * self.volatility / 100 - drained / 8
    }
}

/// What a signal does to the mood before habituation, in the table's numbers; 0 for signals that only inform.
pub const fn weight(kind: SignalKind) -> i32 {
    match kind {
        SignalKind::Progress => 130,
        SignalKind::Empathy => 90,
        SignalKind::Acknowledgement => 70,
        SignalKind::OpenQuestion => 40,
        SignalKind::Name => 20,
        SignalKind::NegativePhrase => -60,
        SignalKind::Jargon => -40,
        SignalKind::Canned => -50,
        SignalKind::AsksAgain => -120,
        SignalKind::SelfRepetition => -150,
        SignalKind::Rude => -260,
        SignalKind::Spelling => -15,
        _ => 0,
    }
}

/// How often the weights that wear off have counted in a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    empathy: i32,
    question: i32,
    name: i32,
    acknowledgement: i32,
}

impl Habit {
    /// The weight of a signal now: the n-th empathy, question or name counts `weight/n`, acknowledgement `2*weight/(n+1)`.
    pub fn weigh(&mut self, kind: SignalKind) -> i32 {
        let full = weight(kind);
        let slot = match kind {
            SignalKind::Empathy => &mut self.empathy,
            SignalKind::OpenQuestion => &mut self.question,
            SignalKind::Name => &mut self.name,
            SignalKind::Acknowledgement => &mut self.acknowledgement,
            _ => return full,
        };
        *slot = slot.saturating_add(1);
        if kind == SignalKind::Acknowledgement { 2 * full / slot.saturating_add(1) } else { full / *slot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draining_second_by_second_is_the_formula() {
        for (base, _) in Base::ALL {
            let persona = Persona::of(base, "Mara");
            let mut sum = 0;
            for second in 1..=400 {
                sum += i64::from(persona.drain_of_second(second));
                assert_eq!(sum, persona.drain_of(second), "{base:?} at {second}");
            }
        }
    }

    #[test]
    fn a_hundred_seconds_are_too_long_for_the_impatient_one_only() {
        let left = |base| {
            let persona = Persona::of(base, "Mara");
            i64::from(persona.patience) - persona.drain_of(100)
        };
        assert!(left(Base::Impatient) < 0);
        for base in [Base::Neutral, Base::Anxious, Base::Chatty] {
            assert!(left(base) > 0, "{base:?}");
        }
    }

    #[test]
    fn habits_wear_off() {
        let mut habit = Habit::default();
        let empathy: Vec<i32> = (0..3).map(|_| habit.weigh(SignalKind::Empathy)).collect();
        assert_eq!(empathy, [90, 45, 30]);
        let acknowledgement: Vec<i32> = (0..3).map(|_| habit.weigh(SignalKind::Acknowledgement)).collect();
        assert_eq!(acknowledgement, [70, 46, 35]);
        assert_eq!(habit.weigh(SignalKind::Rude), -260);
    }

    #[test]
    fn a_message_swings_the_mood_by_a_bounded_step() {
        let persona = Persona::of(Base::Impatient, "Mara");
        assert_eq!(persona.mood_step(-900, 0), -325);
        assert_eq!(persona.mood_step(100, 80), 120);
    }
}
