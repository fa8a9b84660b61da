//! What a key means while reviewing, and where the cursor goes after a mark. Plain functions over plain data.

use domain::scorecard::{Mark, Marks, Scorecard};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Mark the current criterion.
    Mark(Mark),
    /// To the next message.
    NextMessage,
    /// To the message before.
    PreviousMessage,
    /// Comment on the selected words, or on the current message.
    Comment,
    /// Show the keys.
    Help,
}

/// The stroke of a key. Keys with Ctrl, Alt or Meta belong to the browser, and nothing is taken from somebody who is typing.
pub fn stroke(key: &str, modified: bool, typing: bool) -> Option<Stroke> {
    if modified || typing {
        return None;
    }
    Some(match key {
        "0" => Stroke::Mark(Mark::Level(0)),
        "1" => Stroke::Mark(Mark::Level(1)),
        "2" => Stroke::Mark(Mark::Level(2)),
        "3" => Stroke::Mark(Mark::Level(3)),
        "y" => Stroke::Mark(Mark::Kept(true)),
        "n" => Stroke::Mark(Mark::Kept(false)),
        "x" => Stroke::Mark(Mark::NotApplicable),
        "j" => Stroke::NextMessage,
        "k" => Stroke::PreviousMessage,
        "c" => Stroke::Comment,
        "?" => Stroke::Help,
        _ => return None,
    })
}

/// Where to go after a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To this criterion.
    Criterion(String),
    /// Everything is marked: to the summary.
    Summary,
}

/// Marks the current criterion and says where to go: the one after it; after the last, the first that is still open; then the summary.
/// `None` when the mark does not fit the criterion, or there is no such criterion.
pub fn mark_and_move(card: &Scorecard, marks: &mut Marks, current: &str, mark: Mark) -> Option<Next> {
    let (_, criterion) = card.find_criterion(current).filter(|(_, criterion)| mark.fits(criterion))?;
    marks.criteria.insert(criterion.id.clone(), mark);
    let after = card.criteria().skip_while(|(_, other)| other.id != current).nth(1).map(|(_, other)| other.id.clone());
    Some(after.or_else(|| card.score(marks).open.into_iter().next()).map_or(Next::Summary, Next::Criterion))
}

/// The first criterion without a mark, or the first of all.
pub fn first_open(card: &Scorecard, marks: &Marks) -> String {
    let open = card.score(marks).open.into_iter().next();
    open.or_else(|| card.criteria().next().map(|(_, criterion)| criterion.id.clone())).unwrap_or_default()
}

/// One step through `count` messages, staying inside; from nowhere, to the first.
pub fn step(current: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match current {
        None => 0,
        Some(at) if forward => (at + 1).min(last),
        Some(at) => at.saturating_sub(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::scorecard::{Criterion, CriterionKind, Section};

    fn card() -> Scorecard {
        let criterion = |id: &str, kind, allow_na| Criterion {
            id: id.into(),
            title: id.into(),
            weight: 10,
            kind,
            help: String::new(),
            anchors: vec![],
            allow_na,
        };
        let section =
            |id: &str, criteria: Vec<Criterion>| Section { id: id.into(), title: id.into(), weight: 0, criteria };
        Scorecard {
            id: "c".into(),
            version: 1,
            title: String::new(),
            pass: 80,
            sections: vec![
                section(
                    "one",
                    vec![
                        criterion("tone", CriterionKind::Graded, false),
                        criterion("steps", CriterionKind::Rule, true),
                    ],
                ),
                section("two", vec![criterion("pace", CriterionKind::Graded, true)]),
            ],
            criticals: vec![],
            hash: String::new(),
        }
    }

    #[test]
    fn a_mark_moves_on_across_sections_and_back_to_what_is_open() {
        let (card, mut marks) = (card(), Marks::default());
        let next = |marks: &mut Marks, at: &str, mark| mark_and_move(&card, marks, at, mark);
        assert_eq!(next(&mut marks, "steps", Mark::Kept(true)), Some(Next::Criterion("pace".into())));
        assert_eq!(
            next(&mut marks, "pace", Mark::NotApplicable),
            Some(Next::Criterion("tone".into())),
            "the one still open"
        );
        assert_eq!(
            next(&mut marks, "tone", Mark::Level(2)),
            Some(Next::Criterion("steps".into())),
            "in order, marked or not"
        );
        assert_eq!(next(&mut marks, "pace", Mark::Level(3)), Some(Next::Summary));
        assert_eq!(marks.criteria["pace"], Mark::Level(3), "the later mark counts");
    }

    #[test]
    fn a_mark_that_does_not_fit_changes_nothing() {
        let (card, mut marks) = (card(), Marks::default());
        for (at, mark) in [
            ("tone", Mark::Kept(true)),
            ("steps", Mark::Level(2)),
            ("tone", Mark::NotApplicable),
            ("gone", Mark::Level(1)),
        ] {
            assert_eq!(mark_and_move(&card, &mut marks, at, mark), None);
        }
        assert!(marks.criteria.is_empty());
    }

    #[test]
    fn keys_are_left_to_typing_and_to_the_browser() {
        assert_eq!(stroke("3", false, false), Some(Stroke::Mark(Mark::Level(3))));
        assert_eq!(stroke("?", false, false), Some(Stroke::Help));
        for (key, modified, typing) in
            [("3", true, false), ("c", true, false), ("j", false, true), ("q", false, false), ("4", false, false)]
        {
            assert_eq!(stroke(key, modified, typing), None, "{key}");
        }
    }

    #[test]
    fn steps_stay_inside_the_transcript() {
        assert_eq!(step(None, 3, false), Some(0));
        assert_eq!(step(Some(2), 3, true), Some(2));
        assert_eq!(step(Some(0), 3, false), Some(0));
        assert_eq!(step(Some(0), 3, true), Some(1));
        assert_eq!(step(None, 0, true), None);
    }

    #[test]
    fn work_starts_where_it_was_left() {
        let (card, mut marks) = (card(), Marks::default());
        assert_eq!(first_open(&card, &marks), "tone");
        marks.criteria.insert("tone".into(), Mark::Level(1));
        assert_eq!(first_open(&card, &marks), "steps");
    }
}
