//! What must hold when things break: the server is killed, streams are cut, everything is sent twice.

mod down;
mod kill;
mod stream;
mod twice;
