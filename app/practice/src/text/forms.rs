//! Normal forms of words: folding, squeezing, and the contractions of English.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case, typographic apostrophes made plain, runs of three and more of a letter squeezed.
pub fn normalise(word: &str) -> String {
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
