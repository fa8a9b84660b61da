//! The frame of a figure: title, picture or table, and what it means: definition, n, period, zone, last update.

use super::filter::{Asked, period};
use crate::{
    charts::FEW,
    pages::zones::place,
    render::Ctx,
    text::{Key, key},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// What a figure means.
pub struct About {
    /// Its definition.
    pub definition: Key,
    /// How many things it rests on.
    pub n: u32,
    /// Whether the period counts for it; otherwise it stands as it is now.
    pub by_period: bool,
    /// When it was read.
    pub updated_at: DateTime<Utc>,
}

/// The figure.
pub fn figure(ctx: &Ctx, asked: &Asked, id: &'static str, title: String, about: &About, content: AnyView) -> AnyView {
    let text = ctx.text;
    let few = (about.n < FEW).then(|| view! { <span class="p-few">{text.say(key::REPORT_TOO_FEW)}</span> });
    let period = if about.by_period { period(text, asked) } else { text.say(key::REPORT_PERIOD_NOW) };
    let heading = format!("{id}-heading");
    let rows = [
        (key::REPORT_ABOUT_DEFINITION, text.say(about.definition)),
        (key::REPORT_ABOUT_N, text.number(about.n)),
        (key::REPORT_ABOUT_PERIOD, period),
        (key::REPORT_ABOUT_ZONE, text.say_with(key::REPORT_ABOUT_ZONES, &[("zone", place(ctx.zone.name()).into())])),
        (key::REPORT_ABOUT_UPDATED, ctx.date_time(about.updated_at)),
    ]
    .map(|(name, value)| view! { <div><dt>{text.say(name)}</dt><dd>{value}</dd></div> });
    view! {
        <section class="p-figure" id=id aria-labelledby=heading.clone()>
            <header class="p-figure-head">
                <h2 id=heading.clone()>{title}</h2>
                {few}
            </header>
            {content}
            <details class="p-figure-about">
                <summary>{text.say_with(key::REPORT_ABOUT, &[("n", text.number(about.n).into())])}</summary>
                <dl>{rows.into_iter().collect_view()}</dl>
            </details>
        </section>
    }
    .into_any()
}
