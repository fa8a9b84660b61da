//! Passwords: Argon2id as OWASP advises, never on the async threads, and never more than a few at once.

use crate::{Store, StoreError};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString,
};
use domain::{
    account::check_password_length,
    field::{FieldError, FieldErrors},
};
use std::sync::{LazyLock, OnceLock};
use tokio::sync::Semaphore;

/// Memory per hash in KiB, passes and lanes (OWASP password storage cheat sheet).
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Most hashes at once: each takes 19 MiB and a core.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(4));
/// Words nobody may build a password of, besides those of the person.
const OWN_WORDS: [&str; 3] = ["greenroom", "green room", "chat operator"];

fn argon() -> Result<Argon2<'static>, StoreError> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn internal(error: impl std::fmt::Display) -> StoreError {
    StoreError::Database(format!("password hash: {error}"))
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let _place = AT_ONCE.acquire().await.map_err(internal)?;
    tokio::task::spawn_blocking(work).await.map_err(internal)
}

/// Hashes a password for storing.
///
/// # Errors
/// Only when the machine has no memory left.
pub async fn hash_password(store: &Store, password: &str) -> Result<String, StoreError> {
    let salt: [u8; 16] = store.random_bytes();
    let password = password.to_owned();
    apart(move || {
        let salt = SaltString::encode_b64(&salt).map_err(internal)?;
        Ok(argon()?.hash_password(password.as_bytes(), &salt).map_err(internal)?.to_string())
    })
    .await?
}

/// What checking a password found.
pub(super) struct Verdict {
    pub(super) matches: bool,
    /// The stored hash was made with weaker settings than ours are now.
    pub(super) outdated: bool,
}

/// Checks a password. Without a stored hash it takes as long and never matches, so that nobody learns who has an account.
pub(super) async fn verify_password(
    store: &Store,
    password: &str,
    stored: Option<&str>,
) -> Result<Verdict, StoreError> {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let known = stored.is_some();
    let stored = if let Some(stored) = stored.or(NOBODY.get().map(String::as_str)) {
        stored.to_owned()
    } else {
        let hash = hash_password(store, "nobody has this password").await?;
        NOBODY.get_or_init(|| hash).clone()
    };
    let password = password.to_owned();
    apart(move || {
        let hash = PasswordHash::new(&stored).map_err(internal)?;
        let matches = argon()?.verify_password(password.as_bytes(), &hash).is_ok();
        let ours = Params::try_from(&hash)
            .is_ok_and(|params| params.m_cost() >= MEMORY && params.t_cost() >= PASSES && params.p_cost() == LANES);
        Ok(Verdict { matches: matches && known, outdated: !ours })
    })
    .await?
}

/// Refuses a new password that is too short, too long, or among those attackers try first, with the person's own words counted in.
///
/// zxcvbn brings its lists with it, so this works without a network. Passwords that take fewer than 10^6 guesses are refused; that
/// covers each of its 30,000 most common passwords.
///
/// # Errors
/// The problem of the field.
pub(super) async fn check_new_password(password: &str, own: &[&str]) -> Result<(), FieldError> {
    const LEAST_GUESSES: u64 = 1_000_000;
    check_password_length(password)?;
    // What matters stands at the beginning; the time zxcvbn takes grows faster than the text.
    let begin: String = password.chars().take(100).collect();
    let words: Vec<String> = own
        .iter()
        .flat_map(|word| word.split(['@', '.', ' ']))
        .filter(|word| word.chars().count() > 2)
        .chain(OWN_WORDS)
        .map(str::to_lowercase)
        .collect();
    let guesses = apart(move || {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        zxcvbn::zxcvbn(&begin, &words).guesses()
    })
    .await;
    match guesses {
        Ok(guesses) if guesses < LEAST_GUESSES => Err(FieldError::TooCommon),
        _ => Ok(()),
    }
}

/// The problem of one field as a form's problems.
pub(super) fn one(field: &str, error: FieldError) -> StoreError {
    let mut errors = FieldErrors::default();
    errors.add(field, error);
    StoreError::Invalid(errors)
}
