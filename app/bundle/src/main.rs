//! Turns the browser half and the styles into small files named by their hash, compressed ahead of time, with a list of them all.
//!
//! Run as `bundle --island NAME=FILE.wasm .. --loader FILE.js --style FOLDER --out FOLDER [--fast]`, with one `--island` for each
//! island. Nothing is done when neither the inputs nor this program changed since the last run.

mod budget;
mod client;
mod css;
mod emit;
mod inputs;

use anyhow::{Context, Result, bail};
use emit::Site;
use std::{collections::BTreeMap, env, fs, path::PathBuf, process::ExitCode};

/// What to read and where to write.
struct Task {
    /// The browser half of each island, by the island's name.
    islands: BTreeMap<String, PathBuf>,
    loader: PathBuf,
    style: PathBuf,
    out: PathBuf,
    /// No compression and no budgets, for development.
    fast: bool,
}

const USAGE: &str = "usage: bundle --island NAME=FILE.wasm .. --loader FILE.js --style FOLDER --out FOLDER [--fast]";

impl Task {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut given = BTreeMap::new();
        let mut islands = BTreeMap::new();
        let mut fast = false;
        while let Some(name) = arguments.next() {
            match name.as_str() {
                "--fast" => fast = true,
                "--island" | "--loader" | "--style" | "--out" => {
                    let value = arguments.next().with_context(|| format!("{name} needs a value; {USAGE}"))?;
                    if name == "--island" {
                        let (island, file) =
                            value.split_once('=').with_context(|| format!("{value} is not NAME=FILE.wasm; {USAGE}"))?;
                        islands.insert(island.to_owned(), PathBuf::from(file));
                    } else {
                        given.insert(name, PathBuf::from(value));
                    }
                }
                other => bail!("unknown argument {other}; {USAGE}"),
            }
        }
        let mut take = |name: &str| given.remove(name).with_context(|| format!("{name} is missing; {USAGE}"));
        if islands.is_empty() {
            bail!("--island is missing; {USAGE}");
        }
        Ok(Self { islands, loader: take("--loader")?, style: take("--style")?, out: take("--out")?, fast })
    }
}

fn main() -> ExitCode {
    match Task::from_arguments(env::args().skip(1)).and_then(|task| run(&task)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    let mut halves = BTreeMap::new();
    for (island, file) in &task.islands {
        let half = fs::read(file).with_context(|| format!("cannot read {}; build it first", file.display()))?;
        halves.insert(island.as_str(), half);
    }
    let loader = fs::read_to_string(&task.loader).with_context(|| format!("cannot read {}", task.loader.display()))?;
    let styles = inputs::read_folder(&task.style)?;
    let stamp = inputs::stamp(&halves, &loader, &styles, task.fast)?;
    if inputs::unchanged(&task.out, &stamp) {
        println!("bundle: unchanged");
        return Ok(());
    }

    let mut site = Site::new(task.fast);
    let mut sheets = Vec::new();
    for (path, bytes) in &styles {
        if path.extension().is_some_and(|extension| extension == "css") {
            let text = String::from_utf8(bytes.clone()).with_context(|| format!("{} is not UTF-8", path.display()))?;
            sheets.push((path.clone(), text));
        } else {
            site.add(path, bytes)?;
        }
    }
    site.add("style.css", css::sheet(&sheets, &site)?.as_bytes())?;

    for (island, half) in halves {
        let browser = client::generate(half).with_context(|| island.to_owned())?;
        let wasm = site.add(format!("{island}/client.wasm"), &browser.wasm)?;
        let glue = site.add(format!("{island}/client.js"), browser.js.as_bytes())?;
        let loader = client::loader(&loader, &glue, &wasm)?;
        site.add(format!("{island}/islands.js"), loader.as_bytes())?;
    }

    site.write(&task.out)?;
    let report = budget::check(&site);
    for line in &report.lines {
        println!("{line}");
    }
    if !task.fast && !report.within {
        bail!("a download is over its budget: see the lines above, and app/bundle/src/budget.rs for the limits");
    }
    inputs::remember(&task.out, &stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(line: &str) -> Result<Task> {
        Task::from_arguments(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn arguments_are_read_or_explained() {
        let good = task("--island one=a.wasm --loader b.js --style c --out d --fast --island two=e.wasm").unwrap();
        assert_eq!(good.islands["two"], PathBuf::from("e.wasm"));
        assert_eq!(good.out, PathBuf::from("d"));
        assert!(good.fast);
        for (line, what) in [
            ("--island", "--island needs a value"),
            ("--island a.wasm", "a.wasm is not NAME=FILE.wasm"),
            ("--loader b.js --style c --out d", "--island is missing"),
            ("--island one=a.wasm --style c --out d", "--loader is missing"),
            ("--colour red", "unknown argument --colour"),
        ] {
            let error = task(line).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.starts_with(what), "{line}: {error}");
        }
    }
}
