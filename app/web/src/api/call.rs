//! How an island asks the server: one plain `fetch` for every server function.
//!
//! The clients that Leptos makes can also upload, stream and open sockets; a browser half would download all of that. This one knows
//! only what we use, JSON both ways, and shares one reader and one writer between all server functions.

use super::ApiError;
use leptos::server_fn::ServerFn;
use serde::{Serialize, de::DeserializeOwned};

/// Asks the server.
///
/// # Errors
/// What the server answered, or [`ApiError::Unavailable`] when nothing came that could be understood.
#[cfg(feature = "hydrate")]
pub async fn call<F>(ask: F) -> Result<F::Output, ApiError>
where
    F: ServerFn<Error = ApiError> + Serialize,
    F::Output: DeserializeOwned,
{
    let body = serde_json::to_string(&ask).map_err(|_| ApiError::Malformed)?;
    let (good, text) = post(F::PATH, &body).await.map_err(|_| ApiError::Unavailable)?;
    if good {
        serde_json::from_str(&text).map_err(|_| ApiError::Unavailable)
    } else {
        Err(serde_json::from_str(&text).unwrap_or(ApiError::Unavailable))
    }
}

/// Posts JSON; answers whether it went well, and what came back.
#[cfg(feature = "hydrate")]
async fn post(path: &str, body: &str) -> Result<(bool, String), leptos::wasm_bindgen::JsValue> {
    use leptos::wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Headers, RequestInit, Response};

    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&body.into());
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(path, &request)).await?;
    let answer: Response = answer.dyn_into()?;
    let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
    Ok((answer.status() < 400, text))
}

/// On the server there is nobody to ask but itself.
#[cfg(not(feature = "hydrate"))]
pub async fn call<F>(ask: F) -> Result<F::Output, ApiError>
where
    F: ServerFn<Error = ApiError> + Serialize,
    F::Output: DeserializeOwned,
{
    ask.run_body().await
}
