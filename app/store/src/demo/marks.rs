//! How a mentor of the academy marks: from what the debrief found, with their own severity and a little noise, and with remarks on real
//! words of the chat.

use super::{cast::Remarks, chance::Chance};
use crate::reviews::ChatForReview;
use domain::{
    chat::{Message, Sender, Signal, SignalKind},
    ids::CommentId,
    review::{Comment, Draft},
    scorecard::{CriterionKind, Mark, Marks},
};

/// Most remarks on one chat.
const REMARKS_MOST: usize = 3;

/// A mentor at work on one chat.
pub(super) struct Marker<'a> {
    remarks: &'a Remarks,
    luck: Chance,
    severity: f64,
}

impl<'a> Marker<'a> {
    pub(super) fn new(remarks: &'a Remarks, name: &str, severity: i32) -> Self {
        let luck = Chance::of(&format!("marks {name}"));
        Self { remarks, luck, severity: f64::from(severity) }
    }

    /// The whole review. `suggested` is what the engine made of the chat, 0 to 100.
    pub(super) fn draft(&mut self, work: &ChatForReview, suggested: i32) -> Draft {
        let card = &work.desk.scorecard;
        let quality = (f64::from(suggested) - self.severity) / 100.0;
        let flags = flags(work);
        let mut marks = Marks::default();
        for (_, criterion) in card.criteria() {
            let mark = match criterion.kind {
                CriterionKind::Graded => {
                    let level = (3.0 * quality + 0.1 + 0.8 * self.luck.noise()).round().clamp(0.0, 3.0);
                    Mark::Level([0, 1, 2, 3].into_iter().find(|n| f64::from(*n) >= level).unwrap_or(3))
                }
                CriterionKind::Rule if criterion.id == "privacy-and-data" => {
                    Mark::Kept(!flags.contains(&SignalKind::PersonalData) && !flags.contains(&SignalKind::OffPlatform))
                }
                CriterionKind::Rule => Mark::Kept(!flags.contains(&SignalKind::MissingStep) && quality > 0.3),
            };
            marks.criteria.insert(criterion.id.clone(), mark);
        }
        for (kind, critical) in [
            (SignalKind::OffPlatform, "data-exposed"),
            (SignalKind::WrongWindow, "wrong-window"),
            (SignalKind::ForbiddenPromise, "false-promise"),
        ] {
            if flags.contains(&kind) && card.criticals.iter().any(|found| found.id == critical) {
                marks.criticals.push(critical.to_owned());
            }
        }
        let score = card.score(&marks);
        let rated = score.rated.unwrap_or(0);
        let thirds = |mark: &Mark| match mark {
            Mark::Level(level) => u32::from(*level),
            Mark::Kept(kept) => 3 * u32::from(*kept),
            Mark::NotApplicable => 3,
        };
        let weakest = card.criteria().min_by_key(|(_, criterion)| {
            (marks.criteria.get(&criterion.id).map_or(3, thirds), u32::MAX - criterion.weight)
        });
        let focus = weakest.map(|(_, criterion)| criterion.id.clone()).filter(|_| rated < 100_000);
        let word = match rated {
            80_000.. => "strong",
            60_000.. => "fair",
            _ => "weak",
        };
        let summary =
            self.remarks.summaries.get(word).and_then(|list| self.luck.pick(list)).cloned().unwrap_or_default();
        let line = focus.as_ref().and_then(|focus| self.luck.pick(self.remarks.focus.get(focus)?)).cloned();
        let summary = summary.replace("{focus_line}", &line.unwrap_or_default()).replace("{customer}", &work.customer);
        Draft { marks, comments: self.comments(work, focus.as_deref()), summary: summary.trim().to_owned(), focus }
    }

    /// Remarks on what the engine noticed, those about the focus first.
    fn comments(&mut self, work: &ChatForReview, focus: Option<&str>) -> Vec<Comment> {
        let mut found: Vec<(&Message, &Signal)> = Vec::new();
        for turn in &work.turns {
            let Some(message) = work.messages.iter().find(|message| message.id == turn.message) else { continue };
            if message.sender == Sender::Operator {
                found.extend(turn.signals.iter().map(|signal| (message, signal)));
            }
        }
        found.retain(|(_, signal)| self.remarks.signals.contains_key(&word_of(signal.kind)));
        found.sort_by_key(|(message, signal)| {
            let remark = &self.remarks.signals[&word_of(signal.kind)];
            (focus != Some(remark.criterion.as_str()), remark.good, message.seq)
        });
        let mut comments: Vec<Comment> = Vec::new();
        for (message, signal) in found {
            if comments.len() == REMARKS_MOST || comments.iter().any(|comment| comment.message == message.id) {
                continue;
            }
            let remark = &self.remarks.signals[&word_of(signal.kind)];
            let length = u32::try_from(message.body.chars().count()).unwrap_or(0);
            let (start, end) = signal.span.map_or((0, length), |span| (span.start, span.end.min(length)));
            let words: String =
                message.body.chars().skip(start as usize).take((end - start.min(end)) as usize).collect();
            let Some(text) = self.luck.pick(&remark.texts) else { continue };
            if start >= end {
                continue;
            }
            let short: String = words.chars().take(60).collect();
            let number = u128::from(self.luck.seed()) << 64 | u128::from(self.luck.seed());
            comments.push(Comment {
                id: CommentId(uuid::Builder::from_random_bytes(number.to_be_bytes()).into_uuid()),
                message: message.id,
                start,
                end,
                criterion: Some(remark.criterion.clone()),
                body: text.replace("{words}", &short).replace("{customer}", &work.customer),
            });
        }
        if let Some(focus) =
            focus.filter(|focus| !comments.iter().any(|comment| comment.criterion.as_deref() == Some(focus)))
        {
            comments.truncate(REMARKS_MOST - 1);
            comments.extend(self.on_focus(work, focus, &comments));
        }
        comments.sort_by_key(|comment| {
            (work.messages.iter().position(|message| message.id == comment.message), comment.start)
        });
        comments
    }

    /// A remark about what to work on where nothing was noticed that it could stand beside: on the last message that has none yet, or the
    /// first where it is about how a chat opens.
    fn on_focus(&mut self, work: &ChatForReview, focus: &str, there: &[Comment]) -> Option<Comment> {
        let free = |message: &&Message| {
            message.sender == Sender::Operator && !there.iter().any(|comment| comment.message == message.id)
        };
        let message = match focus {
            "tone" | "understood" => work.messages.iter().find(free)?,
            _ => work.messages.iter().rfind(free)?,
        };
        let body = self.luck.pick(self.remarks.focus.get(focus)?)?.clone();
        let number = u128::from(self.luck.seed()) << 64 | u128::from(self.luck.seed());
        Some(Comment {
            id: CommentId(uuid::Builder::from_random_bytes(number.to_be_bytes()).into_uuid()),
            message: message.id,
            start: 0,
            end: u32::try_from(message.body.chars().count()).unwrap_or(0),
            criterion: Some(focus.to_owned()),
            body,
        })
    }
}

fn flags(work: &ChatForReview) -> Vec<SignalKind> {
    let turns = work.turns.iter().flat_map(|turn| &turn.signals);
    turns.chain(&work.closing_flags).map(|signal| signal.kind).filter(|kind| kind.is_flag()).collect()
}

/// The word a kind of signal has in the file of remarks: its name on the wire.
fn word_of(kind: SignalKind) -> String {
    serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
