//! Personal data and contact details in a message, found by their form and their check digits.

use domain::chat::Span;

/// Kinds of personal data, as authors name them in `allow: {personal: [..]}` and as signals show them.
pub const NAMES: [&str; 9] = ["email", "phone", "card", "iban", "handle", "address", "birth", "password", "identity"];

/// Endings that make a word with a dot a link.
const ENDINGS: [&str; 26] = [
    "com", "net", "org", "io", "nl", "uk", "de", "be", "fr", "eu", "me", "app", "shop", "info", "biz", "dev", "ly",
    "gg", "tv", "co", "us", "ca", "au", "es", "it", "link",
];

/// Something found by its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// One of [`NAMES`], or `link`.
    pub what: &'static str,
    /// Where it stands.
    pub span: Span,
    /// The link's domain; empty for everything else, because personal data is not repeated.
    pub domain: String,
}

/// Everything found in a text.
pub fn sightings(text: &[char]) -> Vec<Sighting> {
    let mut found = Vec::new();
    words(text, &mut found);
    numbers(text, &mut found);
    ibans(text, &mut found);
    // A card or an IBAN is not also a telephone number.
    let strong: Vec<Span> = found.iter().filter(|s| matches!(s.what, "card" | "iban")).map(|s| s.span).collect();
    found.retain(|s| s.what != "phone" || !strong.iter().any(|o| s.span.start < o.end && o.start < s.span.end));
    found.sort_by_key(|s| s.span.start);
    found
}

fn span(start: usize, end: usize) -> Span {
    Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
}

/// E-mail addresses, handles and links: they have no white space inside.
fn words(text: &[char], found: &mut Vec<Sighting>) {
    let mut start = 0;
    while start < text.len() {
        if text[start].is_whitespace() {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < text.len() && !text[end].is_whitespace() {
            end += 1;
        }
        let (mut from, mut to) = (start, end);
        while from < to && matches!(text[from], '(' | '"' | '\'' | '<' | '[' | ',' | ';' | ':') {
            from += 1;
        }
        while from < to && matches!(text[to - 1], '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '\'' | '>' | ']') {
            to -= 1;
        }
        let word: String = text[from..to].iter().collect::<String>().to_lowercase();
        if let Some((local, domain)) = word.split_once('@') {
            if local.is_empty() && domain.chars().take_while(|c| c.is_alphanumeric() || *c == '_').count() >= 2 {
                found.push(Sighting { what: "handle", span: span(from, to), domain: String::new() });
            } else if !local.is_empty() && domain_of(domain).is_some() {
                found.push(Sighting { what: "email", span: span(from, to), domain: String::new() });
            }
        } else if let Some(domain) = domain_of(&word) {
            found.push(Sighting { what: "link", span: span(from, to), domain });
        }
        start = end;
    }
}

/// The domain of a link: after `http://`, after `www.`, or by its ending.
fn domain_of(word: &str) -> Option<String> {
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    let explicit = rest.is_some() || word.starts_with("www.");
    let domain = rest.unwrap_or(word).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = domain.split('.').collect();
    let formed = labels.len() >= 2
        && labels.iter().all(|l| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && labels.last().is_some_and(|l| explicit || ENDINGS.contains(l))
        && labels[0].chars().any(char::is_alphabetic);
    formed.then(|| domain.trim_start_matches("www.").to_owned())
}

/// Runs of digits with the usual separators: cards by their check digit, telephone numbers by their beginning.
fn numbers(text: &[char], found: &mut Vec<Sighting>) {
    let mut at = 0;
    while at < text.len() {
        let starts = text[at].is_ascii_digit()
            || (matches!(text[at], '+' | '(') && text.get(at + 1).is_some_and(char::is_ascii_digit));
        if !starts || (at > 0 && text[at - 1].is_alphanumeric()) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut last_digit = at;
        while end < text.len() && (text[end].is_ascii_digit() || matches!(text[end], ' ' | '-' | '.' | '/' | '(' | ')'))
        {
            // One separator at a time, but for ") " and ". ".
            if !text[end].is_ascii_digit() && end > last_digit + 2 {
                break;
            }
            if text[end].is_ascii_digit() {
                last_digit = end;
            }
            end += 1;
        }
        let run = &text[at..=last_digit];
        let digits: Vec<u32> = run.iter().filter_map(|c| c.to_digit(10)).collect();
        let groups: Vec<usize> =
            run.split(|c| !c.is_ascii_digit()).map(<[char]>::len).filter(|length| *length > 0).collect();
        let date = groups.len() == 3 && (groups[2] == 4 || groups[0] == 4) && digits.len() <= 8;
        if (13..=19).contains(&digits.len()) && luhn(&digits) {
            found.push(Sighting { what: "card", span: span(at, last_digit + 1), domain: String::new() });
        } else if (8..=15).contains(&digits.len()) && !date && (matches!(run[0], '+' | '(') || digits[0] == 0) {
            found.push(Sighting { what: "phone", span: span(at, last_digit + 1), domain: String::new() });
        }
        at = last_digit + 1;
    }
}

/// What only Dutch messages hold: citizen service numbers, and postcodes with a house number.
pub fn dutch_sightings(text: &[char]) -> Vec<Sighting> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_digit()
            || (at > 0 && (text[at - 1].is_alphanumeric() || matches!(text[at - 1], '-' | '.')))
        {
            at += 1;
            continue;
        }
        let mut end = at;
        while text.get(end).is_some_and(char::is_ascii_digit)
            || (text.get(end).is_some_and(|c| matches!(c, ' ' | '.'))
                && text.get(end + 1).is_some_and(char::is_ascii_digit))
        {
            end += 1;
        }
        let digits: Vec<u32> = text[at..end].iter().filter_map(|c| c.to_digit(10)).collect();
        if let Some(end) = postcode_with_number(text, at) {
            found.push(Sighting { what: "address", span: span(at, end), domain: String::new() });
        } else if digits.len() == 9 && eleven(&digits) {
            found.push(Sighting { what: "identity", span: span(at, end), domain: String::new() });
        }
        at = end.max(at + 1);
    }
    found
}

/// The end of "1234 AB 56" or "1234AB, nr 56" that starts here.
fn postcode_with_number(text: &[char], start: usize) -> Option<usize> {
    let digits = text.get(start..start + 4)?;
    let mut at = start + 4;
    if !digits.iter().all(char::is_ascii_digit) || digits[0] == '0' {
        return None;
    }
    at += usize::from(text.get(at) == Some(&' '));
    let letters = text.get(at..at + 2)?;
    if !letters.iter().all(char::is_ascii_uppercase) || text.get(at + 2).is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    // The number of the house stands near, with at most a word in between.
    let rest = text.get(at + 2..(at + 18).min(text.len()))?;
    let number = rest.iter().position(char::is_ascii_digit)?;
    let plain = rest[..number].iter().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.'));
    let length = rest[number..].iter().take_while(|c| c.is_ascii_digit()).count();
    (plain && length <= 4).then_some(at + 2 + number + length)
}

/// The test of Dutch citizen service numbers: the weighted sum of nine digits divides by eleven.
fn eleven(digits: &[u32]) -> bool {
    let last = digits.last().copied().unwrap_or(0);
    let sum: u32 = digits.iter().zip((2..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    sum >= last && (sum - last).is_multiple_of(11) && digits.iter().any(|d| *d != 0)
}

/// The Luhn check of card numbers (ISO/IEC 7812-1).
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|d| *d != 0)
}

/// IBANs: two letters, two check digits, 11 to 30 more characters, remainder 1 modulo 97 (ISO 13616).
fn ibans(text: &[char], found: &mut Vec<Sighting>) {
    let mut at = 0;
    while at + 4 <= text.len() {
        let head = text[at].is_ascii_alphabetic()
            && text[at + 1].is_ascii_alphabetic()
            && text[at + 2].is_ascii_digit()
            && text[at + 3].is_ascii_digit()
            && (at == 0 || !text[at - 1].is_alphanumeric());
        if head && let Some(end) = iban_end(text, at) {
            found.push(Sighting { what: "iban", span: span(at, end), domain: String::new() });
            at = end;
        } else {
            at += 1;
        }
    }
}

fn iban_end(text: &[char], start: usize) -> Option<usize> {
    let mut letters = Vec::new();
    let mut best = None;
    let mut at = start;
    while let Some(c) = text.get(at).filter(|c| c.is_ascii_alphanumeric() || **c == ' ') {
        at += 1;
        if *c == ' ' {
            // Groups are separated by single spaces.
            if text.get(at) == Some(&' ') {
                break;
            }
            continue;
        }
        letters.push(c.to_ascii_uppercase());
        if letters.len() > 34 {
            break;
        }
        let whole_group = text.get(at).is_none_or(|next| !next.is_ascii_alphanumeric());
        if letters.len() >= 15 && whole_group && mod_97(&letters) == 1 {
            best = Some(at);
        }
    }
    best
}

fn mod_97(letters: &[char]) -> u32 {
    letters.iter().skip(4).chain(letters.iter().take(4)).fold(0, |rest, c| {
        let value = c.to_digit(36).unwrap_or(0);
        if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 }
    })
}

/// Placeholders nobody filled in: `{{name}}`, `{name}`, `[customer name]`, `<name>`, `%name%`.
pub fn placeholders(text: &[char]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let close = match text[at] {
            '{' => '}',
            '[' => ']',
            '<' => '>',
            '%' => '%',
            _ => {
                at += 1;
                continue;
            }
        };
        let doubled = text.get(at + 1) == Some(&text[at]) && close != '%';
        let from = at + 1 + usize::from(doubled);
        let inside = text[from.min(text.len())..].iter().take(40).position(|c| *c == close);
        let Some(length) = inside else {
            at += 1;
            continue;
        };
        let name = &text[from..from + length];
        let worded = name.iter().any(|c| c.is_alphabetic())
            && name.iter().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
            && (close == ']' || close == '}' || !name.contains(&' '));
        let end = from + length + 1 + usize::from(doubled && text.get(from + length + 1) == Some(&close));
        if worded {
            found.push(span(at, end));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&'static str, String)> {
        let letters: Vec<char> = text.chars().collect();
        sightings(&letters)
            .into_iter()
            .map(|s| (s.what, letters[s.span.start as usize..s.span.end as usize].iter().collect()))
            .collect()
    }

    #[test]
    fn personal_data_is_found_by_form_and_check_digit() {
        assert_eq!(seen("mail mara.k@example.com, please"), [("email", "mara.k@example.com".to_owned())]);
        assert_eq!(seen("I am @mara_k there"), [("handle", "@mara_k".to_owned())]);
        assert_eq!(seen("card 4111 1111 1111 1111."), [("card", "4111 1111 1111 1111".to_owned())]);
        assert_eq!(seen("card 4111 1111 1111 1112."), []);
        assert_eq!(seen("to NL91 ABNA 0417 1643 00 now"), [("iban", "NL91 ABNA 0417 1643 00".to_owned())]);
        assert_eq!(seen("to NL92 ABNA 0417 1643 00 now").iter().filter(|s| s.0 == "iban").count(), 0);
        assert_eq!(seen("call +44 20 7946 0958"), [("phone", "+44 20 7946 0958".to_owned())]);
        assert_eq!(seen("ring 020-7946 0958!"), [("phone", "020-7946 0958".to_owned())]);
    }

    #[test]
    fn dutch_numbers_are_told_by_the_eleven_test() {
        let seen = |text: &str| {
            let letters: Vec<char> = text.chars().collect();
            dutch_sightings(&letters).into_iter().map(|s| s.what).collect::<Vec<_>>()
        };
        assert_eq!(seen("mijn bsn is 111222333."), ["identity"]);
        assert_eq!(seen("bsn 1112.22.333"), ["identity"]);
        assert_eq!(seen("ordernummer 123456789"), [""; 0]);
        assert_eq!(seen("Ik woon op 3512 JE, nummer 14"), ["address"]);
        assert_eq!(seen("3512JE 14b"), ["address"]);
        assert_eq!(seen("in 2024 AM ik"), [""; 0]);
        assert_eq!(seen("postcode 3512 JE graag"), [""; 0]);
    }

    #[test]
    fn order_numbers_dates_and_prices_are_none() {
        for text in [
            "order 48-1177",
            "on 01-02-2026",
            "it cost 12.50",
            "2026-05-01",
            "ticket 123456789",
            "at 10.30 or 11.45",
            "e.g. this",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn links_are_told_by_domain() {
        let links: Vec<String> =
            sightings(&"see https://www.Example.com/a?b=1 or help.example.org.".chars().collect::<Vec<_>>())
                .into_iter()
                .map(|s| s.domain)
                .collect();
        assert_eq!(links, ["example.com", "help.example.org"]);
    }

    #[test]
    fn placeholders_of_all_kinds() {
        let count = |text: &str| placeholders(&text.chars().collect::<Vec<_>>()).len();
        assert_eq!(count("Hi {{name}}, I'm {operator} from [company name] about <order> of %date%"), 5);
        assert_eq!(count("5% off and 10% more, [1], {}, a < b > c ok {"), 0);
    }
}
