//! Text that Leptos writes as it is, made harmless.

/// What may stand inside a `<textarea>`: Leptos does not escape there, and the browser reads this as the same words.
pub fn inside_textarea(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::inside_textarea;

    #[test]
    fn a_text_cannot_leave_its_box() {
        let text = "a < b & c</textarea><script>";
        assert_eq!(inside_textarea(text), "a &lt; b &amp; c&lt;/textarea&gt;&lt;script&gt;");
    }
}
