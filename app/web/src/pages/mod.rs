//! One file per page: load through the identity, decide, write, render.

pub mod account;
pub mod attempt;
pub mod audit;
pub mod choices;
pub mod debrief;
pub mod desk;
pub mod feedback;
pub mod guideline;
pub mod home;
mod item;
pub mod links;
pub mod module;
pub mod people;
pub mod practice;
pub mod privacy;
pub mod queue;
pub mod reports;
pub mod review;
pub mod reviewed;
pub mod sign_in;
pub mod tracks;
mod zones;

#[cfg(test)]
mod tests;
