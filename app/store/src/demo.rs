//! The demo academy: forty people and five months of their history.
//!
//! Nothing in it is made up at the level of tables: people read, answer, practise, hand in, review and acknowledge through the same use
//! cases as everybody, on a clock that is moved through the past. Their chats are played by operator bots on the real engine. The same
//! seed gives the same academy.

mod cast;
mod chance;
mod history;
mod marks;
mod past;
mod people;

use crate::{Store, StoreError, accounts::hash_password, entity::person};
use chrono::TimeDelta;
use domain::people::Role;
use past::Past;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::sync::Arc;

/// Password of everybody in the demo academy; it is public.
pub const PASSWORD: &str = "greenroom-demo";
/// Where all its addresses are.
const DOMAIN: &str = "demo.greenroom.test";
/// The one number everything follows from.
const SEED: u64 = 0x67_7265_656e;

/// Somebody to try the demo academy as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Name.
    pub name: &'static str,
    /// Sign-in address.
    pub email: &'static str,
    /// What there is to see.
    pub role: Role,
}

/// People to try, in showing order.
pub const SIGN_INS: [SignIn; 6] = [
    SignIn { name: "Leila Haddad", email: "operator@demo.greenroom.test", role: Role::Operator },
    SignIn { name: "Sipho Dlamini", email: "newcomer@demo.greenroom.test", role: Role::Operator },
    SignIn { name: "Ingrid Solberg", email: "mentor@demo.greenroom.test", role: Role::Mentor },
    SignIn { name: "Marcus Oyelaran", email: "manager@demo.greenroom.test", role: Role::Manager },
    SignIn { name: "Dana Kovář", email: "admin@demo.greenroom.test", role: Role::Administrator },
    SignIn { name: "Rosalind Achebe", email: "author@demo.greenroom.test", role: Role::Author },
];

/// Does anybody have an account?
///
/// # Errors
/// Whatever the database says.
pub async fn has_people(store: &Store) -> Result<bool, StoreError> {
    Ok(person::Entity::find().count(store.read()).await? > 0)
}

/// Builds the academy in a store whose content is published and that has no people. Its five months end now.
///
/// # Errors
/// Whatever the database says; a half-built academy stays behind then.
pub async fn build(store: &Store) -> Result<(), StoreError> {
    let password = hash_password(store, PASSWORD).await?;
    let now = store.now();
    let clock = Arc::new(Past::at(now - TimeDelta::days(150)));
    let cast = cast::Cast::read()?;
    let past = store.living_at(clock.clone(), Arc::new(crate::RandomIds::seeded(SEED)));
    let people = people::create(&past, &cast, &password, now).await?;
    history::tell(&past, &clock, &cast, &people, now).await
}
