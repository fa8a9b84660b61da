//! Keys of the desk. Alt with a letter or number by position on the keyboard, because Alt changes the character on some systems.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Show the chat with this index.
    Switch(usize),
    /// Show the chat that waits longest.
    Longest,
    /// Search the canned replies.
    Replies,
    /// Set a hold.
    Hold,
    /// Close the chat.
    Close,
    /// Hand the chat over.
    HandOver,
    /// Show the list of shortcuts.
    Help,
    /// Back to the composer.
    Back,
}

/// A key as the browser reports it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    reason = "the browser's own five switches and names"
)]
pub struct Key<'a> {
    /// The character.
    pub key: &'a str,
    /// The place on the keyboard.
    pub code: &'a str,
    /// Alt (Option).
    pub alt: bool,
    /// Control.
    pub ctrl: bool,
    /// Command or Windows.
    pub meta: bool,
    /// Alt Gr, which types characters.
    pub alt_graph: bool,
    /// Is the cursor in a field where people write?
    pub writing: bool,
}

/// What this key asks for, if anything.
pub fn shortcut(key: Key<'_>) -> Option<Shortcut> {
    let command = (key.ctrl != key.meta) && !key.alt && !key.alt_graph;
    let alt = key.alt && !key.ctrl && !key.meta && !key.alt_graph;
    let plain = !key.alt && !key.ctrl && !key.meta;
    if alt {
        return match key.code {
            "KeyW" => Some(Shortcut::Longest),
            "KeyH" => Some(Shortcut::Hold),
            "KeyC" => Some(Shortcut::Close),
            "KeyO" => Some(Shortcut::HandOver),
            code => code
                .strip_prefix("Digit")?
                .parse()
                .ok()
                .filter(|n| (1..=6).contains(n))
                .map(|n: usize| Shortcut::Switch(n - 1)),
        };
    }
    match key.key {
        "k" | "K" if command => Some(Shortcut::Replies),
        "/" if command => Some(Shortcut::Help),
        "?" if plain && !key.writing => Some(Shortcut::Help),
        "Escape" if plain => Some(Shortcut::Back),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ask_for_what_they_say() {
        let alt = |code| Key { key: "¡", code, alt: true, ..Key::default() };
        assert_eq!(shortcut(alt("Digit1")), Some(Shortcut::Switch(0)));
        assert_eq!(shortcut(alt("Digit6")), Some(Shortcut::Switch(5)));
        assert_eq!(shortcut(alt("Digit7")), None);
        assert_eq!(shortcut(alt("KeyW")), Some(Shortcut::Longest));
        assert_eq!(shortcut(Key { key: "k", code: "KeyK", ctrl: true, ..Key::default() }), Some(Shortcut::Replies));
        assert_eq!(shortcut(Key { key: "k", code: "KeyK", meta: true, ..Key::default() }), Some(Shortcut::Replies));
    }

    #[test]
    fn typing_is_never_taken_for_a_command() {
        assert_eq!(shortcut(Key { key: "?", writing: true, ..Key::default() }), None);
        assert_eq!(shortcut(Key { key: "?", ..Key::default() }), Some(Shortcut::Help));
        let alt_gr = Key { key: "ć", code: "KeyC", alt: true, alt_graph: true, ..Key::default() };
        assert_eq!(shortcut(alt_gr), None);
        let both = Key { key: "1", code: "Digit1", alt: true, ctrl: true, ..Key::default() };
        assert_eq!(shortcut(both), None);
        assert_eq!(shortcut(Key { key: "c", code: "KeyC", ..Key::default() }), None);
    }
}
