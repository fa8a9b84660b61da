//! The house keeps its own rules: which crate may see which, what lies at the top, how every file begins.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

/// Who may see whom. A new arrow belongs here only together with a reason in the decision records.
const ARROWS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("practice", &["domain"]),
    ("migrations", &[]),
    ("store", &["domain", "practice", "migrations"]),
    ("web", &["domain", "practice", "store"]),
    ("client-desk", &["web"]),
    ("client-scorecard", &["web"]),
    ("bundle", &[]),
    ("greenroom", &["domain", "practice", "migrations", "store", "web"]),
    ("product-tests", &["domain", "store", "web"]),
];

/// Everything that may lie at the top of the project.
const TOP: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "Makefile",
    "LICENSE",
    "README.md",
    "app",
    "content",
    "migrations",
    "rust-toolchain.toml",
    "server",
    "style",
    "tests",
];

fn root() -> PathBuf {
    kit::project()
}

fn metadata() -> Result<Value> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Dependencies of every crate of ours, by name.
fn dependencies() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let metadata = metadata()?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    Ok(packages
        .iter()
        .map(|package| {
            let names = package["dependencies"].as_array().into_iter().flatten();
            let names = names.filter(|dependency| dependency["kind"].is_null());
            let names = names.filter_map(|dependency| dependency["name"].as_str().map(str::to_owned)).collect();
            (package["name"].as_str().unwrap_or_default().to_owned(), names)
        })
        .collect())
}

#[test]
fn arrows_point_one_way() -> Result<()> {
    let dependencies = dependencies()?;
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let there: BTreeSet<&str> = dependencies.keys().map(String::as_str).collect();
    ensure!(ours == there, "crates of the workspace {there:?}, crates in the table of arrows {ours:?}");
    for (name, allowed) in ARROWS {
        for dependency in &dependencies[name] {
            ensure!(
                !ours.contains(dependency.as_str()) || allowed.contains(&dependency.as_str()),
                "{name} must not see {dependency}"
            );
        }
    }
    Ok(())
}

#[test]
fn only_the_store_speaks_sql() -> Result<()> {
    for (name, dependencies) in dependencies()? {
        let speaks = dependencies.iter().any(|one| one.starts_with("sea-orm") || one == "sqlx" || one == "sea-query");
        ensure!(
            !speaks || ["store", "migrations", "product-tests"].contains(&name.as_str()),
            "{name} depends on a database crate"
        );
    }
    Ok(())
}

#[test]
fn the_rules_are_pure() -> Result<()> {
    let dependencies = dependencies()?;
    for name in ["domain", "practice"] {
        for banned in ["tokio", "axum", "leptos", "reqwest", "rand", "tracing"] {
            ensure!(!dependencies[name].contains(banned), "{name} must stay pure, but depends on {banned}");
        }
    }
    Ok(())
}

/// Every file git knows or would add.
fn files() -> Result<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .context("git lists the files of the project")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout)?;
    Ok(listed.lines().filter(|file| root().join(file).exists()).map(str::to_owned).collect())
}

#[test]
fn the_top_level_is_fixed() -> Result<()> {
    for file in files()? {
        let first = file.split('/').next().unwrap_or_default();
        ensure!(first.starts_with('.') || TOP.contains(&first), "{first} does not belong at the top of the project");
    }
    Ok(())
}

#[test]
fn every_source_file_says_what_it_is_for() -> Result<()> {
    let silent: Vec<String> = files()?
        .into_iter()
        .filter(|file| Path::new(file).extension().is_some_and(|ending| ending == "rs"))
        .filter(|file| !std::fs::read_to_string(root().join(file)).is_ok_and(|text| text.starts_with("//! ")))
        .collect();
    ensure!(silent.is_empty(), "no `//! ` first line in: {}", silent.join(", "));
    Ok(())
}

#[test]
fn nothing_is_left_unfinished_or_silenced() -> Result<()> {
    let words = [
        "todo!(",
        "unimplemented!(",
        "dbg!(",
        concat!("FIX", "ME"),
        concat!("TO", "DO:"),
        concat!("#[", "ignore"),
        concat!("allow(dead", "_code"),
    ];
    for file in files()?.iter().filter(|file| Path::new(file).extension().is_some_and(|ending| ending == "rs")) {
        if file.starts_with("tests/house/") {
            continue;
        }
        let text = std::fs::read_to_string(root().join(file))?;
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                anyhow::bail!("{file}:{}: `{word}`", number + 1);
            }
        }
    }
    Ok(())
}
