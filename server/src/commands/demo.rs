//! `greenroom demo`, and the demo academy of `serve --demo`.

use super::content::publish;
use crate::{content, database, options::DatabaseOptions};
use anyhow::{Result, bail};
use std::{path::Path, sync::Arc, time::Instant};
use store::{Store, demo};
use web::state::{Demo, DemoPerson};

/// Builds the demo academy in an empty database.
pub async fn run(options: &DatabaseOptions) -> Result<()> {
    let store = database::open_migrated(options).await?;
    if demo::has_people(&store).await? {
        bail!("the database has people already: the demo academy needs an empty one");
    }
    build(&store, None).await?;
    store.close().await?;
    print_sign_ins();
    Ok(())
}

/// Builds the demo academy if nobody is there yet.
pub async fn ensure(store: &Store, folder: Option<&Path>) -> Result<()> {
    if demo::has_people(store).await? { Ok(()) } else { build(store, folder).await }
}

async fn build(store: &Store, folder: Option<&Path>) -> Result<()> {
    let begun = Instant::now();
    publish(store, content::read(folder)?).await?;
    demo::build(store).await?;
    println!("The demo academy is built ({:.1} s).", begun.elapsed().as_secs_f32());
    Ok(())
}

/// What the sign-in page shows about the demo people.
pub fn sign_ins() -> Demo {
    Demo {
        password: demo::PASSWORD.to_owned(),
        people: demo::SIGN_INS
            .iter()
            .map(|person| DemoPerson {
                name: person.name.to_owned(),
                email: person.email.to_owned(),
                role: person.role,
            })
            .collect(),
    }
}

/// Tells who can sign in.
pub fn print_sign_ins() {
    let Demo { password, people } = sign_ins();
    println!("Sign in with the password {password} as");
    for person in people {
        println!("  {:<36} {}", person.email, person.role);
    }
}

/// For the pages, when this is the demo academy.
pub fn shown(demo: bool) -> Option<Arc<Demo>> {
    demo.then(|| Arc::new(sign_ins()))
}
