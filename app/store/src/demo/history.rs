//! What happened, in the order in which it happened: each step does one thing and plans what follows from it.

use super::{
    cast::{Cast, Learner, Reach},
    chance::Chance,
    marks::Marker,
    past::Past,
    people::{Everybody, Person},
};
use crate::{Store, StoreError, content, entity::attempt, entity::chat, learning, reviews, shifts};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    curriculum::{Curriculum, TrackItem},
    ids::{ChatId, ClientId, ReviewId, SubmissionId},
    people::{Mentor, Operator},
    quiz::right_answers,
};
use practice::{Event, bots};
use sea_orm::EntityTrait;
use std::{cmp::Reverse, collections::BinaryHeap};
use uuid::Uuid;

/// Practice beyond the track, in turn.
const EXTRA: [&str; 4] = ["second-chat", "evening-chat", "two-tempers", "three-at-once"];

/// Something that is going to happen. Who and what are places in lists, so that steps can be ordered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// The next item of the track.
    Item { who: usize, item: usize, tries: u32 },
    /// A shift beyond the track.
    Extra { who: usize, number: u32 },
    /// A mentor takes a chat.
    Claim { who: usize, mentor: usize, submission: Uuid, chat: Uuid },
    /// The mentor is done with it.
    Release { who: usize, mentor: usize, review: Uuid, chat: Uuid },
    /// The operator has read it.
    Acknowledge { who: usize, review: Uuid },
}

struct Teller<'a> {
    store: &'a Store,
    clock: &'a Past,
    cast: &'a Cast,
    everybody: &'a Everybody,
    curriculum: &'a Curriculum,
    items: Vec<TrackItem>,
    now: DateTime<Utc>,
    plan: BinaryHeap<Reverse<(DateTime<Utc>, Step)>>,
    luck: Vec<Chance>,
    shifts: Vec<u32>,
    claims: usize,
    made: u128,
}

/// Tells the history of everybody until `now`.
pub(super) async fn tell(
    store: &Store,
    clock: &Past,
    cast: &Cast,
    everybody: &Everybody,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let library = content::library(store);
    let Some(curriculum) = library.curriculum(domain::people::Locale::En) else { return Ok(()) };
    let items = curriculum.tracks.first().map(|track| track.items.clone()).unwrap_or_default();
    let mut teller = Teller {
        store,
        clock,
        cast,
        everybody,
        curriculum,
        items,
        now,
        plan: BinaryHeap::new(),
        luck: everybody.operators.iter().map(|person| Chance::of(&person.actor.name)).collect(),
        shifts: vec![0; everybody.operators.len()],
        claims: 0,
        made: 0,
    };
    for who in 0..everybody.operators.len() {
        if !matches!(teller.learner(who).reach, Reach::Invited | Reach::New) {
            let at = teller.person(who).starts + teller.luck[who].minutes(20, 300);
            teller.plan(at, Step::Item { who, item: 0, tries: 0 });
        }
    }
    while let Some(Reverse((at, step))) = teller.plan.pop() {
        clock.go(at);
        teller.step(at, step).await?;
    }
    Ok(())
}

impl Teller<'_> {
    /// Plans a step; what would lie in the future never happens.
    fn plan(&mut self, at: DateTime<Utc>, step: Step) {
        if at < self.now - TimeDelta::minutes(50) {
            self.plan.push(Reverse((at, step)));
        }
    }

    fn person(&self, who: usize) -> &Person {
        &self.everybody.operators[who]
    }

    fn learner(&self, who: usize) -> &Learner {
        &self.cast.people.operators[self.person(who).place]
    }

    fn operator(&self, who: usize) -> Result<Operator, StoreError> {
        Ok(Operator::prove(&self.person(who).actor)?)
    }

    fn mentor(&self, mentor: usize) -> Result<Mentor, StoreError> {
        Ok(Mentor::prove(&self.everybody.mentors[mentor].0)?)
    }

    fn client(&mut self) -> ClientId {
        self.made += 1;
        ClientId(Uuid::from_u128(0xde_0000_0000 + self.made))
    }

    /// How many items of the track this person does.
    fn goal(&self, who: usize) -> usize {
        let all = self.items.len();
        match self.learner(who).reach {
            Reach::Invited | Reach::New => 0,
            Reach::Reading => all / 3,
            Reach::Stalled => all / 2,
            // All but the last, so that the desk with three chats is what comes next.
            Reach::Practising => all.saturating_sub(1),
            Reach::Done => all,
        }
    }

    async fn step(&mut self, at: DateTime<Utc>, step: Step) -> Result<(), StoreError> {
        match step {
            Step::Item { who, item, tries } => self.item(at, who, item, tries).await,
            Step::Extra { who, number } => {
                let plan = EXTRA[(number as usize + who) % EXTRA.len()];
                let plan =
                    if self.learner(who).reach != Reach::Done && plan == "three-at-once" { EXTRA[0] } else { plan };
                self.shift(at, who, plan).await?;
                let days = if self.learner(who).email.is_some() { 1 } else { 9 };
                let next = at + TimeDelta::days(days) + self.luck[who].minutes(-300, 2 * 24 * 60);
                self.plan(next, Step::Extra { who, number: number + 1 });
                Ok(())
            }
            Step::Claim { who, mentor, submission, chat } => {
                let holder = self.mentor(mentor)?;
                let review = reviews::claim(self.store, &holder, SubmissionId(submission)).await?;
                let done = at + self.luck[who].minutes(8, 25);
                self.plan(done, Step::Release { who, mentor, review: review.0, chat });
                Ok(())
            }
            Step::Release { who, mentor, review, chat } => self.release(at, who, mentor, ReviewId(review), chat).await,
            Step::Acknowledge { who, review } => {
                reviews::acknowledge(self.store, &self.operator(who)?, ReviewId(review)).await
            }
        }
    }

    async fn item(&mut self, at: DateTime<Utc>, who: usize, number: usize, tries: u32) -> Result<(), StoreError> {
        let operator = self.operator(who)?;
        let Some(item) = self.items.get(number).cloned() else { return Ok(()) };
        let done = match &item {
            TrackItem::Module(module) => self.module(at, who, module, tries).await?,
            TrackItem::Guideline(guideline) => {
                let version = self.curriculum.guidelines.get(guideline).map_or(1, |found| found.version);
                let client = self.client();
                learning::sign_guideline(self.store, &operator, guideline, version, client).await?;
                true
            }
            TrackItem::Practice(plan) => {
                self.shift(at, who, plan).await?;
                true
            }
        };
        if !done {
            // Somebody who stalls tries once more and then stays away.
            if self.learner(who).reach != Reach::Stalled || tries == 0 {
                let again = at + self.luck[who].minutes(40, 26 * 60);
                self.plan(again, Step::Item { who, item: number, tries: tries + 1 });
            }
            return Ok(());
        }
        let named = self.learner(who).email.is_some();
        let pause =
            if named { self.luck[who].minutes(6 * 60, 14 * 60) } else { self.luck[who].minutes(9 * 60, 40 * 60) };
        if number + 1 < self.goal(who) {
            self.plan(at + pause, Step::Item { who, item: number + 1, tries: 0 });
        } else if matches!(self.learner(who).reach, Reach::Practising | Reach::Done) {
            self.plan(at + pause, Step::Extra { who, number: 0 });
        }
        Ok(())
    }

    /// Reads a module and tries its quiz; true when it is passed.
    async fn module(&mut self, at: DateTime<Utc>, who: usize, module: &str, tries: u32) -> Result<bool, StoreError> {
        let operator = self.operator(who)?;
        let found = self.curriculum.modules.get(module).cloned();
        if tries == 0 {
            learning::record_read(self.store, &operator, module).await?;
        }
        let Some(quiz) = found.as_ref().and_then(|module| module.quiz.as_ref()) else { return Ok(true) };
        let begin = at + self.luck[who].minutes(1, 5);
        self.clock.go(begin);
        let id = learning::start_attempt(self.store, &operator, module).await?;
        let row = attempt::Entity::find_by_id(id.0).one(self.store.read()).await?.ok_or(StoreError::NotFound)?;
        let mut answers = right_answers(quiz, row.seed.cast_unsigned());
        let stalls = self.learner(who).reach == Reach::Stalled && module != "welcome" && module != "the-desk";
        let share = self.learner(who).skill.passes() + tries * 20;
        let passes = !stalls && self.luck[who].percent(share);
        let wrong =
            if passes { usize::from(answers.len() >= 5 && self.luck[who].percent(30)) } else { answers.len() / 2 };
        let forgotten: Vec<String> = answers.keys().take(wrong).cloned().collect();
        for question in forgotten {
            answers.remove(&question);
        }
        self.clock.go(begin + self.luck[who].minutes(3, 9));
        learning::submit_attempt(self.store, &operator, id, answers).await?;
        Ok(passes)
    }

    /// Plays a shift and hands in its first chat.
    async fn shift(&mut self, at: DateTime<Utc>, who: usize, plan: &str) -> Result<(), StoreError> {
        let operator = self.operator(who)?;
        let client = self.client();
        let id = shifts::start_shift(self.store, &operator, plan, client).await?;
        let skill = self.learner(who).skill.bot(self.shifts[who]);
        self.shifts[who] += 1;
        let seed = self.luck[who].seed();
        let mut notes = Chance::of(&format!("notes {seed}"));
        let written = &self.cast.remarks.notes;
        let mut note = |word: &str| written.get(word).and_then(|list| notes.pick(list)).cloned().unwrap_or_default();
        let (resolved, unresolved) = (note("resolved"), note("unresolved"));
        let play = |cast: &practice::Cast| {
            let mut events = bots::play(cast, skill, seed);
            for event in &mut events {
                if let Event::Close { note, disposition, .. } = event {
                    let good = *disposition == domain::chat::Disposition::Resolved;
                    note.clone_from(if good { &resolved } else { &unresolved });
                }
            }
            events
        };
        let chats = shifts::play_out(self.store, &operator, id, play, |to| self.clock.go(to)).await?;
        let over = crate::Store::now(self.store).max(at) + TimeDelta::minutes(4);
        self.clock.go(over);
        for chat in chats.into_iter().take(2) {
            let client = self.client();
            let submission = shifts::submit_chat(self.store, &operator, chat, client).await?;
            // The named operator's work is looked at quickly; the latest of everybody else waits.
            let wait = if self.learner(who).email.is_some() { (60, 600) } else { (8 * 60, 80 * 60) };
            let mentor = self.claims % self.everybody.mentors.len().max(1);
            self.claims += 1;
            let claim = over + self.luck[who].minutes(wait.0, wait.1);
            self.plan(claim, Step::Claim { who, mentor, submission: submission.0, chat: chat.0 });
        }
        Ok(())
    }

    async fn release(
        &mut self,
        at: DateTime<Utc>,
        who: usize,
        mentor: usize,
        review: ReviewId,
        chat: Uuid,
    ) -> Result<(), StoreError> {
        let holder = self.mentor(mentor)?;
        let work = reviews::get_for_review(self.store, &holder, review).await?;
        let suggested = chat::Entity::find_by_id(chat).one(self.store.read()).await?.and_then(|row| row.suggested);
        let severity = self.everybody.mentors[mentor].1;
        let mut marker = Marker::new(&self.cast.remarks, &format!("{} {chat}", ChatId(chat)), severity);
        let draft = marker.draft(&work, suggested.unwrap_or(0));
        let client = self.client();
        reviews::release(self.store, &holder, review, draft, client).await?;
        let read = at + self.luck[who].minutes(30, 50 * 60);
        if self.luck[who].percent(85) {
            self.plan(read, Step::Acknowledge { who, review: review.0 });
        }
        Ok(())
    }
}
