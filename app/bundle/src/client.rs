//! The browser half of an island: WebAssembly with its JavaScript glue, and the loader that starts it.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// The two halves of the browser half.
pub struct Browser {
    /// The module, without names and producers.
    pub wasm: Vec<u8>,
    /// The glue, an ES module that exports the function that wakes the island.
    pub js: String,
}

/// Runs wasm-bindgen over what the compiler made.
pub fn generate(client: Vec<u8>) -> Result<Browser> {
    let mut output = Bindgen::new()
        .input_bytes("client", client)
        .web(true)
        .context("wasm-bindgen refuses its web mode")?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen cannot read the browser half; are the crate and the bundler of one version?")?;
    let own: Vec<_> =
        output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name.as_str()).collect();
    if !own.is_empty() || !output.local_modules().is_empty() {
        bail!(
            "dependencies of the browser half bring JavaScript of their own, which the bundler does not carry; leave them out: {own:?} {:?}",
            output.local_modules().keys()
        );
    }
    let mut js = squeeze(output.js());
    let module = output.wasm_mut();
    for (number, import) in module.imports.iter_mut().enumerate() {
        let short = format!("i{number}");
        if let Some(shorter) = rename(&js, &import.name, &short) {
            js = shorter;
            import.name = short;
        }
    }
    Ok(Browser { wasm: module.emit_wasm(), js })
}

/// Gives the JavaScript side of an import, `NAME: function(..)` at the start of a line, another name. `None` when it does not stand there
/// exactly once: then both sides keep the long name, which is a hash for the most part and compresses badly.
fn rename(js: &str, long: &str, short: &str) -> Option<String> {
    let from = format!("\n{long}: ");
    (js.matches(long).count() == 1 && js.contains(&from)).then(|| js.replacen(&from, &format!("\n{short}: "), 1))
}

/// Fills the hashed file names into the loader's source.
pub fn loader(source: &str, glue: &str, wasm: &str) -> Result<String> {
    let mut text = source.to_owned();
    for (name, file) in [("client.js", glue), ("client.wasm", wasm)] {
        let quoted = format!("\"./{name}\"");
        if text.matches(&quoted).count() != 1 {
            bail!("the loader must name {quoted} exactly once");
        }
        text = text.replace(&quoted, &format!("\"./{file}\""));
    }
    Ok(squeeze(&text))
}

/// Drops indentation, whole-line comments and empty lines. Strings over several lines do not occur in either file; a line that opens a
/// template literal without closing it is refused by being left alone together with all that follows.
fn squeeze(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    let mut in_template = false;
    for line in script.lines() {
        if in_template {
            out.push_str(line);
            out.push('\n');
            in_template ^= odd_backticks(line);
            continue;
        }
        let trimmed = line.trim();
        if in_comment {
            in_comment = !trimmed.ends_with("*/");
            continue;
        }
        if trimmed.is_empty() || trimmed.starts_with("//") {
            continue;
        }
        if trimmed.starts_with("/*") {
            in_comment = !trimmed.ends_with("*/");
            continue;
        }
        out.push_str(trimmed);
        out.push('\n');
        in_template = odd_backticks(trimmed);
    }
    out
}

fn odd_backticks(line: &str) -> bool {
    line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_gets_hashed_names_once_each() {
        let source = "import a from \"./client.js\";\nfetch(\"./client.wasm\");\n";
        assert_eq!(
            loader(source, "client.1.js", "client.2.wasm").unwrap(),
            "import a from \"./client.1.js\";\nfetch(\"./client.2.wasm\");\n"
        );
        assert!(loader("import \"./client.js\"", "a", "b").is_err());
    }

    #[test]
    fn imports_get_short_names_only_where_it_is_certain() {
        let js = "const a = {\n__wbg_now_1: function() {\nreturn 1;\n},\n};\nb(__wbg_then_2);\n";
        let renamed = rename(js, "__wbg_now_1", "i0").unwrap();
        assert!(renamed.contains("\ni0: function()") && !renamed.contains("__wbg_now_1"));
        assert_eq!(rename(js, "__wbg_then_2", "i1"), None, "used, not defined");
        assert_eq!(rename(&js.repeat(2), "__wbg_now_1", "i0"), None, "twice");
        assert_eq!(rename(js, "__wbg_now", "i0"), None, "part of another name");
    }

    #[test]
    fn squeezing_keeps_code_and_template_literals() {
        let source = "/**\n * words\n */\nfunction f() {\n    // why\n    return `a\n      b`;\n}\n\n/* one */\nf();\n";
        assert_eq!(squeeze(source), "function f() {\nreturn `a\n      b`;\n}\nf();\n");
    }
}
