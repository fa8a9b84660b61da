//! Negation: which words negate, how far it reaches, and whose it is.

use super::pattern::Found;
use crate::text::{Language, Text};

/// Words that turn a statement round.
pub fn is_negator(language: Language, norm: &str) -> bool {
    match language {
        Language::English => matches!(norm, "not" | "no" | "never" | "without" | "nor" | "neither" | "none"),
        Language::Dutch => matches!(norm, "niet" | "geen" | "nooit" | "zonder" | "noch"),
    }
}

/// Which tokens negate, after harmless uses ("no problem", "why don't you") are taken out.
pub fn negators(text: &Text, harmless: &[Found]) -> Vec<bool> {
    let mut flags: Vec<bool> = text
        .tokens
        .iter()
        .map(|t| is_negator(Language::English, &t.norm) || is_negator(Language::Dutch, &t.norm))
        .collect();
    for sentence in text.sentences.iter().filter(|s| s.question) {
        // "Can't you send it?", "Why don't you send it?" ask for it.
        let head = sentence.first..sentence.last.min(sentence.first + 4);
        for (at, flag) in flags.iter_mut().enumerate().take(head.end).skip(head.start) {
            let next = text.tokens.get(at + 1).map_or("", |t| t.norm.as_str());
            if text.tokens[at].norm == "not" && matches!(next, "you" | "we") {
                *flag = false;
            }
        }
    }
    for (at, flag) in flags.iter_mut().enumerate() {
        // "No I'm not a bot": an answer, and what follows is said for itself.
        let next = text.tokens.get(at + 1).map_or("", |t| t.norm.as_str());
        let answers = matches!(text.tokens[at].norm.as_str(), "no" | "nee")
            && text.tokens[at].clause_start
            && matches!(
                next,
                "i" | "it"
                    | "we"
                    | "you"
                    | "that"
                    | "this"
                    | "he"
                    | "she"
                    | "they"
                    | "ik"
                    | "wij"
                    | "het"
                    | "dat"
                    | "u"
                    | "je"
            );
        if answers {
            *flag = false;
        }
    }
    for found in harmless {
        flags[found.first..found.last].fill(false);
    }
    flags
}

/// The negators by which a speaker takes something back: "I don't", "you needn't", "no need to", but not "the app won't" or "it isn't".
///
/// Lines that report the same trouble in the negative or not ("it doesn't arrive", "it is late") mean the same; what somebody
/// says they do or don't do differs.
pub fn personal(text: &Text, flags: &[bool]) -> Vec<bool> {
    (0..flags.len())
        .map(|at| {
            if text.tokens.get(at + 1).is_some_and(|t| reports_trouble(&t.norm)) {
                return false;
            }
            let mut before = at;
            loop {
                let Some(token) = text.tokens.get(before).filter(|_| flags[at]) else { return false };
                if before < at
                    && matches!(
                        token.norm.as_str(),
                        "i" | "we" | "you" | "there" | "ik" | "wij" | "u" | "je" | "jij" | "er"
                    )
                {
                    return true;
                }
                if before == 0 || token.barrier || token.clause_start {
                    // At the head of its clause: "no need to", "don't send".
                    return before == at || matches!(token.norm.as_str(), "do" | "please" | "there" | "dus");
                }
                // Dutch puts "niet" behind what it takes back: "ik heb uw nummer niet nodig".
                let reach = if matches!(text.tokens[at].norm.as_str(), "niet" | "nooit" | "geen") { 6 } else { 3 };
                if at - before == reach {
                    return false;
                }
                before -= 1;
            }
        })
        .collect()
}

/// Verbs whose negation tells what is wrong ("I can't see my payment") and takes nothing back.
fn reports_trouble(norm: &str) -> bool {
    matches!(
        norm,
        "see"
            | "find"
            | "receive"
            | "received"
            | "recognise"
            | "recognised"
            | "recognize"
            | "recognized"
            | "remember"
            | "understand"
            | "make"
            | "made"
            | "do"
            | "done"
            | "know"
            | "work"
            | "working"
            | "access"
            | "open"
            | "show"
            | "shown"
            | "showing"
            | "authorise"
            | "authorised"
            | "authorize"
            | "authorized"
            | "arrive"
            | "arrived"
            | "zie"
            | "zien"
            | "vind"
            | "vinden"
            | "gevonden"
            | "krijg"
            | "gekregen"
            | "ontvangen"
            | "binnen"
            | "aangekomen"
            | "geleverd"
            | "bezorgd"
            | "begrijp"
            | "begrijpen"
            | "herken"
            | "herkennen"
            | "weet"
            | "weten"
            | "werkt"
            | "werken"
            | "gelukt"
            | "openen"
            | "inloggen"
    )
}

/// Is a token within three tokens after a negator, with no barrier in between?
pub fn in_window(text: &Text, flags: &[bool], token: usize) -> bool {
    let mut at = token;
    for _ in 0..3 {
        if at == 0 || text.tokens.get(at).is_none_or(|t| t.barrier) {
            return false;
        }
        at -= 1;
        if flags.get(at).copied().unwrap_or(false) {
            return true;
        }
    }
    false
}

/// Does one of the five tokens from `from` on take back what stands before it? Dutch says "ik heb uw nummer niet nodig".
pub fn reaches_back(text: &Text, flags: &[bool], from: usize) -> bool {
    for at in from..from + 5 {
        let Some(token) = text.tokens.get(at).filter(|t| !t.barrier && !t.clause_start) else { return false };
        if flags.get(at).copied().unwrap_or(false) && matches!(token.norm.as_str(), "niet" | "nooit") {
            return !text.tokens.get(at + 1).is_some_and(|t| reports_trouble(&t.norm));
        }
    }
    false
}
