//! Lists the site's files and the content, so that both can be put into the binary.
//!
//! The site is what the bundler wrote: the folder `GREENROOM_SITE`, or `site` in cargo's target folder. Without one the server still
//! builds (the rules and the storage can be tested without a browser half) and says so when it starts.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    println!("cargo:rerun-if-env-changed=GREENROOM_SITE");
    // OUT_DIR is TARGET/PROFILE/build/NAME/out.
    let target = out.ancestors().nth(4).unwrap_or(&out);
    let site = env::var_os("GREENROOM_SITE").map_or_else(|| target.join("site"), PathBuf::from);
    fs::write(out.join("site.rs"), site_table(&site)?)?;

    let content = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../content").canonicalize()?;
    fs::write(out.join("content.rs"), content_table(&content)?)
}

fn variable(name: &str) -> io::Result<String> {
    #[expect(clippy::disallowed_methods, reason = "cargo talks to build scripts this way")]
    env::var(name).map_err(io::Error::other)
}

fn site_table(site: &Path) -> io::Result<String> {
    let list = site.join("manifest.tsv");
    println!("cargo:rerun-if-changed={}", list.display());
    let mut table = String::from("[\n");
    for line in fs::read_to_string(list).unwrap_or_default().lines() {
        let [name, file, kind, forms] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(io::Error::other("the site's manifest is of another version: run the bundler again"));
        };
        let path = site.join(file).display().to_string();
        let form = |ending: &str| {
            if forms.contains(ending) {
                format!("Some(include_bytes!({:?}))", format!("{path}.{ending}"))
            } else {
                "None".to_owned()
            }
        };
        _ = writeln!(
            table,
            "Asset {{ name: {name:?}, file: {file:?}, kind: {kind:?}, plain: include_bytes!({path:?}), brotli: {}, gzip: {} }},",
            form("br"),
            form("gz")
        );
    }
    table.push(']');
    Ok(table)
}

fn content_table(content: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    let mut open = vec![content.to_path_buf()];
    while let Some(folder) = open.pop() {
        println!("cargo:rerun-if-changed={}", folder.display());
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    let mut table = String::from("[\n");
    for path in files {
        println!("cargo:rerun-if-changed={}", path.display());
        let name = path.strip_prefix(content).map_err(io::Error::other)?.display().to_string();
        _ = writeln!(table, "({name:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push(']');
    Ok(table)
}
