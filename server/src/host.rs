//! What the layers, the live streams and the jobs share.

use crate::{address::Network, live::Hub, options::ServeOptions};
use std::{sync::Arc, time::Duration};
use web::state::AppState;

/// The running host, cheap to clone.
#[derive(Clone)]
pub struct Host(Arc<Inner>);

/// What is inside a [`Host`].
pub struct Inner {
    /// What pages are given.
    pub app: AppState,
    /// The live streams.
    pub hub: Hub,
    /// The address people type, without a slash at the end.
    pub site_url: String,
    /// Do people come over https?
    pub https: bool,
    /// Who is believed about a visitor's address.
    pub trusted_proxies: Vec<Network>,
    /// Largest request, in bytes.
    pub max_body: u64,
    /// Longest a request may take.
    pub timeout: Duration,
}

impl std::ops::Deref for Host {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Host {
    /// Puts the host together.
    pub fn new(app: AppState, options: &ServeOptions) -> Self {
        let hub = Hub::new(options.max_streams, options.max_streams_per_person);
        Self(Arc::new(Inner {
            app,
            hub,
            site_url: options.site_url(),
            https: options.is_https(),
            trusted_proxies: options.trusted_proxies.clone(),
            max_body: options.max_body,
            timeout: Duration::from_secs(options.timeout),
        }))
    }

    /// Is the session cookie only for https (and localhost)?
    pub fn secure_cookies(&self) -> bool {
        self.app.options.secure_cookies
    }
}
