//! The dialogs of the desk: hold, hand over, close, end the shift, and the list of shortcuts.

use super::{
    bench::{Bench, composer_id, focus_soon, fresh_client},
    delivery::Trouble,
    words::{Word, disposition},
};
use domain::{
    chat::{DeskAction, Disposition, NOTE_MOST},
    ids::{ChatId, ClientId},
};
use leptos::{
    ev::SubmitEvent,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{HtmlDialogElement, HtmlFormElement, HtmlTextAreaElement},
};

/// The dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Ask the customer to wait.
    Hold,
    /// Give the chat to a colleague.
    HandOver,
    /// End the chat.
    Close,
    /// End the shift.
    End,
    /// The shortcuts.
    Help,
}

impl Sheet {
    const fn id(self) -> &'static str {
        match self {
            Self::Hold => "sheet-hold",
            Self::HandOver => "sheet-hand-over",
            Self::Close => "sheet-close",
            Self::End => "sheet-end",
            Self::Help => "sheet-help",
        }
    }

    /// Opens it over the desk, if the chat on the screen allows it. The browser keeps the keyboard inside and Escape closes it.
    /// What was filled in for this chat is still there; for another chat it is gone.
    pub fn open(self, bench: Bench) {
        let (chat, open) = bench.desk.with_untracked(|desk| {
            let chat = desk.chats.get(desk.active);
            (chat.map(|chat| chat.status.id.to_string()), chat.is_some_and(super::state::Chat::is_open))
        });
        let Some(dialog) =
            self.element().filter(|dialog| !dialog.open() && (open || matches!(self, Self::Help | Self::End)))
        else {
            return;
        };
        if dialog.get_attribute("data-chat") != chat {
            let _ = dialog.set_attribute("data-chat", &chat.unwrap_or_default());
            if let Some(form) =
                dialog.query_selector("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
            {
                form.reset();
            }
        }
        let _ = dialog.show_modal();
    }

    /// Closes it; the browser puts the keyboard back where it was.
    pub fn shut(self) {
        if let Some(dialog) = self.element() {
            dialog.close();
        }
    }

    fn element(self) -> Option<HtmlDialogElement> {
        document().get_element_by_id(self.id())?.dyn_into().ok()
    }
}

/// All dialogs.
pub fn sheets(bench: Bench) -> impl IntoView + use<> {
    view! { {hold(bench)} {hand_over(bench)} {close(bench)} {end(bench)} {help(bench)} }
}

/// What became of the last thing a dialog asked for.
#[derive(Clone, Debug, Default, PartialEq)]
enum Asked {
    /// Nothing asked, or done.
    #[default]
    Nothing,
    /// Under way.
    Busy,
    /// Not done; asking the same again keeps the client id, so that it never happens twice.
    Failed(Trouble, DeskAction, ClientId),
}

/// Sends what a dialog asks for; on success the dialog closes and the next customer comes up, on failure it says why.
fn commit(bench: Bench, sheet: Sheet, asked: RwSignal<Asked>, action: DeskAction) {
    let client = match asked.get_untracked() {
        Asked::Busy => return,
        Asked::Failed(_, before, client) if before == action => client,
        Asked::Nothing | Asked::Failed(..) => fresh_client(),
    };
    asked.set(Asked::Busy);
    spawn_local(async move {
        if let Err(why) = bench.act(action.clone(), client).await {
            return asked.set(Asked::Failed(why, action, client));
        }
        asked.set(Asked::Nothing);
        sheet.shut();
        let over = bench
            .desk
            .with_untracked(|desk| desk.chats.get(desk.active).is_some_and(|chat| chat.status.ending.is_some()));
        if over {
            bench.show_longest();
        } else {
            focus_soon(composer_id(bench.desk.with_untracked(|desk| desk.active)));
        }
    });
}

fn active(bench: Bench) -> Option<ChatId> {
    bench.desk.with_untracked(|desk| desk.chats.get(desk.active).map(|chat| chat.status.id))
}

fn frame<V: IntoView + 'static>(
    bench: Bench,
    sheet: Sheet,
    title: Signal<String>,
    asked: RwSignal<Asked>,
    inside: V,
) -> impl IntoView + use<V> {
    let title_id = format!("{}-title", sheet.id());
    let said = Signal::derive(move || match asked.get() {
        Asked::Failed(why, ..) => bench.say(why.into()),
        Asked::Nothing | Asked::Busy => String::new(),
    });
    view! {
        <dialog id=sheet.id() class="p-desk-sheet" aria-labelledby=title_id.clone()>
            <h2 id=title_id.clone()>{title}</h2>
            {inside}
            <p class="p-desk-bad" role="alert">{said}</p>
        </dialog>
    }
}

fn with_customer(bench: Bench, word: Word) -> Signal<String> {
    Signal::derive(move || bench.fill(word, "customer", &bench.active_customer()))
}

fn cancel(bench: Bench, sheet: Sheet) -> impl IntoView + use<> {
    leave(bench, sheet, Word::Cancel)
}

fn leave(bench: Bench, sheet: Sheet, word: Word) -> impl IntoView + use<> {
    view! { <button type="button" class="c-button c-button-quiet" on:click=move |_| sheet.shut()>{bench.say(word)}</button> }
}

fn hold(bench: Bench) -> impl IntoView + use<> {
    let asked = RwSignal::new(Asked::default());
    let times =
        [(30, Word::Hold30), (60, Word::Hold60), (120, Word::Hold120), (300, Word::Hold300)].map(|(seconds, word)| {
            let ask = move |_| {
                if let Some(chat) = active(bench) {
                    commit(bench, Sheet::Hold, asked, DeskAction::Hold { chat, seconds });
                }
            };
            view! { <button type="button" class="c-button c-button-plain" on:click=ask>{bench.say(word)}</button> }
        });
    let inside = view! {
        <p>{bench.say(Word::HoldExplain)}</p>
        <div class="p-desk-row">{times.into_iter().collect_view()} {cancel(bench, Sheet::Hold)}</div>
    };
    frame(bench, Sheet::Hold, with_customer(bench, Word::HoldTitle), asked, inside)
}

fn note(bench: Bench, id: &'static str, label: Word, hint: Word) -> impl IntoView + use<> {
    let hint_id = format!("{id}-hint");
    view! {
        <label for=id>{bench.say(label)}</label>
        <p class="p-desk-hint" id=hint_id.clone()>{bench.say(hint)}</p>
        <textarea id=id name="note" rows="4" maxlength=NOTE_MOST.to_string() required aria-describedby=hint_id></textarea>
    }
}

fn note_of(id: &str) -> String {
    let area = document().get_element_by_id(id).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    area.map(|area| area.value().trim().to_owned()).unwrap_or_default()
}

fn chosen() -> Option<Disposition> {
    let choice = document().query_selector("#sheet-close input:checked").ok()??;
    Disposition::from_word(&choice.get_attribute("value")?)
}

fn hand_over(bench: Bench) -> impl IntoView + use<> {
    let asked = RwSignal::new(Asked::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let note = note_of("hand-over-note");
        if let (false, Some(chat)) = (note.is_empty(), active(bench)) {
            commit(bench, Sheet::HandOver, asked, DeskAction::HandOver { chat, note });
        }
    };
    let inside = view! {
        <form on:submit=submit>
            {note(bench, "hand-over-note", Word::HandOverNote, Word::HandOverHint)}
            <div class="p-desk-row">
                <button type="submit" class="c-button">{bench.say(Word::HandOver)}</button>
                {cancel(bench, Sheet::HandOver)}
            </div>
        </form>
    };
    frame(bench, Sheet::HandOver, with_customer(bench, Word::HandOverTitle), asked, inside)
}

fn close(bench: Bench) -> impl IntoView + use<> {
    let asked = RwSignal::new(Asked::default());
    let choices = Disposition::ALL.map(|choice| {
        let (name, hint) = disposition(choice);
        view! {
            <label class="c-choice">
                <input type="radio" name="disposition" value=choice.as_str() required />
                <span><strong>{bench.say(name)}</strong> <small>{bench.say(hint)}</small></span>
            </label>
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let note = note_of("close-note");
        if let (false, Some(disposition), Some(chat)) = (note.is_empty(), chosen(), active(bench)) {
            commit(bench, Sheet::Close, asked, DeskAction::Close { chat, disposition, note });
        }
    };
    let inside = view! {
        <form on:submit=submit>
            <fieldset class="p-desk-choices">
                <legend>{bench.say(Word::CloseHow)}</legend>
                {choices.into_iter().collect_view()}
            </fieldset>
            {note(bench, "close-note", Word::CloseNote, Word::CloseHint)}
            <div class="p-desk-row">
                <button type="submit" class="c-button">{bench.say(Word::Close)}</button>
                {cancel(bench, Sheet::Close)}
            </div>
        </form>
    };
    frame(bench, Sheet::Close, with_customer(bench, Word::CloseTitle), asked, inside)
}

fn end(bench: Bench) -> impl IntoView + use<> {
    let asked = RwSignal::new(Asked::default());
    let go = move |_| commit(bench, Sheet::End, asked, DeskAction::EndShift);
    let inside = view! {
        <p>{bench.say(Word::EndText)}</p>
        <div class="p-desk-row">
            <button type="button" class="c-button" on:click=go>{bench.say(Word::EndShift)}</button>
            {cancel(bench, Sheet::End)}
        </div>
    };
    let title = Signal::derive(move || bench.say(Word::EndTitle));
    frame(bench, Sheet::End, title, asked, inside)
}

fn help(bench: Bench) -> impl IntoView + use<> {
    let keys = [
        ("Alt 1 – 6", Word::HelpSwitch),
        ("Alt W", Word::HelpLongest),
        ("Ctrl K", Word::HelpReplies),
        ("Alt H", Word::HelpHold),
        ("Alt O", Word::HelpHandOver),
        ("Alt C", Word::HelpClose),
        ("Esc", Word::HelpBack),
        ("Enter", Word::HelpSend),
        ("Shift Enter", Word::HelpLine),
        ("?  Ctrl /", Word::HelpHelp),
    ]
    .map(|(key, word)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{bench.say(word)}</dd></div> });
    let inside = view! {
        <dl class="p-desk-keys">{keys.into_iter().collect_view()}</dl>
        <div class="p-desk-row">{leave(bench, Sheet::Help, Word::HelpClosed)}</div>
    };
    let title = Signal::derive(move || bench.say(Word::HelpTitle));
    frame(bench, Sheet::Help, title, RwSignal::new(Asked::default()), inside)
}
