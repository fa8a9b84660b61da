//! Reads the curriculum: from a folder, or from inside the binary. Nothing else reads content files.

use anyhow::{Context, Result, bail};
use domain::curriculum::SourceFile;
use std::{fs, path::Path};

static BUILT_IN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// Largest content file, in bytes; a module is about ten thousand.
const LARGEST: u64 = 2 * 1024 * 1024;
/// Most files in a content folder.
const MOST: usize = 10_000;

/// All files of `folder`, or the built-in ones, in the order of their paths.
pub fn read(folder: Option<&Path>) -> Result<Vec<SourceFile>> {
    folder.map_or_else(|| Ok(built_in()), from_folder)
}

fn built_in() -> Vec<SourceFile> {
    BUILT_IN.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

fn from_folder(root: &Path) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("cannot read the content folder {}; check --content", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            // Editors and version control leave hidden files; links could lead out of the folder or in circles.
            if entry.file_name().to_string_lossy().starts_with('.') || entry.file_type()?.is_symlink() {
                continue;
            }
            if entry.file_type()?.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            if entry.metadata()?.len() > LARGEST {
                bail!("{name}:1: larger than {LARGEST} bytes; split it");
            }
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push(SourceFile { text: text_of(&name, bytes)?, path: name });
            if files.len() > MOST {
                bail!("{} holds more than {MOST} files; is it the content folder?", root.display());
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn text_of(name: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.split(|byte| *byte == b'\n').count();
        anyhow::anyhow!("{name}:{line}: not UTF-8 text; save the file as UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_content_is_there() {
        let files = built_in();
        assert!(files.iter().any(|file| file.path == "en/modules/welcome.md" && file.text.len() > 1000));
        assert!(files.is_sorted_by_key(|file| &file.path));
    }

    #[test]
    fn bad_bytes_are_reported_with_their_line() {
        let error = text_of("en/modules/x.md", b"one\ntwo\n\xff".to_vec()).unwrap_err().to_string();
        assert_eq!(error, "en/modules/x.md:3: not UTF-8 text; save the file as UTF-8");
    }

    #[test]
    fn a_missing_folder_names_itself() {
        let error = read(Some(Path::new("/no/such/folder"))).unwrap_err().to_string();
        assert!(error.contains("/no/such/folder"), "{error}");
    }
}
