//! What was said: bubbles, lines of the desk, lines on their way, and the dots of somebody typing.

use super::{
    bench::{Bench, composer_id, focus_soon},
    clock::minutes,
    composer,
    delivery::Delivery,
    keep,
    words::Word,
};
use domain::{
    chat::{Message, Sender},
    ids::ClientId,
};
use leptos::prelude::*;
use uuid::Uuid;

/// One line on the screen. It stays the same element while it goes from "sending" to "said".
#[derive(Clone)]
struct Line {
    /// The client id where there is one, otherwise the message id.
    key: Uuid,
    sender: Sender,
    body: String,
    at_ms: i64,
    client: Option<ClientId>,
}

impl From<&Message> for Line {
    fn from(message: &Message) -> Self {
        let key = message.client_id.map_or(message.id.0, |client| client.0);
        Self {
            key,
            sender: message.sender,
            body: message.body.clone(),
            at_ms: message.at_ms,
            client: message.client_id,
        }
    }
}

/// Everything said in one chat. The box stays at its end by itself, unless somebody scrolls up to read.
pub fn lines(bench: Bench, index: usize, customer: &str) -> impl IntoView + use<> {
    let each = move || {
        bench.desk.with(|desk| {
            let Some(chat) = desk.chats.get(index) else { return Vec::new() };
            let sent = chat.messages.iter().map(Line::from);
            let pending = chat.pending.iter().map(|line| Line {
                key: line.client.0,
                sender: Sender::Operator,
                body: line.body.as_str().to_owned(),
                at_ms: line.at_ms,
                client: Some(line.client),
            });
            sent.chain(pending).collect()
        })
    };
    let still = bench.chat_is(index, |chat| !chat.status.customer_typing || !chat.is_open());
    let who = customer.to_owned();
    view! {
        <div class="p-desk-said" tabindex="0" role="log" aria-live="off" aria-label=bench.fill(Word::Transcript, "customer", customer)>
            <div>
                <ol class="p-desk-lines">
                    <For each=each key=|line| line.key children=move |line| bubble(bench, index, &who, line) />
                </ol>
                <p class="p-desk-typing" hidden=still>
                    <span class="p-desk-dots" aria-hidden="true"><i></i><i></i><i></i></span>
                    {bench.fill(Word::Typing, "customer", customer)}
                </p>
            </div>
        </div>
    }
}

fn bubble(bench: Bench, index: usize, customer: &str, line: Line) -> impl IntoView + use<> {
    let (kind, who) = match line.sender {
        Sender::Operator => ("operator", bench.say(Word::You)),
        Sender::Customer => ("customer", customer.to_owned()),
        Sender::System => ("system", String::new()),
    };
    let delivery = line.client.map(|client| delivery(bench, index, client));
    view! {
        <li class=format!("p-desk-line is-{kind}")>
            <span class="u-hidden">{who}</span>
            <p class="p-desk-bubble">{line.body}</p>
            <span class="p-desk-when">{minutes(line.at_ms)}</span>
            {delivery}
        </li>
    }
}

/// Where a line of the operator is, and what to do when it was not sent. Nothing once the server has it.
fn delivery(bench: Bench, index: usize, client: ClientId) -> impl IntoView + use<> {
    let found =
        bench.chat(index, move |chat| chat.pending.iter().find(|line| line.client == client).map(|line| line.delivery));
    let said = Signal::derive(move || match found.get().flatten() {
        None => String::new(),
        Some(Delivery::Queued | Delivery::Sending) => bench.say(Word::Sending),
        Some(Delivery::NotSent(trouble)) => format!("{}: {}", bench.say(Word::NotSent), bench.say(trouble.into())),
    });
    let safe = Signal::derive(move || !matches!(found.get().flatten(), Some(Delivery::NotSent(_))));
    let withdraw = move |_| {
        let mut text = None;
        bench.desk.update(|desk| text = desk.withdraw(client));
        keep::lines(bench);
        if let Some(text) = text {
            composer::insert(index, &text);
            focus_soon(composer_id(index));
        }
    };
    view! {
        <span class="p-desk-delivery">{said}</span>
        <span class="p-desk-rescue" hidden=safe>
            <button type="button" class="p-desk-link" on:click=move |_| bench.retry(client)>{bench.say(Word::Retry)}</button>
            <button type="button" class="p-desk-link" on:click=withdraw>{bench.say(Word::Withdraw)}</button>
        </span>
    }
}
