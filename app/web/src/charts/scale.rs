//! From numbers to places on a picture.

/// A part of a whole as an SVG length in percent, clipped to 0-100: `37.5%`.
pub fn percent_of(value: f64, whole: f64) -> String {
    let share = if whole > 0.0 { (value / whole * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    let text = format!("{share:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Round values from 0 up to at least `most`, in at most `steps` steps of 1, 2 or 5 times a power of ten.
pub fn ticks(most: u64, steps: u64) -> Vec<u64> {
    let most = most.max(1);
    let steps = steps.max(1);
    let mut power = 1_u64;
    let step = loop {
        if let Some(step) =
            [1, 2, 5].map(|digit| power.saturating_mul(digit)).into_iter().find(|step| most.div_ceil(*step) <= steps)
        {
            break step;
        }
        power = power.saturating_mul(10);
    };
    (0..=most.div_ceil(step)).map(|count| count.saturating_mul(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_clipped_and_short() {
        for (value, whole, length) in [
            (3.0, 8.0, "37.5%"),
            (1.0, 3.0, "33.33%"),
            (9.0, 3.0, "100%"),
            (-1.0, 3.0, "0%"),
            (1.0, 0.0, "0%"),
            (10.0, 100.0, "10%"),
        ] {
            assert_eq!(percent_of(value, whole), length);
        }
    }

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(7, 4), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(100, 4), [0, 50, 100]);
        assert_eq!(ticks(0, 4), [0, 1]);
        assert_eq!(ticks(1_234, 5), [0, 500, 1000, 1500]);
        for most in [1, 3, 9, 10, 11, 99, 4_999, u64::MAX / 2] {
            let marks = ticks(most, 5);
            assert!(marks.len() <= 6 && marks.last().is_some_and(|last| *last >= most), "{most}: {marks:?}");
        }
    }
}
