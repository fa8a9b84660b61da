//! Progress per person: one row each, sorted as the address asks.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    funnel::step_name,
    sheet::{Column, Row},
    whole_percent,
};
use crate::{
    charts::FEW,
    failure::PageError,
    guard::As,
    render::Ctx,
    state::AppState,
    text::{Key, Text, key},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{
    metrics::{FunnelStep, Share},
    people::Manager,
    scorecard::percent,
};
use leptos::prelude::*;
use std::cmp::Ordering;
use store::reports::{PersonProgress, Progress};

/// How two people compare in a column.
type Compare = fn(&PersonProgress, &PersonProgress) -> Ordering;

/// A column: its name in the address, its head, whether it holds figures, and its order.
const COLUMNS: [(&str, Key, bool, Compare); 12] = [
    ("name", key::REPORT_PERSON, false, |a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase())),
    ("cohort", key::REPORT_COHORT, false, |a, b| a.cohort.cmp(&b.cohort)),
    ("step", key::REPORT_STEP, false, |a, b| place(a.step).cmp(&place(b.step))),
    ("modules", key::REPORT_MODULES, true, |a, b| a.modules_done.cmp(&b.modules_done)),
    ("quizzes", key::REPORT_FIRST_TIME, true, |a, b| {
        whole_percent(a.quiz_first_time).cmp(&whole_percent(b.quiz_first_time))
    }),
    ("signed", key::REPORT_SIGNED, false, |a, b| a.signed.cmp(&b.signed)),
    ("chats", key::REPORT_CHATS, true, |a, b| a.chats.cmp(&b.chats)),
    ("reviewed", key::REPORT_REVIEWED, true, |a, b| a.reviewed.cmp(&b.reviewed)),
    ("score", key::REPORT_MEAN_SCORE, true, |a, b| a.mean_score.cmp(&b.mean_score)),
    ("reply", key::REPORT_MEDIAN_REPLY, true, |a, b| a.p50_reply_seconds.cmp(&b.p50_reply_seconds)),
    ("within", key::REPORT_WITHIN_SHORT, true, |a, b| whole_percent(a.within_soft).cmp(&whole_percent(b.within_soft))),
    ("active", key::REPORT_LAST_ACTIVE, false, |a, b| a.last_active.cmp(&b.last_active)),
];

fn place(step: Option<FunnelStep>) -> usize {
    step.and_then(|step| FunnelStep::ALL.into_iter().position(|other| other == step)).map_or(0, |place| place + 1)
}

/// The column and direction an address asks for: `score`, `-score`; by name when it asks for nothing known.
fn order(sort: &str) -> (usize, bool) {
    let (name, rising) = sort.strip_prefix('-').map_or((sort, true), |name| (name, false));
    COLUMNS.iter().position(|(column, ..)| *column == name).map_or((0, true), |index| (index, rising))
}

fn sorted<'a>(people: &'a [PersonProgress], sort: &str) -> Vec<&'a PersonProgress> {
    let (index, rising) = order(sort);
    let compare = COLUMNS[index].3;
    let mut people: Vec<&PersonProgress> = people.iter().collect();
    people.sort_by(|a, b| if rising { compare(a, b) } else { compare(b, a) });
    people
}

/// A figure that rests on few: grey, with the number it rests on.
fn few(text: Text, shown: String, plain: String, n: u32) -> Cell {
    if n < FEW {
        Cell::Few(text.say_with(key::REPORT_ON_FEW, &[("figure", shown.into()), ("n", n.into())]), plain)
    } else {
        Cell::Figure(shown, plain)
    }
}

fn share(text: Text, share: Share) -> Cell {
    whole_percent(share)
        .map_or(Cell::Nothing, |percent| few(text, text.percent(percent), percent.to_string(), share.of))
}

fn row(ctx: &Ctx, person: &PersonProgress) -> Row {
    let text = ctx.text;
    let modules = text.say_with(key::ITEMS_OF, &[("done", person.modules_done.into()), ("all", person.modules.into())]);
    let score = person.mean_score.map(percent);
    Row::new(vec![
        Cell::Link(person.name.clone(), format!("/reports/people/{}", person.id)),
        person.cohort.clone().map_or(Cell::Nothing, Cell::Words),
        person.step.map_or(Cell::Nothing, |step| Cell::Words(step_name(text, step))),
        Cell::Figure(modules.clone(), modules),
        share(text, person.quiz_first_time),
        Cell::Words(text.say(if person.signed { key::REVIEW_YES } else { key::REVIEW_NO })),
        count(text, person.chats),
        count(text, person.reviewed),
        score.map_or(Cell::Nothing, |score| few(text, text.percent(score), score.to_string(), person.reviewed)),
        person.p50_reply_seconds.map_or(Cell::Nothing, |seconds| {
            few(text, text.number(seconds), seconds.to_string(), person.within_soft.of)
        }),
        share(text, person.within_soft),
        person.last_active.map_or(Cell::Nothing, |at| Cell::Moment(ctx.ago(at), at)),
    ])
}

fn sheet(ctx: &Ctx, asked: &Asked, people: &[PersonProgress]) -> Sheet {
    let text = ctx.text;
    let (index, rising) = order(&asked.sort);
    let columns = COLUMNS.iter().enumerate().map(|(at, (name, words, figures, _))| {
        let now = (at == index).then_some(rising);
        // Figures are most asked for from the top.
        let down = now.map_or(*figures, |rising| rising);
        let next = if down { format!("-{name}") } else { (*name).to_owned() };
        let to = format!("{}#people", asked.with_more("/reports/progress", &[("sort", &next)]));
        Column { title: text.say(*words), figures: *figures, sort: Some((to, now)) }
    });
    let sort: &[(&str, &str)] = if asked.sort.is_empty() { &[] } else { &[("sort", &asked.sort)] };
    Sheet {
        caption: text.say(key::REPORT_PEOPLE),
        export: asked.with_more("/reports/progress.csv", sort),
        columns: columns.collect(),
        rows: sorted(people, &asked.sort).into_iter().map(|person| row(ctx, person)).collect(),
    }
}

/// The figure on the progress page.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let n = u32::try_from(progress.people.len()).unwrap_or(u32::MAX);
    let about = About { definition: key::REPORT_PEOPLE_ABOUT, n, by_period: true, updated_at: progress.updated_at };
    let table = sheet(ctx, asked, &progress.people).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS));
    figure(ctx, asked, "people", text.say(key::REPORT_PEOPLE), &about, table)
}

/// `GET /reports/progress.csv`.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    Ok(sheet(&ctx, &asked, &progress.people).download("progress"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::PersonId;

    fn person(name: &str, score: Option<u32>, step: Option<FunnelStep>) -> PersonProgress {
        PersonProgress {
            id: PersonId(uuid::Uuid::nil()),
            name: name.into(),
            cohort: None,
            zone: "UTC".into(),
            step,
            modules_done: 0,
            modules: 8,
            quiz_first_time: Share::default(),
            signed: false,
            chats: 0,
            reviewed: 0,
            mean_score: score,
            p50_reply_seconds: None,
            within_soft: Share::default(),
            last_active: None,
            risk: vec![],
            at_risk: false,
        }
    }

    #[test]
    fn rows_sort_as_the_address_asks() {
        let people = [
            person("bo", Some(70_000), Some(FunnelStep::Proficient)),
            person("Ada", None, None),
            person("Cem", Some(90_000), Some(FunnelStep::Signed)),
        ];
        let names =
            |sort: &str| sorted(&people, sort).into_iter().map(|person| person.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names(""), ["Ada", "bo", "Cem"]);
        assert_eq!(names("-score"), ["Cem", "bo", "Ada"]);
        assert_eq!(names("step"), ["Ada", "Cem", "bo"]);
        assert_eq!(names("-nonsense"), ["Ada", "bo", "Cem"]);
    }

    #[test]
    fn figures_on_few_say_so() {
        let text = Text::new(domain::people::Locale::En);
        assert!(
            matches!(share(text, Share { hits: 2, of: 2 }), Cell::Few(shown, _) if shown.contains("100%") && shown.contains('2'))
        );
        assert_eq!(share(text, Share { hits: 6, of: 12 }), Cell::Figure("50%".into(), "50".into()));
        assert_eq!(share(text, Share::default()), Cell::Nothing);
    }
}
