//! A real Chromium behind `ChromeDriver`, closed again whatever the test does.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long an element may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a browser is started with.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Window width in CSS pixels.
    pub width: u32,
    /// Window height in CSS pixels.
    pub height: u32,
    /// May pages run scripts?
    pub scripts: bool,
    /// Dark theme by the device?
    pub dark: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1440, height: 900, scripts: true, dark: false }
    }
}

/// One browser with one window.
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    url: String,
    driver: Child,
    profile: TempDir,
}

impl Browser {
    /// Opens a browser that visits `url`.
    ///
    /// # Errors
    /// When Chromium or `ChromeDriver` is missing or does not start.
    pub async fn open(url: &str, look: Look) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver is missing: `make test` installs it, or `apt-get install chromium-driver`")?;
        let profile = TempDir::new()?;
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        arguments.push(format!("--window-size={},{}", look.width, look.height));
        if !look.scripts {
            arguments.push("--blink-settings=scriptEnabled=false".to_owned());
        }
        if look.dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        let Value::Object(capabilities) = json!({
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }) else {
            bail!("capabilities are an object");
        };
        let begun = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(_) if begun.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(100)).await,
                Err(error) => return Err(error).context("no browser session"),
            }
        };
        Ok(Self { client, url: url.to_owned(), driver, profile: profile })
    }

    /// Visits a path of the server.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn visit(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.url)).await?)
    }

    /// The path it shows now.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn path(&self) -> Result<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// The first element that matches, as soon as there is one.
    ///
    /// # Errors
    /// When none appears; the message names the selector and the page.
    pub async fn find(&self, css: &str) -> Result<Element> {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => {
                let path = self.path().await.unwrap_or_default();
                let text = self.text().await.unwrap_or_default();
                bail!("no `{css}` on {path} ({error})\n{text}")
            }
        }
    }

    /// All elements that match now.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn find_all(&self, css: &str) -> Result<Vec<Element>> {
        Ok(self.client.find_all(Locator::Css(css)).await?)
    }

    /// Clicks the first element that matches.
    ///
    /// # Errors
    /// When there is none or it cannot be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css).await?;
        self.client
            .execute("arguments[0].scrollIntoView({block: 'center'})", vec![serde_json::to_value(&element)?])
            .await
            .ok();
        element.click().await.with_context(|| format!("clicking `{css}`"))
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

    /// What the page says.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Waits until the page says something.
    ///
    /// # Errors
    /// When it does not; the message holds what it says instead.
    pub async fn wait_text(&self, words: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let text = self.text().await.unwrap_or_default();
            if text.contains(words) {
                return Ok(());
            }
            ensure!(begun.elapsed() < PATIENCE, "the page does not say `{words}`:\n{text}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
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
                bail!("still on {path}, not on {begins}:\n{}", self.text().await.unwrap_or_default());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Signs in with the form.
    ///
    /// # Errors
    /// When it does not lead home.
    pub async fn sign_in(&self, email: &str) -> Result<()> {
        self.visit("/sign-in").await?;
        self.fill("input[name=email]", email).await?;
        self.fill("input[name=password]", crate::people::PASSWORD).await?;
        self.click("form[action='/sign-in'] button[type=submit]").await?;
        let begun = Instant::now();
        while self.path().await? == "/sign-in" {
            ensure!(begun.elapsed() < PATIENCE, "{email} is still at the door:\n{}", self.text().await?);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Errors and policy violations in the browser's console since the last call.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let session = self.client.session_id().await?.context("no session")?;
        let address = format!("http://127.0.0.1:{}/session/{session}/se/log", self.driver_port()?);
        let answer: Value =
            reqwest::Client::new().post(address).json(&json!({"type": "browser"})).send().await?.json().await?;
        let entries = answer["value"].as_array().cloned().unwrap_or_default();
        Ok(entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .filter_map(|entry| entry["message"].as_str().map(str::to_owned))
            .collect())
    }

    fn driver_port(&self) -> Result<u16> {
        let arguments = std::fs::read(format!("/proc/{}/cmdline", self.driver.id()))?;
        String::from_utf8_lossy(&arguments)
            .split('\0')
            .find_map(|word| word.strip_prefix("--port=")?.parse().ok())
            .context("the driver has no port")
    }

    /// What axe-core finds wrong on this page: one line per rule, with the first place.
    ///
    /// # Errors
    /// When axe is not installed (`make test` does it) or does not run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let source = std::fs::read_to_string(axe_path()?)?;
        self.client.execute(&source, vec![]).await?;
        let found = self
            .client
            .execute_async(
                "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                 .then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' {' + (n.any[0]?.message ?? n.failureSummary) + '}').join(' | '))), e => done(['axe failed: ' + e]))",
                vec![],
            )
            .await?;
        Ok(found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect())
    }

    /// Saves what it shows, for people: into the folder `GREENROOM_SHOTS`, if that is set.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn shot(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("GREENROOM_SHOTS") {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), self.client.screenshot().await?)?;
        }
        Ok(())
    }

    /// Closes the browser politely. Dropping it closes it as well.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // ChromeDriver leaves Chromium running when it is killed alone: end the browsers that carry our profile folder first.
        let _ = Command::new("pkill")
            .args(["-9", "-f", &format!("user-data-dir={}", self.profile.path().display())])
            .status();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn axe_path() -> Result<PathBuf> {
    let folder = std::env::var_os("GREENROOM_NPM")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache/greenroom/npm")))
        .context("no home folder")?;
    let path = folder.join("node_modules/axe-core/axe.min.js");
    ensure!(path.exists(), "axe-core is missing: `make test` installs it into {}", folder.display());
    Ok(path)
}
