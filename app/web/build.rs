//! Checks the words of the interface and turns their names into constants.
//!
//! Every message of `locales/en` must exist in every other language with the same variables, and none may be extra; the build stops
//! with one line per problem. What passes becomes `key::HOME_TITLE` and so on, so that a misspelt name does not compile.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Messages of one language: name, where it stands, and the variables it uses.
type Messages = BTreeMap<String, (String, BTreeSet<String>)>;

fn main() -> ExitCode {
    match run() {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            eprintln!("the words of the interface do not fit together:");
            for problem in problems {
                eprintln!("  {problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("cannot read or write the locale files: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<Vec<String>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("locales");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut problems = Vec::new();
    let english = read(&root.join("en"), &mut problems)?;
    let mut sources = format!("(\"en\", &[{}]),\n", includes(&root.join("en"))?);
    for folder in sorted(&root)? {
        let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if tag == "en" || !folder.is_dir() {
            continue;
        }
        compare(&tag, &english, &read(&folder, &mut problems)?, &mut problems);
        let _ = writeln!(sources, "(\"{tag}\", &[{}]),", includes(&folder)?);
    }
    let mut out = String::from("/// Names of all messages.\npub mod key {\n    use super::Key;\n");
    for (name, (place, _)) in &english {
        let constant = name.to_uppercase().replace('-', "_");
        let _ = writeln!(out, "    /// {place}\n    pub const {constant}: Key = Key(\"{name}\");");
    }
    out.push_str("    /// Every name, for tests.\n    pub const ALL: &[Key] = &[\n");
    for name in english.keys() {
        let _ = writeln!(out, "        Key(\"{name}\"),");
    }
    out.push_str("    ];\n}\n");
    let _ = writeln!(out, "/// Languages and their texts.\nconst SOURCES: &[(&str, &[&str])] = &[\n{sources}];");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("keys.rs"), out)?;
    Ok(problems)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn includes(folder: &Path) -> io::Result<String> {
    let lines: Vec<_> =
        sorted(folder)?.iter().map(|path| format!("include_str!({:?}),", path.display().to_string())).collect();
    Ok(lines.concat())
}

fn read(folder: &Path, problems: &mut Vec<String>) -> io::Result<Messages> {
    let mut messages = Messages::new();
    for path in sorted(folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let file = path.iter().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<PathBuf>();
        let resource = match parser::parse(fs::read_to_string(&path)?) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                problems.extend(errors.iter().map(|error| format!("{}: {error}", file.display())));
                resource
            }
        };
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                collect(pattern, &mut variables);
            }
            let name = message.id.name.clone();
            if messages.insert(name.clone(), (file.display().to_string(), variables)).is_some() {
                problems.push(format!("{}: `{name}` is there twice; rename or remove one", file.display()));
            }
        }
    }
    Ok(messages)
}

fn collect(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expressions(expression, variables);
        }
    }
}

fn expressions(expression: &Expression<String>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inlines(inline, variables),
        Expression::Select { selector, variants } => {
            inlines(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn inlines(inline: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inlines(argument, variables);
            }
        }
        InlineExpression::Placeable { expression } => expressions(expression, variables),
        _ => {}
    }
}

fn compare(tag: &str, english: &Messages, other: &Messages, problems: &mut Vec<String>) {
    for (name, (place, variables)) in english {
        match other.get(name) {
            None => problems.push(format!("{tag}: `{name}` is missing; it stands in {place}")),
            Some((there, theirs)) if theirs != variables => {
                problems.push(format!("{there}: `{name}` uses {theirs:?}, but {place} uses {variables:?}"));
            }
            Some(_) => {}
        }
    }
    for (name, (place, _)) in other {
        if !english.contains_key(name) {
            problems.push(format!("{place}: `{name}` is not in English; remove it or add it there"));
        }
    }
}
