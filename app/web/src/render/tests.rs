//! What every page promises: words escaped, islands marked, scripts only where an island is.

use super::*;
use crate::state::{Assets, BrowserHalf};
use domain::{
    ids::{PersonId, SessionId},
    people::Roles,
};

/// A context without a request, for tests of views.
///
/// # Panics
/// Never: its parts are constants.
pub fn sample(roles: &[Role]) -> Ctx {
    let actor = Actor {
        person: PersonId(uuid::Uuid::from_u128(1)),
        name: "Ines <Demo>".into(),
        email: "ines@demo.example".into(),
        roles: roles.iter().copied().collect::<Roles>(),
        locale: Locale::En,
        zone: chrono_tz::Europe::Amsterdam,
        theme: Theme::System,
        session: SessionId(uuid::Uuid::from_u128(2)),
    };
    Ctx {
        text: Text::new(Locale::En),
        zone: actor.zone,
        theme: actor.theme,
        path: "/".into(),
        nonce: "n0nce".into(),
        caller: Caller { address: "192.0.2.1".into(), user_agent: "Test".into(), request_id: "0123".into() },
        now: DateTime::from_timestamp(1_795_345_200, 0).unwrap(),
        site: Site(Arc::new(Assets {
            css: "/assets/greenroom.css".into(),
            font: String::new(),
            icon: "/assets/icon.svg".into(),
            desk: half("desk"),
            scorecard: half("scorecard"),
        })),
        options: WebOptions::default(),
        actor: (!roles.is_empty()).then_some(actor),
    }
}

fn half(island: &str) -> BrowserHalf {
    BrowserHalf {
        loader: format!("/assets/{island}-loader.js"),
        glue: format!("/assets/{island}-client.js"),
        wasm: format!("/assets/{island}-client.wasm"),
    }
}

fn frame(island: Option<Island>) -> Frame {
    Frame { title: "A & B".into(), here: Here::Home, layout: Layout::Reading, island }
}

#[island]
fn Probe(word: String) -> impl IntoView {
    view! { <b>{word}</b> }
}

#[test]
fn an_island_is_marked_for_the_browser_with_its_props() {
    let html = document(&sample(&[Role::Operator]), frame(Some(Island::Desk)), || {
        view! { <p><Probe word="\"hi\" </b>".to_owned()/></p> }.into_any()
    });
    assert!(html.contains("<leptos-island data-component=\"Probe_"), "{html}");
    assert!(html.contains("data-props=\"{&quot;word&quot;:&quot;\\&quot;hi\\&quot; &lt;/b&gt;&quot;}\""), "{html}");
    assert!(
        html.contains("<b>\"hi\" &lt;/b&gt;<!></b></leptos-island>"),
        "the server renders the first view, with its marks: {html}"
    );
    let (before, after) = html.split_once("<leptos-island").unwrap();
    assert!(!before.contains("<!>") && before.contains("<title>A &amp; B · Greenroom</title>"), "{before}");
    assert!(!after.split_once("</leptos-island>").unwrap().1.contains("<!>"), "{after}");
    assert!(html.contains("src=\"/assets/desk-loader.js\" nonce=\"n0nce\""), "{html}");
    assert!(
        html.contains("href=\"/assets/desk-client.js\"") && html.contains("href=\"/assets/desk-client.wasm\""),
        "{html}"
    );
    assert!(!html.contains("scorecard"), "one island, one browser half: {html}");
}

#[test]
fn a_page_without_an_island_loads_no_script() {
    let html = document(&sample(&[Role::Operator]), frame(None), || view! { <p>"quiet"</p> }.into_any());
    assert!(!html.contains("<script") && !html.contains("wasm") && !html.contains("modulepreload"), "{html}");
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\"><head>"), "{html}");
    assert!(html.contains("<title>A &amp; B · Greenroom</title>"), "{html}");
    assert!(html.contains("Ines &lt;Demo&gt;"), "names are escaped: {html}");
    assert!(!html.contains(" style="), "inline styles are against the policy: {html}");
}

#[test]
fn the_navigation_follows_the_roles() {
    let html = document(&sample(&[Role::Mentor, Role::Administrator]), frame(None), || ().into_any());
    for (address, there) in [("/queue", true), ("/people", true), ("/practice", false), ("/reports/progress", false)] {
        assert_eq!(html.contains(&format!("href=\"{address}\"")), there, "{address}");
    }
    let html = document(&sample(&[]), frame(None), || ().into_any());
    assert!(!html.contains("<nav"), "nobody signed in, nothing to navigate");
}

#[test]
fn cookies_are_found_among_others() {
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, HeaderValue::from_static("a=1; language=nl; theme=dark"));
    assert_eq!(cookie(&headers, "language"), Some("nl"));
    assert_eq!(cookie(&headers, "lang"), None);
    assert_eq!(visitor_locale(&headers), Locale::Nl);
    headers.remove(header::COOKIE);
    headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("fr-FR, nl-BE;q=0.8, en;q=0.5"));
    assert_eq!(visitor_locale(&headers), Locale::Nl);
}
