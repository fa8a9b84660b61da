//! Secrets that are handed out once: 256 random bits, of which only the SHA-256 is kept.

use crate::tx::Tx;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A new secret and what is stored of it.
pub(super) fn new_token(tx: &Tx) -> (String, Vec<u8>) {
    let token = URL_SAFE_NO_PAD.encode(tx.random_bytes::<32>());
    let hash = hash_token(&token);
    (token, hash)
}

/// What is stored of a secret. It is random and long, so one round of a fast hash is enough.
pub(super) fn hash_token(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
