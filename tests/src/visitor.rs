//! Somebody who visits over plain HTTP, as a script would: keeps the cookie by hand, follows no redirect by itself.

use anyhow::{Context, Result, ensure};
use reqwest::{
    Client, Method, RequestBuilder, Response, StatusCode,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::time::Duration;

/// A visitor of one server.
#[derive(Clone)]
pub struct Visitor {
    http: Client,
    /// `http://127.0.0.1:PORT`
    pub url: String,
    /// `name=value` of the session cookie, once signed in.
    pub cookie: Option<String>,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: String,
}

impl Page {
    /// Where it redirects to.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION)?.to_str().ok()
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Visitor {
    /// Somebody who is not signed in.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub fn new(url: &str) -> Result<Self> {
        let http = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(30)).build()?;
        Ok(Self { http, url: url.to_owned(), cookie: None })
    }

    /// Somebody who has signed in.
    ///
    /// # Errors
    /// When signing in fails.
    pub async fn signed_in(url: &str, email: &str) -> Result<Self> {
        let mut visitor = Self::new(url)?;
        let page = visitor.post("/sign-in", &[("email", email), ("password", crate::people::PASSWORD)]).await?;
        ensure!(page.status == StatusCode::SEE_OTHER, "{email} could not sign in: {} {}", page.status, page.body);
        visitor.keep_cookie(&page.headers).context("signing in set no cookie")?;
        Ok(visitor)
    }

    /// Keeps the session cookie of an answer, and says whether there was one.
    pub fn keep_cookie(&mut self, headers: &HeaderMap) -> Option<()> {
        let cookie = headers.get_all(SET_COOKIE).iter().find_map(|value| {
            let pair = value.to_str().ok()?.split(';').next()?;
            pair.contains("session=").then(|| pair.to_owned())
        })?;
        self.cookie = Some(cookie);
        Some(())
    }

    /// A request as a browser on our own pages would send it; `path` begins with `/`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url)).header("Sec-Fetch-Site", "same-origin");
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn get(&self, path: &str) -> Result<Page> {
        read(self.request(Method::GET, path).send().await?).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page> {
        read(self.request(Method::POST, path).form(fields).send().await?).await
    }

    /// Calls a server function.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn call(&self, path: &str, body: &serde_json::Value) -> Result<Page> {
        read(self.request(Method::POST, path).json(body).send().await?).await
    }
}

/// Reads an answer whole.
///
/// # Errors
/// When the connection breaks.
pub async fn read(answer: Response) -> Result<Page> {
    let (status, headers) = (answer.status(), answer.headers().clone());
    Ok(Page { status, headers, body: answer.text().await? })
}
