//! Normal forms of words: folding, squeezing, and the contractions of English.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case, typographic apostrophes made plain, runs of three and more of a letter squeezed.
pub fn normalise(word: &str) -> String {
    if word.is_ascii() {
        return normalise_ascii(word);
    }
    let folded: Vec<char> = word
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`' | '´') { '\'' } else { c })
        .collect();
    let mut out = String::with_capacity(folded.len());
    let mut i = 0;
    while i < folded.len() {
        let c = folded[i];
        let run = folded[i..].iter().take_while(|d| **d == c).count();
        let keep = if run < 3 || !c.is_alphabetic() {
            run
        } else if i + run == folded.len() {
            1
        } else {
            2
        };
        out.extend(std::iter::repeat_n(c, keep));
        i += run;
    }
    out
}

/// The same for plain letters, which are their own NFKC form.
fn normalise_ascii(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let folded = |b: &u8| if *b == b'`' { b'\'' } else { b.to_ascii_lowercase() };
    let mut at = 0;
    while let Some(byte) = bytes.get(at).map(folded) {
        let run = bytes[at..].iter().take_while(|b| folded(b) == byte).count();
        let keep = match run {
            3.. if byte.is_ascii_alphabetic() => 1 + usize::from(at + run < bytes.len()),
            _ => run,
        };
        out.extend(std::iter::repeat_n(char::from(byte), keep));
        at += run;
    }
    out
}

/// The words of an English contraction; `None` when it is none.
pub(super) fn expand_english(word: &str) -> Option<Vec<std::borrow::Cow<'_, str>>> {
    use std::borrow::Cow;
    let fixed: &[&str] = match word {
        "can't" | "cant" | "cannot" => &["can", "not"],
        "won't" | "wont" => &["will", "not"],
        "shan't" => &["shall", "not"],
        "ain't" | "aint" | "isnt" => &["is", "not"],
        "dont" => &["do", "not"],
        "doesnt" => &["does", "not"],
        "didnt" => &["did", "not"],
        "wasnt" => &["was", "not"],
        "havent" => &["have", "not"],
        "hasnt" => &["has", "not"],
        "couldnt" => &["could", "not"],
        "wouldnt" => &["would", "not"],
        "shouldnt" => &["should", "not"],
        "im" => &["i", "am"],
        "ive" => &["i", "have"],
        "youre" => &["you", "are"],
        "youve" => &["you", "have"],
        "thats" => &["that", "is"],
        "whats" => &["what", "is"],
        "theres" => &["there", "is"],
        "let's" | "lets" => &["let", "us"],
        "gonna" => &["going", "to"],
        "wanna" => &["want", "to"],
        "gotta" => &["have", "to"],
        "pls" | "plz" => &["please"],
        "thx" => &["thanks"],
        "asap" => &["as", "soon", "as", "possible"],
        "u" => &["you"],
        "ur" => &["your"],
        _ => &[],
    };
    if !fixed.is_empty() {
        return Some(fixed.iter().map(|w| Cow::Borrowed(*w)).collect());
    }
    let (head, tail) = word.split_once('\'')?;
    if tail == "t" && head.ends_with('n') {
        return Some(vec![Cow::Borrowed(&head[..head.len() - 1]), Cow::Borrowed("not")]);
    }
    let second = match tail {
        "ll" => "will",
        "re" => "are",
        "ve" => "have",
        "m" => "am",
        "d" => "would",
        "s" if matches!(
            head,
            "it" | "that"
                | "what"
                | "there"
                | "here"
                | "he"
                | "she"
                | "who"
                | "where"
                | "how"
                | "when"
                | "everything"
                | "something"
        ) =>
        {
            "is"
        }
        // A possessive: "Mara's parcel".
        "s" => return Some(vec![Cow::Borrowed(head)]),
        _ => return None,
    };
    Some(vec![Cow::Borrowed(head), Cow::Borrowed(second)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_are_normalised_as_all_others_are() {
        for word in ["Sooo", "goooood", "Don`t", "111", "a", "", "WWWhat", "x---y", "aAa", "1.000"] {
            // A combining mark at the end takes the long way, and is cut off again.
            let long = normalise(&format!("{word}ß"));
            let ended = normalise_ascii(&format!("{word}z"));
            assert_eq!(long.trim_end_matches('ß'), ended.trim_end_matches('z'), "{word}");
        }
        assert_eq!(normalise("sooo"), "so");
        assert_eq!(normalise("sooon"), "soon");
    }
}
