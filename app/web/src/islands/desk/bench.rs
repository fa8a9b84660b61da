//! What every part of the desk holds on to: the state, the clock, the words, and the ways to read them.

use super::{
    clock::Clock,
    delivery::Trouble,
    state::{Chat, Desk, Heard},
    words::{Word, Words},
};
use domain::{
    chat::{DeskChange, DeskUpdate, DeskView, Sender},
    ids::{ClientId, ShiftId},
};
use leptos::prelude::*;
use leptos::web_sys;

/// The tabs of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What the chat is about and what the desk may decide.
    Brief,
    /// Tables of this chat.
    LookUp,
    /// Clauses.
    Guideline,
    /// Prepared replies.
    Replies,
}

/// The desk in the hands of its parts. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The shift.
    pub shift: ShiftId,
    /// The state.
    pub desk: RwSignal<Desk>,
    /// The shift clock, once a second.
    pub now: RwSignal<i64>,
    /// Why the live stream is broken, if it is.
    pub lost: RwSignal<Option<Trouble>>,
    /// The tab in front.
    pub tab: RwSignal<Tab>,
    /// What screen readers hear, by chat.
    said: RwSignal<Vec<String>>,
    clock: StoredValue<Clock>,
    words: StoredValue<Words>,
}

impl Bench {
    /// The desk as the page was loaded.
    pub fn new(view: &DeskView, words: Words) -> Self {
        Self {
            shift: view.shift,
            desk: RwSignal::new(Desk::open(view)),
            now: RwSignal::new(view.now_ms),
            lost: RwSignal::new(None),
            tab: RwSignal::new(Tab::Brief),
            said: RwSignal::new(vec![String::new(); view.chats.len()]),
            clock: StoredValue::new(Clock::new(view.now_ms, moment(), !view.paused && !view.ended)),
            words: StoredValue::new(words),
        }
    }

    /// A text.
    pub fn say(self, word: Word) -> String {
        self.words.with_value(|words| words.say(word).to_owned())
    }

    /// A text with one value filled in.
    pub fn fill(self, word: Word, name: &str, value: &str) -> String {
        self.words.with_value(|words| words.fill(word, name, value))
    }

    /// Something about one chat, kept up to date. One type for all, so that the browser half stays small.
    pub fn chat<T: Send + Sync + 'static>(
        self,
        index: usize,
        read: impl Fn(&Chat) -> T + Send + Sync + 'static,
    ) -> Signal<Option<T>> {
        Signal::derive(move || self.desk.with(|desk| desk.chats.get(index).map(&read)))
    }

    /// A text about one chat, kept up to date.
    pub fn chat_text(self, index: usize, read: impl Fn(&Chat) -> String + Send + Sync + 'static) -> Signal<String> {
        Signal::derive(move || self.desk.with(|desk| desk.chats.get(index).map(&read).unwrap_or_default()))
    }

    /// A yes or no about the desk, kept up to date.
    pub fn is(self, read: impl Fn(&Desk) -> bool + Send + Sync + 'static) -> Signal<bool> {
        Signal::derive(move || self.desk.with(&read))
    }

    /// A yes or no about one chat, kept up to date.
    pub fn chat_is(self, index: usize, read: impl Fn(&Chat) -> bool + Send + Sync + 'static) -> Signal<bool> {
        self.is(move |desk| desk.chats.get(index).is_some_and(&read))
    }

    /// The customer of the chat on the screen.
    pub fn active_customer(self) -> String {
        self.desk.with(|desk| desk.chats.get(desk.active).map(|chat| chat.customer.clone()).unwrap_or_default())
    }

    /// Tells screen readers something about one chat.
    pub fn voice(self, index: usize, words: String) {
        self.said.update(|said| {
            if let Some(place) = said.get_mut(index) {
                *place = words;
            }
        });
    }

    /// What screen readers hear about one chat.
    pub fn said(self, index: usize) -> Signal<String> {
        Signal::derive(move || self.said.with(|said| said.get(index).cloned().unwrap_or_default()))
    }

    /// Takes news from the server, from a post or from the live stream.
    pub fn take(self, updates: Vec<DeskUpdate>) {
        let mut heard = Vec::new();
        for update in &updates {
            self.keep_time(update);
        }
        self.desk.update(|desk| {
            for update in updates {
                let before: Vec<bool> = desk.chats.iter().map(|chat| chat.status.arrived).collect();
                heard.extend(desk.apply(update));
                for (chat, arrived) in before.into_iter().enumerate() {
                    if !arrived && desk.chats[chat].status.arrived {
                        heard.push(Heard {
                            chat,
                            sender: Sender::System,
                            body: self.fill(Word::Arrived, "customer", &desk.chats[chat].customer),
                        });
                    }
                }
            }
        });
        self.announce(heard);
        self.tick();
    }

    /// Takes a fresh view of everything.
    pub fn refresh(self, view: &DeskView) {
        self.clock.set_value(Clock::new(view.now_ms, moment(), !view.paused && !view.ended));
        let mut heard = Vec::new();
        self.desk.update(|desk| heard = desk.resume(view));
        self.announce(heard);
        self.tick();
    }

    /// Shows the time.
    pub fn tick(self) {
        self.now.set(self.clock.with_value(|clock| clock.now(moment())));
    }

    /// Puts a chat on the screen and the cursor into its composer.
    pub fn show(self, index: usize) {
        if index < self.desk.with_untracked(|desk| desk.chats.len()) {
            self.desk.update(|desk| desk.activate(index));
            focus_soon(composer_id(index));
        }
    }

    /// Puts the chat that waits longest on the screen.
    pub fn show_longest(self) {
        let now = self.now.get_untracked();
        if let Some(index) = self.desk.with_untracked(|desk| desk.longest_wait(Some(desk.active), now)) {
            self.show(index);
        }
    }

    fn keep_time(self, update: &DeskUpdate) {
        self.clock.update_value(|clock| {
            clock.advance(moment(), update.at_ms);
            for change in &update.changes {
                match change {
                    DeskChange::Paused | DeskChange::Ended => *clock = Clock::new(update.at_ms, moment(), false),
                    DeskChange::Resumed => *clock = Clock::new(update.at_ms, moment(), true),
                    DeskChange::Message { .. } | DeskChange::Status { .. } => {}
                }
            }
        });
    }

    fn announce(self, heard: Vec<Heard>) {
        for line in heard {
            let customer = self.desk.with_untracked(|desk| desk.chats[line.chat].customer.clone());
            let words = if line.sender == Sender::Customer {
                self.fill(Word::Said, "customer", &customer).replace("{title}", &line.body)
            } else {
                line.body
            };
            self.voice(line.chat, words);
        }
    }
}

/// The browser's own clock, in milliseconds.
pub fn moment() -> f64 {
    if cfg!(feature = "hydrate") { web_sys::js_sys::Date::now() } else { 0.0 }
}

/// A fresh client id from the browser's strong randomness.
pub fn fresh_client() -> ClientId {
    #[cfg_attr(not(feature = "hydrate"), expect(unused_mut, reason = "only a browser makes client ids"))]
    let mut bytes = [0; 16];
    #[cfg(feature = "hydrate")]
    if window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)).is_err() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
        let any = |_| (web_sys::js_sys::Math::random() * 256.0) as u8;
        bytes = std::array::from_fn(any);
    }
    ClientId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// The element id of a chat's composer.
pub fn composer_id(index: usize) -> String {
    format!("composer-{index}")
}

/// Puts the cursor into an element once the page has caught up.
pub fn focus_soon(id: String) {
    request_animation_frame(move || focus(&id));
}

/// Puts the cursor into an element.
pub fn focus(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    if let Some(element) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}
