//! The doors of the product, and whose records to try them with.

use anyhow::{Context, Result};
use domain::people::Role;
use kit::{facts::Facts, people, server::Server};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::routes::{Access, entries};

/// One entry of the list.
#[derive(Clone, Debug)]
pub struct Door {
    pub method: Method,
    pub path: String,
    pub access: Access,
}

/// Every door but the live streams, which never end and have tests of their own.
pub fn doors() -> Vec<Door> {
    let doors = entries().into_iter().map(|entry| Door {
        method: if entry.method.as_str() == "GET" { Method::GET } else { Method::POST },
        path: entry.path.to_owned(),
        access: entry.access,
    });
    doors.collect()
}

impl Door {
    /// The path with its parameters filled in: the record's id, or a name for what is no record.
    pub fn path_with(&self, id: &str) -> String {
        let named = [
            ("{track}", "first-shift"),
            ("{module}", "welcome"),
            ("{guideline}", "house-rules"),
            ("{step}", "proficient"),
            ("{section}", "response"),
            ("{bucket}", "3"),
            ("{token}", "unknown"),
        ];
        let mut path = self.path.clone();
        for (parameter, name) in named {
            path = path.replace(parameter, name);
        }
        while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
            path.replace_range(start..=end, id);
        }
        path
    }

    /// What a server function is sent.
    pub fn body(&self, id: &str) -> Option<Value> {
        let client = kit::fresh_id().to_string();
        let body = match self.path.as_str() {
            "/api/shifts/act" => json!({"shift": id, "action": {"kind": "end-shift"}, "client": client}),
            "/api/shifts/draft" => json!({"shift": id, "chat": client, "text": "half a line"}),
            "/api/shifts/desk" => json!({"shift": id}),
            "/api/reviews/draft" => json!({"review": id, "based_on": 0, "draft": {
                "marks": {"criteria": {}, "criticals": []}, "comments": [], "summary": "", "focus": null}}),
            "/api/reviews/lease" | "/api/reviews/claim" => json!({"review": id, "revision": 0}),
            path if path.starts_with("/api/") => json!({}),
            _ => return None,
        };
        Some(body)
    }

    /// What kind of record its id names.
    fn record(&self) -> &'static str {
        let operator = matches!(self.access, Access::RecordOf(Role::Operator));
        match self.path.as_str() {
            path if path.starts_with("/attempts/") => "attempt",
            path if path.starts_with("/shifts/") || path.starts_with("/api/shifts/") => "shift",
            path if path.starts_with("/chats/") => "chat",
            path if path.starts_with("/feedback/") => "feedback",
            path if path.starts_with("/submissions/") => "submission",
            path if path.starts_with("/reviews/") || path.starts_with("/api/reviews/") => "review",
            path if path.starts_with("/reports/people/") => "member",
            _ if operator => "unknown record of an operator",
            _ => "none",
        }
    }
}

/// Ids of one kind of record.
#[derive(Clone, Debug)]
pub struct Sample {
    pub own: String,
    pub foreign: String,
    pub missing: String,
}

/// Records of the demo academy by kind.
pub struct Samples(HashMap<&'static str, Sample>);

impl Samples {
    pub async fn find(server: &Server) -> Result<Self> {
        let mut facts = Facts::open(&server.database).await?;
        let operator = facts.person(people::OPERATOR).await?;
        let mentor = facts.person(people::MENTOR).await?;
        let manager = facts.person(people::MANAGER).await?;
        let mut samples = HashMap::new();
        let table: [(&str, Uuid, &str, &str); 7] = [
            (
                "attempt",
                operator,
                "SELECT id FROM attempts WHERE person_id = ? LIMIT 1",
                "SELECT id FROM attempts WHERE person_id <> ? LIMIT 1",
            ),
            (
                "shift",
                operator,
                "SELECT id FROM shifts WHERE operator_id = ? LIMIT 1",
                "SELECT id FROM shifts WHERE operator_id <> ? LIMIT 1",
            ),
            (
                "chat",
                operator,
                "SELECT id FROM chats WHERE operator_id = ? AND ending IS NOT NULL LIMIT 1",
                "SELECT id FROM chats WHERE operator_id <> ? AND ending IS NOT NULL LIMIT 1",
            ),
            (
                "feedback",
                operator,
                "SELECT id FROM reviews WHERE operator_id = ? AND released_at IS NOT NULL LIMIT 1",
                "SELECT id FROM reviews WHERE operator_id <> ? AND released_at IS NOT NULL LIMIT 1",
            ),
            (
                "submission",
                mentor,
                "SELECT id FROM submissions WHERE state = 'submitted' AND operator_id IN (SELECT person_id FROM memberships WHERE team_id IN (SELECT team_id FROM memberships WHERE person_id = ?)) LIMIT 1",
                "SELECT id FROM submissions WHERE operator_id NOT IN (SELECT person_id FROM memberships WHERE team_id IN (SELECT team_id FROM memberships WHERE person_id = ?)) LIMIT 1",
            ),
            (
                "review",
                mentor,
                "SELECT id FROM reviews WHERE mentor_id = ? LIMIT 1",
                "SELECT id FROM reviews WHERE mentor_id <> ? LIMIT 1",
            ),
            (
                "member",
                manager,
                "SELECT p.id FROM people p JOIN memberships m ON m.person_id = p.id WHERE p.roles = 1 AND m.team_id IN (SELECT team_id FROM memberships WHERE person_id = ?) LIMIT 1",
                "SELECT p.id FROM people p WHERE p.roles = 1 AND p.id NOT IN (SELECT person_id FROM memberships WHERE team_id IN (SELECT team_id FROM memberships WHERE person_id = ?)) LIMIT 1",
            ),
        ];
        for (kind, person, own, foreign) in table {
            let sample = Sample {
                own: facts.id(own, &[person]).await.with_context(|| format!("own {kind}"))?.to_string(),
                // The named mentor belongs to every team: then there is nothing foreign to try, and any other id stands in.
                foreign: facts.id(foreign, &[person]).await.unwrap_or_else(|_| kit::fresh_id()).to_string(),
                missing: kit::fresh_id().to_string(),
            };
            samples.insert(kind, sample);
        }
        let missing = kit::fresh_id().to_string();
        samples.insert("none", Sample { own: missing.clone(), foreign: missing.clone(), missing });
        Ok(Self(samples))
    }

    pub fn of(&self, door: &Door) -> Result<&Sample> {
        self.0.get(door.record()).with_context(|| format!("no sample for {}: add one to the table", door.path))
    }
}
