//! What somebody does with a page: goes there, looks for something, clicks it, fills it in, waits for what comes.
//!
//! Only what can be seen is found, and everything waits until it is there.

use super::{Browser, Element, GLANCE, PATIENCE};
use anyhow::{Context, Result, bail};
use fantoccini::{Locator, error::CmdError};
use serde_json::Value;
use std::time::Instant;

/// The first thing in sight that matches a selector and holds some words.
const FIRST: &str = "const [css, words] = arguments, said = e => (e.innerText ?? '').replace(/\\s+/g, ' ');
    return [...document.querySelectorAll(css)].find(e => e.checkVisibility() && said(e).includes(words)) ?? null";
/// The words of everything in sight that matches a selector.
const WORDS: &str = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility())
    .map(e => (e.innerText ?? '').replace(/\\s+/g, ' ').trim())";

impl Browser {
    /// Visits a path of the server.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn visit(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.url)).await?)
    }

    /// Visits a page with an island, and waits until that is awake.
    ///
    /// # Errors
    /// When it does not wake up.
    pub async fn visit_awake(&self, path: &str) -> Result<()> {
        self.visit(path).await?;
        self.awake().await
    }

    /// Waits until the islands of this page are awake.
    ///
    /// # Errors
    /// When they do not wake up.
    pub async fn awake(&self) -> Result<()> {
        self.find("html[data-awake]").await.map(drop)
    }

    /// The path it shows now.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn path(&self) -> Result<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// The first thing in sight that matches, as soon as there is one.
    ///
    /// # Errors
    /// When none appears; the message names the selector and holds the page.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.pick(css, "").await
    }

    /// The first thing in sight that matches and holds these words, as soon as there is one.
    ///
    /// # Errors
    /// When none appears; the message names the selector and holds the page.
    pub async fn pick(&self, css: &str, words: &str) -> Result<Element> {
        let begun = Instant::now();
        loop {
            // A page on its way to the next one answers with an error: look again.
            if let Ok(Some(found)) = self.glance(css, words).await {
                return Ok(found);
            }
            if begun.elapsed() > PATIENCE {
                bail!("no `{css}` with “{words}” on {}", self.here().await);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    async fn glance(&self, css: &str, words: &str) -> Result<Option<Element>> {
        let found = self.client.execute(FIRST, vec![css.into(), words.into()]).await?;
        if found.is_null() {
            return Ok(None);
        }
        // An element travels as an object with one entry, whose value is its id.
        let id = found.as_object().and_then(|object| object.values().next()?.as_str());
        let id = id.context("a script that answers with something else than an element")?.to_owned();
        Ok(Some(Element::from_element_id(self.client.clone(), id.into())))
    }

    /// All elements that match now, in sight or not.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn find_all(&self, css: &str) -> Result<Vec<Element>> {
        Ok(self.client.find_all(Locator::Css(css)).await?)
    }

    /// The words of everything in sight that matches now, with single spaces.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn words(&self, css: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.client.execute(WORDS, vec![css.into()]).await?)?)
    }

    /// Whether something in sight matches now.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(self.glance(css, "").await?.is_some())
    }

    /// Waits until nothing in sight matches.
    ///
    /// # Errors
    /// When something stays; the message holds the page.
    pub async fn wait_gone(&self, css: &str) -> Result<()> {
        let script = "return ![...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())";
        self.until(script, &[css.into()]).await.map(drop)
    }

    /// Waits until a script answers with something true, and returns that.
    ///
    /// # Errors
    /// When it does not; the message holds the script, its last answer and the page.
    pub async fn until(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let begun = Instant::now();
        loop {
            let answer = self.client.execute(script, arguments.to_vec()).await;
            if let Ok(value) = &answer
                && !matches!(value, Value::Null | Value::Bool(false))
            {
                return Ok(value.clone());
            }
            if begun.elapsed() > PATIENCE {
                bail!("waited in vain for `{script}` {arguments:?}; now {answer:?} on {}", self.here().await);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Clicks the first thing in sight that matches.
    ///
    /// # Errors
    /// When there is none or it cannot be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.click_on(css, "").await
    }

    /// Clicks the first thing in sight that matches and holds these words.
    ///
    /// # Errors
    /// When there is none or it cannot be clicked.
    pub async fn click_on(&self, css: &str, words: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let element = self.pick(css, words).await?;
            let place = vec![serde_json::to_value(&element)?];
            self.client.execute("arguments[0].scrollIntoView({block: 'center'})", place).await.ok();
            match element.click().await {
                Ok(()) => return Ok(()),
                // It moved away or something still lies over it: nothing was clicked.
                Err(error) if was_not_there(&error) && begun.elapsed() < PATIENCE => {
                    tokio::time::sleep(GLANCE).await;
                }
                Err(error) => bail!("clicking `{css}` with “{words}”: {error}"),
            }
        }
    }

    /// Replaces what a field holds.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        let field = self.find(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses an option by its value.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn choose(&self, css: &str, value: &str) -> Result<()> {
        Ok(self.find(css).await?.select_by_value(value).await?)
    }

    /// Where it is and how the page begins, for messages about what is missing.
    pub(super) async fn here(&self) -> String {
        let (path, text) = (self.path().await.unwrap_or_default(), self.text().await.unwrap_or_default());
        format!("{path}:\n{}", text.chars().take(1500).collect::<String>())
    }

    /// What the page says.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Waits until some path is shown.
    ///
    /// # Errors
    /// When it is not; the message holds the page.
    pub async fn wait_path(&self, begins: &str) -> Result<String> {
        let begun = Instant::now();
        loop {
            let path = self.path().await?;
            if path.starts_with(begins) {
                return Ok(path);
            }
            if begun.elapsed() > PATIENCE {
                bail!("not on {begins}, still on {}", self.here().await);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}

fn was_not_there(error: &CmdError) -> bool {
    error.is_stale_element_reference()
        || error.is_element_not_interactable()
        || error.is_no_such_element()
        || error.to_string().contains("click intercepted")
}
