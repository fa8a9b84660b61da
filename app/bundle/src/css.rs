//! One style sheet out of many, smaller, with the hashed names of fonts and images in it.

use crate::emit::Site;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Joins the sheets in the order of their paths, squeezes them and points `url(..)` at the hashed files.
pub fn sheet(sheets: &[(PathBuf, String)], site: &Site) -> Result<String> {
    let mut joined = String::new();
    for (path, text) in sheets {
        let squeezed = squeeze(text).with_context(|| path.display().to_string())?;
        joined.push_str(&point_urls(&squeezed, path, site)?);
    }
    Ok(joined)
}

/// Removes comments and needless white space. White space inside strings and around operators stays.
fn squeeze(css: &str) -> Result<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut gap = false;
    let mut depth = 0_i32;
    while let Some(next) = rest.next() {
        if next == '/' && rest.peek() == Some(&'*') {
            rest.next();
            let mut star = false;
            loop {
                match rest.next() {
                    None => bail!("a comment is not closed; add */"),
                    Some('/') if star => break,
                    Some(other) => star = other == '*',
                }
            }
            gap = true;
            continue;
        }
        if next.is_whitespace() {
            gap = true;
            continue;
        }
        let last = out.chars().next_back();
        if gap && !matches!(last, None | Some('{' | '}' | ';' | ',')) && !matches!(next, '{' | '}' | ';' | ',') {
            out.push(' ');
        }
        gap = false;
        match next {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth < 0 {
                    bail!("there is one }} too many");
                }
                if out.ends_with(';') {
                    out.pop();
                }
            }
            '"' | '\'' => {
                copy_string(next, &mut rest, &mut out)?;
                continue;
            }
            _ => {}
        }
        out.push(next);
    }
    if depth > 0 {
        bail!("there are {depth} {{ without their }}");
    }
    Ok(out)
}

fn copy_string(quote: char, rest: &mut impl Iterator<Item = char>, out: &mut String) -> Result<()> {
    out.push(quote);
    let mut escaped = false;
    for next in rest.by_ref() {
        out.push(next);
        if next == quote && !escaped {
            return Ok(());
        }
        if next == '\n' && !escaped {
            break;
        }
        escaped = next == '\\' && !escaped;
    }
    bail!("a string is not closed; add {quote}")
}

/// Replaces every `url("name")` by the hashed name; the file must exist, and nothing may come from elsewhere.
fn point_urls(css: &str, sheet: &Path, site: &Site) -> Result<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + "url(".len());
        out.push_str(before);
        let end = after.find(')').with_context(|| format!("{}: url( is not closed", sheet.display()))?;
        let named = after[..end].trim().trim_matches(['"', '\'']);
        if named.starts_with('#') {
            out.push_str(named);
        } else {
            let wanted = sheet.parent().unwrap_or(Path::new("")).join(named);
            let file = site.file(&wanted).with_context(|| {
                format!("{}: url({named}) names no file in the style folder; add it there", sheet.display())
            })?;
            out.push_str(file);
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_the_meaning() {
        for (from, to) in [
            ("a , b {\n  color : red ;\n}\n", "a,b{color : red}"),
            (".a :hover{}", ".a :hover{}"),
            ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
            ("/* x **/a/* y */b{}", "a b{}"),
            ("a::before{content:\"  /* no */ \"}", "a::before{content:\"  /* no */ \"}"),
            ("a{content:'\\''} b{}", "a{content:'\\''}b{}"),
            ("@media (width > 1px) and (hover) {a{}}", "@media (width > 1px) and (hover){a{}}"),
        ] {
            assert_eq!(squeeze(from).unwrap(), to, "{from}");
        }
    }

    #[test]
    fn broken_sheets_are_refused() {
        for broken in ["a{", "a{}}", "/* x", "a{content:\"x}"] {
            assert!(squeeze(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn urls_point_at_hashed_files_and_never_elsewhere() {
        let mut site = Site::new(true);
        let file = site.add("fonts/a.woff2", b"font").unwrap();
        let sheet = Path::new("10-type.css");
        assert_eq!(point_urls("a{src:url(\"fonts/a.woff2\")}", sheet, &site).unwrap(), format!("a{{src:url({file})}}"));
        assert!(point_urls("a{src:url(https://elsewhere.example/a.woff2)}", sheet, &site).is_err());
    }
}
