//! Every word of the citizen's screens, in Danish and English.
//!
//! A screen's texts are one struct whose fields must be given in both languages, so a text that one of
//! them lacks does not compile. Words only: no layout, no state. What is refused here (medical claims,
//! jargon, hurry) is read by the tests below.

mod activity;
mod common;
mod energy;
mod me;
mod messages;
mod plan;
mod privacy;
mod refusals;
mod survey;
#[cfg(test)]
mod tests;
mod today;
pub mod when;

pub use activity::ActivityTexts;
pub use common::Common;
pub use energy::{band, felt, level, points, points_of, strand, weight};
pub use me::MeTexts;
pub use messages::MessageTexts;
pub use plan::PlanTexts;
pub use privacy::{PRIVACY_VERSION, PrivacyTexts};
pub use refusals::{problem, refusal};
pub use survey::SurveyTexts;
pub use today::{DayTexts, TodayTexts};

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The language of a setting or a `lang` attribute; Danish for every other.
    pub fn of(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Da }
    }

    /// The code for a `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// One of two texts that were made on the spot.
    pub fn pick<T>(self, da: T, en: T) -> T {
        match self {
            Self::Da => da,
            Self::En => en,
        }
    }
}

/// Declares a screen's texts: a name, the Danish, the English.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $da:literal, $en:literal;)* }) => {
        $(#[$doc])*
        pub struct $name {
            $(
                #[doc = $da]
                pub $key: &'static str,
            )*
        }

        impl $name {
            const DA: Self = Self { $($key: $da,)* };
            const EN: Self = Self { $($key: $en,)* };

            /// The texts in `lang`.
            pub const fn of(lang: crate::text::Lang) -> &'static Self {
                match lang {
                    crate::text::Lang::Da => &Self::DA,
                    crate::text::Lang::En => &Self::EN,
                }
            }

            /// Key, Danish and English of each.
            #[cfg(test)]
            pub(crate) const ALL: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($key), $da, $en),)*];
        }
    };
}
pub(crate) use texts;
