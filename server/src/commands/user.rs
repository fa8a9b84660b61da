//! `greenroom user add`

use crate::{database, options::UserAdd};
use anyhow::{Context, Result, bail};
use domain::field::FieldError;
use store::{
    StoreError,
    accounts::{self, By, NewPerson},
};

/// Adds a person and prints the link with which they choose a password.
pub async fn add(options: UserAdd) -> Result<()> {
    let store = database::open_migrated(&options.database).await?;
    let person = NewPerson {
        name: options.name,
        email: options.email,
        roles: options.roles.into_iter().collect(),
        locale: options.locale,
        zone: options.zone,
        team: None,
        cohort: None,
    };
    let link = match accounts::create_person(&store, &By::CommandLine, person).await {
        Ok((_, link)) => link,
        Err(StoreError::Invalid(errors)) => {
            let lines: Vec<_> = errors.0.iter().map(|(field, error)| format!("--{field}: {}", words(error))).collect();
            bail!("nobody was added:\n{}", lines.join("\n"));
        }
        Err(error) => return Err(error).context("nobody was added"),
    };
    store.close().await?;
    let site = options.public_url.as_str().trim_end_matches('/').to_owned();
    println!(
        "Added. Until {}, this link lets them choose a password, once:",
        link.expires_at.format("%Y-%m-%d %H:%M UTC")
    );
    println!("{site}/welcome/{}", link.token);
    Ok(())
}

/// Only for the command line, whose language is English; pages have their words in the locale files.
fn words(error: &FieldError) -> String {
    match error {
        FieldError::Missing => "is missing".to_owned(),
        FieldError::TooShort { least } => format!("needs {least} characters or more"),
        FieldError::TooLong { most } => format!("may have {most} characters at most"),
        FieldError::Malformed { example } => format!("is not of the right form; use something like {example}"),
        FieldError::NotOffered => "is not one of the choices".to_owned(),
        FieldError::TooCommon => "is too easy to guess".to_owned(),
        FieldError::WrongPassword => "is not the current password".to_owned(),
        FieldError::Taken => "is in use already".to_owned(),
        FieldError::Differs => "differs from the first entry".to_owned(),
    }
}
