//! Dutch word forms: verbs brought back to their infinitive, small words to the plain one, and the short forms of chats.

use super::forms;
use rust_stemmers::{Algorithm, Stemmer};
use std::{borrow::Cow, collections::HashMap, sync::OnceLock};

/// Parts that stand apart from their verb in "ik stuur het op", and in front of it in "opgestuurd" and "opsturen".
const PARTS: [&str; 34] = [
    "terug", "tegen", "samen", "achter", "binnen", "boven", "buiten", "voorbij", "klaar", "kapot", "vast", "door",
    "langs", "over", "open", "stop", "voor", "neer", "mee", "aan", "toe", "uit", "weg", "bij", "los", "dicht", "goed",
    "stil", "rond", "na", "af", "op", "in", "om",
];
/// Verbs that begin like these are no participles: "betaald", not "gebetaald".
const FIXED: [&str; 6] = ["be", "ver", "ont", "her", "ge", "er"];
/// Words whose small form adds "je" and nothing more, although "tje" would be usual after their last sound.
const PLAIN_SMALL: [&str; 16] = [
    "kaart", "moment", "account", "buurt", "punt", "klant", "plant", "krant", "product", "kant", "hart", "taart",
    "soort", "poort", "part", "tent",
];
const VOWELS: &str = "aeiou";

/// The stem of a normalised Dutch word.
pub(super) fn stem(word: &str) -> String {
    if let Some(stem) = of_verb(word) {
        return stem;
    }
    if let Some(part) = PARTS.iter().find(|p| word.len() > p.len() + 3 && word.starts_with(**p)) {
        let rest = &word[part.len()..];
        // "op te sturen" comes as three words; "opgestuurd", "opstuurt" and "opsturen" as one.
        if let Some(stem) = of_verb(rest) {
            return format!("{part}{stem}");
        }
    }
    plain(&grown(word))
}

/// A stem without looking at verbs.
fn plain(word: &str) -> String {
    Stemmer::create(Algorithm::Dutch).stem(word).into_owned()
}

fn of_verb(word: &str) -> Option<String> {
    static VERBS: OnceLock<HashMap<String, String>> = OnceLock::new();
    VERBS.get_or_init(verbs).get(word).cloned()
}

fn verbs() -> HashMap<String, String> {
    let mut forms = HashMap::new();
    for line in include_str!("../../data/verbs-nl.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(infinitive) = words.next() else { continue };
        let stem = plain(infinitive);
        let listed: Vec<&str> = words.collect();
        let made = if listed.is_empty() { regular(infinitive) } else { Vec::new() };
        for form in listed.iter().map(|f| (*f).to_owned()).chain(made).chain([infinitive.to_owned()]) {
            forms.entry(form).or_insert_with(|| stem.clone());
        }
    }
    forms
}

/// The forms of a verb that follows the rules.
fn regular(infinitive: &str) -> Vec<String> {
    let Some(root) = infinitive.strip_suffix("en") else { return Vec::new() };
    let letters: Vec<char> = root.chars().collect();
    let vowel = |at: Option<&char>| at.is_some_and(|c| VOWELS.contains(*c));
    let count = letters.len();
    let mut first = root.to_owned();
    let last = letters.last().copied().unwrap_or('e');
    let unstressed =
        ["el", "er", "em", "ig"].iter().any(|e| root.ends_with(e)) && count > 3 && !infinitive.ends_with("eren");
    if count >= 2 && letters[count - 1] == letters[count - 2] && !VOWELS.contains(last) {
        // pakken: ik pak.
        first.pop();
    } else if count >= 2
        && !VOWELS.contains(last)
        && vowel(letters.get(count - 2))
        && !(count >= 3 && vowel(letters.get(count - 3)))
        && !unstressed
    {
        // sturen: ik stuur.
        first = letters[..count - 1].iter().collect::<String>();
        first.push(letters[count - 2]);
        first.push(last);
    }
    // The past goes by the sound in the infinitive, the spelling by the end of a word: leven, ik leef, leefde.
    let voiceless = matches!(last, 't' | 'k' | 'f' | 's' | 'h' | 'p' | 'c' | 'x');
    let first = match last {
        'v' => format!("{}f", &first[..first.len() - 1]),
        'z' => format!("{}s", &first[..first.len() - 1]),
        _ => first,
    };
    let ending = if voiceless { 't' } else { 'd' };
    let present = if first.ends_with('t') { first.clone() } else { format!("{first}t") };
    let perfect = if first.ends_with(ending) { first.clone() } else { format!("{first}{ending}") };
    let perfect = if FIXED.iter().any(|f| infinitive.starts_with(f)) { perfect } else { format!("ge{perfect}") };
    vec![format!("{first}{ending}e"), format!("{first}{ending}en"), present, perfect, first]
}

/// A small word grown up: "pakketje" is "pakket", "mailtje" is "mail".
fn grown(word: &str) -> Cow<'_, str> {
    let singular = word.strip_suffix('s').filter(|w| w.ends_with("je")).unwrap_or(word);
    let Some(root) = singular.strip_suffix("je").filter(|r| r.len() > 3) else { return Cow::Borrowed(word) };
    if PLAIN_SMALL.iter().any(|p| root.ends_with(p)) {
        return Cow::Borrowed(root);
    }
    if let Some(shorter) = root.strip_suffix('t') {
        // "tuintje" is "tuin", "mannetje" is "man"; "pakketje" keeps its end.
        let short = shorter.strip_suffix('e').filter(|s| ["ll", "nn", "rr", "mm"].iter().any(|end| s.ends_with(end)));
        return match short {
            Some(short) => Cow::Owned(short[..short.len() - 1].to_owned()),
            None if shorter.ends_with(['l', 'n', 'r', 'w']) => Cow::Borrowed(shorter),
            None => Cow::Borrowed(root),
        };
    }
    Cow::Borrowed(root.strip_suffix('p').filter(|r| r.ends_with('m')).unwrap_or(root))
}

/// The words behind a short form; `None` when it is none.
pub(super) fn expand(word: &str) -> Option<Vec<Cow<'_, str>>> {
    let full: &[&str] = match word {
        "t" => &["het"],
        "m'n" | "mn" => &["mijn"],
        "z'n" | "zn" => &["zijn"],
        "d'r" => &["haar"],
        "zo'n" => &["zo", "een"],
        "da's" => &["dat", "is"],
        "k" | "'k" | "ikke" => &["ik"],
        "kheb" => &["ik", "heb"],
        "kzal" => &["ik", "zal"],
        "kga" => &["ik", "ga"],
        "kzie" => &["ik", "zie"],
        "es" => &["eens"],
        "ff" | "effe" | "effen" | "eventjes" => &["even"],
        "idd" => &["inderdaad"],
        "aub" | "svp" | "alsjeblieft" | "alstublieft" | "asjeblieft" | "alsublieft" => &["alstublieft"],
        "iig" => &["in", "ieder", "geval"],
        "igg" => &["in", "geen", "geval"],
        "iem" => &["iemand"],
        "wss" | "wrs" | "wsl" => &["waarschijnlijk"],
        "evt" => &["eventueel"],
        "bv" | "bijv" => &["bijvoorbeeld"],
        "ivm" => &["in", "verband", "met"],
        "mbt" => &["met", "betrekking", "tot"],
        "ipv" => &["in", "plaats", "van"],
        "vd" => &["van", "de"],
        "tel" => &["telefoon"],
        "nr" | "nmr" | "nrs" => &["nummer"],
        "bestelnr" => &["bestelnummer"],
        "ordernr" => &["ordernummer"],
        "klantnr" => &["klantnummer"],
        "telnr" | "tnr" => &["telefoonnummer"],
        "abo" => &["abonnement"],
        "ww" => &["wachtwoord"],
        "gr" | "grt" | "grtjs" | "groetjes" => &["groeten"],
        "dankjewel" => &["dank", "je", "wel"],
        "dankuwel" => &["dank", "u", "wel"],
        "thx" | "thnx" | "tnx" => &["bedankt"],
        "oke" | "oké" | "okee" | "okay" | "okey" => &["ok"],
        "nie" => &["niet"],
        "hoeist" => &["hoe", "is", "het"],
        "kun" | "kunt" => &["kan"],
        "wilt" => &["wil"],
        "zult" => &["zal"],
        "asap" => &["zo", "snel", "mogelijk"],
        _ => return None,
    };
    Some(full.iter().map(|w| Cow::Borrowed(*w)).collect())
}

/// The parts of a compound whose words are known: "bezorgadres" is "bezorg" and "adres". Whole words come back alone; none when it does not
/// fall into known words.
pub fn compound(word: &str, known: &impl Fn(&str) -> bool) -> Vec<String> {
    parts(&forms::normalise(word), known, 3).unwrap_or_default()
}

/// Shortest part of a compound, in letters.
const SHORTEST: usize = 3;

fn parts(word: &str, known: &impl Fn(&str) -> bool, most: usize) -> Option<Vec<String>> {
    if known(word) {
        return Some(vec![word.to_owned()]);
    }
    if most < 2 {
        return None;
    }
    // The longest last word first: it says what the whole is.
    let cuts = word.char_indices().map(|(at, _)| at).skip(SHORTEST);
    for at in cuts.filter(|at| word[*at..].chars().count() >= SHORTEST) {
        let (left, right) = word.split_at(at);
        if !known(right) {
            continue;
        }
        let plain = ["", "s", "-", "n", "en", "e"].into_iter().filter_map(|link| left.strip_suffix(link));
        for left in plain.filter(|l| l.chars().count() >= SHORTEST) {
            if let Some(mut found) = parts(left, known, most - 1) {
                found.push(right.to_owned());
                return Some(found);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_come_back_to_one_stem() {
        for (a, b) in [
            ("gestuurd", "sturen"),
            ("stuurt", "sturen"),
            ("stuurde", "sturen"),
            ("opgestuurd", "opsturen"),
            ("opstuurt", "opsturen"),
            ("aangenomen", "aannemen"),
            ("betaald", "betalen"),
            ("betaalde", "betalen"),
            ("geleefd", "leven"),
            ("verhuisde", "verhuizen"),
            ("wachtte", "wachten"),
            ("gewacht", "wachten"),
            ("kreeg", "krijgen"),
            ("regelt", "regelen"),
            ("geregeld", "regelen"),
            ("teruggebeld", "terugbellen"),
            ("klikt", "klikken"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn small_words_grow_up() {
        for (a, b) in [
            ("pakketje", "pakket"),
            ("mailtje", "mail"),
            ("kaartjes", "kaart"),
            ("berichtje", "bericht"),
            ("filmpje", "film"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn compounds_fall_apart_at_known_words() {
        let known = |w: &str| matches!(w, "pakket" | "nummer" | "bezorg" | "adres" | "verzekering" | "maatschappij");
        assert_eq!(compound("pakketnummer", &known), ["pakket", "nummer"]);
        assert_eq!(compound("verzekeringsmaatschappij", &known), ["verzekering", "maatschappij"]);
        assert_eq!(compound("nummer", &known), ["nummer"]);
        assert!(compound("kastanje", &known).is_empty());
    }
}
