//! How the customer says it: which wording, filled in, in their style, after reading and typing for a while.

use super::{
    ChatState, Pending, Why,
    chance::{Chance, Purpose},
    reply,
};
use crate::{
    customer::{MOOD, PATIENCE},
    scenario::{Moment, Scenario},
};
use domain::chat::Ending;

/// Shortest and longest typing of one line, in milliseconds.
const TYPING: (i64, i64) = (1500, 6000);
/// Longest reading of an operator message, in milliseconds.
const READING_MOST: i64 = 3000;
/// Between two lines of one answer, in milliseconds.
const BREATH: i64 = 500;
/// The operator's lines the customer remembers.
const HEARD_MOST: usize = 4;

/// Something to say: a node's wording, or a line of the language file.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The node, by its place in the scenario.
    pub node: Option<usize>,
    /// Number of the wording.
    pub variant: u32,
    /// The wording, placeholders and all.
    pub template: String,
    /// The beat it belongs to.
    pub beat: u32,
    /// The customer waits for an answer to it.
    pub awaits: bool,
}

impl Line {
    pub(super) fn node_id(&self, scenario: &Scenario) -> String {
        self.node.and_then(|n| scenario.nodes.get(n)).map_or_else(String::new, |n| n.id.clone())
    }
}

impl ChatState {
    /// Remembers a line of the customer; a first line after the operator's message replaces the older ones.
    pub(super) fn hear(&mut self, text: &str) {
        if self.heard_answered {
            self.heard.clear();
        }
        self.heard_answered = false;
        if self.heard.len() >= HEARD_MOST {
            self.heard.remove(0);
        }
        self.heard.push(text.to_owned());
    }
}

/// A wording of a node; what the node tells becomes known.
pub(super) fn of_node(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    index: usize,
    at_ms: i64,
) -> Line {
    chat.beat = chat.beat.saturating_add(1);
    let beat = chat.beat;
    let Some(node) = scenario.nodes.get(index) else {
        return Line { node: None, variant: 0, template: String::new(), beat, awaits: false };
    };
    let count = u32::try_from(node.say.len()).unwrap_or(1).max(1);
    let mut variant = Chance::of(seed, number, beat, Purpose::Wording).below(count);
    if let Some(visit) = chat.visits.get_mut(index) {
        if visit.times > 0 && visit.variant == variant {
            variant = (variant + 1) % count;
        }
        visit.times = visit.times.saturating_add(1);
        visit.beat = beat;
        visit.variant = variant;
    }
    for fact in &node.reveal {
        if !chat.knows(*fact) {
            chat.known.push((*fact, at_ms));
        }
    }
    if let Some(stage) = &node.goto {
        chat.stage.clone_from(stage);
    }
    if matches!(node.on, Moment::Open | Moment::Reply) {
        chat.last_node = Some(index);
    }
    let template = node.say.get(variant as usize).cloned().unwrap_or_default();
    let awaits = !matches!(node.on, Moment::Thanks | Moment::Bye);
    Line { node: Some(index), variant, template, beat, awaits }
}

/// A line of the language file.
pub(super) fn of_language(seed: u64, chat: &mut ChatState, number: u32, lines: &[String], awaits: bool) -> Line {
    chat.beat = chat.beat.saturating_add(1);
    let variant = Chance::of(seed, number, chat.beat, Purpose::Wording).below(u32::try_from(lines.len()).unwrap_or(0));
    let template = lines.get(variant as usize).cloned().unwrap_or_else(|| "...".to_owned());
    Line { node: None, variant, template, beat: chat.beat, awaits }
}

/// A line for a moment: the author's, else the language's.
pub(super) fn for_moment(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    moment: Moment,
    at_ms: i64,
) -> Line {
    if let Some(index) = reply::node_for(seed, scenario, chat, number, moment) {
        let line = of_node(seed, scenario, chat, number, index, at_ms);
        if let Some(node) = scenario.nodes.get(index) {
            chat.mood = (chat.mood + node.mood).clamp(MOOD.0, MOOD.1);
            chat.patience = (chat.patience + node.patience).clamp(0, PATIENCE);
        }
        return line;
    }
    let lines = &scenario.lexicon().lines;
    let list = match moment {
        Moment::Open | Moment::Reply => &lines.open,
        Moment::Nudge if chat.patience <= 150 => &lines.nudge_150,
        Moment::Nudge if chat.patience <= 350 => &lines.nudge_350,
        Moment::Nudge => &lines.nudge_600,
        Moment::Leave => &lines.leave_waiting,
        Moment::Hold => &lines.hold,
        Moment::Restate => &lines.restate,
        Moment::Stall => &lines.stall,
        Moment::Warm => &lines.warm,
        Moment::NotYet => &lines.not_yet,
        Moment::Thanks => &lines.thanks,
        Moment::Bye => &lines.bye,
    };
    of_language(seed, chat, number, list, !matches!(moment, Moment::Thanks | Moment::Bye))
}

/// The last line of a customer who leaves.
pub(super) fn farewell(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    reason: Ending,
    at_ms: i64,
) -> Line {
    if reason == Ending::LeftAngry && reply::node_for(seed, scenario, chat, number, Moment::Leave).is_none() {
        return of_language(seed, chat, number, &scenario.lexicon().lines.leave_angry, false);
    }
    for_moment(seed, scenario, chat, number, Moment::Leave, at_ms)
}

/// The line as it appears: facts filled in, in the customer's style.
pub(super) fn worded(seed: u64, scenario: &Scenario, _chat: &ChatState, number: u32, line: &Line) -> String {
    let style = scenario.persona.style;
    let mut slips = Chance::of(seed, number, line.beat, Purpose::Slips);
    let mut out = String::with_capacity(line.template.len());
    let mut rest = line.template.as_str();
    while let Some(open) = rest.find('{') {
        let (before, tail) = rest.split_at(open);
        styled(before, style.lowercase, style.typos, &mut slips, &mut out);
        let Some(close) = tail.find('}') else {
            rest = tail;
            break;
        };
        let name = &tail[1..close];
        match value(scenario, name) {
            Some(value) => out.push_str(value),
            None => out.push_str(&tail[..=close]),
        }
        rest = &tail[close + 1..];
    }
    styled(rest, style.lowercase, style.typos, &mut slips, &mut out);
    out
}

/// What a placeholder stands for.
pub(crate) fn value<'a>(scenario: &'a Scenario, name: &str) -> Option<&'a str> {
    if name == "name" {
        return Some(scenario.customer_name());
    }
    scenario.facts.iter().find(|f| f.id == name).map(|f| f.value.as_str())
}

fn styled(text: &str, lowercase: bool, typos: u32, slips: &mut Chance, out: &mut String) {
    let text = if lowercase { text.to_lowercase() } else { text.to_owned() };
    if typos == 0 {
        out.push_str(&text);
        return;
    }
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let mut letters: Vec<char> = piece.chars().collect();
        let word = letters.iter().take_while(|c| c.is_alphabetic()).count();
        // Two neighbours inside the word change places, as fingers do; the first and the last letter stay.
        if word >= 5 && slips.below(1000) < typos {
            let at = 1 + slips.below(u32::try_from(word - 3).unwrap_or(1)) as usize;
            letters.swap(at, at + 1);
        }
        out.extend(letters);
    }
}

/// Puts a line into the queue, split into as many lines as the customer's style allows.
#[expect(
    clippy::too_many_arguments,
    reason = "everything that decides when and how a line appears, private to the engine"
)]
pub(super) fn enqueue(
    seed: u64,
    scenario: &Scenario,
    chat: &mut ChatState,
    number: u32,
    line: &Line,
    why: &Why,
    at_ms: i64,
    read_chars: usize,
    ending: Option<Ending>,
) {
    let text = worded(seed, scenario, chat, number, line);
    let mut pace = Chance::of(seed, number, line.beat, Purpose::Pace);
    let parts = split(&text, scenario.persona.style.burst as usize);
    let last = parts.len().saturating_sub(1);
    let reading = 600 + i64::try_from(read_chars).unwrap_or(i64::MAX).min(200) * 10 + i64::from(pace.below(500));
    let mut from = at_ms + reading.min(READING_MOST);
    if let Some(before) = chat.queue.back() {
        from = from.max(before.at_ms + BREATH);
    }
    for (index, part) in parts.into_iter().enumerate() {
        let letters = i64::try_from(part.chars().count()).unwrap_or(i64::MAX).min(500);
        let typing = (700 + letters * 45 + i64::from(pace.below(1200))).clamp(TYPING.0, TYPING.1);
        chat.queue.push_back(Pending {
            typing_from_ms: from,
            at_ms: from + typing,
            node: line.node_id(scenario),
            variant: line.variant,
            text: part,
            why: why.clone(),
            awaits: line.awaits,
            ending: ending.filter(|_| index == last),
        });
        from += typing + BREATH;
    }
}

/// At most `most` pieces, cut after sentences.
fn split(text: &str, most: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    while parts.len() + 1 < most {
        let cut = rest.char_indices().zip(rest.chars().skip(1)).find(|((at, c), next)| {
            matches!(c, '.' | '!' | '?' | '\n') && next.is_whitespace() && !rest[at + c.len_utf8()..].trim().is_empty()
        });
        let Some(((at, c), _)) = cut else { break };
        let end = at + c.len_utf8();
        parts.push(rest[..end].trim().to_owned());
        rest = rest[end..].trim_start();
    }
    parts.push(rest.trim().to_owned());
    parts.retain(|p| !p.is_empty());
    if parts.is_empty() {
        parts.push("...".to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bursts_are_cut_after_sentences() {
        assert_eq!(split("hi. my parcel is late! where is it?", 2), ["hi.", "my parcel is late! where is it?"]);
        assert_eq!(split("hi. my parcel is late! where is it?", 9).len(), 3);
        assert_eq!(split("one line", 3), ["one line"]);
        assert_eq!(split("  ", 3), ["..."]);
    }

    #[test]
    fn slips_leave_first_and_last_letters() {
        let mut out = String::new();
        styled("parcel arrives tomorrow", false, 1000, &mut Chance::of(3, 0, 1, Purpose::Slips), &mut out);
        assert_ne!(out, "parcel arrives tomorrow");
        for (a, b) in out.split(' ').zip(["parcel", "arrives", "tomorrow"]) {
            assert_eq!((a.chars().next(), a.chars().last(), a.len()), (b.chars().next(), b.chars().last(), b.len()));
        }
    }
}
