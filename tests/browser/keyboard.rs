//! With a keyboard alone: from the door through a module and its quiz, at the desk, and while reviewing.

use crate::{academy::reviewing, answers, seat::Seat};
use anyhow::{Context, Result, bail, ensure};
use domain::quiz::{Question, QuestionKind};
use kit::{
    browser::{Browser, Key, Look},
    people,
    server::Server,
};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_door_through_a_module_and_its_quiz() -> Result<()> {
    let server = Server::demo().await?;
    let newcomer = Browser::open(&server.url, Look::default()).await?;
    newcomer.visit("/sign-in").await?;
    newcomer.tab_to("input[name=email]").await?;
    newcomer.type_in(people::NEWCOMER).await?;
    newcomer.tab_to("input[name=password]").await?;
    newcomer.type_in(people::PASSWORD).await?;
    newcomer.press(Key::Enter).await?;
    newcomer.find(".p-next").await?;

    newcomer.press(Key::Tab).await?;
    newcomer.press(Key::Enter).await?;
    let inside = "return document.querySelector('main').contains(document.activeElement)";
    newcomer.until(inside, &[]).await.context("the first Tab and Enter do not skip to the content")?;
    newcomer.tab_to(".p-next-go a").await?;
    newcomer.press(Key::Enter).await?;
    newcomer.wait_path("/modules/welcome").await?;
    newcomer.tab_to("button[form=reading][name=done]").await?;
    newcomer.press(Key::Enter).await?;
    newcomer.find(".p-module-end .c-done").await?;
    newcomer.tab_to("form[action$='/attempts'] button").await?;
    newcomer.press(Key::Enter).await?;
    newcomer.wait_path("/attempts/").await?;
    answer_by_keys(&newcomer).await?;
    newcomer.tab_to("form[action$='/submission'] button:not([formaction])").await?;
    newcomer.press(Key::Enter).await?;
    newcomer.find(".p-result").await?;
    let result = newcomer.words(".p-result").await?.concat();
    ensure!(result.contains("100%"), "right answers by keyboard came out as: {result}");
    newcomer.close().await
}

async fn answer_by_keys(newcomer: &Browser) -> Result<()> {
    let quiz = answers::quiz("welcome")?;
    for element in newcomer.find_all("fieldset[id^='question-']").await? {
        let id = element.attr("id").await?.context("a question without an id")?;
        let question = quiz.questions.iter().find(|question| id.strip_prefix("question-") == Some(&question.id));
        answer_one(newcomer, question.with_context(|| format!("nobody wrote {id}"))?).await?;
    }
    Ok(())
}

async fn answer_one(newcomer: &Browser, question: &Question) -> Result<()> {
    let place = format!("[id='question-{}']", question.id);
    let here = "return document.activeElement.closest('label').innerText.replace(/\\s+/g, ' ').trim()";
    match question.kind {
        QuestionKind::Choice => {
            newcomer.tab_to(&format!("{place} input")).await?;
            newcomer.press(Key::Space).await?;
            for _ in &question.options {
                let words = newcomer.client.execute(here, vec![]).await?;
                if question.options.iter().any(|option| option.correct && words == option.text.as_str()) {
                    return Ok(());
                }
                newcomer.press(Key::Down).await?;
            }
            bail!("the arrows do not reach the right answer of {}", question.id)
        }
        QuestionKind::Several => {
            for _ in &question.options {
                newcomer.tab_to(&format!("{place} input")).await?;
                let words = newcomer.client.execute(here, vec![]).await?;
                if question.options.iter().any(|option| option.correct && words == option.text.as_str()) {
                    newcomer.press(Key::Space).await?;
                }
            }
        }
        QuestionKind::Order => {
            for _ in &question.options {
                newcomer.tab_to(&format!("{place} select")).await?;
                let words = "return document.activeElement.closest('label').querySelector('span').textContent.trim()";
                let words = newcomer.client.execute(words, vec![]).await?;
                let at = question.options.iter().position(|option| words == option.text.as_str());
                newcomer.type_in(&(at.context("an option nobody wrote")? + 1).to_string()).await?;
            }
        }
        QuestionKind::Short => {
            newcomer.tab_to(&format!("{place} input")).await?;
            newcomer.type_in(question.accept.first().context("nothing accepted")?).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk() -> Result<()> {
    let server = Server::demo().await?;
    let operator = Browser::of(&server.url, Look::default(), people::OPERATOR).await?;
    let seat = Seat(&operator);
    seat.take("Three at once").await?;
    for (digit, customer) in [('2', "Bettina"), ('3', "Theo"), ('1', "Callum")] {
        operator.chord(&[Key::Alt.into(), digit]).await?;
        operator.pick(".p-desk-pane h2", customer).await?;
    }
    seat.hear().await?;
    operator.press(Key::Escape).await?;
    operator.wait_on("#composer-0").await?;
    operator.type_in("Hi Callum, sorry about that").await?;
    operator.chord(&[Key::Shift.into(), Key::Enter.into()]).await?;
    operator.type_in("what is the reference?").await?;
    ensure!(
        seat.draft().await? == "Hi Callum, sorry about that\nwhat is the reference?",
        "Shift and Enter make no new line"
    );
    operator.press(Key::Enter).await?;
    operator.pick(".p-desk-line.is-operator", "what is the reference?").await?;
    operator.until("return document.querySelector('#composer-0').value === ''", &[]).await?;

    operator.chord(&[Key::Control.into(), '/']).await?;
    operator.find("#sheet-help").await?;
    operator.press(Key::Escape).await?;
    operator.wait_gone("#sheet-help").await?;
    operator.wait_on("#composer-0").await?;
    operator.tab_to(".p-desk-composer button").await?;
    operator.chord(&['?']).await?;
    operator.pick("#sheet-help", "Alt W").await?;
    operator.press(Key::Escape).await?;
    operator.wait_gone("#sheet-help").await?;
    operator.press(Key::Escape).await?;
    operator.wait_on("#composer-0").await?;

    operator.chord(&[Key::Alt.into(), 'c']).await?;
    operator.find("#sheet-close").await?;
    operator.tab_to("#sheet-close input[type=radio]").await?;
    operator.press(Key::Space).await?;
    operator.tab_to("#close-note").await?;
    operator.type_in("Asked for the reference, then closed.").await?;
    operator.tab_to("#sheet-close button[type=submit]").await?;
    operator.press(Key::Enter).await?;
    operator.wait_gone("#sheet-close").await?;
    operator.pick(".p-desk-chat", "You closed it").await?;
    operator.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_review() -> Result<()> {
    let server = Server::demo().await?;
    let mentor = Browser::of(&server.url, Look::default(), people::MENTOR).await?;
    mentor.visit("/queue").await?;
    mentor.tab_to("form[action$='/claims'] button").await?;
    mentor.press(Key::Enter).await?;
    let review = mentor.wait_path("/reviews/").await?;
    mentor.awake().await?;

    let first = mentor.find("[data-criterion].is-current").await?.attr("data-criterion").await?;
    let first = first.context("no criterion to begin with")?;
    mentor.chord(&['y']).await?;
    ensure!(
        mentor.find_all(":checked:not(option, #review-keys-on)").await?.is_empty(),
        "a mark that does not fit was made"
    );
    mentor.chord(&['2']).await?;
    mentor.find(&format!("[data-criterion]:not([data-criterion='{first}']).is-current")).await?;
    for (key, at) in [('j', 1), ('j', 2), ('j', 3), ('k', 2)] {
        mentor.chord(&[key]).await?;
        mentor.wait_on(&format!(".p-lines > :nth-child({at}).is-current")).await?;
    }
    let lines = mentor.find_all("[data-line]").await?.len();
    for _ in 0..lines {
        if mentor.has(".p-line-operator.is-current").await? {
            break;
        }
        mentor.chord(&['j']).await?;
    }
    mentor.chord(&['c']).await?;
    mentor.wait_on(".p-remark textarea").await?;
    mentor.type_in("The keys 1, y and j are words in here?").await?;
    ensure!(mentor.find_all("[data-criterion] :checked").await?.len() == 1, "typing was taken for marks");
    reviewing::saved(&mentor).await?;

    mentor.visit_awake(&review).await?;
    let mark = format!("[name='criterion:{first}'][value='2']:checked");
    ensure!(mentor.find_all(&mark).await?.len() == 1, "a reload lost the mark");
    let remark = mentor.find(".p-remark textarea").await?.prop("value").await?;
    ensure!(
        remark.as_deref() == Some("The keys 1, y and j are words in here?"),
        "a reload lost the remark: {remark:?}"
    );
    mentor.chord(&['?']).await?;
    mentor.find("#review-keys").await?;
    mentor.press(Key::Escape).await?;
    mentor.wait_gone("#review-keys").await?;
    mentor.close().await
}
