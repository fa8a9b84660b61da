//! Whom a report is about and which days: from the address, into a form, and into every link of the report.

use crate::{
    render::Ctx,
    text::{Text, key},
    ui::{Button, ButtonKind, ButtonLink},
};
use domain::ids::{CohortId, TeamId};
use leptos::prelude::*;
use serde::Deserialize;
use store::reports::ReportFilter;

/// Periods to choose from, in days.
const PERIODS: [u32; 4] = [7, 28, 90, 365];

/// What the address asks for. Anything unreadable in it filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// Only this team.
    #[serde(default)]
    pub team: String,
    /// Only this cohort.
    #[serde(default)]
    pub cohort: String,
    /// Only so many days back.
    #[serde(default)]
    pub days: String,
    /// A column to sort by; a leading `-` sorts downwards.
    #[serde(default)]
    pub sort: String,
    /// Only chats handed in more than so many hours ago.
    #[serde(default)]
    pub over: String,
    /// Only chats handed in at most so many hours ago.
    #[serde(default)]
    pub upto: String,
    /// Which table of a page is exported.
    #[serde(default)]
    pub table: String,
}

impl Asked {
    /// The filter for the store.
    pub fn filter(&self) -> ReportFilter {
        ReportFilter {
            team: self.team.parse::<TeamId>().ok(),
            cohort: self.cohort.parse::<CohortId>().ok(),
            days: self.days.parse().ok().filter(|days| (1..=3650).contains(days)),
        }
    }

    /// Whether anything is filtered.
    pub fn is_set(&self) -> bool {
        self.filter() != ReportFilter::default()
    }

    /// This path with the same filter.
    pub fn with(&self, path: &str) -> String {
        self.with_more(path, &[])
    }

    /// This path with the same filter and more.
    pub fn with_more(&self, path: &str, more: &[(&str, &str)]) -> String {
        let filter = self.filter();
        let own = [
            ("team", filter.team.map(|team| team.to_string())),
            ("cohort", filter.cohort.map(|cohort| cohort.to_string())),
            ("days", filter.days.map(|days| days.to_string())),
        ];
        let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(own.chain(more)).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// The period in words.
pub fn period(text: Text, asked: &Asked) -> String {
    match asked.filter().days {
        Some(days) => text.say_with(key::REPORT_PERIOD_DAYS, &[("days", days.into())]),
        None => text.say(key::REPORT_PERIOD_ALL),
    }
}

/// The filter as a form.
pub fn form(ctx: &Ctx, asked: &Asked, teams: &[(TeamId, String)], cohorts: &[(CohortId, String)]) -> AnyView {
    let text = ctx.text;
    let filter = asked.filter();
    let option =
        |value: String, label: String, chosen: bool| view! { <option value=value selected=chosen>{label}</option> };
    let teams =
        teams.iter().map(|(id, name)| option(id.to_string(), name.clone(), filter.team == Some(*id))).collect_view();
    let cohorts = cohorts
        .iter()
        .map(|(id, name)| option(id.to_string(), name.clone(), filter.cohort == Some(*id)))
        .collect_view();
    let other = filter.days.filter(|days| !PERIODS.contains(days));
    let periods = PERIODS
        .into_iter()
        .chain(other)
        .map(|days| {
            option(
                days.to_string(),
                text.say_with(key::REPORT_PERIOD_DAYS, &[("days", days.into())]),
                filter.days == Some(days),
            )
        })
        .collect_view();
    let clear = asked.is_set().then(|| view! { <ButtonLink to="/reports/progress" kind=ButtonKind::Quiet>{text.say(key::FILTER_CLEAR)}</ButtonLink> });
    view! {
        <form class="c-filters" method="get" action="/reports/progress">
            <label>{text.say(key::REPORT_TEAM)}<select name="team"><option value="">{text.say(key::FILTER_ALL)}</option>{teams}</select></label>
            <label>{text.say(key::REPORT_COHORT)}<select name="cohort"><option value="">{text.say(key::FILTER_ALL)}</option>{cohorts}</select></label>
            <label>{text.say(key::REPORT_PERIOD)}<select name="days"><option value="">{text.say(key::REPORT_PERIOD_ALL)}</option>{periods}</select></label>
            <Button kind=ButtonKind::Plain>{text.say(key::FILTER_APPLY)}</Button>
            {clear}
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_the_filter_and_drop_nonsense() {
        let team = "01900000-0000-7000-8000-000000000001";
        let asked = Asked { team: team.into(), days: "28".into(), cohort: "nobody".into(), ..Asked::default() };
        assert_eq!(asked.with("/reports/backlog"), format!("/reports/backlog?team={team}&days=28"));
        assert_eq!(
            asked.with_more("/x", &[("sort", "-score & more")]),
            format!("/x?team={team}&days=28&sort=-score+%26+more")
        );
        assert_eq!(Asked::default().with("/x"), "/x");
        assert!(
            !Asked { days: "0".into(), ..Asked::default() }.is_set()
                && !Asked { days: "-5".into(), ..Asked::default() }.is_set()
        );
    }
}
