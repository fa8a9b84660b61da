//! Turns the browser half and the styles into small files named by their hash, compressed ahead of time, with a list of them all.
//!
//! Run as `bundle --client FILE.wasm --loader FILE.js --style FOLDER --out FOLDER [--fast]`. Nothing is done when neither the inputs
//! nor this program changed since the last run.

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
    client: PathBuf,
    loader: PathBuf,
    style: PathBuf,
    out: PathBuf,
    /// No compression and no budgets, for development.
    fast: bool,
}

const USAGE: &str = "usage: bundle --client FILE.wasm --loader FILE.js --style FOLDER --out FOLDER [--fast]";

impl Task {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut given = BTreeMap::new();
        let mut fast = false;
        while let Some(name) = arguments.next() {
            match name.as_str() {
                "--fast" => fast = true,
                "--client" | "--loader" | "--style" | "--out" => {
                    let value = arguments.next().with_context(|| format!("{name} needs a value; {USAGE}"))?;
                    given.insert(name, PathBuf::from(value));
                }
                other => bail!("unknown argument {other}; {USAGE}"),
            }
        }
        let mut take = |name: &str| given.remove(name).with_context(|| format!("{name} is missing; {USAGE}"));
        Ok(Self {
            client: take("--client")?,
            loader: take("--loader")?,
            style: take("--style")?,
            out: take("--out")?,
            fast,
        })
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
    let client =
        fs::read(&task.client).with_context(|| format!("cannot read {}; build it first", task.client.display()))?;
    let loader = fs::read_to_string(&task.loader).with_context(|| format!("cannot read {}", task.loader.display()))?;
    let styles = inputs::read_folder(&task.style)?;
    let stamp = inputs::stamp(&client, &loader, &styles, task.fast)?;
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

    let browser = client::generate(client)?;
    let wasm = site.add("client.wasm", &browser.wasm)?;
    let glue = site.add("client.js", browser.js.as_bytes())?;
    let loader = client::loader(&loader, &glue, &wasm)?;
    site.add("islands.js", loader.as_bytes())?;

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
        let good = task("--client a.wasm --loader b.js --style c --out d --fast").unwrap();
        assert_eq!(good.out, PathBuf::from("d"));
        assert!(good.fast);
        for (line, what) in [
            ("--client", "--client needs a value"),
            ("--loader b.js --style c --out d", "--client is missing"),
            ("--colour red", "unknown argument --colour"),
        ] {
            let error = task(line).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.starts_with(what), "{line}: {error}");
        }
    }
}
