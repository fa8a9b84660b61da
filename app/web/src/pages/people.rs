//! Accounts, for administrators: who there is, somebody new, roles, disabling, a new one-time link.

mod views;

use crate::{
    failure::PageError,
    form::{Fields, Filled},
    guard::{As, Id},
    render::{Ctx, Frame, Here, Layout, page, page_with_status},
    state::AppState,
    text::key,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    field::{FieldError, FieldErrors},
    ids::PersonId,
    people::{Administrator, Locale, Role, Roles},
};
use std::str::FromStr;
use store::{
    StoreError,
    accounts::{self, By, NewPerson, PersonRow},
};
pub use views::{link_view, view};

/// A one-time link, shown once: only its hash is kept.
#[derive(Clone, Debug)]
pub struct ShownLink {
    /// For whom.
    pub name: String,
    /// The path to give them.
    pub path: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// `GET /people`
pub async fn list(
    ctx: Ctx,
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
) -> Result<Response, PageError> {
    let people = accounts::list_people(&app.store, &administrator).await?;
    Ok(page(&ctx, frame(&ctx), || {
        view(&ctx, &people, &Filled::with(&[("role", "operator"), ("zone", ctx.zone.name())]))
    }))
}

/// `POST /people`
pub async fn create(
    ctx: Ctx,
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    fields: Fields,
) -> Result<Response, PageError> {
    let created = match read(&fields) {
        Ok(person) => {
            let name = person.name.clone();
            accounts::create_person(&app.store, &By::Person(administrator.actor()), person).await.map(|(_, link)| {
                ShownLink { name, path: format!("/welcome/{}", link.token), expires_at: link.expires_at }
            })
        }
        Err(errors) => Err(StoreError::Invalid(errors)),
    };
    let errors = match created {
        Ok(link) => return Ok(page(&ctx, frame(&ctx), || link_view(&ctx, &link))),
        Err(StoreError::Invalid(errors)) => errors,
        Err(error) => return Err(error.into()),
    };
    let people = accounts::list_people(&app.store, &administrator).await?;
    let filled = Filled::again(fields, errors);
    Ok(page_with_status(&ctx, StatusCode::UNPROCESSABLE_ENTITY, frame(&ctx), || view(&ctx, &people, &filled)))
}

/// `POST /people/{person}/roles`
pub async fn roles(
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    Id(person): Id<PersonId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let roles = read_roles(&fields).filter(|roles| *roles != Roles::default()).ok_or(PageError::Invalid)?;
    accounts::set_roles(&app.store, &administrator, person, roles).await?;
    Ok(back(person))
}

/// `POST /people/{person}/disabled`
pub async fn disabled(
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    Id(person): Id<PersonId>,
    fields: Fields,
) -> Result<Response, PageError> {
    let disabled = bool::from_str(fields.get("disabled")).map_err(|_| PageError::Invalid)?;
    accounts::set_disabled(&app.store, &administrator, person, disabled).await?;
    Ok(back(person))
}

/// `POST /people/{person}/link`: a new one-time link; the old one stops working.
pub async fn renew_link(
    ctx: Ctx,
    State(app): State<AppState>,
    As(administrator): As<Administrator>,
    Id(person): Id<PersonId>,
) -> Result<Response, PageError> {
    let row = find(&app, &administrator, person).await?;
    let link = accounts::renew_link(&app.store, &administrator, person).await?;
    let shown = ShownLink { name: row.name, path: format!("/welcome/{}", link.token), expires_at: link.expires_at };
    Ok(page(&ctx, frame(&ctx), || link_view(&ctx, &shown)))
}

async fn find(app: &AppState, administrator: &Administrator, person: PersonId) -> Result<PersonRow, PageError> {
    let people = accounts::list_people(&app.store, administrator).await?;
    people.into_iter().find(|row| row.id == person).ok_or(PageError::NotFound)
}

fn read(fields: &Fields) -> Result<NewPerson, FieldErrors> {
    let mut errors = FieldErrors::default();
    let locale = Locale::ALL.into_iter().find(|locale| locale.tag() == fields.get("language"));
    let zone = fields.parse::<Tz>("zone");
    let roles = read_roles(fields);
    let (name, email) = (fields.get("name").trim(), fields.get("email").trim());
    for (field, wrong, error) in [
        ("name", name.is_empty(), FieldError::Missing),
        ("email", email.is_empty(), FieldError::Missing),
        ("language", locale.is_none(), FieldError::NotOffered),
        ("zone", zone.is_none(), FieldError::NotOffered),
        ("roles", roles.is_none(), FieldError::NotOffered),
        ("roles", !fields.has("role"), FieldError::Missing),
    ] {
        if wrong {
            errors.add(field, error);
        }
    }
    let (Some(locale), Some(zone), Some(roles), true) = (locale, zone, roles, errors.is_empty()) else {
        return Err(errors);
    };
    Ok(NewPerson { name: name.to_owned(), email: email.to_owned(), roles, locale, zone, team: None, cohort: None })
}

/// All ticked roles; `None` when a value is no role.
fn read_roles(fields: &Fields) -> Option<Roles> {
    fields
        .all("role")
        .map(|role| role.parse::<Role>().ok())
        .collect::<Option<Vec<_>>>()
        .map(|roles| roles.into_iter().collect())
}

fn back(person: PersonId) -> Response {
    Redirect::to(&format!("/people#person-{person}")).into_response()
}

fn frame(ctx: &Ctx) -> Frame {
    Frame::new(ctx.text.say(key::PEOPLE_TITLE), Here::People, Layout::Wide)
}
