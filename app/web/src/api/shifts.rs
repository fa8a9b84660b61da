//! What the desk asks of the server.
#![expect(missing_docs, reason = "the fields of the requests are generated from the arguments below")]

use super::ApiError;
use domain::{
    chat::{DeskAction, DeskUpdate, DeskView},
    ids::{ChatId, ClientId, ShiftId},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Does something at the desk and answers with what came of it. The same client id again: the same answer, no new effect.
#[server(prefix = "/api", endpoint = "shifts/act", input = Json, output = Json)]
pub async fn act(shift: ShiftId, action: DeskAction, client: ClientId) -> Result<Vec<DeskUpdate>, ApiError> {
    let operator = crate::guard::operator()?;
    Ok(store::shifts::act(&crate::guard::app().store, &operator, shift, action, client).await?.updates)
}

/// Keeps what was typed and not sent.
#[server(prefix = "/api", endpoint = "shifts/draft", input = Json, output = Json)]
pub async fn draft(shift: ShiftId, chat: ChatId, text: String) -> Result<(), ApiError> {
    let operator = crate::guard::operator()?;
    Ok(store::shifts::save_draft(&crate::guard::app().store, &operator, shift, chat, &text).await?)
}

/// The whole desk again, after something was missed.
#[server(prefix = "/api", endpoint = "shifts/desk", input = Json, output = Json)]
pub async fn desk(shift: ShiftId) -> Result<DeskView, ApiError> {
    let operator = crate::guard::operator()?;
    Ok(store::shifts::get_desk(&crate::guard::app().store, &operator, shift).await?)
}
