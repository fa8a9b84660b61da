//! Checking: what `domain` checks of every file, and what only `practice` can say of scenarios.

use super::shelf::Scenarios;
use domain::curriculum::{Curriculum, Library, Problem, SourceFile, library};
use practice::scenario::{self, Scenario};
use std::{collections::BTreeSet, sync::Arc};

/// A byte order mark, which editors put at the beginning of a file unasked.
const MARK: char = '\u{feff}';

/// Every problem of a set of content files, in the order of files and lines; none when it may be published.
pub fn check(files: &[SourceFile]) -> Vec<Problem> {
    match read(&without_marks(files)) {
        Err(problems) => problems,
        Ok((_, scenarios)) => {
            let mut problems: Vec<Problem> =
                scenarios.iter().flat_map(|(key, scenario)| rehearse(key, scenario)).collect();
            problems.sort();
            problems
        }
    }
}

pub(super) fn without_marks(files: &[SourceFile]) -> Vec<SourceFile> {
    files
        .iter()
        .map(|file| SourceFile {
            path: file.path.clone(),
            text: file.text.strip_prefix(MARK).unwrap_or(&file.text).to_owned(),
        })
        .collect()
}

/// Reads everything.
pub(super) fn read(files: &[SourceFile]) -> Result<(Library, Scenarios), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut scenarios = Scenarios::new();
    let library = library(files).unwrap_or_else(|found| {
        problems.extend(found);
        Library::default()
    });
    for file in files {
        let Some((locale, id)) = scenario_of(&file.path) else { continue };
        match scenario::parse(&file.text) {
            Ok(scenario) => {
                let curriculum = library.locales.get(locale);
                problems.extend(mentions(file, locale, id, &scenario, curriculum));
                scenarios.insert((locale.to_owned(), id.to_owned()), Arc::new(scenario));
            }
            Err(found) => problems.extend(found.into_iter().map(|problem| Problem {
                file: file.path.clone(),
                line: problem.line,
                what: problem.what,
                advice: problem.advice,
            })),
        }
    }
    if problems.is_empty() {
        return Ok((library, scenarios));
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// Locale and id of `en/scenarios/late-parcel.yaml`.
fn scenario_of(path: &str) -> Option<(&str, &str)> {
    let (locale, rest) = path.split_once('/')?;
    Some((locale, rest.strip_prefix("scenarios/")?.strip_suffix(".yaml")?))
}

/// What a scenario says of its file, its folder and the guidelines. (Without a curriculum the other files have problems of their own, and
/// its clauses are not known.)
fn mentions(
    file: &SourceFile,
    locale: &str,
    id: &str,
    scenario: &Scenario,
    curriculum: Option<&Curriculum>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut note = |field: &str, what: String, advice: String| {
        problems.push(Problem { file: file.path.clone(), line: line_of(&file.text, field), what, advice });
    };
    if scenario.id != id {
        let advice = format!("write `id: {id}`, or rename the file");
        note("id", format!("the id `{}` differs from the file's name", scenario.id), advice);
    }
    if scenario.locale.split('-').next() != Some(locale) {
        let advice = format!("write `locale: {locale}` or a region of it, or move the file");
        note("locale", format!("the locale `{}` differs from the folder's", scenario.locale), advice);
    }
    if let Some(curriculum) = curriculum {
        let known: BTreeSet<&str> = curriculum
            .guidelines
            .values()
            .flat_map(|guideline| guideline.clauses().map(|clause| clause.id.as_str()))
            .collect();
        for clause in scenario.guidelines.iter().filter(|clause| !known.contains(clause.as_str())) {
            let known: Vec<&str> = known.iter().copied().collect();
            note("guidelines", format!("there is no clause `{clause}`"), format!("use some of: {}", known.join(", ")));
        }
    }
    problems
}

/// Line of a top-level field.
fn line_of(text: &str, field: &str) -> u32 {
    let place = text.lines().position(|line| line.strip_prefix(field).is_some_and(|rest| rest.starts_with(':')));
    u32::try_from(place.unwrap_or(0) + 1).unwrap_or(u32::MAX)
}

/// Plays the tests of a scenario; what does not hold is a problem.
pub(super) fn rehearse((locale, id): &(String, String), scenario: &Scenario) -> Vec<Problem> {
    scenario::run_tests(scenario)
        .into_iter()
        .map(|failure| Problem {
            file: format!("{locale}/scenarios/{id}.yaml"),
            line: failure.line,
            what: format!("the test `{}` fails: {}", failure.test, failure.what),
            advice: format!("mend the scenario or the test; this was said:\n    {}", failure.transcript.join("\n    ")),
        })
        .collect()
}
