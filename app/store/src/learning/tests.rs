//! Learning on both databases.
