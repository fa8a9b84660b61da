//! Somebody's seat at the practice desk, worked as people do: with what they see of the chat on the screen.

use anyhow::{Context, Result, ensure};
use kit::browser::{Browser, Key};

/// A desk in a browser.
pub struct Seat<'a>(pub &'a Browser);

impl Seat<'_> {
    /// Takes the shift with this title from the list of practice.
    pub async fn take(&self, title: &str) -> Result<String> {
        self.0.visit("/practice").await?;
        self.0.click_on(".p-practice-plan form button", title).await?;
        let desk = self.0.wait_path("/shifts/").await?;
        self.0.awake().await?;
        Ok(desk)
    }

    /// Shows the chat of a customer.
    pub async fn turn_to(&self, customer: &str) -> Result<()> {
        self.0.click_on(".p-desk-chat", customer).await?;
        self.0.pick(".p-desk-pane h2", customer).await.map(drop)
    }

    /// Waits until the customer on the screen has written.
    pub async fn hear(&self) -> Result<()> {
        self.0.find(".p-desk-pane .p-desk-line.is-customer").await.map(drop)
    }

    /// Writes a line and sends it with Enter; done when the server has it.
    pub async fn say(&self, line: &str) -> Result<()> {
        self.0.fill(".p-desk-pane textarea", line).await?;
        self.send(line).await
    }

    /// Sends what is written; done when the server has it.
    pub async fn send(&self, line: &str) -> Result<()> {
        self.0.find(".p-desk-pane textarea").await?.send_keys(&Key::Enter).await?;
        let sent = "return [...document.querySelectorAll('.p-desk-line.is-operator')].some(e => e.checkVisibility()
            && e.innerText.includes(arguments[0]) && !e.querySelector('.p-desk-delivery')?.textContent)";
        self.0.until(sent, &[line.into()]).await.map(drop)
    }

    /// Waits until the customer on the screen has answered the last line and stopped typing.
    pub async fn hear_back(&self) -> Result<()> {
        let answered = "const pane = [...document.querySelectorAll('.p-desk-pane')].find(e => e.checkVisibility());
            const said = [...pane.querySelectorAll('.p-desk-line:not(.is-system)')];
            return said.at(-1)?.matches('.is-customer') && pane.querySelector('.p-desk-typing').hidden";
        self.0.until(answered, &[]).await.map(drop)
    }

    /// Writes a line and waits for the answer.
    pub async fn ask(&self, line: &str) -> Result<()> {
        self.say(line).await?;
        self.hear_back().await
    }

    /// Closes the chat on the screen.
    pub async fn close(&self, disposition: &str, note: &str) -> Result<()> {
        self.0.click(".p-desk-pane button[aria-keyshortcuts='Alt+C']").await?;
        self.0.click(&format!("#sheet-close label:has(input[value='{disposition}'])")).await?;
        self.0.fill("#close-note", note).await?;
        self.0.click("#sheet-close button[type=submit]").await?;
        self.0.wait_gone("#sheet-close").await
    }

    /// Everything said in every chat, in sight or not, as the desk holds it.
    pub async fn record(&self) -> Result<Vec<Vec<String>>> {
        let script = "return [...document.querySelectorAll('.p-desk-pane')]
            .map(pane => [...pane.querySelectorAll('.p-desk-bubble')].map(bubble => bubble.textContent))";
        Ok(serde_json::from_value(self.0.client.execute(script, vec![]).await?)?)
    }

    /// What stands in the composer of the chat on the screen.
    pub async fn draft(&self) -> Result<String> {
        self.0.find(".p-desk-pane textarea").await?.prop("value").await?.context("a composer without a value")
    }

    /// Leaves by the way on once every chat is over: the debrief of this customer.
    pub async fn debrief(&self, customer: &str) -> Result<String> {
        self.0.click_on(".p-desk-done a", customer).await?;
        let path = self.0.wait_path("/chats/").await?;
        ensure!(self.0.pick("h1", customer).await.is_ok(), "the debrief does not name {customer}");
        Ok(path)
    }
}
