//! A real Chromium behind `ChromeDriver`, closed again whatever the test does.

mod keys;
mod looks;
mod page;

pub use fantoccini::{elements::Element, key::Key};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look for it.
const GLANCE: Duration = Duration::from_millis(50);

/// What a browser is started with.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Window width in CSS pixels.
    pub width: u32,
    /// Window height in CSS pixels.
    pub height: u32,
    /// May pages run scripts?
    pub scripts: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1440, height: 900, scripts: true }
    }
}

impl Look {
    /// A browser in which pages run no scripts.
    pub fn without_scripts() -> Self {
        Self { scripts: false, ..Self::default() }
    }
}

/// One browser.
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    url: String,
    /// Address of the session at the driver, for what WebDriver has no word for.
    session: String,
    driver: Driver,
    profile: TempDir,
}

/// The driver and the browsers it started: one process group, ended together.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // Killing the driver alone would leave its browser running. Already gone is fine.
        let _ = Command::new("kill").args(["-9", "--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
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
            .process_group(0)
            .spawn()
            .context("chromedriver is missing: `make test` installs it, or `apt-get install chromium-driver`")?;
        let driver = Driver(driver);
        let profile = TempDir::new()?;
        let capabilities = capabilities(&profile, look)?;
        let address = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => break client,
                Err(_) if begun.elapsed() < PATIENCE => tokio::time::sleep(GLANCE).await,
                Err(error) => return Err(error).context("no browser session"),
            }
        };
        let session = client.session_id().await?.context("a browser without a session")?;
        Ok(Self { client, url: url.to_owned(), session: format!("{address}/session/{session}"), driver, profile })
    }

    /// Somebody at a browser: opens it and signs in.
    ///
    /// # Errors
    /// When it does not start, or the form does not lead home.
    pub async fn of(url: &str, look: Look, email: &str) -> Result<Self> {
        let browser = Self::open(url, look).await?;
        browser.sign_in(email).await?;
        Ok(browser)
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
            ensure!(begun.elapsed() < PATIENCE, "{email} is still at the door: {}", self.here().await);
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    }

    /// Errors and policy violations in the browser's console since the last call.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.ask("se/log", json!({"type": "browser"})).await?;
        let severe = entries.as_array().into_iter().flatten().filter(|entry| entry["level"] == "SEVERE");
        Ok(severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect())
    }

    /// A command of the browser's own protocol for developers.
    async fn command(&self, name: &str, parameters: Value) -> Result<Value> {
        self.ask("goog/cdp/execute", json!({"cmd": name, "params": parameters})).await
    }

    /// Asks the driver for what WebDriver has no word for.
    async fn ask(&self, what: &str, body: Value) -> Result<Value> {
        let address = format!("{}/{what}", self.session);
        let mut answer: Value = reqwest::Client::new().post(address).json(&body).send().await?.json().await?;
        ensure!(answer["value"]["error"].is_null(), "the driver refuses {what}: {}", answer["value"]);
        Ok(answer["value"].take())
    }

    /// Closes the browser politely. Dropping it closes it as well.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(self) -> Result<()> {
        self.client.clone().close().await?;
        drop(self.driver);
        Ok(self.profile.close()?)
    }
}

fn capabilities(profile: &TempDir, look: Look) -> Result<serde_json::Map<String, Value>> {
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
    let Value::Object(capabilities) = json!({
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"browser": "ALL"},
    }) else {
        bail!("capabilities are an object");
    };
    Ok(capabilities)
}
