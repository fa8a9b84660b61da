//! All files together: every one is read, then what one says of another is checked, and all problems come back at once.

use super::{Curriculum, Library, Problem, SourceFile, TrackItem, guideline, hash_of, module, reader::Page, sheets};
use crate::{people::Locale, scorecard::Scorecard};
use std::{collections::BTreeSet, sync::Arc};

/// The scorecard every review falls back to.
const DEFAULT_SCORECARD: &str = "default";
const LAYOUT: &str = "use LOCALE/tracks/ID.yaml, modules/ID.md, guidelines/ID.md, shifts/ID.yaml, scenarios/ID.yaml, scorecards/ID.yaml or replies.yaml";

/// Something in one file that must exist in another.
struct Mention<'a> {
    file: &'a str,
    line: u32,
    locale: &'static str,
    of: Of,
}

enum Of {
    Item(TrackItem),
    Clause(String),
    Scenario(String),
}

/// Reads a whole set of content files.
///
/// # Errors
/// Every problem of every file, in the order of files and lines.
pub fn library(files: &[SourceFile]) -> Result<Library, Vec<Problem>> {
    let mut library = Library::default();
    let mut problems = Vec::new();
    let mut mentions = Vec::new();
    for file in files {
        let mut page = Page::new(&file.path);
        match place(&file.path) {
            Some((locale, kind, slug)) => {
                let curriculum = library.locales.entry(locale.to_owned()).or_default();
                read(file, locale, kind, slug, curriculum, &mut mentions, &mut page);
            }
            None => page.note(1, "this file does not belong here", LAYOUT),
        }
        problems.append(&mut page.problems);
    }
    if let Some(english) = library.locales.get(Locale::En.tag()).cloned() {
        library.locales.values_mut().for_each(|curriculum| curriculum.fill_from(&english));
    }
    for curriculum in library.locales.values_mut() {
        curriculum.tracks.sort_by(|a, b| a.id.cmp(&b.id));
    }
    for mention in &mentions {
        if let Some(curriculum) = library.locales.get(mention.locale) {
            let mut page = Page::new(mention.file);
            check(mention, curriculum, &mut page);
            problems.append(&mut page.problems);
        }
    }
    problems.extend(missing(&library));
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(library) } else { Err(problems) }
}

/// Locale, kind and slug of a path such as `en/modules/tone-of-voice.md`.
fn place(path: &str) -> Option<(&'static str, &str, &str)> {
    let mut parts = path.split('/');
    let (locale, kind, name) = (parts.next()?, parts.next()?, parts.next());
    let locale = Locale::ALL.into_iter().find(|known| known.tag() == locale)?.tag();
    match (kind, name, parts.next()) {
        ("replies.yaml", None, None) => Some((locale, "replies", "replies")),
        ("modules" | "guidelines", Some(name), None) => Some((locale, kind, name.strip_suffix(".md")?)),
        ("tracks" | "shifts" | "scenarios" | "scorecards", Some(name), None) => {
            Some((locale, kind, name.strip_suffix(".yaml")?))
        }
        _ => None,
    }
}

fn read<'a>(
    file: &'a SourceFile,
    locale: &'static str,
    kind: &str,
    slug: &str,
    into: &mut Curriculum,
    mentions: &mut Vec<Mention<'a>>,
    page: &mut Page<'_>,
) {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let mut mention = |line: u32, of: Of| mentions.push(Mention { file: &file.path, line, locale, of });
    match kind {
        "modules" => {
            if let Some((module, clauses)) = module::read(text, slug, page) {
                for (clause, line) in clauses {
                    mention(line, Of::Clause(clause));
                }
                into.modules.insert(slug.to_owned(), Arc::new(module));
            }
        }
        "guidelines" => {
            if let Some((guideline, clauses)) = guideline::read(text, slug, page) {
                let others: BTreeSet<&str> = into
                    .guidelines
                    .values()
                    .flat_map(|other| other.clauses())
                    .map(|clause| clause.id.as_str())
                    .collect();
                for (clause, line) in clauses {
                    if others.contains(clause.as_str()) {
                        page.note(
                            line,
                            format!("the clause `{clause}` is in another guideline too"),
                            "give each its own id",
                        );
                    }
                }
                into.guidelines.insert(slug.to_owned(), Arc::new(guideline));
            }
        }
        "tracks" => {
            if let Some((track, items)) = sheets::track(text, slug, page) {
                for (item, line) in items {
                    mention(line, Of::Item(item));
                }
                into.tracks.push(Arc::new(track));
            }
        }
        "shifts" => {
            if let Some((shift, scenarios)) = sheets::shift(text, slug, page) {
                for (scenario, line) in scenarios {
                    mention(line, Of::Scenario(scenario));
                }
                into.shifts.insert(slug.to_owned(), Arc::new(shift));
            }
        }
        "scorecards" => {
            if let Some(scorecard) = sheets::scorecard(text, slug, page) {
                into.scorecards.insert(slug.to_owned(), Arc::new(scorecard));
            }
        }
        "scenarios" => {
            into.scenarios.insert(slug.to_owned(), Arc::from(text));
        }
        _ => into.replies = sheets::replies(text, page),
    }
}

fn check(mention: &Mention<'_>, curriculum: &Curriculum, page: &mut Page<'_>) {
    let list = |ids: Vec<&str>| {
        if ids.is_empty() {
            "there is none yet: add its file".to_owned()
        } else {
            format!("use one of: {}", ids.join(", "))
        }
    };
    let keys = |ids: Vec<&String>| list(ids.into_iter().map(String::as_str).collect());
    let absent = match &mention.of {
        Of::Item(TrackItem::Module(id)) if !curriculum.modules.contains_key(id) => {
            Some((format!("there is no module `{id}`"), keys(curriculum.modules.keys().collect())))
        }
        Of::Item(TrackItem::Guideline(id)) if !curriculum.guidelines.contains_key(id) => {
            Some((format!("there is no guideline `{id}`"), keys(curriculum.guidelines.keys().collect())))
        }
        Of::Item(TrackItem::Practice(id)) if !curriculum.shifts.contains_key(id) => {
            Some((format!("there is no shift `{id}`"), keys(curriculum.shifts.keys().collect())))
        }
        Of::Scenario(id) if !curriculum.scenarios.contains_key(id) => {
            Some((format!("there is no scenario `{id}`"), keys(curriculum.scenarios.keys().collect())))
        }
        Of::Clause(id) if curriculum.clause(id).is_none() => {
            let known = curriculum
                .guidelines
                .values()
                .flat_map(|guideline| guideline.clauses())
                .map(|clause| clause.id.as_str())
                .collect();
            Some((format!("there is no clause `{id}`"), list(known)))
        }
        _ => None,
    };
    if let Some((what, advice)) = absent {
        page.note(mention.line, what, advice);
    }
}

/// What every installation needs.
fn missing(library: &Library) -> Vec<Problem> {
    let english = library.locales.get(Locale::En.tag());
    let needs = [
        (english.is_some_and(|english| !english.tracks.is_empty()), "en/tracks", "there is no track in English"),
        (
            english.is_some_and(|english| english.scorecards.contains_key(DEFAULT_SCORECARD)),
            "en/scorecards/default.yaml",
            "there is no default scorecard in English",
        ),
    ];
    needs
        .into_iter()
        .filter(|(there, _, _)| !there)
        .map(|(_, file, what)| Problem {
            file: file.into(),
            line: 1,
            what: what.into(),
            advice: "add it; other languages fall back to English".into(),
        })
        .collect()
}

/// Reads one module of a stored revision again.
///
/// # Errors
/// The problems of the text; a published revision has none.
pub fn module_of(path: &str, text: &str) -> Result<super::Module, Vec<Problem>> {
    let mut page = Page::new(path);
    let slug = place(path).map_or(path, |(_, _, slug)| slug);
    match module::read(text, slug, &mut page) {
        Some((module, _)) if page.problems.is_empty() => Ok(module),
        _ => Err(page.problems),
    }
}

/// Reads one guideline of a stored revision again.
///
/// # Errors
/// As [`module_of`].
pub fn guideline_of(path: &str, text: &str) -> Result<super::Guideline, Vec<Problem>> {
    let mut page = Page::new(path);
    let slug = place(path).map_or(path, |(_, _, slug)| slug);
    match guideline::read(text, slug, &mut page) {
        Some((guideline, _)) if page.problems.is_empty() => Ok(guideline),
        _ => Err(page.problems),
    }
}

/// Reads one scorecard of a stored revision again.
///
/// # Errors
/// As [`module_of`].
pub fn scorecard_of(path: &str, text: &str) -> Result<Scorecard, Vec<Problem>> {
    let mut page = Page::new(path);
    let slug = place(path).map_or(path, |(_, _, slug)| slug);
    match sheets::scorecard(text, slug, &mut page) {
        Some(scorecard) if page.problems.is_empty() => Ok(scorecard),
        _ => Err(page.problems),
    }
}

/// The revision of a scenario source.
pub fn scenario_hash(text: &str) -> String {
    hash_of(text.strip_prefix('\u{feff}').unwrap_or(text))
}

#[cfg(test)]
#[path = "library_tests.rs"]
mod tests;
