//! Files named by their hash, with their compressed forms, and the list of them.

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Name of the list of files.
pub const MANIFEST: &str = "manifest.tsv";

/// One file of the site.
pub struct Asset {
    /// Its name with the hash in it.
    pub file: String,
    /// What it is, for the `content-type` header.
    pub kind: &'static str,
    bytes: Vec<u8>,
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

impl Asset {
    /// Bytes a browser downloads: the brotli form where there is one.
    fn download(&self) -> usize {
        self.brotli.as_ref().map_or(self.bytes.len(), Vec::len)
    }
}

/// All files of the site, by their path below the style folder (or their own name).
pub struct Site {
    assets: BTreeMap<PathBuf, Asset>,
    fast: bool,
}

impl Site {
    /// An empty site; a `fast` one is not compressed.
    pub const fn new(fast: bool) -> Self {
        Self { assets: BTreeMap::new(), fast }
    }

    /// Adds one file and answers with its hashed name.
    pub fn add(&mut self, path: impl AsRef<Path>, bytes: &[u8]) -> Result<String> {
        let path = path.as_ref();
        let (kind, text) = kind_of(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let hash = hex::encode(Sha256::digest(bytes));
        let file = format!("{stem}.{}.{extension}", &hash[..16]);
        let (brotli, gzip) = if text && !self.fast { (Some(brotli(bytes)?), Some(gzip(bytes)?)) } else { (None, None) };
        let smaller = |form: Option<Vec<u8>>| form.filter(|form| form.len() < bytes.len());
        let asset =
            Asset { file: file.clone(), kind, bytes: bytes.to_vec(), brotli: smaller(brotli), gzip: smaller(gzip) };
        if self.assets.insert(path.to_path_buf(), asset).is_some() {
            bail!("{} comes twice; rename one of them", path.display());
        }
        Ok(file)
    }

    /// The hashed name of a file.
    pub fn file(&self, path: &Path) -> Option<&str> {
        self.assets.get(path).map(|asset| asset.file.as_str())
    }

    /// Every file with the bytes a browser downloads for it.
    pub fn downloads(&self) -> impl Iterator<Item = (&Path, usize)> {
        self.assets.iter().map(|(path, asset)| (path.as_path(), asset.download()))
    }

    /// Writes everything into `out` and removes what an earlier run left there.
    pub fn write(&self, out: &Path) -> Result<()> {
        fs::create_dir_all(out).with_context(|| format!("cannot make the folder {}", out.display()))?;
        let mut wanted = BTreeSet::from([MANIFEST.to_owned()]);
        let mut put = |name: String, bytes: &[u8]| -> Result<()> {
            let path = out.join(&name);
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            wanted.insert(name);
            Ok(())
        };
        let mut list = String::new();
        for (path, asset) in &self.assets {
            put(asset.file.clone(), &asset.bytes)?;
            let mut forms = String::new();
            for (ending, form) in [("br", &asset.brotli), ("gz", &asset.gzip)] {
                if let Some(form) = form {
                    put(format!("{}.{ending}", asset.file), form)?;
                    forms.push_str(ending);
                }
            }
            // Tabs, so that the server's build script reads it without a parser: name, file, kind, compressed forms.
            let name = path.to_string_lossy().replace('\\', "/");
            list.push_str(&[&name, &asset.file, asset.kind, &forms].join("\t"));
            list.push('\n');
        }
        put(MANIFEST.to_owned(), list.as_bytes())?;
        for entry in fs::read_dir(out)? {
            let entry = entry?;
            if entry.file_type()?.is_file() && !wanted.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).context("brotli failed")?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().context("gzip failed")
}

/// Content type by extension, and whether compression helps.
fn kind_of(path: &Path) -> Result<(&'static str, bool)> {
    Ok(match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "woff2" => ("font/woff2", false),
        "png" => ("image/png", false),
        "webp" => ("image/webp", false),
        "ico" => ("image/x-icon", false),
        _ => bail!("{} is of a kind the site does not serve; use css, js, svg, woff2, png or webp", path.display()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        let mut site = Site::new(true);
        let one = site.add("a.css", b"a{}").unwrap();
        let mut other = Site::new(true);
        assert_eq!(other.add("a.css", b"a{}").unwrap(), one);
        assert_ne!(other.add("b/a.css", b"b{}").unwrap(), one);
        assert!(site.add("a.css", b"twice").is_err());
        assert!(site.add("a.exe", b"").is_err());
    }

    #[test]
    fn compressed_forms_are_kept_only_when_smaller() {
        let mut site = Site::new(false);
        site.add("long.css", "a{color:red}".repeat(100).as_bytes()).unwrap();
        site.add("short.css", b"a").unwrap();
        let sizes: Vec<_> = site.downloads().map(|(_, bytes)| bytes).collect();
        assert!(sizes[0] < 100);
        assert_eq!(sizes[1], 1);
    }
}
