//! As little of an HTTP client as the measurements need, so that it costs little itself.

use anyhow::{Context, Result, bail, ensure};
use std::fmt::Write as _;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An answer.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Head, as it came.
    pub head: String,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        })
    }
}

/// One connection, used again and again.
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    /// Connects to this machine.
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::new() })
    }

    /// Sends one request and reads its answer whole.
    pub async fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        let end = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8(self.read.drain(..end).collect())?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let mut answer = Answer { status, head, body: Vec::new() };
        if let Some(length) = answer.header("content-length") {
            let length = length.parse()?;
            while self.read.len() < length {
                self.more().await?;
            }
            answer.body = self.read.drain(..length).collect();
        } else if answer.header("transfer-encoding").is_some() {
            bail!("the answer comes in chunks; pages are expected to know their length");
        }
        Ok(answer)
    }

    async fn more(&mut self) -> Result<()> {
        let count = self.stream.read_buf(&mut self.read).await?;
        ensure!(count > 0, "the connection was closed");
        Ok(())
    }
}

/// Somebody who asks.
#[derive(Clone, Default)]
pub struct Visitor {
    cookie: Option<String>,
}

impl Visitor {
    /// Somebody of the demo academy.
    pub async fn sign_in(port: u16, email: &str) -> Result<Self> {
        let nobody = Self::default();
        let body = format!("email={}&password=greenroom-demo", email.replace('@', "%40"));
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let answer = Connection::open(port).await?.send(&nobody.request("POST", "/sign-in", &form, &body)).await?;
        ensure!(answer.status == 303, "{email} could not sign in: {}", answer.status);
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next()).context("no cookie")?;
        Ok(Self { cookie: Some(cookie.to_owned()) })
    }

    /// The bytes of a request.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\n");
        if let Some(cookie) = &self.cookie {
            _ = write!(text, "cookie: {cookie}\r\n");
        }
        for (name, value) in headers {
            _ = write!(text, "{name}: {value}\r\n");
        }
        if method == "POST" {
            _ = write!(text, "content-length: {}\r\n", body.len());
        }
        text += "\r\n";
        text += body;
        text.into_bytes()
    }
}
