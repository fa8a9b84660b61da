//! Who may need attention, and why: points that everybody can check.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    sheet::{Column, Row},
};
use crate::{
    failure::PageError,
    guard::As,
    render::Ctx,
    state::AppState,
    text::{Text, key},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{
    metrics::{RiskPoint, RiskReason},
    people::Manager,
};
use leptos::prelude::*;
use store::reports::{PersonProgress, Progress};

/// A reason in words.
pub fn words(text: Text, point: &RiskPoint) -> String {
    match &point.reason {
        RiskReason::Inactive { days } => text.say_with(key::REPORT_RISK_INACTIVE, &[("days", (*days).into())]),
        RiskReason::Overdue { days } => text.say_with(key::REPORT_RISK_OVERDUE, &[("days", (*days).into())]),
        RiskReason::QuizFailedTwice { module } => {
            text.say_with(key::REPORT_RISK_QUIZ, &[("module", module.as_str().into())])
        }
        RiskReason::Falling { per_review } => {
            let points = text.decimal(per_review.unsigned_abs() as f64 / 1000.0);
            text.say_with(key::REPORT_RISK_FALLING, &[("points", points.into())])
        }
        RiskReason::Critical { days } => text.say_with(key::REPORT_RISK_CRITICAL, &[("days", (*days).into())]),
    }
}

/// A reason in words, with its points.
pub fn reason(text: Text, point: &RiskPoint) -> String {
    format!("{} (+{})", words(text, point), point.points)
}

fn points(person: &PersonProgress) -> u32 {
    person.risk.iter().map(|point| point.points).sum()
}

fn sheet(ctx: &Ctx, asked: &Asked, progress: &Progress) -> Sheet {
    let text = ctx.text;
    let mut listed: Vec<&PersonProgress> = progress.people.iter().filter(|person| person.at_risk).collect();
    listed.sort_by_key(|person| std::cmp::Reverse(points(person)));
    let rows = listed.into_iter().map(|person| {
        let reasons: Vec<String> = person.risk.iter().map(|point| reason(text, point)).collect();
        Row::new(vec![
            Cell::Link(person.name.clone(), format!("/reports/people/{}", person.id)),
            count(text, points(person)),
            Cell::Words(reasons.join("; ")),
            person.last_active.map_or(Cell::Nothing, |at| Cell::Moment(ctx.ago(at), at)),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_RISK),
        export: asked.with("/reports/at-risk.csv"),
        columns: vec![
            Column::words(text.say(key::REPORT_PERSON)),
            Column::figures(text.say(key::REPORT_POINTS)),
            Column::words(text.say(key::REPORT_REASONS)),
            Column::words(text.say(key::REPORT_LAST_ACTIVE)),
        ],
        rows: rows.collect(),
    }
}

/// The figure on the progress page.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let n = u32::try_from(progress.people.len()).unwrap_or(u32::MAX);
    let about = About { definition: key::REPORT_RISK_ABOUT, n, by_period: false, updated_at: progress.updated_at };
    let table = sheet(ctx, asked, progress).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_RISK_NONE));
    figure(ctx, asked, "at-risk", text.say(key::REPORT_RISK), &about, table)
}

/// `GET /reports/at-risk.csv`.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    Ok(sheet(&ctx, &asked, &progress).download("at-risk"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::people::Locale;

    #[test]
    fn every_reason_says_its_facts() {
        let text = Text::new(Locale::En);
        let said = |points, reason: RiskReason| super::reason(text, &RiskPoint { points, reason });
        assert!(said(2, RiskReason::Inactive { days: 4 }).contains('4'));
        assert!(said(2, RiskReason::QuizFailedTwice { module: "Tone".into() }).contains("Tone"));
        assert!(said(2, RiskReason::Falling { per_review: -3_400 }).contains("3.4"));
        assert!(said(3, RiskReason::Critical { days: 1 }).ends_with("(+3)"));
    }
}
