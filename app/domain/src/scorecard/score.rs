//! Counting: from marks to the score of a review, in integers (SCORING.md section 1).

use super::{Criterion, CriterionKind, CriticalEffect, Mark, Marks, Score, Scorecard, Section};
use crate::field::{FieldError, FieldErrors};

/// 100 % in the thousandths of a percent point that a [`Score`] is counted in.
const FULL: u64 = 100_000;
/// Highest level of a graded criterion.
const TOP_LEVEL: u8 = 3;

/// Whole percent of a score, rounded down, so that "80 %" is only ever shown for a score that reaches 80.
pub const fn percent(score: u32) -> u32 {
    score / 1000
}

/// `sum(w * s)` in thirds of a weight, and `sum(w)`, over rated criteria.
#[derive(Clone, Copy, Default)]
struct Sum {
    thirds: u64,
    weight: u64,
}

impl Sum {
    fn add(&mut self, weight: u32, thirds: u8) {
        self.thirds += u64::from(weight) * u64::from(thirds);
        self.weight += u64::from(weight);
    }

    /// `R = sum(w * s) / sum(w)`, rounded half up; `None` when nothing was rated.
    fn score(self) -> Option<u32> {
        let whole = self.weight * u64::from(TOP_LEVEL);
        (whole > 0).then(|| u32::try_from((self.thirds * FULL * 2 + whole) / (whole * 2)).unwrap_or(u32::MAX))
    }
}

impl Mark {
    /// `s = (chosen - min) / (max - min)` in thirds, for a criterion of this kind; `None` for "not applicable", and for a mark that
    /// does not fit the kind.
    pub const fn thirds(self, kind: CriterionKind) -> Option<u8> {
        match (self, kind) {
            (Self::Level(level), CriterionKind::Graded) if level <= TOP_LEVEL => Some(level),
            (Self::Kept(kept), CriterionKind::Rule) => Some(if kept { TOP_LEVEL } else { 0 }),
            _ => None,
        }
    }

    /// May this mark be given to this criterion?
    pub const fn fits(self, criterion: &Criterion) -> bool {
        match self {
            Self::NotApplicable => criterion.allow_na,
            _ => self.thirds(criterion.kind).is_some(),
        }
    }
}

impl Scorecard {
    /// Every criterion with its section, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (&Section, &Criterion)> {
        self.sections.iter().flat_map(|section| section.criteria.iter().map(move |criterion| (section, criterion)))
    }

    /// The criterion with this id, and its section.
    pub fn find_criterion(&self, id: &str) -> Option<(&Section, &Criterion)> {
        self.criteria().find(|(_, criterion)| criterion.id == id)
    }

    /// The score of these marks. Marks that fit no criterion of this scorecard count for nothing; [`Self::check`] names them.
    pub fn score(&self, marks: &Marks) -> Score {
        let mut whole = Sum::default();
        let mut open = Vec::new();
        let mut sections = Vec::with_capacity(self.sections.len());
        for section in &self.sections {
            let mut part = Sum::default();
            for criterion in &section.criteria {
                match marks.criteria.get(&criterion.id) {
                    Some(mark) if mark.fits(criterion) => {
                        if let Some(thirds) = mark.thirds(criterion.kind) {
                            part.add(criterion.weight, thirds);
                            whole.add(criterion.weight, thirds);
                        }
                    }
                    _ => open.push(criterion.id.clone()),
                }
            }
            sections.push((section.id.clone(), part.score()));
        }
        let fatal = self.criticals.iter().any(|c| c.effect == CriticalEffect::Fatal && marks.criticals.contains(&c.id));
        let rated = whole.score();
        let line = self.pass.saturating_mul(1000);
        Score {
            rated,
            after_criticals: rated.map(|score| if fatal { 0 } else { score }),
            sections,
            passed: !fatal && rated.is_some_and(|score| score >= line),
            open,
        }
    }

    /// Everything that keeps these marks from being released: `criterion:<id>` without a mark or with one that does not fit,
    /// `critical:<id>` that this scorecard does not have.
    pub fn check(&self, marks: &Marks) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for (_, criterion) in self.criteria() {
            let field = format!("criterion:{}", criterion.id);
            match marks.criteria.get(&criterion.id) {
                None => errors.add(&field, FieldError::Missing),
                Some(mark) if !mark.fits(criterion) => errors.add(&field, FieldError::NotOffered),
                Some(_) => {}
            }
        }
        for id in marks.criteria.keys().filter(|id| self.find_criterion(id).is_none()) {
            errors.add(&format!("criterion:{id}"), FieldError::NotOffered);
        }
        for id in marks.criticals.iter().filter(|id| !self.criticals.iter().any(|critical| critical.id == **id)) {
            errors.add(&format!("critical:{id}"), FieldError::NotOffered);
        }
        errors
    }
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
