//! LIX, the Danish measure of how heavy a text is: words per sentence, and the share of words of seven
//! letters or more (ux.md §2.4). A help for who writes, never a gate.

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heaviness {
    /// At most 24.
    VeryEasy,
    /// 25 to 34.
    Easy,
    /// 35 to 44.
    Medium,
    /// From 45 on.
    Hard,
}

/// The LIX of a text; none for a text without words.
pub fn lix(text: &str) -> Option<u32> {
    let words: Vec<usize> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).count())
        .filter(|letters| *letters > 0)
        .collect();
    let count = u32::try_from(words.len()).ok().filter(|count| *count > 0)?;
    let long = u32::try_from(words.iter().filter(|letters| **letters >= 7).count()).ok()?;
    let sentences = u32::try_from(sentences(text)).ok()?.max(1);
    // Rounded once at the end: both parts over the common denominator.
    let sum = u64::from(count) * u64::from(count) + 100 * u64::from(long) * u64::from(sentences);
    let below = u64::from(count) * u64::from(sentences);
    u32::try_from((2 * sum + below) / (2 * below)).ok()
}

/// Ends of sentences; "10.30" and "kl." before a number end none.
fn sentences(text: &str) -> usize {
    let mut ends = 0;
    let mut open = false;
    for (place, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            open = true;
        }
        let rest = text.get(place + letter.len_utf8()..).unwrap_or_default();
        let at_blank = rest.chars().next().is_none_or(char::is_whitespace);
        let before_number = letter == '.' && rest.trim_start().starts_with(|next: char| next.is_ascii_digit());
        let ends_here = matches!(letter, '.' | '!' | '?' | ':') && at_blank && !before_number;
        if open && (ends_here || letter == '\n') {
            ends += 1;
            open = false;
        }
    }
    ends + usize::from(open)
}

/// The word for a LIX.
pub const fn heaviness(lix: u32) -> Heaviness {
    match lix {
        0..=24 => Heaviness::VeryEasy,
        25..=34 => Heaviness::Easy,
        35..=44 => Heaviness::Medium,
        _ => Heaviness::Hard,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_in_short_sentences_are_easy() {
        assert_eq!(lix("Hej Karin. Vi ses i morgen kl. 10.30."), Some(5));
        assert_eq!(lix(""), None);
        assert_eq!(lix(" … !"), None);
    }

    #[test]
    fn long_words_weigh() {
        let heavy = lix("Handleplanen revideres løbende under hensyntagen til energiforvaltningen.").unwrap();
        assert_eq!(heaviness(heavy), Heaviness::Hard);
        assert_eq!(heaviness(30), Heaviness::Easy);
    }
}
