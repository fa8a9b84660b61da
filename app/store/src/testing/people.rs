//! People for tests, made without hashing a password.

use super::Kit;
use crate::entity::{membership, person, session, team};
use chrono_tz::Tz;
use domain::{
    ids::{PersonId, SessionId, TeamId},
    people::{Actor, Administrator, Author, Locale, Manager, Mentor, Operator, Role, Roles, Theme},
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

impl Kit {
    /// Somebody with these roles, signed in. The address is the name in lower case at `example.org`.
    pub async fn person(&self, name: &str, roles: &[Role]) -> Actor {
        let roles: Roles = roles.iter().copied().collect();
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let (person, session) = self
            .store
            .write(async |tx| {
                let (person, session): (PersonId, SessionId) = (tx.new_id(), tx.new_id());
                let row = person::Model {
                    id: person.0,
                    name: name.to_owned(),
                    email: email.clone(),
                    password_hash: None,
                    roles: roles.iter().map(|role| 1 << role as i32).sum(),
                    locale: "en".into(),
                    zone: "Europe/Amsterdam".into(),
                    theme: "system".into(),
                    cohort_id: None,
                    created_at: tx.now(),
                    disabled_at: None,
                };
                person::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
                let row = session::Model {
                    id: session.0,
                    person_id: person.0,
                    token_hash: tx.random_bytes::<32>().to_vec(),
                    address: "192.0.2.1".into(),
                    user_agent: "test".into(),
                    created_at: tx.now(),
                    seen_at: tx.now(),
                };
                session::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
                Ok((person, session))
            })
            .await
            .unwrap();
        Actor {
            person,
            name: name.to_owned(),
            email,
            roles,
            locale: Locale::En,
            zone: Tz::Europe__Amsterdam,
            theme: Theme::System,
            session,
        }
    }

    /// An operator.
    pub async fn operator(&self, name: &str) -> Operator {
        Operator::prove(&self.person(name, &[Role::Operator]).await).unwrap()
    }

    /// A mentor.
    pub async fn mentor(&self, name: &str) -> Mentor {
        Mentor::prove(&self.person(name, &[Role::Mentor]).await).unwrap()
    }

    /// A manager.
    pub async fn manager(&self, name: &str) -> Manager {
        Manager::prove(&self.person(name, &[Role::Manager]).await).unwrap()
    }

    /// An author.
    pub async fn author(&self, name: &str) -> Author {
        Author::prove(&self.person(name, &[Role::Author]).await).unwrap()
    }

    /// An administrator.
    pub async fn administrator(&self, name: &str) -> Administrator {
        Administrator::prove(&self.person(name, &[Role::Administrator]).await).unwrap()
    }

    /// A team of these people.
    pub async fn team(&self, name: &str, members: &[PersonId]) -> TeamId {
        self.store
            .write(async |tx| {
                let id: TeamId = tx.new_id();
                let row = team::ActiveModel { id: Set(id.0), name: Set(name.to_owned()), created_at: Set(tx.now()) };
                team::Entity::insert(row).exec_without_returning(tx.db()).await?;
                let rows = members
                    .iter()
                    .map(|member| membership::ActiveModel { team_id: Set(id.0), person_id: Set(member.0) });
                if !members.is_empty() {
                    membership::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
                }
                Ok(id)
            })
            .await
            .unwrap()
    }
}
