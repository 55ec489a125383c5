//! Line drawings of 24 by 24 pixels, one per idea. They are decoration: a word always stands beside
//! them, so they are hidden from screen readers. Knows nothing of what a screen shows.

use domain::activity::Weight;
use domain::energy::Band;
use leptos::prelude::*;

/// What a drawing stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IconName {
    /// The day.
    Today,
    /// The plan and its goals.
    Stairs,
    /// The week.
    Week,
    /// Messages.
    Message,
    /// The person who is logged in.
    Me,
    /// A call.
    Phone,
    /// A place.
    Pin,
    /// The way there, or to set out.
    Footsteps,
    /// Done, or agreed to.
    Check,
    /// Rest.
    Bench,
    /// Who can see this.
    Eye,
    /// Read this before you write.
    Exclamation,
    /// A time or a time limit.
    Clock,
    /// Print.
    Printer,
    /// An appointment or a date.
    Calendar,
    /// Back.
    ChevronLeft,
    /// On.
    ChevronRight,
    /// Earlier, or close.
    ChevronUp,
    /// Later, or open.
    ChevronDown,
    /// Something new.
    Plus,
    /// Something taken away, or disagreed with.
    Minus,
    /// Something changed.
    Changed,
    /// Health.
    Heart,
    /// Everyday life.
    Home,
    /// Work and education.
    Briefcase,
    /// Citizens, or those who take part.
    People,
    /// The worklist.
    List,
    /// A report or a survey.
    Document,
    /// Help.
    Help,
    /// Closed to others.
    Lock,
    /// Attach something.
    Clip,
    /// Kept on the phone.
    PhoneSaved,
    /// No network.
    NoNetwork,
    /// From before to after, or sent.
    Arrow,
    /// Reminded.
    ArrowBar,
    /// Not reached, or only wished for.
    DottedCircle,
    /// Going on.
    Play,
    /// A picture to attach.
    Attach,
    /// Send.
    Send,
    /// A code or a key.
    Key,
    /// Settings.
    Gear,
    /// Still ahead.
    Open,
    /// Done.
    Done,
    /// Here and now.
    Now,
    /// What the coordinator says.
    Square,
    /// What the citizen says.
    Dot,
    /// The next step, when you are ready.
    NextStep,
    /// No, thank you.
    Declined,
    /// Close.
    Close,
    /// A conversation by video.
    Video,
    /// A reminder.
    Bell,
    /// Write or change.
    Pen,
    /// Find.
    Search,
    /// Fetch a copy.
    Download,
    /// Undo.
    Undo,
    /// Read aloud.
    Speaker,
    /// Dark colours.
    Moon,
    /// Language.
    Language,
    /// By bus.
    Bus,
    /// Log out.
    LogOut,
    /// There is air: an open circle.
    BandRoom,
    /// It fits: a solid circle.
    BandFits,
    /// A little too much: half a circle.
    BandSlightlyOver,
    /// Too much: a triangle.
    BandOver,
    /// Light: one of three bars.
    WeightLight,
    /// Medium: two of three bars.
    WeightMedium,
    /// Heavy: three of three bars.
    WeightHeavy,
}

impl IconName {
    /// The shape of a band; a day without an agreed amount has none.
    pub const fn of_band(band: Band) -> Option<Self> {
        match band {
            Band::Room => Some(Self::BandRoom),
            Band::Fits => Some(Self::BandFits),
            Band::SlightlyOver => Some(Self::BandSlightlyOver),
            Band::Over => Some(Self::BandOver),
            Band::Unknown => None,
        }
    }

    /// The rising bars of a weight; rest has none.
    pub const fn of_weight(weight: Weight) -> Option<Self> {
        match weight {
            Weight::Rest => None,
            Weight::Light => Some(Self::WeightLight),
            Weight::Medium => Some(Self::WeightMedium),
            Weight::Heavy => Some(Self::WeightHeavy),
        }
    }

    /// What is drawn with a line of 1.9 and round ends; empty when the drawing has none.
    #[expect(
        clippy::too_many_lines,
        reason = "one line per drawing, as in the enum"
    )]
    const fn lines(self) -> &'static str {
        match self {
            Self::Today => {
                "M8.8 7.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0zM3.5 18.5c4 0 4.5-3.7 8.5-3.7s4.5 3.7 8.5 3.7"
            }
            Self::Stairs => "M3 19.5h4.5v-4.5h4.5v-4.5h4.5V6H21",
            Self::Week => "M4 6.5h8M4 12h16M4 17.5h10",
            Self::Message => {
                "M7 4.5h10a3.5 3.5 0 0 1 3.5 3.5v4.5a3.5 3.5 0 0 1-3.5 3.5h-5.5l-4.5 4v-4a3.5 3.5 0 0 1-3.5-3.5V8A3.5 3.5 0 0 1 7 4.5z"
            }
            Self::Me => {
                "M8.1 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0-7.8 0zM5 20.2c0-4 2.9-6.4 7-6.4s7 2.4 7 6.4"
            }
            Self::Phone => {
                "M5.4 4h3.1l1.7 4.2-2.1 1.6a11.5 11.5 0 0 0 6.1 6.1l1.6-2.1 4.2 1.7v3.1a1.7 1.7 0 0 1-1.9 1.7C10.5 19.5 4.5 13.5 3.7 5.9A1.7 1.7 0 0 1 5.4 4z"
            }
            Self::Pin => {
                "M12 21s-6.6-5.6-6.6-11a6.6 6.6 0 0 1 13.2 0c0 5.4-6.6 11-6.6 11zM9.7 10a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0z"
            }
            Self::Footsteps => {
                "M7.6 3.5c1.8 0 2.8 1.8 2.8 3.9 0 1.9-.9 2.9-1 4.3H5.9c-.1-1.4-1.1-2.6-1.1-4.6 0-2 1-3.6 2.8-3.6zM6 14.2h3.3v.8a1.65 1.65 0 0 1-3.3 0zM16.4 7c-1.8 0-2.8 1.8-2.8 3.9 0 1.9.9 2.9 1 4.3h3.5c.1-1.4 1.1-2.6 1.1-4.6 0-2-1-3.6-2.8-3.6zM14.7 17.7h3.3v.8a1.65 1.65 0 0 1-3.3 0z"
            }
            Self::Check => "M5 12.7l4.5 4.5L19 7.5",
            Self::Bench => "M7 6h10M7 6v4.5M17 6v4.5M3 10.5h18M3 14.5h18M7 14.5V19M17 14.5V19",
            Self::Eye => {
                "M2.5 12c2.4-4.1 5.6-6.2 9.5-6.2s7.1 2.1 9.5 6.2c-2.4 4.1-5.6 6.2-9.5 6.2S4.9 16.1 2.5 12zM9.1 12a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0z"
            }
            Self::Exclamation => "M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0-17.6 0zM12 7.5v5.3",
            Self::Clock => "M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0-17.6 0zM12 7v5.3l3.2 2",
            Self::Printer => {
                "M7.5 9V4.3h9V9M7.5 17H6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-1.5M7.5 14h9v6h-9z"
            }
            Self::Calendar => {
                "M6.5 5.5h11a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1-2.5 2.5h-11a2.5 2.5 0 0 1-2.5-2.5v-10a2.5 2.5 0 0 1 2.5-2.5zM4 10.5h16M8.3 3.2v4M15.7 3.2v4"
            }
            Self::ChevronLeft => "M14.5 5.5L8 12l6.5 6.5",
            Self::ChevronRight => "M9.5 5.5L16 12l-6.5 6.5",
            Self::ChevronUp => "M5.5 14.5L12 8l6.5 6.5",
            Self::ChevronDown => "M5.5 9.5L12 16l6.5-6.5",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Changed => "M4 8.5h14M14 4.5l4 4-4 4M20 15.5H6M10 11.5l-4 4 4 4",
            Self::Heart => {
                "M12 19.8s-8-4.6-8-10.2A4.4 4.4 0 0 1 12 7.2a4.4 4.4 0 0 1 8 2.4c0 5.6-8 10.2-8 10.2z"
            }
            Self::Home => "M4 11l8-6.8 8 6.8M6 9.5V19.5h12V9.5M10 19.5v-5h4v5",
            Self::Briefcase => {
                "M5.7 7.5h12.6a2.2 2.2 0 0 1 2.2 2.2v7.6a2.2 2.2 0 0 1-2.2 2.2h-12.6a2.2 2.2 0 0 1-2.2-2.2v-7.6a2.2 2.2 0 0 1 2.2-2.2zM9 7.5V5.8A1.3 1.3 0 0 1 10.3 4.5h3.4A1.3 1.3 0 0 1 15 5.8v1.7M3.5 13h17"
            }
            Self::People => {
                "M5.6 8a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0zM2.8 19.5c0-3.6 2.6-5.7 6.2-5.7s6.2 2.1 6.2 5.7M16 4.9a3.4 3.4 0 0 1 0 6.2M17.8 14.2c2.1.7 3.4 2.5 3.4 5.3"
            }
            Self::List => "M9 6.5h11.5M9 12h11.5M9 17.5h11.5",
            Self::Document => {
                "M7.5 3.5h9a2.5 2.5 0 0 1 2.5 2.5v12a2.5 2.5 0 0 1-2.5 2.5h-9a2.5 2.5 0 0 1-2.5-2.5v-12a2.5 2.5 0 0 1 2.5-2.5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4"
            }
            Self::Help => {
                "M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0-17.6 0zM9.4 9.6a2.7 2.7 0 1 1 4 2.4c-.9.5-1.4 1-1.4 1.9"
            }
            Self::Lock => {
                "M7.2 10.5h9.6a2.2 2.2 0 0 1 2.2 2.2v5.1a2.2 2.2 0 0 1-2.2 2.2h-9.6a2.2 2.2 0 0 1-2.2-2.2v-5.1a2.2 2.2 0 0 1 2.2-2.2zM8.3 10.5V8a3.7 3.7 0 0 1 7.4 0v2.5"
            }
            Self::Clip => {
                "M19.5 11.5l-7.6 7.6a4.7 4.7 0 0 1-6.7-6.7l7.9-7.9a3.2 3.2 0 0 1 4.5 4.5l-7.8 7.8a1.6 1.6 0 0 1-2.3-2.3l7.1-7.1"
            }
            Self::PhoneSaved => {
                "M8.6 3.2h6.8a2.6 2.6 0 0 1 2.6 2.6v12.4a2.6 2.6 0 0 1-2.6 2.6h-6.8a2.6 2.6 0 0 1-2.6-2.6v-12.4a2.6 2.6 0 0 1 2.6-2.6zM9.2 12.3l2 2 3.6-4.1"
            }
            Self::NoNetwork => {
                "M3 9.5a13 13 0 0 1 3.6-2.4M10.5 5.8A13.2 13.2 0 0 1 21 9.5M6.2 13a8.5 8.5 0 0 1 3.3-2M14 10.9a8.5 8.5 0 0 1 3.8 2.1M9.3 16.3a4 4 0 0 1 5.4 0M4 3.5l16 17"
            }
            Self::Arrow => "M4 12h15M13.5 6.5L19 12l-5.5 5.5",
            Self::ArrowBar => "M4 10h15M14 5l5 5-5 5M4 19.5h15",
            Self::DottedCircle => {
                "M20 12A8 8 0 0 1 19.4 15.1M17.7 17.7A8 8 0 0 1 15.1 19.4M12 20A8 8 0 0 1 8.9 19.4M6.3 17.7A8 8 0 0 1 4.6 15.1M4 12A8 8 0 0 1 4.6 8.9M6.3 6.3A8 8 0 0 1 8.9 4.6M12 4A8 8 0 0 1 15.1 4.6M17.7 6.3A8 8 0 0 1 19.4 8.9"
            }
            Self::Attach => {
                "M6 5h12a2.5 2.5 0 0 1 2.5 2.5v9a2.5 2.5 0 0 1-2.5 2.5h-12a2.5 2.5 0 0 1-2.5-2.5v-9a2.5 2.5 0 0 1 2.5-2.5zM4 16l4.5-4 3.5 3 3.5-3.5 4.7 4.5"
            }
            Self::Send => "M4 11.6L20.5 4l-5 16.5-4-6.8zM11.5 13.7L20.5 4",
            Self::Key => {
                "M3.8 15a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0zM11 12l8.5-8.5M16 7l3 3M13.5 9.5l2 2"
            }
            Self::Gear => {
                "M4 7h8M18.2 7H20M4 17h2M12.2 17H20M12.2 7a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0zM6.2 17a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0z"
            }
            Self::Open => "M4.4 12a7.6 7.6 0 1 0 15.2 0a7.6 7.6 0 1 0-15.2 0z",
            Self::Now => "M2.8 12a9.2 9.2 0 1 0 18.4 0a9.2 9.2 0 1 0-18.4 0z",
            Self::Square => {
                "M8.2 5h7.6a3.2 3.2 0 0 1 3.2 3.2v7.6a3.2 3.2 0 0 1-3.2 3.2h-7.6a3.2 3.2 0 0 1-3.2-3.2v-7.6a3.2 3.2 0 0 1 3.2-3.2z"
            }
            Self::NextStep => "M4 20v-2.2M7 15.5h3M11 13.2V11M14 8.5h2.6M19.2 6.5h1.3",
            Self::Declined => {
                "M7 4.5h10a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1-2.5 2.5h-10a2.5 2.5 0 0 1-2.5-2.5v-10a2.5 2.5 0 0 1 2.5-2.5zM9 12h6"
            }
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Video => {
                "M5.5 6.5h7.5a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-7.5a2.5 2.5 0 0 1-2.5-2.5v-6a2.5 2.5 0 0 1 2.5-2.5zM15.5 10.8l5.5-3v8.4l-5.5-3z"
            }
            Self::Bell => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
            Self::Pen => {
                "M4.5 19.5l.9-4L16 4.9a1.9 1.9 0 0 1 2.7 0l.4.4a1.9 1.9 0 0 1 0 2.7L8.5 18.6zM14 7l3 3"
            }
            Self::Search => {
                "M4.2 10.5a6.3 6.3 0 1 0 12.6 0a6.3 6.3 0 1 0-12.6 0zM15.2 15.2L20.5 20.5"
            }
            Self::Download => "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
            Self::Undo => "M8.5 5L4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11H9",
            Self::Speaker => {
                "M4 9.5v5h3.5l5 4V5.5l-5 4zM16 9a4.2 4.2 0 0 1 0 6M18.6 6.5a8 8 0 0 1 0 11"
            }
            Self::Moon => "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
            Self::Language => {
                "M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0-17.6 0zM3.5 12h17M12 3.2c5 5.4 5 12.2 0 17.6c-5-5.4-5-12.2 0-17.6"
            }
            Self::Bus => {
                "M7 4h10a2.5 2.5 0 0 1 2.5 2.5v8.5a2.5 2.5 0 0 1-2.5 2.5h-10a2.5 2.5 0 0 1-2.5-2.5v-8.5a2.5 2.5 0 0 1 2.5-2.5zM4.5 11.5h15M7.5 17.5v2M16.5 17.5v2"
            }
            Self::LogOut => "M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M9.5 12H20M16 8l4 4-4 4",
            Self::BandRoom => "M12 4.6a7.4 7.4 0 1 0 0 14.8a7.4 7.4 0 1 0 0-14.8z",
            Self::BandSlightlyOver => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
            Self::WeightLight => {
                "M10.8 9.5h2.4a1.3 1.3 0 0 1 1.3 1.3v8.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-8.4a1.3 1.3 0 0 1 1.3-1.3zM17.8 4.5h2.4a1.3 1.3 0 0 1 1.3 1.3v13.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-13.4a1.3 1.3 0 0 1 1.3-1.3z"
            }
            Self::WeightMedium => {
                "M17.8 4.5h2.4a1.3 1.3 0 0 1 1.3 1.3v13.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-13.4a1.3 1.3 0 0 1 1.3-1.3z"
            }
            Self::Play
            | Self::Done
            | Self::Dot
            | Self::BandFits
            | Self::BandOver
            | Self::WeightHeavy => "",
        }
    }

    /// What is filled; empty when the drawing has nothing filled.
    const fn solids(self) -> &'static str {
        match self {
            Self::Exclamation => "M10.8 16.2a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0z",
            Self::List => {
                "M3.3 6.5a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0zM3.3 12a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0zM3.3 17.5a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0z"
            }
            Self::Help => "M10.85 16.7a1.15 1.15 0 1 0 2.3 0a1.15 1.15 0 1 0-2.3 0z",
            Self::NoNetwork => "M10.9 19.2a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z",
            Self::Play => {
                "M7.5 5.2v13.6a.7.7 0 0 0 1.1.6l10-6.8a.7.7 0 0 0 0-1.2l-10-6.8a.7.7 0 0 0-1.1.6z"
            }
            Self::Attach => "M7.2 9.3a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0z",
            Self::Done => {
                "M2.8 12a9.2 9.2 0 1 0 18.4 0a9.2 9.2 0 1 0-18.4 0zM7.2 12.4l1.4-1.4 2.2 2.2 4.7-4.7 1.4 1.4-6.1 6.1z"
            }
            Self::Now => "M7.6 12a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0z",
            Self::Dot => "M3.4 12a8.6 8.6 0 1 0 17.2 0a8.6 8.6 0 1 0-17.2 0z",
            Self::Bus => {
                "M7.1 14.5a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0zM14.7 14.5a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z"
            }
            Self::BandFits => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
            Self::BandSlightlyOver => "M12 4a8 8 0 0 0 0 16z",
            Self::BandOver => {
                "M10.7 4.2L2.6 18.4a1.5 1.5 0 0 0 1.3 2.2h16.2a1.5 1.5 0 0 0 1.3-2.2L13.3 4.2a1.5 1.5 0 0 0-2.6 0z"
            }
            Self::WeightLight => {
                "M3.8 14.5h2.4a1.3 1.3 0 0 1 1.3 1.3v3.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-3.4a1.3 1.3 0 0 1 1.3-1.3z"
            }
            Self::WeightMedium => {
                "M3.8 14.5h2.4a1.3 1.3 0 0 1 1.3 1.3v3.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-3.4a1.3 1.3 0 0 1 1.3-1.3zM10.8 9.5h2.4a1.3 1.3 0 0 1 1.3 1.3v8.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-8.4a1.3 1.3 0 0 1 1.3-1.3z"
            }
            Self::WeightHeavy => {
                "M3.8 14.5h2.4a1.3 1.3 0 0 1 1.3 1.3v3.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-3.4a1.3 1.3 0 0 1 1.3-1.3zM10.8 9.5h2.4a1.3 1.3 0 0 1 1.3 1.3v8.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-8.4a1.3 1.3 0 0 1 1.3-1.3zM17.8 4.5h2.4a1.3 1.3 0 0 1 1.3 1.3v13.4a1.3 1.3 0 0 1-1.3 1.3h-2.4a1.3 1.3 0 0 1-1.3-1.3v-13.4a1.3 1.3 0 0 1 1.3-1.3z"
            }
            _ => "",
        }
    }
}

/// One drawing. Size and colour come from the style sheet: text colour of its surroundings, and
/// grows with the chosen text size.
#[component]
pub fn Icon(
    name: IconName,
    /// Further classes, such as `icon-small` or `icon-quiet`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() {
        "icon".to_owned()
    } else {
        format!("icon {class}")
    };
    let (lines, solids) = (name.lines(), name.solids());
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            {(!lines.is_empty()).then(|| view! { <path class="icon-line" d=lines /> })}
            {(!solids.is_empty()).then(|| view! { <path class="icon-solid" d=solids /> })}
        </svg>
    }
}
