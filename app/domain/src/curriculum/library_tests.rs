//! Tests of what stands beside this file.

use super::*;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

const MODULE: &str = "---
id: welcome
title: Welcome
summary: What this is.
minutes: 1
clauses: [tone-1]
---
## Hello

Some words to read.

> [!TIP]
> A call-out.

```chat A late parcel
customer Mara: hi, my parcel is late
operator: Hi Mara, let me look.
note: One fact, one step.
```

```quiz
pass: 80
questions:
  - id: first
    kind: choice
    ask: Which?
    options:
      - {text: this, correct: true, why: yes}
      - {text: that}
    explain: Because.
```
";

const GUIDELINE: &str = "---
id: house-rules
title: House rules
version: 2
change: minor
summary: One clause.
---
An introduction.

## Tone

### tone-1: Answer kindly
Say it kindly.
And briefly.
";

const TRACK: &str = "id: first
title: First
summary: The first.
items:
  - module: welcome
  - guideline: house-rules
  - practice: one
";
const SHIFT: &str =
    "id: one\ntitle: One\nsummary: One chat.\nmode: practice\nchats:\n  - {scenario: parcel, arrives: 0}\n";
const SCORECARD: &str = "id: default
version: 1
title: Review
pass: 80
sections:
  - id: all
    title: All
    weight: 100
    criteria:
      - {id: understood, title: Understood, weight: 60, kind: graded, help: Look., anchors: [a, b, c, d]}
      - {id: steps, title: Steps, weight: 40, kind: rule, help: Look., allow_na: true}
criticals:
  - {id: harm, title: Harm, kind: customer, effect: fatal, help: Look.}
";
const REPLIES: &str = "- {id: greet, category: Greeting, title: Greet, text: \"Hi {customer}\"}\n";

fn whole() -> Vec<SourceFile> {
    vec![
        file("en/modules/welcome.md", MODULE),
        file("en/guidelines/house-rules.md", GUIDELINE),
        file("en/tracks/first.yaml", TRACK),
        file("en/shifts/one.yaml", SHIFT),
        file("en/scenarios/parcel.yaml", "id: parcel\n"),
        file("en/scorecards/default.yaml", SCORECARD),
        file("en/replies.yaml", REPLIES),
    ]
}

/// The problems after `edit`, as people see them.
fn problems(edit: impl FnOnce(&mut Vec<SourceFile>)) -> Vec<String> {
    let mut files = whole();
    edit(&mut files);
    library(&files).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn change(path: &'static str, from: &'static str, to: &'static str) -> impl FnOnce(&mut Vec<SourceFile>) {
    move |files| {
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replacen(from, to, 1);
    }
}

#[test]
fn a_whole_library_is_read() {
    let library = library(&whole()).unwrap();
    let english = library.curriculum(Locale::Nl).unwrap();
    let module = &english.modules["welcome"];
    assert_eq!((module.title.as_str(), module.minutes, module.hash.len()), ("Welcome", 1, 64));
    assert!(module.body.contains("## Hello") && module.body.contains("```chat") && !module.body.contains("quiz"));
    assert_eq!(module.quiz.as_ref().unwrap().questions[0].options[0].why, "yes");
    let clause = english.clause("tone-1").unwrap();
    assert_eq!((clause.title.as_str(), clause.body.as_str()), ("Answer kindly", "Say it kindly.\nAnd briefly."));
    assert_eq!(english.guidelines["house-rules"].introduction, "An introduction.");
    assert_eq!(english.tracks[0].items[2], TrackItem::Practice("one".into()));
    assert_eq!(english.shifts["one"].chats, [("parcel".to_owned(), 0)]);
    assert_eq!(english.scorecards["default"].sections[0].criteria.len(), 2);
    assert_eq!(english.replies[0].text, "Hi {customer}");
    assert_eq!(module_of("en/modules/welcome.md", MODULE).unwrap(), **module);
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_to_do() {
    let module = "en/modules/welcome.md";
    let cases: Vec<(Vec<String>, &str)> = vec![
        (
            problems(change(module, "clauses: [tone-1]", "clauses: [tone-9]")),
            "en/modules/welcome.md:6: there is no clause `tone-9`; use one of: tone-1",
        ),
        (
            problems(change(module, "id: welcome", "id: other")),
            "en/modules/welcome.md:2: the id `other` differs from the file's name; write `id: welcome`",
        ),
        (problems(change(module, "summary: What this is.\n", "")), "the module has no `summary`; add `summary: ...`"),
        (problems(change(module, "minutes: 1", "minutes: 30")), "welcome.md:5: `minutes: 30` is not honest"),
        (
            problems(change(module, "minutes: 1", "minutes: soon")),
            "welcome.md:5: `minutes` of the module is no number from 1 to 60",
        ),
        (problems(change(module, "title: Welcome", "titel: Welcome")), "the module has an unknown field `titel`"),
        (problems(change(module, "## Hello", "# Hello")), "welcome.md:8: a heading of the first level"),
        (problems(change(module, "[!TIP]", "[!HINT]")), "welcome.md:12: there is no call-out `HINT`; use one of: NOTE"),
        (
            problems(change(module, "operator: Hi Mara", "Hi Mara")),
            "welcome.md:17: this line of the chat example has no speaker",
        ),
        (problems(change(module, "Some words", "<script>x</script> Some words")), "welcome.md:10: HTML is not shown"),
        (
            problems(change(module, "Some words", "[x](javascript:alert(1)) Some words")),
            "welcome.md:10: the link `javascript:alert(1)`",
        ),
        (
            problems(change(module, "kind: choice", "kind: guess")),
            "welcome.md:25: `kind` of question `first` is unknown; use one of: choice, several, order, short",
        ),
        (
            problems(change(module, ", correct: true", "")),
            "welcome.md:24: question `first` needs two options or more, one of them right",
        ),
        (problems(change(module, "    explain: Because.\n", "")), "question `first` has no `explain`"),
        (problems(change(module, "pass: 80", "pass: 80\ndraw: 3")), "`draw` of the quiz is no number from 1 to 1"),
        (problems(change(module, "pass: 80", "pass: [80")), "this is not valid YAML"),
        (problems(change(module, "---\nid", "id")), "welcome.md:1: the file has no front matter"),
        (
            problems(change("en/tracks/first.yaml", "module: welcome", "module: welcom")),
            "en/tracks/first.yaml:5: there is no module `welcom`; use one of: welcome",
        ),
        (
            problems(change("en/tracks/first.yaml", "- practice: one", "- practise: one")),
            "first.yaml:7: this is no item of a track",
        ),
        (
            problems(change("en/shifts/one.yaml", "scenario: parcel", "scenario: parcels")),
            "en/shifts/one.yaml:6: there is no scenario `parcels`",
        ),
        (
            problems(change("en/shifts/one.yaml", "mode: practice", "mode: test")),
            "one.yaml:4: `mode` of the shift is unknown",
        ),
        (
            problems(change("en/scorecards/default.yaml", "weight: 60", "weight: 50")),
            "default.yaml:8: section `all` weighs 100, its criteria 90",
        ),
        (
            problems(change("en/scorecards/default.yaml", "[a, b, c, d]", "[a, b, c]")),
            "criterion `understood` has 3 anchors",
        ),
        (
            problems(change("en/guidelines/house-rules.md", "### tone-1: Answer", "### Answer")),
            "house-rules.md:12: this clause has no id",
        ),
        (
            problems(change("en/replies.yaml", "{customer}", "{customer")),
            "en/replies.yaml:1: reply `greet` has a broken variable",
        ),
        (
            problems(|files| files.push(file("en/modules/x.txt", ""))),
            "en/modules/x.txt:1: this file does not belong here",
        ),
        (
            problems(|files| files.push(file("fr/modules/x.md", ""))),
            "fr/modules/x.md:1: this file does not belong here",
        ),
        (
            problems(|files| files.retain(|file| !file.path.contains("scorecards"))),
            "there is no default scorecard in English",
        ),
    ];
    for (found, wanted) in cases {
        assert!(found.iter().any(|problem| problem.contains(wanted)), "wanted: {wanted}\nfound: {found:#?}");
    }
}

#[test]
fn all_problems_of_all_files_come_at_once_in_order() {
    let found = problems(|files| {
        change("en/modules/welcome.md", "pass: 80", "pass: 800")(files);
        change("en/modules/welcome.md", "title: Welcome\n", "")(files);
        change("en/tracks/first.yaml", "guideline: house-rules", "guideline: rules")(files);
    });
    let places: Vec<&str> = found.iter().filter_map(|problem| problem.split(": ").next()).collect();
    assert_eq!(places, ["en/modules/welcome.md:2", "en/modules/welcome.md:21", "en/tracks/first.yaml:6"]);
}

#[test]
fn no_text_makes_the_reader_panic() {
    for path in [
        "en/modules/x.md",
        "en/guidelines/x.md",
        "en/tracks/x.yaml",
        "en/shifts/x.yaml",
        "en/scorecards/x.yaml",
        "en/replies.yaml",
    ] {
        for text in [
            "",
            "---",
            "---\n---\n",
            "\u{feff}---\nid: x\n---\n",
            "[[[[",
            "a: &a [*a]",
            "- \n- - -",
            "---\nid: x\n---\n```quiz\n```\n",
            "\0\u{fffd}é: ü\r\n",
        ] {
            assert!(library(&[file(path, text)]).is_err());
        }
    }
}

#[test]
fn a_language_takes_from_english_what_it_has_not_written() {
    let mut files = whole();
    files.push(file("nl/modules/welcome.md", &MODULE.replace("title: Welcome", "title: Welkom")));
    let library = library(&files).unwrap();
    let (dutch, english) = (library.curriculum(Locale::Nl).unwrap(), library.curriculum(Locale::En).unwrap());
    assert_ne!(dutch.modules["welcome"], english.modules["welcome"]);
    assert_eq!((&dutch.tracks, &dutch.guidelines), (&english.tracks, &english.guidelines));
    assert_eq!((&dutch.shifts, &dutch.replies), (&english.shifts, &english.replies));
}
