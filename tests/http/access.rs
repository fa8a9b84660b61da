//! Every entry of the one list, tried as nobody, as every role, on somebody else's record, and on one's own.

use crate::doors::{Door, Samples, doors};
use anyhow::{Result, ensure};
use domain::people::Role;
use kit::{
    people,
    server::Server,
    visitor::{Page, Visitor},
};
use reqwest::{Method, StatusCode};
use web::routes::Access;

struct Crowd {
    nobody: Visitor,
    by_role: Vec<(Role, Visitor)>,
}

impl Crowd {
    async fn gather(url: &str) -> Result<Self> {
        let mut by_role = Vec::new();
        for (role, email) in [
            (Role::Operator, people::OPERATOR),
            (Role::Mentor, people::MENTOR),
            (Role::Manager, people::MANAGER),
            (Role::Author, people::AUTHOR),
            (Role::Administrator, people::ADMINISTRATOR),
        ] {
            by_role.push((role, Visitor::signed_in(url, email).await?));
        }
        Ok(Self { nobody: Visitor::new(url)?, by_role })
    }

    fn of(&self, role: Role) -> &Visitor {
        self.by_role.iter().find(|(has, _)| *has == role).map_or(&self.nobody, |(_, visitor)| visitor)
    }
}

async fn knock(visitor: &Visitor, door: &Door, path: &str, id: &str) -> Result<Page> {
    if door.method == Method::GET {
        return visitor.get(path).await;
    }
    match door.body(id) {
        Some(body) => visitor.call(path, &body).await,
        None => visitor.post(path, &[("client", &kit::fresh_id().to_string())]).await,
    }
}

/// A page without what differs from answer to answer: ids, nonces.
fn bare(page: &Page) -> String {
    let mut text = String::new();
    for (number, part) in page.body.split("nonce=\"").enumerate() {
        text.push_str(if number == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) });
    }
    // Ids are 36 characters of hexadecimal digits and hyphens; what is left of them is their place.
    text.split(|c: char| !(c.is_ascii_hexdigit() || c == '-'))
        .filter(|word| word.len() < 16)
        .collect::<Vec<_>>()
        .join(" ")
}

fn denied(page: &Page, signed_in: bool) -> bool {
    if signed_in {
        return page.status == StatusCode::FORBIDDEN;
    }
    page.status == StatusCode::UNAUTHORIZED
        || (page.status == StatusCode::SEE_OTHER && page.location().is_some_and(|to| to.starts_with("/sign-in")))
}

#[tokio::test(flavor = "multi_thread")]
async fn trust_20_21_23_every_door_opens_for_whom_it_should_and_for_nobody_else() -> Result<()> {
    let server = Server::demo().await?;
    let samples = Samples::find(&server).await?;
    let crowd = Crowd::gather(&server.url).await?;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for door in doors() {
        let needs = match door.access {
            Access::Anyone => continue,
            Access::SignedIn => None,
            Access::Role(role) | Access::RecordOf(role) => Some(role),
        };
        let sample = samples.of(&door)?;
        let name = format!("{} {}", door.method, door.path);
        let own = door.path_with(&sample.own);
        let page = knock(&crowd.nobody, &door, &own, &sample.own).await?;
        tried += 1;
        if !denied(&page, false) {
            wrong.push(format!("{name} answers nobody with {}", page.status));
        }
        let Some(needs) = needs else { continue };
        for (role, visitor) in crowd.by_role.iter().filter(|(role, _)| *role != needs) {
            let page = knock(visitor, &door, &own, &sample.own).await?;
            tried += 1;
            if !denied(&page, true) {
                wrong.push(format!("{name} answers the role {role} with {}", page.status));
            }
        }
        if matches!(door.access, Access::RecordOf(_)) {
            let visitor = crowd.of(needs);
            let foreign = knock(visitor, &door, &door.path_with(&sample.foreign), &sample.foreign).await?;
            let missing = knock(visitor, &door, &door.path_with(&sample.missing), &sample.missing).await?;
            tried += 2;
            if foreign.status != StatusCode::NOT_FOUND || missing.status != StatusCode::NOT_FOUND {
                wrong.push(format!("{name}: foreign {}, missing {}", foreign.status, missing.status));
            } else if bare(&foreign) != bare(&missing) {
                wrong.push(format!("{name} tells a foreign record from a missing one"));
            }
        }
    }
    ensure!(wrong.is_empty(), "{} of {tried} tries went wrong:\n{}", wrong.len(), wrong.join("\n"));
    ensure!(tried > 150, "only {tried} tries: the list is not what it was");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_renders_for_its_owner() -> Result<()> {
    let server = Server::demo().await?;
    let samples = Samples::find(&server).await?;
    let crowd = Crowd::gather(&server.url).await?;
    let mut wrong = Vec::new();
    for door in doors().into_iter().filter(|door| door.method == Method::GET) {
        let roles: Vec<Role> = match door.access {
            Access::Anyone => continue,
            Access::SignedIn => Role::ALL.to_vec(),
            Access::Role(role) | Access::RecordOf(role) => vec![role],
        };
        let path = door.path_with(&samples.of(&door)?.own);
        for role in roles {
            let page = crowd.of(role).get(&path).await?;
            if page.status != StatusCode::OK {
                wrong.push(format!("{path} answers its {role} with {}", page.status));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
