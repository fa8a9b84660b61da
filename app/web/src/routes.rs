//! Every address of the product and who may use it, on one list. The router is built from it, and so are the access tests.

pub mod accounts;
pub mod learning;
pub mod practice;
pub mod reporting;
pub mod reviewing;

use crate::{
    failure::{PageError, dress},
    state::AppState,
};
use axum::{
    Router,
    extract::{Request, State},
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use domain::people::Role;
use leptos::prelude::provide_context;

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anyone,
    /// Everybody who is signed in.
    SignedIn,
    /// People with this role.
    Role(Role),
    /// People with this role, and the record must be theirs; otherwise it is not found.
    RecordOf(Role),
}

/// One address.
#[derive(Clone)]
pub struct Entry {
    /// Method.
    pub method: Method,
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What answers.
    pub handler: MethodRouter<AppState>,
}

impl Entry {
    /// A page.
    pub fn get<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, AppState>) -> Self {
        Self { method: Method::GET, path, access, handler: get(handler) }
    }

    /// The target of a form.
    pub fn post<T: 'static>(path: &'static str, access: Access, handler: impl Handler<T, AppState>) -> Self {
        Self { method: Method::POST, path, access, handler: post(handler) }
    }

    /// A server function: `Entry::server_fn::<Act>(Access::RecordOf(Role::Operator))`.
    pub fn server_fn<F: leptos::server_fn::ServerFn>(access: Access) -> Self {
        Self { method: Method::POST, path: F::PATH, access, handler: post(answer_server_fn) }
    }
}

/// All entries of this crate. The server adds its own (assets, health, live streams).
pub fn entries() -> Vec<Entry> {
    [accounts::entries(), learning::entries(), practice::entries(), reviewing::entries(), reporting::entries()].concat()
}

/// The router over [`entries`], with refusals put into words. The server puts identity, nonce and limits around it.
pub fn router(app: AppState) -> Router {
    let routes = entries().into_iter().fold(Router::new(), |router, entry| router.route(entry.path, entry.handler));
    routes
        .fallback(|| async { PageError::NotFound })
        .method_not_allowed_fallback(|| async { PageError::Method })
        .layer(from_fn_with_state(app.clone(), dress))
        .with_state(app)
}

async fn answer_server_fn(State(app): State<AppState>, request: Request) -> Response {
    leptos_axum::handle_server_fns_with_context(move || provide_context(app.clone()), request).await.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_address_is_listed_twice_and_nothing_changes_by_get() {
        let mut seen = BTreeSet::new();
        for entry in entries() {
            assert!(seen.insert((entry.path, entry.method.to_string())), "{} {} twice", entry.method, entry.path);
            assert!(entry.method == Method::GET || entry.method == Method::POST);
        }
    }
}
