//! The product over HTTP, on the real binary: who may open which door, what every answer carries, how people get in.

mod access;
mod doors;
mod front;
mod trust;
