//! What is recorded about people, why, who sees it and for how long. Open to everybody, also before signing in.

use crate::{
    render::{Ctx, Frame, Here, Layout, page},
    text::{Key, key},
    ui::{PageHead, Table},
};
use axum::response::Response;
use leptos::prelude::*;

/// One kind of record: what, why, who, how long.
const RECORDS: [[Key; 4]; 9] = [
    [key::PRIVACY_ACCOUNT, key::PRIVACY_ACCOUNT_WHY, key::PRIVACY_ACCOUNT_WHO, key::PRIVACY_ACCOUNT_LONG],
    [key::PRIVACY_SESSIONS, key::PRIVACY_SESSIONS_WHY, key::PRIVACY_SESSIONS_WHO, key::PRIVACY_SESSIONS_LONG],
    [key::PRIVACY_LEARNING, key::PRIVACY_LEARNING_WHY, key::PRIVACY_LEARNING_WHO, key::PRIVACY_LEARNING_LONG],
    [key::PRIVACY_SIGN_OFFS, key::PRIVACY_SIGN_OFFS_WHY, key::PRIVACY_SIGN_OFFS_WHO, key::PRIVACY_SIGN_OFFS_LONG],
    [key::PRIVACY_CHATS, key::PRIVACY_CHATS_WHY, key::PRIVACY_CHATS_WHO, key::PRIVACY_CHATS_LONG],
    [key::PRIVACY_TYPING, key::PRIVACY_TYPING_WHY, key::PRIVACY_TYPING_WHO, key::PRIVACY_TYPING_LONG],
    [key::PRIVACY_REVIEWS, key::PRIVACY_REVIEWS_WHY, key::PRIVACY_REVIEWS_WHO, key::PRIVACY_REVIEWS_LONG],
    [key::PRIVACY_GAPS, key::PRIVACY_GAPS_WHY, key::PRIVACY_GAPS_WHO, key::PRIVACY_GAPS_LONG],
    [key::PRIVACY_AUDIT, key::PRIVACY_AUDIT_WHY, key::PRIVACY_AUDIT_WHO, key::PRIVACY_AUDIT_LONG],
];

/// `GET /privacy`
pub async fn show(ctx: Ctx) -> Response {
    let frame = Frame::new(ctx.text.say(key::PRIVACY_TITLE), Here::Privacy, Layout::Wide);
    page(&ctx, frame, || view(&ctx))
}

/// The page.
pub fn view(ctx: &Ctx) -> AnyView {
    let text = ctx.text;
    let rows = RECORDS
        .map(|[what, why, who, long]| {
            view! {
                <tr>
                    <th scope="row">{text.say(what)}</th>
                    <td>{text.say(why)}</td>
                    <td>{text.say(who)}</td>
                    <td>{text.say(long)}</td>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        text.say(key::PRIVACY_COLUMN_WHAT),
        text.say(key::PRIVACY_COLUMN_WHY),
        text.say(key::PRIVACY_COLUMN_WHO),
        text.say(key::PRIVACY_COLUMN_LONG),
    ];
    let list = |keys: &[Key]| keys.iter().map(|key| view! { <li>{text.say(*key)}</li> }).collect_view();
    let never = list(&[
        key::PRIVACY_NEVER_KEYS,
        key::PRIVACY_NEVER_CAMERA,
        key::PRIVACY_NEVER_SCREEN,
        key::PRIVACY_NEVER_THIRD,
    ]);
    let rights = list(&[key::PRIVACY_RIGHT_SEE, key::PRIVACY_RIGHT_PERSON, key::PRIVACY_RIGHT_EXPORT]);
    let lead = if ctx.options.organisation.is_empty() {
        text.say(key::PRIVACY_LEAD)
    } else {
        text.say_with(key::PRIVACY_LEAD_OF, &[("organisation", (&*ctx.options.organisation).into())])
    };
    view! {
        <div class="p-privacy">
            <PageHead title=text.say(key::PRIVACY_TITLE) lead=lead/>
            <Table caption=text.say(key::PRIVACY_TITLE) columns=columns>{rows}</Table>
            <div class="p-privacy-lists">
                <section><h2>{text.say(key::PRIVACY_NEVER)}</h2><ul>{never}</ul></section>
                <section><h2>{text.say(key::PRIVACY_RIGHTS)}</h2><ul>{rights}</ul></section>
            </div>
        </div>
    }
    .into_any()
}
