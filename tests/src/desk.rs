//! An operator at the desk, without a browser: the same calls, no pictures.

use crate::visitor::{Page, Visitor};
use anyhow::{Context, Result, bail, ensure};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

/// A shift that somebody works.
pub struct Desk {
    /// Who works.
    pub visitor: Visitor,
    /// The shift.
    pub shift: Uuid,
}

impl Desk {
    /// Starts a shift of this plan.
    ///
    /// # Errors
    /// When the server answers otherwise than a desk does.
    pub async fn start(visitor: Visitor, plan: &str) -> Result<Self> {
        let client = crate::fresh_id().to_string();
        let page = visitor.post("/shifts", &[("plan", plan), ("client", &client)]).await?;
        ensure!(page.status == StatusCode::SEE_OTHER, "no shift of {plan}: {} {}", page.status, page.body);
        let to = page.location().context("no address")?;
        let shift =
            to.rsplit('/').next().and_then(|id| id.parse().ok()).with_context(|| format!("no shift in {to}"))?;
        Ok(Self { visitor, shift })
    }

    /// The desk as it stands.
    ///
    /// # Errors
    /// When the server answers otherwise than a desk does.
    pub async fn view(&self) -> Result<Value> {
        let page = self.visitor.call("/api/shifts/desk", &json!({"shift": self.shift})).await?;
        ensure!(page.status == StatusCode::OK, "no desk: {} {}", page.status, page.body);
        Ok(serde_json::from_str(&page.body)?)
    }

    /// Chats whose customer is there and has not gone.
    ///
    /// # Errors
    /// When the server answers otherwise than a desk does.
    pub async fn open_chats(&self) -> Result<Vec<Uuid>> {
        let view = self.view().await?;
        let chats = view["chats"].as_array().context("no chats")?;
        Ok(chats
            .iter()
            .filter(|chat| chat["status"]["arrived"] == json!(true) && chat["status"]["ending"].is_null())
            .filter_map(|chat| chat["status"]["id"].as_str()?.parse().ok())
            .collect())
    }

    /// Waits until somebody is there to write to.
    ///
    /// # Errors
    /// When the server answers otherwise than a desk does.
    pub async fn first_chat(&self) -> Result<Uuid> {
        for _ in 0..100 {
            if let Some(chat) = self.open_chats().await?.first() {
                return Ok(*chat);
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        bail!("no customer arrived")
    }

    /// Sends a message under a client id.
    ///
    /// # Errors
    /// When the server answers otherwise than a desk does.
    pub async fn send(&self, chat: Uuid, body: &str, client: Uuid) -> Result<Page> {
        let action = json!({"kind": "send", "chat": chat, "body": body, "compose_ms": 900, "edits": 0});
        self.visitor.call("/api/shifts/act", &json!({"shift": self.shift, "action": action, "client": client})).await
    }
}
