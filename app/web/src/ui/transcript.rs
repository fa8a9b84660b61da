//! A message's words cut into pieces, so that what was noticed and what was remarked can be shown on the very words.
//!
//! Offsets are counted in Unicode scalar values everywhere, as in the engine, the store and the browser half.

use domain::chat::{Signal, Span};
use leptos::prelude::*;

/// One piece of a text: the same marks lie on all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// Where it ends.
    pub end: u32,
    /// Which of the given spans lie on it, by index.
    pub marks: Vec<usize>,
}

/// Cuts `body` where a span begins or ends. The pieces in order are the whole text; spans beyond it are clipped, empty ones ignored.
pub fn pieces<'a>(body: &'a str, spans: &[Span]) -> Vec<Piece<'a>> {
    let mut bytes: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
    bytes.push(body.len());
    let last = bytes.len() - 1;
    let clip = |at: u32| usize::try_from(at).unwrap_or(last).min(last);
    let ranges: Vec<(usize, usize)> = spans.iter().map(|span| (clip(span.start), clip(span.end))).collect();
    let mut cuts: Vec<usize> = ranges.iter().flat_map(|(from, to)| [*from, *to]).chain([0, last]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let covers = |(start, end): &(usize, usize)| *start <= from && to <= *end;
            Piece {
                text: &body[bytes[from]..bytes[to]],
                end: u32::try_from(to).unwrap_or(u32::MAX),
                marks: ranges.iter().enumerate().filter(|(_, range)| covers(range)).map(|(index, _)| index).collect(),
            }
        })
        .collect()
}

/// The words a span lies on.
pub fn quote(body: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    body.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// How a signal is shown: guideline findings stand apart, then what helped, what hurt, and what only informs.
pub const fn signal_tone(signal: &Signal) -> &'static str {
    if signal.kind.is_flag() {
        "flag"
    } else if signal.mood > 0 {
        "good"
    } else if signal.mood < 0 {
        "bad"
    } else {
        "note"
    }
}

/// A remark pinned to words: its number in the transcript and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Which remark.
    pub id: String,
    /// Number shown beside the words and beside the remark.
    pub number: usize,
    /// The words.
    pub span: Span,
}

/// A message's words with signals underlined and remarks highlighted. Nothing but the words themselves is text in here (numbers are drawn
/// by the style sheet), so that a selection counts the same characters as the server.
pub fn marked_text(body: &str, signals: &[Signal], pins: &[Pin]) -> AnyView {
    let shown: Vec<(&Signal, Span)> =
        signals.iter().filter_map(|signal| signal.span.map(|span| (signal, span))).collect();
    let spans: Vec<Span> = shown.iter().map(|(_, span)| *span).chain(pins.iter().map(|pin| pin.span)).collect();
    pieces(body, &spans)
        .into_iter()
        .map(|piece| {
            let words = piece.text.to_owned();
            let signal = piece.marks.iter().find_map(|mark| shown.get(*mark)).map(|(signal, _)| signal_tone(signal));
            let pins: Vec<&Pin> =
                piece.marks.iter().filter_map(|mark| pins.get(mark.checked_sub(shown.len())?)).collect();
            let words = match signal {
                Some(tone) => view! { <span class=format!("c-evidence c-evidence-{tone}")>{words}</span> }.into_any(),
                None => words.into_any(),
            };
            if pins.is_empty() {
                return words;
            }
            let join = |parts: Vec<String>| parts.join(" ");
            let ids = join(pins.iter().map(|pin| pin.id.clone()).collect());
            let ending = pins.iter().filter(|pin| pin.span.end == piece.end);
            let numbers =
                Some(join(ending.map(|pin| pin.number.to_string()).collect())).filter(|numbers| !numbers.is_empty());
            view! { <mark class="c-pin" data-comments=ids data-pin=numbers>{words}</mark> }.into_any()
        })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn pieces_overlap_and_join_to_the_whole() {
        let body = "Hé Mara, één moment";
        let cut = pieces(body, &[span(3, 7), span(5, 12), span(40, 50), span(2, 2)]);
        assert_eq!(cut.iter().map(|piece| piece.text).collect::<String>(), body);
        let marks: Vec<(&str, Vec<usize>)> = cut.iter().map(|piece| (piece.text, piece.marks.clone())).collect();
        assert_eq!(
            marks,
            [
                ("Hé", vec![]),
                (" ", vec![]),
                ("Ma", vec![0]),
                ("ra", vec![0, 1]),
                (", één", vec![1]),
                (" moment", vec![])
            ]
        );
    }

    #[test]
    fn quotes_count_characters() {
        assert_eq!(quote("één moment", span(0, 3)), "één");
        assert_eq!(quote("kort", span(2, 90)), "rt");
        assert_eq!(quote("kort", span(3, 1)), "");
    }

    #[test]
    fn words_carry_their_remarks_and_numbers_but_no_other_text() {
        let pin = |id: &str, number, start, end| Pin { id: id.into(), number, span: span(start, end) };
        let html = marked_text("Hi <Mara>", &[], &[pin("a", 1, 0, 9), pin("b", 2, 3, 9)]).to_html();
        assert!(html.contains(r#"data-comments="a b" data-pin="1 2""#), "{html}");
        assert!(html.contains("&lt;Mara&gt;") && html.matches("data-pin").count() == 1, "{html}");
    }

    #[test]
    fn an_empty_text_has_no_pieces() {
        assert!(pieces("", &[span(0, 4)]).is_empty());
    }
}
