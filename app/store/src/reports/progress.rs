//! The progress page: funnel, people, sections, replies, criticals, backlog.

use super::{
    backlog::{Backlog, backlog},
    learned::{Learned, learned},
    period::Period,
    scope::{Member, ReportFilter, Scope},
};
use crate::{Store, StoreError, content, stored::count};
use chrono::{DateTime, Utc};
use domain::{
    ids::{CohortId, PersonId, TeamId},
    metrics::{AT_RISK_FROM, FunnelStep, Histogram, RiskPoint, Share, StepReach, funnel, risk_points},
    people::Manager,
    scorecard::CriticalKind,
};

/// Upper ends of the reply buckets, in seconds; the last bucket has none.
pub const BUCKETS: [u32; 8] = [15, 30, 45, 60, 90, 120, 180, 300];

/// Everything on the progress page.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The manager's teams, for the filter.
    pub teams: Vec<(TeamId, String)>,
    /// Their cohorts, oldest first, for the filter.
    pub cohorts: Vec<(CohortId, String)>,
    /// The onboarding funnel, as it stands now.
    pub funnel: Vec<StepReach>,
    /// The people, by name.
    pub people: Vec<PersonProgress>,
    /// Reviews of the period: all sections together.
    pub overall: SectionScore,
    /// Reviews of the period by section.
    pub sections: Vec<SectionScore>,
    /// The three critical accuracies of the period.
    pub criticals: Vec<CriticalAccuracy>,
    /// Response times of the period.
    pub replies: ReplyDistribution,
    /// What waits for review now.
    pub backlog: Backlog,
    /// When this was read.
    pub updated_at: DateTime<Utc>,
}

/// One person on the progress page.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonProgress {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Name of the cohort.
    pub cohort: Option<String>,
    /// Time zone (IANA).
    pub zone: String,
    /// The last step of the funnel reached.
    pub step: Option<FunnelStep>,
    /// Modules of the track read, with their quiz passed.
    pub modules_done: u32,
    /// Modules of the track.
    pub modules: u32,
    /// Quizzes passed at the first try, of those tried.
    pub quiz_first_time: Share,
    /// Signed every guideline of the track in its current version.
    pub signed: bool,
    /// Chats ended in the period.
    pub chats: u32,
    /// Reviews released in the period.
    pub reviewed: u32,
    /// Their mean score after criticals, in thousandths of a percent point.
    pub mean_score: Option<u32>,
    /// Median response time of the period, in seconds, rounded up.
    pub p50_reply_seconds: Option<u32>,
    /// Replies of the period within the customer's soft limit.
    pub within_soft: Share,
    /// When something of theirs was last recorded.
    pub last_active: Option<DateTime<Utc>>,
    /// Why they may need attention.
    pub risk: Vec<RiskPoint>,
    /// Listed as at risk: four points or more.
    pub at_risk: bool,
}

/// Mean score of a section; the whole review has an empty id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionScore {
    /// Id of the section.
    pub id: String,
    /// Its title today.
    pub title: String,
    /// Mean in thousandths of a percent point.
    pub mean: Option<u32>,
    /// Reviews in which it was rated.
    pub n: u32,
    /// Of them, reviews that passed as a whole.
    pub passed: Share,
}

/// Chats without a critical error of a kind, of the chats reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriticalAccuracy {
    /// Whom such errors harm.
    pub kind: CriticalKind,
    /// Chats without.
    pub share: Share,
}

/// Response times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyDistribution {
    /// How many replies took how long.
    pub buckets: Vec<ReplyBucket>,
    /// Median in seconds, rounded up.
    pub p50: Option<u32>,
    /// 90th percentile in seconds, rounded up.
    pub p90: Option<u32>,
    /// Mean in seconds.
    pub mean: Option<u32>,
    /// Replies.
    pub n: u32,
    /// Within the customer's soft limit.
    pub within_soft: Share,
}

/// Replies that took longer than `over` and at most `upto` seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyBucket {
    /// Its number, for [`super::list_replies`].
    pub number: u32,
    /// Longer than this; nothing for the first.
    pub over: Option<u32>,
    /// At most this; nothing for the last.
    pub upto: Option<u32>,
    /// How many.
    pub n: u32,
}

/// The bounds of reply bucket `number`.
pub(super) fn bounds(number: usize) -> (Option<u32>, Option<u32>) {
    (number.checked_sub(1).and_then(|before| BUCKETS.get(before)).copied(), BUCKETS.get(number).copied())
}

/// The progress page of the manager's teams.
///
/// # Errors
/// `NotFound` for a team the manager does not belong to.
pub async fn get_progress(store: &Store, manager: &Manager, filter: &ReportFilter) -> Result<Progress, StoreError> {
    let scope = Scope::of(store, manager, filter).await?;
    let ways = learned(store, manager, &scope).await?;
    let period = Period::load(store, &scope).await?;
    let people = scope.members.iter().zip(&ways).map(|(member, way)| person_progress(&scope, member, way, &period));
    let reviewed = period.reviews(None, "").n;
    let criticals = CriticalKind::ALL.map(|kind| {
        let hits = reviewed.saturating_sub(period.criticals(kind));
        CriticalAccuracy { kind, share: Share { hits, of: reviewed } }
    });
    Ok(Progress {
        funnel: funnel(&ways.iter().map(|way| way.dates).collect::<Vec<_>>()),
        people: people.collect(),
        overall: section(&period, "", ""),
        sections: section_titles(store, manager).iter().map(|(id, title)| section(&period, id, title)).collect(),
        criticals: criticals.to_vec(),
        replies: distribution(&period.all_replies(), period.within_soft()),
        backlog: backlog(store, &scope).await?,
        updated_at: scope.now,
        teams: scope.teams,
        cohorts: scope.cohorts,
    })
}

/// Sections of the scorecards in force, in order.
pub(super) fn section_titles(store: &Store, manager: &Manager) -> Vec<(String, String)> {
    let library = content::library(store);
    let mut titles: Vec<(String, String)> = Vec::new();
    for card in
        library.curriculum(manager.actor().locale).into_iter().flat_map(|curriculum| curriculum.scorecards.values())
    {
        for section in &card.sections {
            if !titles.iter().any(|(id, _)| *id == section.id) {
                titles.push((section.id.clone(), section.title.clone()));
            }
        }
    }
    titles
}

fn section(period: &Period, id: &str, title: &str) -> SectionScore {
    let sum = period.reviews(None, id);
    SectionScore {
        id: id.to_owned(),
        title: title.to_owned(),
        mean: sum.mean(),
        n: sum.n,
        passed: Share { hits: sum.passed, of: sum.n },
    }
}

fn distribution(histogram: &Histogram, within_soft: Share) -> ReplyDistribution {
    let buckets = (0..=BUCKETS.len()).map(|index| {
        let (over, upto) = bounds(index);
        ReplyBucket { number: count(index as u64), over, upto, n: count(histogram.between(over, upto)) }
    });
    ReplyDistribution {
        buckets: buckets.collect(),
        p50: histogram.percentile(50),
        p90: histogram.percentile(90),
        mean: histogram.mean().map(count),
        n: count(histogram.n()),
        within_soft,
    }
}

pub(super) fn person_progress(scope: &Scope, member: &Member, way: &Learned, period: &Period) -> PersonProgress {
    let id = member.id.0;
    let reviews = period.reviews(Some(id), "");
    let work = period.work(id);
    let risk = risk_points(&way.risk, scope.now);
    PersonProgress {
        id: member.id,
        name: member.name.clone(),
        cohort: scope.cohort_name(member.cohort),
        zone: member.zone.clone(),
        step: way.dates.step(),
        modules_done: way.modules_done,
        modules: way.modules,
        quiz_first_time: way.first_time,
        signed: way.dates.0[FunnelStep::Signed as usize].is_some(),
        chats: work.chats,
        reviewed: reviews.n,
        mean_score: reviews.mean(),
        p50_reply_seconds: period.replies(id).and_then(|histogram| histogram.percentile(50)),
        within_soft: work.within_soft,
        last_active: way.last_active,
        at_risk: risk.iter().map(|point| point.points).sum::<u32>() >= AT_RISK_FROM,
        risk,
    }
}
