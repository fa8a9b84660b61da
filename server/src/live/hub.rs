//! Who is watching what. Wakes the right streams, ends those whose session ended, and keeps their number bounded.

use domain::{
    ids::{PersonId, ShiftId},
    people::Actor,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use store::live::Wake;
use tokio::sync::{Notify, broadcast};

/// What a stream shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// One shift.
    Shift(ShiftId),
    /// The review queue.
    Queue,
}

/// Why a stream cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// This server has as many streams as it may have.
    Server,
    /// This person has.
    Person,
}

/// All streams of this server; cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Shared>);

struct Shared {
    streams: Mutex<Streams>,
    closing: AtomicBool,
    most: usize,
    most_per_person: usize,
}

#[derive(Default)]
struct Streams {
    last: u64,
    open: HashMap<u64, Listed>,
}

struct Listed {
    actor: Actor,
    topic: Topic,
    signal: Arc<Signal>,
}

/// How a stream is told to look again, or to end.
#[derive(Default)]
pub struct Signal {
    notify: Notify,
    changed: AtomicBool,
    doubted: AtomicBool,
}

impl Signal {
    fn wake(&self) {
        self.changed.store(true, Ordering::Release);
        self.notify.notify_one();
    }

    /// The session or the person changed: look whether they may still watch.
    fn doubt(&self) {
        self.doubted.store(true, Ordering::Release);
        self.notify.notify_one();
    }

    /// Waits for the next signal; one that came meanwhile counts.
    pub async fn wait(&self) {
        self.notify.notified().await;
    }

    /// Did something change since the last time this was asked?
    pub fn take_change(&self) -> bool {
        self.changed.swap(false, Ordering::AcqRel)
    }

    /// Must the session be looked at again?
    pub fn take_doubt(&self) -> bool {
        self.doubted.swap(false, Ordering::AcqRel)
    }
}

/// A place on the list; given back when the stream ends, however it ends.
pub struct Ticket {
    hub: Hub,
    number: u64,
    /// Who watches.
    pub actor: Actor,
    /// How this stream is woken.
    pub signal: Arc<Signal>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.hub.streams().open.remove(&self.number);
    }
}

impl Hub {
    /// A hub with room for `most` streams, `most_per_person` of them for one person.
    pub fn new(most: u32, most_per_person: u32) -> Self {
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        Self(Arc::new(Shared {
            streams: Mutex::default(),
            closing: AtomicBool::new(false),
            most: size(most),
            most_per_person: size(most_per_person),
        }))
    }

    fn streams(&self) -> MutexGuard<'_, Streams> {
        self.0.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a stream on the list.
    pub fn open(&self, actor: Actor, topic: Topic) -> Result<Ticket, Full> {
        let mut streams = self.streams();
        if streams.open.len() >= self.0.most || self.is_closing() {
            return Err(Full::Server);
        }
        if streams.open.values().filter(|listed| listed.actor.person == actor.person).count() >= self.0.most_per_person
        {
            return Err(Full::Person);
        }
        streams.last += 1;
        let number = streams.last;
        let signal = Arc::<Signal>::default();
        streams.open.insert(number, Listed { actor: actor.clone(), topic, signal: Arc::clone(&signal) });
        Ok(Ticket { hub: self.clone(), number, actor, signal })
    }

    /// Passes one wake-up of the store on.
    pub fn pass_on(&self, wake: Wake) {
        let doubt_person = |person: PersonId| move |listed: &Listed| listed.actor.person == person;
        match wake {
            Wake::Shift(shift) => self.each(|listed| listed.topic == Topic::Shift(shift), Signal::wake),
            Wake::Queue => self.each(|listed| listed.topic == Topic::Queue, Signal::wake),
            Wake::SessionEnded(session) => self.each(|listed| listed.actor.session == session, Signal::doubt),
            Wake::PersonChanged(person) => self.each(doubt_person(person), Signal::doubt),
            Wake::Person(_) => {}
        }
    }

    fn each(&self, concerns: impl Fn(&Listed) -> bool, tell: impl Fn(&Signal)) {
        for listed in self.streams().open.values().filter(|listed| concerns(listed)) {
            tell(&listed.signal);
        }
    }

    /// Passes everything on until the store closes. After missing some, everybody looks again.
    pub async fn follow(self, mut wakes: broadcast::Receiver<Wake>) {
        loop {
            match wakes.recv().await {
                Ok(wake) => self.pass_on(wake),
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    self.each(|_| true, Signal::wake);
                    self.each(|_| true, Signal::doubt);
                }
                Err(broadcast::error::RecvError::Closed) => return,
            }
        }
    }

    /// Ends every stream, and opens no more: browsers come back to the next process by themselves.
    pub fn close(&self) {
        self.0.closing.store(true, Ordering::Release);
        self.each(|_| true, Signal::wake);
    }

    /// Are we stopping?
    pub fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        ids::SessionId,
        people::{Locale, Roles, Theme},
    };

    fn actor(person: u8, session: u8) -> Actor {
        let id = |byte: u8| {
            PersonId(serde_json::from_str(&format!("\"00000000-0000-7000-8000-0000000000{byte:02x}\"")).unwrap())
        };
        Actor {
            person: id(person),
            name: "A".into(),
            email: "a@example.org".into(),
            roles: Roles::default(),
            locale: Locale::En,
            zone: chrono_tz::UTC,
            theme: Theme::System,
            session: SessionId(id(session).0),
        }
    }

    #[test]
    fn only_those_concerned_are_woken() {
        let hub = Hub::new(10, 10);
        let shift = ShiftId(actor(9, 9).person.0);
        let desk = hub.open(actor(1, 1), Topic::Shift(shift)).unwrap();
        let queue = hub.open(actor(2, 2), Topic::Queue).unwrap();
        hub.pass_on(Wake::Shift(shift));
        assert!(desk.signal.take_change() && !desk.signal.take_change());
        assert!(!queue.signal.take_change());
        hub.pass_on(Wake::Queue);
        assert!(queue.signal.take_change() && !desk.signal.take_change());
    }

    #[test]
    fn trust_15_an_ended_session_and_a_changed_person_are_doubted() {
        let hub = Hub::new(10, 10);
        let one = hub.open(actor(1, 1), Topic::Queue).unwrap();
        let other = hub.open(actor(1, 2), Topic::Queue).unwrap();
        hub.pass_on(Wake::SessionEnded(actor(1, 1).session));
        assert!(one.signal.take_doubt() && !other.signal.take_doubt());
        hub.pass_on(Wake::PersonChanged(actor(1, 1).person));
        assert!(one.signal.take_doubt() && other.signal.take_doubt());
    }

    #[test]
    fn the_number_of_streams_is_bounded_and_places_are_given_back() {
        let hub = Hub::new(3, 2);
        let first = hub.open(actor(1, 1), Topic::Queue).unwrap();
        let _second = hub.open(actor(1, 1), Topic::Queue).unwrap();
        assert_eq!(hub.open(actor(1, 1), Topic::Queue).err(), Some(Full::Person));
        let _third = hub.open(actor(2, 2), Topic::Queue).unwrap();
        assert_eq!(hub.open(actor(3, 3), Topic::Queue).err(), Some(Full::Server));
        drop(first);
        assert!(hub.open(actor(3, 3), Topic::Queue).is_ok());
        hub.close();
        assert_eq!(hub.open(actor(4, 4), Topic::Queue).err(), Some(Full::Server));
    }
}
