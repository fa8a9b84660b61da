//! Every page that somebody can reach by its links, and what opens on them: no finding of axe in either theme, nothing in the console,
//! nothing cut off or out of the window at 360 pixels, nor when every text is longer by 40 percent.

use crate::seat::Seat;
use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Key, Look},
    people,
    server::Server,
};
use std::collections::{BTreeSet, VecDeque};

/// Somebody who looks closely, and notes what is wrong.
struct Eye {
    server: Server,
    browser: Browser,
    found: Vec<String>,
    seen: BTreeSet<String>,
}

impl Eye {
    async fn of(email: Option<&str>) -> Result<Self> {
        let server = Server::demo().await?;
        let browser = Browser::open(&server.url, Look::default()).await?;
        if let Some(email) = email {
            browser.sign_in(email).await?;
        }
        Ok(Self { server, browser, found: Vec::new(), seen: BTreeSet::new() })
    }

    /// Follows links from page to page and looks at one page of each kind.
    async fn wander(&mut self, from: &[&str]) -> Result<()> {
        let mut ahead: VecDeque<String> = from.iter().map(|&path| path.to_owned()).collect();
        while let Some(path) = ahead.pop_front() {
            if !self.seen.insert(kind(&path)) {
                continue;
            }
            self.browser.visit(&path).await?;
            let links = "return [...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href').split('#')[0])";
            let links: Vec<String> = serde_json::from_value(self.browser.client.execute(links, vec![]).await?)?;
            ahead.extend(links.into_iter().filter(|link| !link.contains(".csv") && !link.starts_with("/assets/")));
            self.look(&path).await?;
        }
        Ok(())
    }

    /// Looks at what is there now. The page is not of use any more afterwards: its texts have grown.
    async fn look(&mut self, place: &str) -> Result<()> {
        self.axe(place).await?;
        self.narrow(place).await
    }

    /// In both themes, as wide as it is.
    async fn axe(&mut self, place: &str) -> Result<()> {
        for theme in ["light", "dark"] {
            self.browser.prefer(theme).await?;
            self.browser.shot(&format!("{theme}{}", place.replace(['/', ' ', '?'], "-"))).await?;
            self.note(place, theme, self.browser.axe().await?);
        }
        self.browser.prefer("light").await?;
        self.note(place, "the console", self.browser.console_errors().await?);
        Ok(())
    }

    /// Narrow as a telephone, then with longer words, then wide again with those.
    async fn narrow(&mut self, place: &str) -> Result<()> {
        self.browser.resize(360, 800).await?;
        self.browser.shot(&format!("narrow{}", place.replace(['/', ' ', '?'], "-"))).await?;
        self.note(place, "360 px", self.browser.too_wide().await?);
        self.browser.grow(40).await?;
        self.note(place, "360 px, longer words", self.browser.too_wide().await?);
        self.browser.resize(1280, 800).await?;
        self.note(place, "1280 px, longer words", self.browser.too_wide().await?);
        self.browser.resize(1440, 900).await
    }

    fn note(&mut self, place: &str, when: &str, lines: Vec<String>) {
        self.found.extend(lines.into_iter().map(|line| format!("{place} ({when}): {line}")));
    }

    async fn done(self, kinds: usize) -> Result<()> {
        ensure!(self.found.is_empty(), "{}\n\n{}", self.found.join("\n"), self.server.url);
        ensure!(self.seen.len() >= kinds, "only {} kinds of pages: {:?}", self.seen.len(), self.seen);
        self.browser.close().await
    }
}

/// Pages that differ by whom or what they are about are of one kind: `/modules/welcome` and `/modules/privacy`.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [
            "",
            area @ ("tracks" | "modules" | "guidelines" | "attempts" | "shifts" | "chats" | "feedback" | "reviews"),
            _,
        ] => {
            format!("/{area}/*")
        }
        ["", "reports", of @ ("funnel" | "sections" | "replies" | "people"), _] => format!("/reports/{of}/*"),
        _ => path.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_visitors_and_newcomers() -> Result<()> {
    let mut eye = Eye::of(None).await?;
    eye.wander(&["/sign-in", "/privacy"]).await?;
    eye.browser.visit("/sign-in").await?;
    eye.browser.fill("input[name=email]", people::NEWCOMER).await?;
    eye.browser.fill("input[name=password]", "not the password").await?;
    eye.browser.click("form[action='/sign-in'] button[type=submit]").await?;
    eye.browser.find("[role=alert]").await?;
    eye.browser.console_errors().await?;
    eye.look("a wrong password").await?;
    eye.browser.sign_in(people::NEWCOMER).await?;
    for page in ["/", "/modules/privacy", "/guidelines/house-rules", "/practice", "/feedback"] {
        eye.browser.visit(page).await?;
        eye.look(&format!("{page} of a newcomer")).await?;
    }
    eye.browser.visit("/modules/welcome").await?;
    eye.browser.click("form[action$='/attempts'] button").await?;
    eye.browser.wait_path("/attempts/").await?;
    eye.look("an open quiz").await?;
    eye.browser.visit(&eye.browser.path().await?).await?;
    eye.browser.click("form[action$='/submission'] button:not([formaction])").await?;
    eye.browser.find("[role=alert]").await?;
    eye.browser.console_errors().await?;
    eye.look("a quiz with gaps").await?;
    eye.browser.visit("/nowhere").await?;
    eye.browser.console_errors().await?;
    eye.look("an address without a page").await?;
    eye.browser.visit("/queue").await?;
    eye.browser.console_errors().await?;
    eye.look("a page for others").await?;
    eye.done(2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_an_operator() -> Result<()> {
    let mut eye = Eye::of(Some(people::OPERATOR)).await?;
    eye.wander(&["/", "/practice"]).await?;
    eye.browser.visit("/modules/tone-of-voice").await?;
    ensure!(!eye.browser.has("form[action$='/attempts']").await?, "a passed quiz is offered again, only to be refused");
    eye.done(12).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_and_what_opens_on_it() -> Result<()> {
    let mut eye = Eye::of(Some(people::OPERATOR)).await?;
    let desk = Seat(&eye.browser).take("Three at once").await?;
    Seat(&eye.browser).hear().await?;
    Seat(&eye.browser).say("Hi Callum, two charges for one month is wrong. What is the payment reference?").await?;
    eye.axe("the desk").await?;
    for tab in ["look-up", "guideline", "replies"] {
        eye.browser.click(&format!("#tab-{tab}")).await?;
        eye.axe(&format!("the desk with {tab}")).await?;
    }
    for (key, sheet) in [('h', "hold"), ('o', "hand-over"), ('c', "close")] {
        eye.browser.chord(&[Key::Alt.into(), key]).await?;
        eye.browser.find(&format!("#sheet-{sheet}")).await?;
        eye.axe(&format!("the desk with {sheet}")).await?;
        eye.browser.press(Key::Escape).await?;
        eye.browser.wait_gone(&format!("#sheet-{sheet}")).await?;
    }
    eye.browser.chord(&[Key::Control.into(), '/']).await?;
    eye.browser.find("#sheet-help").await?;
    eye.look("the desk with its keys").await?;
    eye.browser.visit_awake(&desk).await?;
    eye.look("the desk again").await?;
    eye.done(0).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_mentor_and_a_review() -> Result<()> {
    let mut eye = Eye::of(Some(people::MENTOR)).await?;
    eye.wander(&["/", "/queue"]).await?;
    eye.browser.visit("/queue").await?;
    eye.browser.click("form[action$='/claims'] button").await?;
    let review = eye.browser.wait_path("/reviews/").await?;
    eye.browser.awake().await?;
    eye.axe("a review").await?;
    eye.browser.click(".p-fresh summary").await?;
    eye.browser.chord(&['?']).await?;
    eye.browser.find("#review-keys").await?;
    eye.axe("a review with its keys").await?;
    eye.browser.press(Key::Escape).await?;
    eye.browser.click(".p-review-actions button:not([formaction])").await?;
    eye.browser.find(".c-field-error").await?;
    eye.browser.console_errors().await?;
    eye.axe("a review with errors").await?;
    eye.browser.visit_awake(&review).await?;
    eye.narrow("a review").await?;
    eye.done(5).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_manager() -> Result<()> {
    let mut eye = Eye::of(Some(people::MANAGER)).await?;
    eye.wander(&["/"]).await?;
    eye.done(9).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_administrator_and_author() -> Result<()> {
    let mut eye = Eye::of(Some(people::ADMINISTRATOR)).await?;
    eye.wander(&["/"]).await?;
    eye.done(5).await?;
    let mut eye = Eye::of(Some(people::AUTHOR)).await?;
    eye.wander(&["/"]).await?;
    eye.done(3).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dutch_and_the_other_theme_by_the_menu() -> Result<()> {
    let server = Server::demo().await?;
    let operator = Browser::of(&server.url, Look::default(), people::OPERATOR).await?;
    operator.resize(360, 800).await?;
    for (form, value, shown) in [("/language", "nl", "html[lang=nl]"), ("/theme", "dark", "html[data-theme=dark]")] {
        operator.click(".c-menu summary").await?;
        operator.click(&format!("form[action='{form}'] button[value={value}]")).await?;
        operator.find(shown).await?;
    }
    let mut found = Vec::new();
    for page in [
        "/",
        "/tracks/first-shift",
        "/modules/welcome",
        "/guidelines/house-rules",
        "/practice",
        "/feedback",
        "/account",
    ] {
        operator.visit(page).await?;
        ensure!(operator.has("html[lang=nl][data-theme=dark]").await?, "{page} forgot the choice");
        found.extend(operator.too_wide().await?.into_iter().map(|line| format!("{page}: {line}")));
    }
    operator.click(".c-menu summary").await?;
    found.extend(operator.axe().await?);
    ensure!(found.is_empty(), "{}", found.join("\n"));
    operator.close().await
}
