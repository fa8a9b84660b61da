//! The main job, end to end: somebody learns and practises, a mentor reviews, a manager sees it. Three people, three browsers, one academy.

pub mod learning;
mod practising;
mod reporting;
pub mod reviewing;

use anyhow::{Result, ensure};
use kit::{
    browser::{Browser, Look},
    people,
    server::Server,
};

/// Who learns: on the first day of the demo academy.
const NAME: &str = "Sipho Dlamini";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_learns_and_practises_a_mentor_reviews_and_a_manager_sees_it() -> Result<()> {
    let server = Server::demo().await?;
    let open = |email| Browser::of(&server.url, Look::default(), email);
    let (newcomer, mentor, manager) =
        tokio::try_join!(open(people::NEWCOMER), open(people::MENTOR), open(people::MANAGER))?;

    let before = reporting::figures(&manager).await?;
    learning::the_track_up_to_practice(&newcomer).await?;
    practising::first_chat(&newcomer).await?;
    learning::the_rest_of_the_track(&newcomer).await?;

    let chat = practising::three_at_once(&newcomer).await?;
    let known = reviewing::newest_in_the_queue(&mentor).await?;
    practising::debrief(&newcomer, &chat).await?;
    let waiting = reporting::figures(&manager).await?;

    let review = reviewing::claim_what_came(&mentor, known.as_deref()).await?;
    reviewing::mark_and_release(&mentor, &review).await?;
    reviewing::read_and_acknowledge(&newcomer, &review).await?;
    reviewing::one_thing_to_work_on(&newcomer, &review).await?;

    let after = reporting::figures(&manager).await?;
    reporting::the_job_shows(&before, &waiting, &after)?;
    reporting::every_figure_opens_its_rows(&manager).await?;
    reporting::exports_say_what_the_screen_says(&manager).await?;

    for (name, browser) in [("newcomer", newcomer), ("mentor", mentor), ("manager", manager)] {
        let errors = browser.console_errors().await?;
        ensure!(errors.is_empty(), "in the console of the {name}: {errors:#?}");
        browser.close().await?;
    }
    Ok(())
}
