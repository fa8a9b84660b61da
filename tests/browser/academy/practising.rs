//! The operator at the desk: one customer, then three at once, with everything the desk has; then the debrief, handed in.

use super::NAME;
use crate::seat::Seat;
use anyhow::{Context, Result, ensure};
use kit::browser::{Browser, Key};

/// One customer, briefly; handing that chat in opens the rest of the track.
pub async fn first_chat(newcomer: &Browser) -> Result<()> {
    let seat = Seat(newcomer);
    seat.take("Your first chat").await?;
    seat.hear().await?;
    seat.ask("Hi Mara, a present that's a week late, I can see why you're worried. What is the order number?").await?;
    seat.close("follow-up", "Asked for a parcel that is a week late. Order number taken, the search comes next.")
        .await?;
    seat.debrief("Mara").await?;
    hand_in(newcomer).await
}

/// Three customers within forty seconds. Says where the debrief of the first is.
pub async fn three_at_once(newcomer: &Browser) -> Result<String> {
    let seat = Seat(newcomer);
    let desk = seat.take("Three at once").await?;
    seat.turn_to("Callum").await?;
    seat.hear().await?;
    seat.ask("Hi Callum, two charges for one month is wrong, I'll look at once. What is the payment reference on your statement?")
        .await?;
    look_up(newcomer).await?;
    seat.ask("You're right: we charged you twice for June, both on Sunday. The second one is a duplicate, that's our mistake.")
        .await?;
    seat.turn_to("Bettina").await?;
    seat.hear().await?;
    reload(newcomer, &desk).await?;
    seat.turn_to("Callum").await?;
    seat.ask("I've sent the refund request to billing. They decide within two working days and email you by Thursday, then the bank needs three to five working days.")
        .await?;
    seat.turn_to("Theo").await?;
    seat.hear().await?;
    canned_reply_and_hold(newcomer).await?;
    seat.turn_to("Callum").await?;
    seat.ask("Is there anything else you want me to look at?").await?;
    seat.close("resolved", "Charged twice for June. Refund request sent to billing; they email by Thursday.").await?;
    hand_over(newcomer).await?;
    seat.turn_to("Theo").await?;
    seat.close("declined", "Greeted, then handed the table to a colleague.").await?;
    seat.debrief("Callum").await
}

/// What is looked up beside the chat: a row of a table, and a clause of the guideline.
async fn look_up(newcomer: &Browser) -> Result<()> {
    newcomer.click("#tab-look-up").await?;
    newcomer.fill("#look-up-search", "K-70413").await?;
    let found = newcomer.words(".p-desk-record").await?;
    ensure!(found.len() == 1 && found[0].contains("duplicate"), "looked up K-70413: {found:?}");
    newcomer.click("#tab-guideline").await?;
    newcomer.fill("#guideline-search", "promise").await?;
    let clauses = newcomer.words(".p-desk-clause summary").await?;
    ensure!((1..10).contains(&clauses.len()), "clauses about a promise: {clauses:?}");
    newcomer.click(".p-desk-clause summary").await?;
    newcomer.find(".p-desk-clause[open] a[href^='/guidelines/house-rules#']").await.map(drop)
}

/// A reload in the middle loses no line and no draft.
async fn reload(newcomer: &Browser, desk: &str) -> Result<()> {
    let seat = Seat(newcomer);
    let draft = "Hello Bettina, welcome to Fernhill! What are you looking for";
    newcomer.fill(".p-desk-pane textarea", draft).await?;
    let before = seat.record().await?;
    newcomer.visit_awake(desk).await?;
    let after = seat.record().await?;
    ensure!(before.len() == 3 && after.len() == 3, "three chats became {}", after.len());
    for (before, after) in before.iter().zip(&after) {
        ensure!(after.starts_with(before), "a reload lost lines of {before:#?}\n{after:#?}");
    }
    seat.turn_to("Bettina").await?;
    newcomer.until("return document.querySelector('#composer-1').value === arguments[0]", &[draft.into()]).await?;
    seat.say(&format!("{draft}, and are you on a computer or a tablet?")).await
}

/// A prepared reply with variables, found and filled in with the keyboard; then a hold.
async fn canned_reply_and_hold(newcomer: &Browser) -> Result<()> {
    let seat = Seat(newcomer);
    newcomer.chord(&[Key::Control.into(), 'k']).await?;
    newcomer.wait_on("#replies-search").await?;
    newcomer.type_in("greet by name").await?;
    newcomer.press(Key::Enter).await?;
    let known = newcomer.find("#reply-field-0").await?.prop("value").await?;
    ensure!(known.as_deref() == Some("Theo"), "the desk asks for what it knows: {known:?}");
    newcomer.wait_on("#reply-field-1").await?;
    newcomer.type_in("Sipho").await?;
    newcomer.fill("#reply-field-2", "your evening").await?;
    newcomer.click(".p-desk-fill button[type=submit]").await?;
    let line = "Hi Theo, I'm Sipho. I've read your message about your evening and I'm on it.";
    ensure!(seat.draft().await? == line, "the composer holds “{}”", seat.draft().await?);
    seat.send(line).await?;
    newcomer.chord(&[Key::Alt.into(), 'h']).await?;
    newcomer.click("#sheet-hold button.c-button-plain").await?;
    newcomer.wait_gone("#sheet-hold").await?;
    newcomer.pick(".p-desk-chat.is-here", "hold").await.map(drop)
}

async fn hand_over(newcomer: &Browser) -> Result<()> {
    let seat = Seat(newcomer);
    seat.turn_to("Bettina").await?;
    newcomer.click(".p-desk-pane button[aria-keyshortcuts='Alt+O']").await?;
    newcomer.fill("#hand-over-note", "New member, asked for her device. Looks for the welcome board.").await?;
    newcomer.click("#sheet-hand-over button[type=submit]").await?;
    newcomer.wait_gone("#sheet-hand-over").await
}

/// What the debrief shows of a chat that went well; then it is handed in.
pub async fn debrief(newcomer: &Browser, chat: &str) -> Result<()> {
    ensure!(newcomer.path().await? == chat, "the debrief is elsewhere");
    let total = newcomer.words(".p-debrief-total strong").await?.concat();
    let total: u32 = total.parse().with_context(|| format!("a suggested score of “{total}”"))?;
    ensure!((60..=100).contains(&total), "a good chat is worth {total}");
    let met = newcomer.words(".p-debrief-objectives .is-met").await?;
    ensure!(met.len() >= 5, "objectives met: {met:#?}");
    let replies = newcomer.words(".p-debrief-line.is-operator .p-debrief-meta").await?;
    ensure!(
        replies.len() == 4 && replies[1..].iter().all(|meta| meta.contains("after")),
        "response times: {replies:?}"
    );
    ensure!(newcomer.has(".p-debrief-text mark").await?, "no signal is marked in the words that show it");
    newcomer.click(".p-debrief-cause button").await?;
    newcomer.find(".p-debrief-why:popover-open").await?;
    newcomer.press(Key::Escape).await?;
    newcomer.wait_gone(".p-debrief-why").await?;
    ensure!(newcomer.words(".p-debrief-note").await?.concat().contains("billing"), "the note is gone");
    hand_in(newcomer).await?;
    let source = newcomer.client.source().await?;
    ensure!(source.contains(NAME), "the page does not know whose it is");
    Ok(())
}

async fn hand_in(newcomer: &Browser) -> Result<()> {
    newcomer.click("form[action$='/submission'] button").await?;
    newcomer.find("#next .c-callout").await.map(drop)
}
