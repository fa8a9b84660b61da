//! What goes in, and whether any of it changed since the last run.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

/// Name of the file that remembers the inputs of the last successful run.
const STAMP: &str = "inputs.sha256";

/// Every file below `folder` with its bytes, by its path below the folder, in order.
pub fn read_folder(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read the folder {}", next.display()))? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(path.strip_prefix(folder)?.to_path_buf(), bytes);
            }
        }
    }
    Ok(files)
}

/// One hash over everything that decides the output, this program included.
pub fn stamp(
    islands: &BTreeMap<&str, Vec<u8>>,
    loader: &str,
    styles: &BTreeMap<PathBuf, Vec<u8>>,
    fast: bool,
) -> Result<String> {
    let own = env::current_exe().and_then(fs::read).context("cannot read this program's own file")?;
    let mut all = Sha256::new();
    let mut feed = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            all.update(part.len().to_le_bytes());
            all.update(part);
        }
    };
    feed("program", &own);
    feed("loader", loader.as_bytes());
    feed("fast", &[u8::from(fast)]);
    for (name, bytes) in islands {
        feed(name, bytes);
    }
    for (path, bytes) in styles {
        feed(&path.to_string_lossy(), bytes);
    }
    Ok(hex::encode(all.finalize()))
}

/// Did the last successful run into `out` have these inputs, and is its list of files still there?
pub fn unchanged(out: &Path, stamp: &str) -> bool {
    out.join(super::emit::MANIFEST).is_file() && fs::read_to_string(out.join(STAMP)).is_ok_and(|old| old == stamp)
}

/// Notes the inputs of a successful run.
pub fn remember(out: &Path, stamp: &str) -> Result<()> {
    fs::write(out.join(STAMP), stamp).with_context(|| format!("cannot write into {}", out.display()))
}
