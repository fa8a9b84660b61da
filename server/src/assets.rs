//! The site's files, inside the binary: styles, icons, the browser half. Named by their hash, so a browser may keep them for ever.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use web::state::{Assets, BrowserHalf, Site};

/// One file and its compressed forms.
struct Asset {
    name: &'static str,
    file: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = &include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// Is the browser half in this binary?
pub fn is_complete() -> bool {
    let site = site();
    !site.css.is_empty()
        && [&site.desk, &site.scorecard]
            .iter()
            .all(|half| [&half.loader, &half.glue, &half.wasm].iter().all(|address| !address.is_empty()))
}

/// Addresses of the files that pages link to.
pub fn site() -> Site {
    let address = |name: &str| {
        let found = ASSETS.iter().find(|asset| asset.name == name);
        found.map(|asset| format!("/assets/{}", asset.file)).unwrap_or_default()
    };
    let half = |island: &str| BrowserHalf {
        loader: address(&format!("{island}/islands.js")),
        glue: address(&format!("{island}/client.js")),
        wasm: address(&format!("{island}/client.wasm")),
    };
    let font = ASSETS.iter().find(|asset| asset.kind == "font/woff2").map(|asset| format!("/assets/{}", asset.file));
    Site(Arc::new(Assets {
        css: address("style.css"),
        font: font.unwrap_or_default(),
        icon: address("icon.svg"),
        desk: half("desk"),
        scorecard: half("scorecard"),
    }))
}

/// `GET /assets/{file}`
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.file == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (encoding, bytes) = pick(asset, headers.get(header::ACCEPT_ENCODING));
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn pick(asset: &Asset, accepted: Option<&HeaderValue>) -> (Option<&'static str>, &'static [u8]) {
    let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |encoding: &str| {
        accepted.split(',').any(|part| {
            let (name, weight) = part.split_once(';').unwrap_or((part, ""));
            let refused = weight
                .trim()
                .strip_prefix("q=")
                .is_some_and(|weight| weight.parse().is_ok_and(|weight: f32| weight <= 0.0));
            name.trim().eq_ignore_ascii_case(encoding) && !refused
        })
    };
    match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts("br") => (Some("br"), brotli),
        (_, Some(gzip)) if accepts("gzip") => (Some("gzip"), gzip),
        _ => (None, asset.plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_form_is_sent() {
        let asset = Asset {
            name: "a.css",
            file: "a.1.css",
            kind: "text/css",
            plain: b"plain",
            brotli: Some(b"br"),
            gzip: Some(b"gz"),
        };
        for (accepted, expected) in [
            (Some("gzip, deflate, br, zstd"), Some("br")),
            (Some("gzip;q=0.5"), Some("gzip")),
            (Some("br;q=0, gzip"), Some("gzip")),
            (Some("BR"), Some("br")),
            (Some("identity"), None),
            (Some("brotli"), None),
            (None, None),
        ] {
            let header = accepted.map(HeaderValue::from_static);
            assert_eq!(pick(&asset, header.as_ref()).0, expected, "{accepted:?}");
        }
        let small = Asset { brotli: None, gzip: None, ..asset };
        assert_eq!(pick(&small, Some(&HeaderValue::from_static("br"))), (None, &b"plain"[..]));
    }

    #[tokio::test]
    async fn assets_are_kept_for_ever_and_others_do_not_exist() {
        for asset in ASSETS {
            let response = serve(Path(asset.file.to_owned()), HeaderMap::new()).await;
            assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        }
        assert_eq!(serve(Path("../Cargo.toml".to_owned()), HeaderMap::new()).await.status(), StatusCode::NOT_FOUND);
    }
}
