//! Operator bots of several skills. They play through the real engine, see what an operator sees, and borrow their words from the
//! scenario's own examples; the skilled ones also try a line in their head before they send it.

mod aim;
mod scout;

pub(crate) use scout::Wanted;

use crate::{
    engine::{
        self, Cast, ChatState, Effect, Event, State,
        chance::{Chance, Purpose},
    },
    scenario::Scenario,
    signals::Recollection,
    text::Text,
};
use domain::chat::Disposition;
use scout::{Move, Scout};
use serde::{Deserialize, Serialize};

/// Longest play, in milliseconds of shift clock.
const LONGEST: i64 = 45 * 60 * 1000;
/// Most messages in one chat.
const MESSAGES_MOST: u32 = 40;
/// From one action to the next, in milliseconds: one pair of hands.
const HANDS: i64 = 3000;

/// Kinds of operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skill {
    /// Warm, to the point, 25 seconds per reply.
    Good,
    /// To the point but rude, 8 seconds per reply.
    FastAndRude,
    /// Warm, to the point, 100 seconds per reply.
    SlowButGood,
    /// Sends canned replies that help nobody, 20 seconds per reply.
    CannedOnly,
    /// Warm words, and progress only every third message, 40 seconds per reply.
    EmpathyWithoutProgress,
    /// Finds the right thing six times in ten, 20 to 60 seconds per reply.
    Average,
    /// Tries everything at any speed, to find out what can be reached.
    Explorer,
}

impl Skill {
    /// All, good ones first.
    pub const ALL: [Self; 7] = [
        Self::Good,
        Self::SlowButGood,
        Self::Average,
        Self::EmpathyWithoutProgress,
        Self::FastAndRude,
        Self::CannedOnly,
        Self::Explorer,
    ];

    /// A name for tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::FastAndRude => "fast-and-rude",
            Self::SlowButGood => "slow-but-good",
            Self::CannedOnly => "canned-only",
            Self::EmpathyWithoutProgress => "empathy-without-progress",
            Self::Average => "average",
            Self::Explorer => "explorer",
        }
    }

    /// Messages sent after everything is done, before the chat is closed.
    const fn lingers(self) -> u32 {
        match self {
            Self::Good | Self::SlowButGood => 1,
            Self::Explorer => 4,
            _ => 0,
        }
    }

    fn pause_ms(self, chance: &mut Chance) -> i64 {
        let (least, most) = match self {
            Self::Good => (25, 25),
            Self::FastAndRude => (8, 8),
            Self::SlowButGood => (100, 100),
            Self::CannedOnly => (20, 20),
            Self::EmpathyWithoutProgress => (40, 40),
            Self::Average => (20, 60),
            Self::Explorer => (4, 70),
        };
        if self == Self::Explorer && chance.below(16) == 0 {
            // Now and then so long that the customer asks, or leaves.
            return 400_000;
        }
        1000 * (least + i64::from(chance.below(most - u32::try_from(least).unwrap_or(0) + 1)))
    }
}

/// Plays all chats of a cast at once and gives the log.
pub fn play(cast: &Cast, skill: Skill, seed: u64) -> Vec<Event> {
    Bot::new(cast, skill, seed, &mut Recollection::default()).play().0
}

/// The same as [`play`] with what other plays on the same scenarios have read; gives the state in the end, too.
pub(crate) fn play_remembering(cast: &Cast, skill: Skill, seed: u64, memory: &mut Recollection) -> (Vec<Event>, State) {
    Bot::new(cast, skill, seed, memory).play()
}

/// A play that aims at what is wanted.
pub(crate) fn scout(cast: &Cast, seed: u64, memory: &mut Recollection, wanted: &mut Wanted) -> (Vec<Event>, State) {
    let mut bot = Bot::new(cast, Skill::Explorer, seed, memory);
    bot.scout = Some(Scout::of(std::mem::take(wanted)));
    while bot.act() {}
    if let Some(scout) = bot.scout.take() {
        *wanted = scout.wanted;
    }
    bot.finish()
}

struct Bot<'a> {
    cast: &'a Cast,
    skill: Skill,
    seed: u64,
    state: State,
    events: Vec<Event>,
    free_at: i64,
    /// Messages in each chat.
    turns: Vec<u32>,
    /// Messages in each chat since everything was done.
    lingered: Vec<u32>,
    memory: &'a mut Recollection,
    scout: Option<Scout>,
}

impl<'a> Bot<'a> {
    fn new(cast: &'a Cast, skill: Skill, seed: u64, memory: &'a mut Recollection) -> Self {
        let turns = vec![0; cast.parts.len()];
        Self {
            cast,
            skill,
            seed,
            state: engine::start(cast),
            events: Vec::new(),
            free_at: 0,
            lingered: turns.clone(),
            turns,
            memory,
            scout: None,
        }
    }
}

impl Bot<'_> {
    fn play(mut self) -> (Vec<Event>, State) {
        while self.act() {}
        self.finish()
    }

    fn finish(mut self) -> (Vec<Event>, State) {
        let at_ms = self.state.now_ms;
        self.send(Event::EndShift { at_ms });
        (self.events, self.state)
    }

    fn send(&mut self, event: Event) -> Vec<Effect> {
        let state = std::mem::replace(&mut self.state, State::empty());
        let (state, effects) = engine::step_remembering(self.cast, state, &event, Some(self.memory));
        self.state = state;
        self.events.push(event);
        effects
    }

    /// What an event would do.
    fn tries(&mut self, event: &Event) -> (State, Vec<Effect>) {
        engine::step_remembering(self.cast, self.state.clone(), event, Some(self.memory))
    }

    fn chance(&self, chat: u32, extra: u32) -> Chance {
        let turn = self.turns.get(chat as usize).copied().unwrap_or(0);
        Chance::of(self.seed ^ 0x5eed, chat, turn * 8 + extra, Purpose::Bot)
    }

    /// The next thing the bot or the clock does; false when everything is over.
    fn act(&mut self) -> bool {
        let over = self.state.chats.iter().all(|c| c.ending.is_some());
        if over || self.state.now_ms > LONGEST {
            return false;
        }
        let mut planned: Option<(i64, u32)> = None;
        for index in (0_u32..).take(self.state.chats.len()) {
            if let Some(at_ms) = self.wants_to_act(index) {
                let mine = (at_ms.max(self.free_at).max(self.state.now_ms), index);
                planned = Some(planned.map_or(mine, |other| other.min(mine)));
            }
        }
        let due = engine::next_due_ms(self.cast, &self.state);
        match (planned, due) {
            (Some((at_ms, chat)), due) if due.is_none_or(|d| at_ms < d) => {
                self.answer(chat, at_ms);
                self.free_at = at_ms + HANDS;
            }
            (_, Some(at_ms)) => {
                self.send(Event::Tick { at_ms });
            }
            (_, None) => return false,
        }
        true
    }

    /// When the bot will act in a chat, as things stand.
    fn wants_to_act(&mut self, index: u32) -> Option<i64> {
        let chat = self.state.chat(index)?;
        if !chat.arrived() || chat.ending.is_some() || chat.is_answering() || self.scout_waits(index) {
            return None;
        }
        if self.scout.is_some() {
            // Quick, so that patience lasts for what is tried.
            return Some(self.state.now_ms + 5000);
        }
        let chat = self.state.chat(index)?;
        let pause = self.skill.pause_ms(&mut self.chance(index, 0));
        Some(chat.waiting_since_ms.unwrap_or(self.state.now_ms).saturating_add(pause))
    }

    fn answer(&mut self, chat: u32, at_ms: i64) {
        if self.scout.is_some() {
            let event = match self.scouts(chat, at_ms) {
                Move::Act(event) => event,
                Move::Wait => return,
                Move::Done => Event::Close { chat, disposition: Disposition::FollowUp, note: String::new(), at_ms },
            };
            if let Some(count) = self.turns.get_mut(chat as usize) {
                *count += 1;
            }
            self.send(event);
            return;
        }
        let Some(scenario) = self.cast.parts.get(chat as usize).map(|p| p.scenario.clone()) else { return };
        let turn = self.turns.get(chat as usize).copied().unwrap_or(0);
        let Some(now) = self.state.chat(chat).cloned() else { return };
        let resolved = now.resolved();
        let done = match self.skill {
            Skill::Good | Skill::SlowButGood => resolved && now.stage_closed(&scenario),
            _ => resolved,
        };
        let lingered = self.lingered.get(chat as usize).copied().unwrap_or(0);
        if (done && lingered >= self.skill.lingers()) || turn >= MESSAGES_MOST {
            let disposition = if resolved { Disposition::Resolved } else { Disposition::FollowUp };
            self.send(Event::Close { chat, disposition, note: String::new(), at_ms });
            return;
        }
        let (text, canned) = if done {
            if let Some(count) = self.lingered.get_mut(chat as usize) {
                *count += 1;
            }
            (self.goodbye(&scenario, chat, lingered), None)
        } else {
            self.words(&scenario, &now, chat, at_ms)
        };
        if let Some(count) = self.turns.get_mut(chat as usize) {
            *count += 1;
        }
        self.send(Event::OperatorTyping { chat, on: true, at_ms: (at_ms - 4000).max(self.state.now_ms) });
        self.send(Event::OperatorMessage { chat, text, at_ms, canned, compose_ms: 4000, edits: 1 });
    }

    /// What is said when everything is done: courtesy, at the end a goodbye.
    fn goodbye(&self, scenario: &Scenario, chat: u32, lingered: u32) -> String {
        let lines = &scenario.lexicon().bots;
        let mut chance = self.chance(chat, 4);
        let last = lingered + 1 >= self.skill.lingers();
        let choice = match chance.below(4) {
            _ if last => &lines.bye,
            0 => &lines.close,
            1 => &lines.manners,
            2 => return any_example(scenario, &mut chance),
            _ => &lines.empathy,
        };
        chance.pick(choice).cloned().unwrap_or_default().replace("{name}", scenario.customer_name())
    }

    fn words(&mut self, scenario: &Scenario, now: &ChatState, chat: u32, at_ms: i64) -> (String, Option<String>) {
        let lines = &scenario.lexicon().bots;
        let turn = self.turns.get(chat as usize).copied().unwrap_or(0);
        let mut chance = self.chance(chat, 1);
        let pick = |chance: &mut Chance, list: &[String]| chance.pick(list).cloned().unwrap_or_default();
        let in_order = |list: &[String]| list.get(turn as usize % list.len().max(1)).cloned().unwrap_or_default();
        match self.skill {
            Skill::Good | Skill::SlowButGood => (self.warm_and_useful(scenario, now, chat, at_ms), None),
            Skill::FastAndRude => {
                let rude = in_order(&lines.rude);
                let useful = if turn == 0 { String::new() } else { self.useful(scenario, chat, at_ms) };
                (format!("{rude} {useful}").trim().to_owned(), None)
            }
            Skill::CannedOnly => (in_order(&lines.canned), Some("canned".to_owned())),
            Skill::EmpathyWithoutProgress => {
                let warm = in_order(&lines.warm_only);
                let useful = if turn % 3 == 2 { self.useful(scenario, chat, at_ms) } else { String::new() };
                (format!("{warm} {useful}").trim().to_owned(), None)
            }
            Skill::Average => match chance.below(10) {
                0..6 if turn == 0 => (self.warm_and_useful(scenario, now, chat, at_ms), None),
                0..6 => (self.useful(scenario, chat, at_ms), None),
                6..8 => (any_example(scenario, &mut chance), None),
                8 => (pick(&mut chance, &lines.empathy), None),
                _ => (pick(&mut chance, &lines.vague), None),
            },
            Skill::Explorer => match chance.below(14) {
                0..3 => (self.useful(scenario, chat, at_ms), None),
                3..8 => (any_example(scenario, &mut chance), None),
                8 => (self.warm_and_useful(scenario, now, chat, at_ms), None),
                9 => (pick(&mut chance, &lines.empathy), None),
                10 => (pick(&mut chance, &lines.close), None),
                11 | 12 => (pick(&mut chance, &lines.manners).replace("{name}", scenario.customer_name()), None),
                _ => (format!("{} {}", pick(&mut chance, &lines.rude), any_example(scenario, &mut chance)), None),
            },
        }
    }

    /// The example that moves the chat most when tried in the head; any example when none moves it.
    fn useful(&mut self, scenario: &Scenario, chat: u32, at_ms: i64) -> String {
        let mut chance = self.chance(chat, 2);
        let now = self.state.chat(chat).cloned();
        let mut best: Option<(i32, String)> = None;
        for intent in &scenario.intents {
            let Some(example) = chance.pick(&intent.examples) else { continue };
            let event =
                Event::OperatorMessage { chat, text: example.clone(), at_ms, canned: None, compose_ms: 0, edits: 0 };
            let (then, effects) = self.tries(&event);
            let gain = match (&now, then.chat(chat)) {
                (Some(now), Some(then)) => gain(scenario, now, then, &effects),
                _ => 0,
            };
            if gain > 0 && best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, example.clone()));
            }
        }
        best.map_or_else(|| any_example(scenario, &mut chance), |(_, line)| line)
    }

    fn warm_and_useful(&mut self, scenario: &Scenario, now: &ChatState, chat: u32, at_ms: i64) -> String {
        let lines = &scenario.lexicon().bots;
        let mut chance = self.chance(chat, 3);
        let mut say = Vec::new();
        let turn = self.turns.get(chat as usize).copied().unwrap_or(0);
        if turn == 0 {
            say.push(
                chance.pick(&lines.greet).cloned().unwrap_or_default().replace("{name}", scenario.customer_name()),
            );
            say.push(chance.pick(&lines.empathy).cloned().unwrap_or_default());
        }
        if turn < 2 {
            let topic = topic(scenario, now);
            if !topic.is_empty() {
                say.push(chance.pick(&lines.acknowledge).cloned().unwrap_or_default().replace("{topic}", &topic));
            }
        }
        say.push(as_sentence(&self.useful(scenario, chat, at_ms)));
        say.join(" ")
    }
}

/// How much a line would move the chat.
fn gain(scenario: &Scenario, now: &ChatState, then: &ChatState, effects: &[Effect]) -> i32 {
    let met = effects.iter().filter(|e| matches!(e, Effect::ObjectiveMet { .. })).count();
    let facts = (0..scenario.facts.len()).filter(|f| then.knows(*f) && !now.knows(*f)).count();
    let moved = i32::from(then.stage != now.stage);
    let solved = i32::from(then.resolved() && !now.resolved());
    let count = |n: usize| i32::try_from(n).unwrap_or(0);
    let pleased = i32::from(then.mood > now.mood);
    10 * (2 * count(met) + count(facts) + moved + 2 * solved)
        + if moved + solved + count(met + facts) > 0 { pleased } else { 0 }
}

fn any_example(scenario: &Scenario, chance: &mut Chance) -> String {
    let intent = chance.pick(&scenario.intents);
    intent.and_then(|i| chance.pick(&i.examples)).map_or_else(|| "Hello.".to_owned(), |line| as_sentence(line))
}

fn as_sentence(line: &str) -> String {
    let mut letters = line.trim().chars();
    let mut text: String =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

/// What the customer's last lines are about: their longest words that carry meaning.
fn topic(scenario: &Scenario, now: &ChatState) -> String {
    let lexicon = scenario.lexicon();
    let mut words: Vec<String> = Vec::new();
    for line in now.heard() {
        for token in Text::read(line, scenario.language()).tokens {
            let function = lexicon.vocabulary.id(&token.stem).is_some_and(|w| lexicon.function_words.contains(&w));
            if !function
                && token.norm.chars().count() > 3
                && token.norm.chars().all(char::is_alphabetic)
                && !words.contains(&token.norm)
            {
                words.push(token.norm);
            }
        }
    }
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    words.truncate(2);
    words.join(", ")
}

impl ChatState {
    /// Have all steps required before the close been taken, or can no more be expected of a bot?
    fn stage_closed(&self, scenario: &Scenario) -> bool {
        let missing = scenario.objectives.iter().enumerate().any(|(index, o)| o.before_close && !self.has_met(index));
        !missing || self.messages > MESSAGES_MOST / 2
    }
}
