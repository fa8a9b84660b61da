//! Response times: how many replies took how long, and the replies of each bucket.

use super::{
    Cell, Sheet, count,
    figure::{About, figure},
    filter::Asked,
    rows_page,
    sheet::{Column, Row},
    wants_csv, whole_percent,
};
use crate::{
    charts::{self, Columns, FEW, Marker, columns},
    failure::PageError,
    guard::As,
    render::Ctx,
    state::AppState,
    text::{Text, key},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::{metrics::whole_seconds, people::Manager};
use leptos::prelude::*;
use store::reports::{BUCKETS, Progress, ReplyBucket, ReplyDistribution, ReplyRow};

/// The bucket with this number as people read it; everything where there is no such bucket.
fn name_of(text: Text, number: u32) -> String {
    let upto = |number: usize| BUCKETS.get(number).copied();
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    range(text, at.checked_sub(1).and_then(upto), upto(at))
}

/// A bucket as people read it: `16–30 s`.
fn name(text: Text, bucket: &ReplyBucket) -> String {
    range(text, bucket.over, bucket.upto)
}

fn range(text: Text, over: Option<u32>, upto: Option<u32>) -> String {
    match (over, upto) {
        (None, Some(upto)) => text.say_with(key::REPORT_BUCKET_FIRST, &[("upto", upto.into())]),
        (Some(over), Some(upto)) => {
            text.say_with(key::REPORT_BUCKET, &[("from", (over + 1).into()), ("upto", upto.into())])
        }
        (Some(over), None) => text.say_with(key::REPORT_BUCKET_LAST, &[("over", over.into())]),
        (None, None) => text.say(key::FILTER_ALL),
    }
}

/// Where a number of seconds stands among the columns.
fn place(buckets: &[ReplyBucket], seconds: u32) -> f64 {
    let inside = buckets.iter().position(|bucket| bucket.upto.is_none_or(|upto| seconds <= upto));
    let Some((index, bucket)) = inside.and_then(|index| Some((index, buckets.get(index)?))) else {
        return buckets.len() as f64;
    };
    let from = bucket.over.unwrap_or(0);
    let part =
        bucket.upto.map_or(0.5, |upto| f64::from(seconds.saturating_sub(from)) / f64::from((upto - from).max(1)));
    index as f64 + part
}

fn to(asked: &Asked, bucket: &ReplyBucket) -> String {
    asked.with(&format!("/reports/replies/{}", bucket.number))
}

fn picture(ctx: &Ctx, asked: &Asked, replies: &ReplyDistribution) -> AnyView {
    let text = ctx.text;
    let bars = replies.buckets.iter().map(|bucket| charts::Column {
        label: name(text, bucket),
        value: u64::from(bucket.n),
        says: text
            .say_with(key::REPORT_BUCKET_SAYS, &[("bucket", name(text, bucket).into()), ("count", bucket.n.into())]),
        href: Some(to(asked, bucket)),
        late: false,
    });
    let marker = |seconds: Option<u32>, label: String| {
        seconds.map(|seconds| Marker {
            at: place(&replies.buckets, seconds),
            label: format!("{label}: {}", text.duration(seconds)),
            target: false,
        })
    };
    columns(Columns {
        id: "replies-chart",
        title: text.say(key::REPORT_REPLIES),
        says: text.say(key::REPORT_REPLIES_SAYS),
        columns: bars.collect(),
        markers: [marker(replies.p50, text.say(key::REPORT_MEDIAN)), marker(replies.p90, text.say(key::REPORT_P90))]
            .into_iter()
            .flatten()
            .collect(),
        few: replies.n < FEW,
    })
}

fn sheet(ctx: &Ctx, asked: &Asked, replies: &ReplyDistribution) -> Sheet {
    let text = ctx.text;
    let mut sum = 0_u32;
    let rows = replies.buckets.iter().map(|bucket| {
        sum += bucket.n;
        let upto_here = whole_percent(domain::metrics::Share { hits: sum, of: replies.n });
        Row::new(vec![
            Cell::Link(name(text, bucket), to(asked, bucket)),
            count(text, bucket.n),
            upto_here.map_or(Cell::Nothing, |percent| Cell::Figure(text.percent(percent), percent.to_string())),
        ])
    });
    Sheet {
        caption: text.say(key::REPORT_REPLIES),
        export: asked.with("/reports/replies.csv"),
        columns: vec![
            Column::words(text.say(key::REPORT_WAIT)),
            Column::figures(text.say(key::REPORT_REPLY_COUNT)),
            Column::figures(text.say(key::REPORT_UPTO_HERE)),
        ],
        rows: rows.collect(),
    }
}

/// The figure on the progress page: the picture, its key figures, and the same as a table.
pub fn section(ctx: &Ctx, asked: &Asked, progress: &Progress) -> AnyView {
    let text = ctx.text;
    let replies = &progress.replies;
    let about =
        About { definition: key::REPORT_REPLIES_ABOUT, n: replies.n, by_period: true, updated_at: progress.updated_at };
    let seconds = |value: Option<u32>| value.map_or_else(|| "–".to_owned(), |value| text.duration(value));
    let within = whole_percent(replies.within_soft).map_or_else(|| "–".to_owned(), |percent| text.percent(percent));
    let facts = [
        (text.say(key::REPORT_MEDIAN), seconds(replies.p50)),
        (text.say(key::REPORT_P90), seconds(replies.p90)),
        (text.say(key::REPORT_MEAN), seconds(replies.mean)),
        (text.say(key::REPORT_WITHIN), within),
    ]
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd><b>{value}</b></dd></div> });
    let content = view! {
        <dl class="p-accuracies">{facts.into_iter().collect_view()}</dl>
        <div class="p-plot">{picture(ctx, asked, replies)}</div>
        <details class="p-as-table">
            <summary>{text.say(key::REPORT_AS_TABLE)}</summary>
            {sheet(ctx, asked, replies).view(text.say(key::REPORT_EXPORT), text.say(key::REPORT_NO_ROWS))}
        </details>
    };
    figure(ctx, asked, "replies", text.say(key::REPORT_REPLIES), &about, content.into_any())
}

/// `GET /reports/replies.csv`.
pub async fn csv(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let progress = store::reports::get_progress(&app.store, &manager, &asked.filter()).await?;
    Ok(sheet(&ctx, &asked, &progress.replies).download("replies"))
}

/// `GET /reports/replies/{bucket}` and the same with `.csv`.
pub async fn page(
    ctx: Ctx,
    As(manager): As<Manager>,
    State(app): State<AppState>,
    Path(part): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (word, csv) = wants_csv(&part);
    let bucket: u32 = word.parse().map_err(|_| PageError::NotFound)?;
    let rows = store::reports::list_replies(&app.store, &manager, &asked.filter(), bucket).await?;
    let sheet = rows_sheet(&ctx, &asked, bucket, &rows);
    if csv {
        return Ok(sheet.download(&format!("replies-{bucket}")));
    }
    Ok(rows_page(&ctx, &asked, true, ctx.text.say(key::REPORT_REPLIES_LEAD), &sheet))
}

fn rows_sheet(ctx: &Ctx, asked: &Asked, bucket: u32, rows: &[ReplyRow]) -> Sheet {
    let text = ctx.text;
    let rows = rows.iter().map(|row| {
        let seconds = whole_seconds(row.ms);
        let first = if row.first { key::REPORT_REPLY_FIRST } else { key::REPORT_REPLY_NEXT };
        Row::new(vec![
            Cell::Link(row.name.clone(), format!("/reports/people/{}", row.person)),
            Cell::Words(row.scenario_title.clone()),
            Cell::Words(text.say(first)),
            count(text, seconds),
            count(text, row.soft_seconds),
            Cell::Moment(text.date_time_short(row.ended_at, ctx.zone), row.ended_at),
        ])
    });
    Sheet {
        caption: text.say_with(key::REPORT_REPLY_ROWS, &[("range", name_of(text, bucket).into())]),
        export: asked.with(&format!("/reports/replies/{bucket}.csv")),
        columns: vec![
            Column::words(text.say(key::REPORT_PERSON)),
            Column::words(text.say(key::QUEUE_SCENARIO)),
            Column::words(text.say(key::REPORT_REPLY_KIND)),
            Column::figures(text.say(key::REPORT_SECONDS)),
            Column::figures(text.say(key::REPORT_LIMIT)),
            Column::words(text.say(key::REPORT_CHAT_ENDED)),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_rows_names_its_range() {
        let text = Text::new(domain::people::Locale::En);
        for (number, said) in [(0, "up to 15 s"), (1, "16–30 s"), (8, "over 300 s")] {
            assert_eq!(name_of(text, number), said);
        }
    }

    #[test]
    fn markers_stand_where_their_seconds_are() {
        let bucket = |number, over, upto| ReplyBucket { number, over, upto, n: 0 };
        let buckets = [bucket(0, None, Some(15)), bucket(1, Some(15), Some(30)), bucket(2, Some(30), None)];
        for (seconds, at) in [(0, 0.0), (15, 1.0), (30, 2.0), (900, 2.5)] {
            assert!((place(&buckets, seconds) - at).abs() < 1e-9, "{seconds}");
        }
        assert!((place(&buckets, 21) - 1.4).abs() < 1e-9);
    }
}
