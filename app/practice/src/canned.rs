//! Recognising a canned reply that was sent as it is, whatever its variables were filled with.

use crate::text::normalise;
use domain::chat::CannedReply;

/// Fixed words a reply needs; a bare "Hi Mara," is nobody's canned text.
const WORDS_LEAST: usize = 6;
/// Longest text a variable is filled with, in words.
const FILLED_MOST: usize = 8;

/// The canned reply a message is, unchanged; `None` as soon as a word of it was changed, added or left out.
///
/// Pass its id as `canned` of [`crate::Event::OperatorMessage`].
pub fn recognise<'a>(message: &str, replies: &'a [CannedReply]) -> Option<&'a CannedReply> {
    let words = words(message);
    replies.iter().find(|reply| {
        let template = template(&reply.text);
        let fixed = template.iter().filter(|w| w.is_some()).count();
        fixed >= WORDS_LEAST && fits(&template, &words)
    })
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .map(normalise)
        .collect()
}

/// The words of a reply; `None` stands for a variable.
fn template(text: &str) -> Vec<Option<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        parts.extend(words(before).into_iter().map(Some));
        let Some((_, after)) = tail.split_once('}') else { break };
        parts.push(None);
        rest = after.trim_start_matches('}');
    }
    parts.extend(words(rest).into_iter().map(Some));
    parts
}

/// Do the words fit the template, each variable taking a few words? Positions after each part are kept as a set.
fn fits(template: &[Option<String>], words: &[String]) -> bool {
    let mut places = vec![false; words.len() + 1];
    places[0] = true;
    for part in template {
        let mut next = vec![false; words.len() + 1];
        for at in (0..=words.len()).filter(|at| places[*at]) {
            match part {
                Some(word) if words.get(at) == Some(word) => next[at + 1] = true,
                Some(_) => {}
                None => next[at..=(at + FILLED_MOST).min(words.len())].fill(true),
            }
        }
        places = next;
    }
    places[words.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> CannedReply {
        CannedReply { id: "greet".into(), category: "Greeting".into(), title: "Greet".into(), text: text.into() }
    }

    #[test]
    fn a_filled_template_is_recognised_and_a_changed_one_is_not() {
        let replies = [reply("Hi {customer}, thanks for writing to us today. I'm {operator}.")];
        for same in [
            "Hi Mara, thanks for writing to us today. I'm Sam.",
            "hi Mara Jane,  thanks for writing to us today! I’m Sam",
        ] {
            assert!(recognise(same, &replies).is_some(), "{same}");
        }
        for other in ["Hi Mara, thanks for writing about your parcel. I'm Sam.", "Hi Mara", ""] {
            assert!(recognise(other, &replies).is_none(), "{other}");
        }
    }

    #[test]
    fn short_templates_are_nobodys() {
        assert!(recognise("Hi Mara", &[reply("Hi {customer}")]).is_none());
    }
}
