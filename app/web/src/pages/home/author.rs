//! An author's home: what is published in each language, and how content gets here.

use crate::{
    render::Ctx,
    text::{Text, key},
    ui::{Callout, CalloutKind},
};
use domain::{
    curriculum::{Curriculum, Library},
    people::Locale,
};
use leptos::prelude::*;

/// Everything that is published.
pub fn view(ctx: &Ctx, library: &Library) -> AnyView {
    let text = ctx.text;
    let rows = library.locales.iter().map(|(tag, published)| language(text, tag, published)).collect_view();
    view! {
        <section aria-labelledby="published">
            <h2 id="published">{text.say(key::HOME_AUTHOR_PUBLISHED)}</h2>
            <ul class="c-rows">{rows}</ul>
        </section>
        <Callout kind=CalloutKind::Note title=text.say(key::HOME_AUTHOR_FILES)>
            <p>{text.say(key::HOME_AUTHOR_FILES_BODY)}</p>
            <p><code>"greenroom content check "{text.say(key::HOME_AUTHOR_FOLDER)}</code></p>
        </Callout>
    }
    .into_any()
}

fn language(text: Text, tag: &str, published: &Curriculum) -> AnyView {
    let name = match Locale::from_tag(tag) {
        Some(Locale::En) => text.say(key::LANGUAGE_EN),
        Some(Locale::Nl) => text.say(key::LANGUAGE_NL),
        None => tag.to_owned(),
    };
    let counts = [
        (key::HOME_AUTHOR_TRACKS, published.tracks.len()),
        (key::HOME_AUTHOR_MODULES, published.modules.len()),
        (key::HOME_AUTHOR_GUIDELINES, published.guidelines.len()),
        (key::HOME_AUTHOR_SCENARIOS, published.scenarios.len()),
        (key::HOME_AUTHOR_SHIFTS, published.shifts.len()),
    ];
    let counts = counts.map(|(words, count)| text.say_with(words, &[("count", count.into())])).join(" · ");
    view! { <li><div><b>{name}</b><p class="u-quiet">{counts}</p></div></li> }.into_any()
}
