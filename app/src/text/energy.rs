//! Words for weight, band, morning and amounts (domain.md §4.2–4.3). Words first, numbers beside them.

use super::Lang;
use domain::activity::{Felt, Weight};
use domain::energy::{Band, Lm, points_tenths};
use domain::plan::Strand;

/// How full a day is. None where nothing is agreed to measure by.
pub const fn band(lang: Lang, band: Band) -> Option<&'static str> {
    let (da, en) = match band {
        Band::Room => ("Der er luft", "There is room"),
        Band::Fits => ("Passer", "Fits"),
        Band::SlightlyOver => ("Lidt for meget", "A little too much"),
        Band::Over => ("For meget", "Too much"),
        Band::Unknown => return None,
    };
    Some(match lang {
        Lang::Da => da,
        Lang::En => en,
    })
}

/// How much something takes.
pub fn weight(lang: Lang, weight: Weight) -> &'static str {
    match weight {
        Weight::Rest => lang.pick("Hvile", "Rest"),
        Weight::Light => lang.pick("Let", "Light"),
        Weight::Medium => lang.pick("Middel", "Medium"),
        Weight::Heavy => lang.pick("Tung", "Heavy"),
    }
}

/// How it felt.
pub fn felt(lang: Lang, felt: Felt) -> &'static str {
    match felt {
        Felt::Lighter => lang.pick("Lettere end ventet", "Lighter than expected"),
        Felt::AsExpected => lang.pick("Som ventet", "As expected"),
        Felt::Heavier => lang.pick("Tungere end ventet", "Heavier than expected"),
    }
}

/// How a morning feels, 1 to 5.
pub fn level(lang: Lang, level: u8) -> &'static str {
    match level {
        1 => lang.pick("Meget lav", "Very low"),
        2 => lang.pick("Lav", "Low"),
        3 => lang.pick("Middel", "Medium"),
        4 => lang.pick("God", "Good"),
        _ => lang.pick("Meget god", "Very good"),
    }
}

/// The strand of an intervention.
pub fn strand(lang: Lang, strand: Strand) -> &'static str {
    match strand {
        Strand::Health => lang.pick("Helbred", "Health"),
        Strand::Social => lang.pick("Hverdag", "Everyday life"),
        Strand::Employment => lang.pick("Arbejde og uddannelse", "Work and education"),
    }
}

/// An amount in points: "12", "9,5".
pub fn points(lang: Lang, amount: Lm) -> String {
    let tenths = points_tenths(amount);
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 {
        return whole.to_string();
    }
    lang.pick(format!("{whole},{rest}"), format!("{whole}.{rest}"))
}

/// "10 af 12 point".
pub fn points_of(lang: Lang, planned: Lm, budget: Lm) -> String {
    let (planned, budget) = (points(lang, planned), points(lang, budget));
    lang.pick(format!("{planned} af {budget} point"), format!("{planned} of {budget} points"))
}
