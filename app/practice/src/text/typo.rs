//! How far two spellings are apart: Damerau-Levenshtein with adjacent swaps, and how far is still the same word.

/// Slips tolerated in a word of this many letters.
pub const fn tolerated(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Words of this many letters and more have no slips.
const LONGEST: usize = 40;

/// What it costs to come from nothing to the first letters of a word.
const FIRST: [u8; LONGEST] = {
    let (mut row, mut at) = ([0; LONGEST], 0_u8);
    while (at as usize) < LONGEST {
        row[at as usize] = at;
        at += 1;
    }
    row
};

/// Distance between two words (insertions, deletions, replacements, swaps of neighbours), or `None` when above `most`.
pub fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || b.len() >= LONGEST {
        return None;
    }
    let width = b.len() + 1;
    let mut before = [0_u8; LONGEST];
    let mut last: [u8; LONGEST] = FIRST;
    let mut row = [0_u8; LONGEST];
    // No longer than `b` by more than `most`, so that all of it fits into a byte.
    for (i, place) in (1..=a.len()).zip(1_u8..) {
        row[0] = place;
        let mut lowest = place;
        for j in 1..width {
            let cost = u8::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
            lowest = lowest.min(best);
        }
        if usize::from(lowest) > most {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    let slips = usize::from(last[b.len()]);
    (slips <= most).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str, most: usize) -> Option<usize> {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), most)
    }

    #[test]
    fn counts_slips() {
        assert_eq!(apart("number", "nubmer", 2), Some(1));
        assert_eq!(apart("order", "ordr", 2), Some(1));
        assert_eq!(apart("refund", "refund", 2), Some(0));
        assert_eq!(apart("parcel", "person", 2), None);
        assert_eq!(apart("", "ab", 2), Some(2));
    }

    #[test]
    fn tolerance_grows_with_length() {
        assert_eq!([3, 4, 7, 8].map(tolerated), [0, 1, 1, 2]);
    }
}
