//! What authors may write, what becomes of it, and what never gets through.

use super::*;

fn en(source: &str) -> Rendered {
    render(source, Text::new(Locale::En))
}

#[test]
fn headings_make_sections_with_unique_anchors() {
    let rendered = en("Hello.\n\n## What is new?\n\nA *line*.\n\n### Inside\n\n## What is new?\n\nB");
    assert_eq!(rendered.opening, "<p>Hello.</p>\n");
    let ids: Vec<_> = rendered.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["what-is-new", "what-is-new-2"]);
    assert_eq!(rendered.sections[0].html, "<p>A <em>line</em>.</p>\n<h3 id=\"inside\">Inside</h3>\n");
}

#[test]
fn chats_become_bubbles_with_remarks_beside_the_line_above() {
    let rendered = en(
        "```chat Weak: a dodge\ncustomer Petra: are you a <bot>?\noperator: Haha.\nnote: No answer.\n  More of it.\n```\n",
    );
    assert_eq!(
        rendered.opening,
        "<figure class=\"c-chat c-chat-weak\"><figcaption>Weak: a dodge</figcaption>\
         <div class=\"c-turn\"><div class=\"c-bubble c-bubble-customer\"><p class=\"c-bubble-who\"><b>Petra</b></p>\
         <div class=\"c-bubble-text\">are you a &lt;bot&gt;?</div></div></div>\
         <div class=\"c-turn\"><div class=\"c-bubble c-bubble-operator\"><p class=\"c-bubble-who\"><b>Operator</b></p>\
         <div class=\"c-bubble-text\">Haha.</div></div><aside class=\"c-aside\"><p>No answer.<br>More of it.</p></aside></div></figure>\n"
    );
}

#[test]
fn callouts_are_named_in_the_language_of_the_reader() {
    let source = "> [!WARNING]\n> Mind the gap.\n";
    assert!(
        en(source).opening.contains("c-callout-warning\" role=\"note\"><div><p class=\"c-callout-title\">Warning</p>")
    );
    assert!(render(source, Text::new(Locale::Nl)).opening.contains("<p class=\"c-callout-title\">Waarschuwing</p>"));
    assert_eq!(en("> quoted").opening, "<blockquote>\n<p>quoted</p>\n</blockquote>\n");
}

#[test]
fn tables_scroll_on_their_own_and_have_a_name() {
    let html = en("## Parts\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n").sections[0].html.clone();
    assert!(
        html.starts_with("<div class=\"c-table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: Parts\"><table>"),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn trust_31_nothing_that_could_harm_gets_through() {
    for (source, forbidden) in [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("a <b onclick=\"x()\">b</b>", "<b onclick"),
        ("[x](javascript:alert(1))", "javascript:"),
        ("[x](JaVaScRiPt:alert(1))", "lert(1)\""),
        ("[x](vbscript:x)", "vbscript"),
        ("[x](data:text/html;base64,AAAA)", "data:"),
        ("![x](data:image/svg+xml;base64,AAAA)", "data:"),
        ("![pixel](https://tracker.example/a.gif)", "tracker.example"),
        ("![pixel](//tracker.example/a.gif)", "tracker.example"),
        ("```chat <img src=x onerror=alert(1)>\ncustomer <svg onload=x>: <script>\n```", "<svg"),
        ("<style>*{display:none}</style>", "<style"),
        ("<iframe src=//evil.example></iframe>", "<iframe"),
        ("## <img src=x onerror=alert(1)>\n\ntext", "<img"),
        ("| <script>x</script> |\n|---|\n| y |", "<script"),
    ] {
        let html = en(source).html();
        assert!(!html.contains(forbidden), "{source} -> {html}");
    }
}

#[test]
fn trust_31_links_do_not_hand_over_the_window() {
    assert_eq!(
        en("[rules](https://example.org)").opening,
        "<p><a href=\"https://example.org\" rel=\"noopener noreferrer\">rules</a></p>\n"
    );
    assert_eq!(en("![A desk](/assets/desk.svg)").opening, "<p><img src=\"/assets/desk.svg\" alt=\"A desk\"></p>\n");
}

#[test]
fn hostile_sizes_are_answered_quickly() {
    for source in
        [">".repeat(20_000), "[".repeat(50_000), "*a ".repeat(50_000), "- ".repeat(10_000), "|a".repeat(30_000)]
    {
        let start = std::time::Instant::now();
        let _ = en(&source);
        assert!(start.elapsed().as_secs() < 10, "{} took {:?} without optimisation", &source[..6], start.elapsed());
    }
}

#[test]
fn the_same_hash_is_rendered_once_per_language() {
    let first = rendered("hash-of-a", "one", Text::new(Locale::En));
    assert!(Arc::ptr_eq(&first, &rendered("hash-of-a", "one", Text::new(Locale::En))));
    assert!(!Arc::ptr_eq(&first, &rendered("hash-of-a", "one", Text::new(Locale::Nl))));
}
