//! Many requests at once, and what they cost the server.

use crate::{client::Connection, server::Server};
use anyhow::Result;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// What came out.
pub struct Load {
    /// CPU time of the server for one request, in milliseconds.
    pub cpu_ms: f64,
    /// Requests answered in a second.
    pub per_second: f64,
    /// Time within which 99 of 100 requests were answered, in milliseconds.
    pub p99_ms: f64,
    /// Requests that were not answered with success.
    pub refused: usize,
}

/// Sends requests over `connections` connections, each waiting for its answer before the next. `make` is given the number of the
/// connection and of the request.
pub async fn run(
    server: &Server,
    connections: usize,
    lasting: Duration,
    make: impl Fn(usize, usize) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Load> {
    let make = Arc::new(make);
    // Warm the caches, then begin to count.
    spread(server.port, connections, Duration::from_millis(500), &make).await?;
    let (cpu, begun) = (server.cpu()?, Instant::now());
    let samples = spread(server.port, connections, lasting, &make).await?;
    let (cpu, took) = (server.cpu()?.saturating_sub(cpu), begun.elapsed());
    Load::of(samples, cpu, took)
}

impl Load {
    /// Adds up times (and whether they ended well), the server's CPU time and the time that passed.
    pub fn of(mut samples: Vec<(Duration, bool)>, cpu: Duration, took: Duration) -> Result<Self> {
        let refused = samples.iter().filter(|(_, fine)| !fine).count();
        samples.sort_unstable();
        let p99 = samples.get(samples.len().saturating_sub(1) * 99 / 100).map_or(Duration::ZERO, |(took, _)| *took);
        let count = f64::from(u32::try_from(samples.len().max(1))?);
        Ok(Self {
            cpu_ms: cpu.as_secs_f64() * 1000.0 / count,
            per_second: count / took.as_secs_f64(),
            p99_ms: p99.as_secs_f64() * 1000.0,
            refused,
        })
    }
}

async fn spread(
    port: u16,
    connections: usize,
    lasting: Duration,
    make: &Arc<impl Fn(usize, usize) -> Vec<u8> + Send + Sync + 'static>,
) -> Result<Vec<(Duration, bool)>> {
    let until = Instant::now() + lasting;
    let tasks: Vec<_> = (0..connections)
        .map(|number| {
            let make = Arc::clone(make);
            tokio::spawn(async move {
                let mut connection = Connection::open(port).await?;
                let mut samples = Vec::new();
                while Instant::now() < until {
                    let request = make(number, samples.len());
                    let sent = Instant::now();
                    let answer = connection.send(&request).await?;
                    samples.push((sent.elapsed(), (200..400).contains(&answer.status)));
                }
                anyhow::Ok(samples)
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    Ok(all)
}
