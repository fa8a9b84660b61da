//! Canned replies: finding one, and filling its `{variables}` before it goes into the composer.

use domain::chat::CannedReply;

/// A piece of a canned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As written.
    Text(&'a str),
    /// To be asked for.
    Variable(&'a str),
}

/// Cuts a canned text into words and variables. A bracket that names nothing stays as it is.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_variable(rest) {
        if !before.is_empty() {
            out.push(Piece::Text(before));
        }
        out.push(Piece::Variable(inside));
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    out
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let named = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices('{').find_map(|(open, _)| {
        let inside = &text[open + 1..];
        let close = inside.find('}')?;
        let name = &inside[..close];
        let good = !name.is_empty() && name.chars().all(named);
        good.then(|| (&text[..open], name, &inside[close + 1..]))
    })
}

/// The variables of a text, each once, in order.
pub fn variables(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text) {
        if let Piece::Variable(name) = piece
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// The text with its variables filled in; one without a value keeps its brackets, where everybody sees it.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(words) => words.to_owned(),
            Piece::Variable(name) => {
                value(name).filter(|value| !value.trim().is_empty()).unwrap_or_else(|| format!("{{{name}}}"))
            }
        })
        .collect()
}

/// Does `text` hold every word of `query`? An empty query finds everything.
pub fn finds(query: &str, text: &[&str]) -> bool {
    let text = small(&text.join(" "));
    small(query).split_whitespace().all(|word| text.contains(word))
}

/// In small letters. The browser has its own tables of letters; ours would be downloaded.
#[cfg(feature = "hydrate")]
fn small(text: &str) -> String {
    leptos::web_sys::js_sys::JsString::from(text).to_lower_case().into()
}

/// In small letters.
#[cfg(not(feature = "hydrate"))]
fn small(text: &str) -> String {
    text.to_lowercase()
}

/// The replies a query finds, in their own order.
pub fn search<'a>(replies: &'a [CannedReply], query: &str) -> Vec<&'a CannedReply> {
    replies.iter().filter(|reply| finds(query, &[&reply.category, &reply.title, &reply.text])).collect()
}

/// Puts `insert` between `start` and `end` of `text` (UTF-16 units, as the browser counts), with spaces where words would touch;
/// returns the new text and where the cursor stands then.
pub fn insert_at(text: &str, start: u32, end: u32, insert: &str) -> (String, u32) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(units.len());
    let (start, end) = (at(start.min(end)), at(start.max(end)));
    let before = String::from_utf16_lossy(&units[..start]);
    let after = String::from_utf16_lossy(&units[end..]);
    let left = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { " " };
    let right = if after.is_empty() || after.starts_with(char::is_whitespace) { "" } else { " " };
    let head = format!("{before}{left}{insert}");
    let cursor = u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX);
    (format!("{head}{right}{after}"), cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_asked_for_once_each() {
        let text = "Hi {customer}, I'm {operator}. Is it {customer}? {} {not this} {";
        assert_eq!(variables(text), ["customer", "operator"]);
        let filled = fill(text, |name| (name == "customer").then(|| "Mara".to_owned()));
        assert_eq!(filled, "Hi Mara, I'm {operator}. Is it Mara? {} {not this} {");
    }

    #[test]
    fn search_wants_every_word_anywhere() {
        let reply = |id: &str, title: &str, text: &str| CannedReply {
            id: id.to_owned(),
            category: "Refunds".to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
        };
        let replies = [reply("a", "Asked", "I have asked for it"), reply("b", "Done", "It is on its way")];
        let found = |query: &str| search(&replies, query).iter().map(|reply| reply.id.clone()).collect::<Vec<_>>();
        assert_eq!(found(""), ["a", "b"]);
        assert_eq!(found("refund WAY"), ["b"]);
        assert_eq!(found("refund never"), Vec::<String>::new());
    }

    #[test]
    fn inserts_at_the_cursor_and_keeps_words_apart() {
        assert_eq!(insert_at("", 0, 0, "Hi"), ("Hi".to_owned(), 2));
        assert_eq!(insert_at("Hello there", 5, 5, "Mara"), ("Hello Mara there".to_owned(), 10));
        assert_eq!(insert_at("ab", 1, 1, "X"), ("a X b".to_owned(), 3));
        assert_eq!(insert_at("😀 ok", 2, 5, "fine"), ("😀 fine".to_owned(), 7));
        assert_eq!(insert_at("short", 90, 99, "end"), ("short end".to_owned(), 9));
    }
}
