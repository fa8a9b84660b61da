//! The product in a real Chromium: the whole job by three people, then what must hold besides: without scripts, by keyboard alone, in both
//! themes, on a narrow screen, in two windows at once.

mod academy;
mod answers;
mod keyboard;
mod looks;
mod plain;
mod seat;
mod windows;
