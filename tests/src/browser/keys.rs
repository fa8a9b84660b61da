//! The keyboard, for people who use nothing else.

use super::{Browser, Key, PATIENCE};
use anyhow::{Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use std::time::Instant;

impl Browser {
    /// Presses keys together, as in `Alt` with `2`: held from the first to the last, then let go.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn chord(&self, keys: &[char]) -> Result<()> {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses one key.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.chord(&[key.into()]).await
    }

    /// Types where the keyboard is.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn type_in(&self, text: &str) -> Result<()> {
        let strokes = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let actions = strokes.fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Whether the keyboard is on something that matches.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn is_on(&self, css: &str) -> Result<bool> {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        Ok(self.client.execute(script, vec![css.into()]).await? == true)
    }

    /// Waits until the keyboard is on something that matches.
    ///
    /// # Errors
    /// When it does not come there.
    pub async fn wait_on(&self, css: &str) -> Result<()> {
        self.until("return document.activeElement?.matches(arguments[0])", &[css.into()]).await.map(drop)
    }

    /// Presses Tab until the keyboard is on something that matches, as somebody without a mouse does.
    ///
    /// # Errors
    /// When it does not come there, or whatever has the keyboard cannot be seen to have it.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            self.press(Key::Tab).await?;
            if self.is_on(css).await? {
                let outline = "const s = getComputedStyle(document.activeElement), seen = s => s.outlineStyle != 'none' || s.boxShadow != 'none';
                    return seen(s) || seen(getComputedStyle(document.activeElement.closest('label') ?? document.activeElement))";
                if self.client.execute(outline, vec![]).await? != true {
                    bail!("the keyboard is on `{css}`, and nothing shows it");
                }
                return Ok(());
            }
        }
        bail!("Tab does not lead to `{css}` on {}", self.here().await)
    }
}
