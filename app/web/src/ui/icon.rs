//! Small line drawings on a 20-pixel grid, in the colour of the text around them.

use leptos::prelude::*;

/// What a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The product: a door left ajar, with light behind it.
    Brand,
    /// Done.
    Check,
    /// Locked.
    Lock,
    /// Something to read.
    Book,
    /// Something to sign.
    Pen,
    /// A chat.
    Chat,
    /// Several chats, the desk.
    Desk,
    /// Time.
    Clock,
    /// Onwards.
    Right,
    /// Back.
    Left,
    /// Opens below.
    Down,
    /// Take care.
    Warning,
    /// Good to know.
    Info,
    /// Advice.
    Bulb,
    /// Stop.
    Stop,
    /// A person.
    Person,
    /// People.
    People,
    /// Privacy.
    Shield,
    /// A list, a queue.
    List,
    /// A rising line.
    Trend,
    /// Search.
    Search,
    /// Pause.
    Pause,
    /// Hand over.
    HandOver,
    /// Send.
    Send,
    /// Close, remove.
    Close,
    /// More to add.
    Plus,
    /// Again.
    Again,
    /// A remark.
    Note,
    /// A link to this place.
    Link,
    /// Download.
    Download,
    /// A flag.
    Flag,
    /// A question.
    Question,
    /// An eye.
    Eye,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Self::Brand => "M3 17.5h14M5 17.5v-15h6v15M11 2.5l4 2.2v12.8M8.6 10v1.2",
            Self::Check => "M4 10.5l4 4 8-9",
            Self::Lock => "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
            Self::Book => {
                "M10 5.5C8.4 4.2 6.2 3.7 3 3.7v11.6c3.2 0 5.4.5 7 1.8 1.6-1.3 3.8-1.8 7-1.8V3.7c-3.2 0-5.4.5-7 1.8zm0 0v11.6"
            }
            Self::Pen => {
                "M3.5 16.5l.8-3.6L13.6 3.600l2.800 2.800-9.300 9.300zM11.500 5.700l2.800 2.800M11 16.500h5.500"
            }
            Self::Chat => "M3 4h14v9.500H9.500L6 16.700v-3.200H3zM6.500 7.500h7M6.500 10.200h4.500",
            Self::Desk => "M2.500 4h7v9h-4l-1.500 2v-2h-1.500zM12 4h5.500v4.500H12zM12 11h5.500v4.500H12z",
            Self::Clock => "M10 2.800a7.200 7.200 0 1 1 0 14.400 7.200 7.200 0 0 1 0-14.400zM10 6v4.200l2.800 1.700",
            Self::Right => "M7.500 4.500L13 10l-5.500 5.500",
            Self::Left => "M12.500 4.500L7 10l5.500 5.500",
            Self::Down => "M4.500 7.500L10 13l5.500-5.500",
            Self::Warning => "M10 3.200l7.500 13.300h-15zM10 8.200v3.800M10 14.100v.3",
            Self::Info => "M10 2.800a7.200 7.200 0 1 1 0 14.400 7.200 7.200 0 0 1 0-14.400zM10 9.200v4.600M10 6.200v.3",
            Self::Bulb => "M7.500 14.500c0-2-2.300-3-2.300-6a4.800 4.800 0 0 1 9.600 0c0 3-2.300 4-2.300 6zM8 17.300h4",
            Self::Stop => "M7 2.800h6l4.200 4.200v6L13 17.200H7L2.800 13V7zM10 6v5M10 13.600v.3",
            Self::Person => {
                "M10 3a3.300 3.300 0 1 1 0 6.600A3.300 3.300 0 0 1 10 3zM3.500 17c.6-3.300 3-5 6.500-5s5.900 1.700 6.500 5"
            }
            Self::People => {
                "M7.300 4a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600zM1.800 16.500c.4-3 2.400-4.500 5.500-4.500s5.100 1.500 5.500 4.500M13 4.300a2.700 2.700 0 0 1 0 5M15 12.400c1.900.6 3 2 3.200 4.100"
            }
            Self::Shield => {
                "M10 2.500l6.300 2.300v4.700c0 3.900-2.500 6.600-6.300 8-3.800-1.400-6.300-4.100-6.300-8V4.800zM7.200 9.800l2 2 3.600-4"
            }
            Self::List => "M3 5h1M7 5h10M3 10h1M7 10h10M3 15h1M7 15h10",
            Self::Trend => "M3 3v14h14M6 13l3.500-4 2.500 2 4.500-6",
            Self::Search => "M8.800 3.300a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11zM12.900 12.900l4 4",
            Self::Pause => "M7 4.500v11M13 4.500v11",
            Self::HandOver => "M3 7h11M11 4l3 3-3 3M17 13H6M9 10l-3 3 3 3",
            Self::Send => "M3 10l14-6.500-4 13.500-3.500-5.500zM9.500 11.500L17 3.500",
            Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Again => "M16 10a6 6 0 1 1-1.800-4.300M16.500 3v3.500H13",
            Self::Note => "M4 3h12v9.500L11.500 17H4zM11.500 17v-4.500H16M7 7h6M7 10h4",
            Self::Link => {
                "M8.300 11.700a3 3 0 0 0 4.300 0l3-3a3 3 0 0 0-4.300-4.300l-1 1M11.700 8.300a3 3 0 0 0-4.300 0l-3 3a3 3 0 0 0 4.300 4.300l1-1"
            }
            Self::Download => "M10 3v9M6 8.500l4 4 4-4M3.500 16.500h13",
            Self::Flag => "M5 17.500V3.500h10l-2.500 3.500 2.500 3.500H5",
            Self::Question => {
                "M10 2.800a7.200 7.200 0 1 1 0 14.400 7.200 7.200 0 0 1 0-14.400zM7.800 8a2.200 2.200 0 1 1 3.100 2c-.6.300-.9.700-.9 1.300M10 13.800v.3"
            }
            Self::Eye => {
                "M2.500 10c1.700-3.200 4.200-4.800 7.500-4.800s5.800 1.600 7.500 4.800c-1.700 3.200-4.200 4.800-7.500 4.800S4.200 13.200 2.500 10zM10 7.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400z"
            }
        }
    }
}

/// A drawing. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// What it shows.
    name: Symbol,
) -> impl IntoView {
    view! { <svg class="c-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=name.path()/></svg> }
}
