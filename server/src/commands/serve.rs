//! `greenroom serve`

use super::{content::publish, demo};
use crate::{accept, assets, content, database, host::Host, jobs, options::ServeOptions, router};
use anyhow::{Context, Result};
use std::{sync::Arc, time::Instant};
use store::accounts;
use tokio::signal::unix::{SignalKind, signal};
use web::state::{AppState, WebOptions};

/// Prepares everything, serves until asked to stop, and puts everything away.
pub async fn run(options: ServeOptions) -> Result<()> {
    let begun = Instant::now();
    let mut stop = Stop::new()?;
    // First, because a port in use is the commonest mistake and everything after it may take a while.
    let listener = accept::bind(options.listen).await?;
    let files = content::read(options.content.as_deref())?;
    let store = database::open_migrated(&options.database).await?;
    if options.demo {
        demo::ensure(&store, options.content.as_deref()).await?;
    }
    let changed = publish(&store, files).await?;
    if changed > 0 {
        tracing::info!(files = changed, "content published");
    }
    if options.demo && !options.listen.ip().is_loopback() {
        tracing::warn!("the demo academy has public passwords, and --listen lets other machines in");
    }
    if !assets::is_complete() {
        tracing::warn!(
            "this binary was built without the browser half: pages have no styles and nothing moves; use `make run` or `make bundle`"
        );
    }

    let site_url = options.site_url();
    if !options.demo
        && let Some(link) = accounts::ensure_setup_link(&store).await?
    {
        let until = link.expires_at.format("%Y-%m-%d %H:%M UTC");
        println!("Nobody has an account yet. Until {until}, this link sets up the first administrator, once:");
        println!("{site_url}/set-up/{}", link.token);
    }

    let app = AppState {
        store: store.clone(),
        site: assets::site(),
        options: WebOptions {
            secure_cookies: !options.insecure_cookies,
            demo: demo::shown(options.demo),
            organisation: Arc::from(options.organisation.as_str()),
        },
    };
    let host = Host::new(app, &options);
    let wakes = tokio::spawn(host.hub.clone().follow(store.subscribe()));
    jobs::start(&host);
    if options.demo {
        demo::print_sign_ins();
    }
    println!(
        "Greenroom {} is ready on {site_url} ({:.2} s).",
        env!("CARGO_PKG_VERSION"),
        begun.elapsed().as_secs_f32()
    );

    let hub = host.hub.clone();
    accept::serve(listener, router::router(&host), options.max_connections, async move {
        stop.asked().await;
        tracing::info!("stopping: finishing open requests, closing live streams");
        hub.close();
    })
    .await;
    wakes.abort();
    store.close().await.context("the database did not close cleanly; nothing that was acknowledged is lost")?;
    tracing::info!("stopped");
    Ok(())
}

/// Ctrl-C, or the signal with which service managers ask programs to stop.
struct Stop {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// From here on the signals are ours: one that comes while we prepare is not lost.
    fn new() -> Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
