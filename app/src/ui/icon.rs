//! Line drawings of 24 by 24 pixels, one per idea. They are decoration: a word always stands beside
//! them, so they are hidden from screen readers. Knows nothing of what a screen shows.

mod paths;

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
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    let (lines, solids) = (name.lines(), name.solids());
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            {(!lines.is_empty()).then(|| view! { <path class="icon-line" d=lines /> })}
            {(!solids.is_empty()).then(|| view! { <path class="icon-solid" d=solids /> })}
        </svg>
    }
}
