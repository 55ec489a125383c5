//! Danish alphabetical order: æ, ø and å come after z, and "aa" is å (Aabenraa stands beside Århus).
//!
//! Names are sealed in the store, so lists are sorted after reading. Languages other than Danish sort by
//! the same order: it is the order of the names, not of the screen.

use std::cmp::Ordering;

/// Which of two names comes first. Case and accents decide only between names that are else the same.
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// What a name is compared by: words first, each letter as its place in the Danish alphabet.
fn key(name: &str) -> Vec<u32> {
    let mut places = Vec::with_capacity(name.len());
    let mut letters = name.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        if letter == 'a' && letters.peek() == Some(&'a') {
            letters.next();
            places.push(place('å'));
            continue;
        }
        places.push(place(letter));
    }
    places
}

/// A letter's place. Blanks and hyphens come first, then digits, a to z, æ, ø, å, then the rest.
fn place(letter: char) -> u32 {
    let latin = |letter: char| 100 + u32::from(letter) - u32::from('a');
    match letter {
        ' ' | '-' | '\'' | '.' => 1,
        '0'..='9' => 10 + u32::from(letter) - u32::from('0'),
        'a'..='z' => latin(letter),
        'á' | 'à' | 'â' | 'ã' => latin('a'),
        'ç' | 'ć' | 'č' => latin('c'),
        'é' | 'è' | 'ê' | 'ë' => latin('e'),
        'í' | 'ì' | 'î' | 'ï' => latin('i'),
        'ñ' | 'ń' => latin('n'),
        'ó' | 'ò' | 'ô' | 'õ' => latin('o'),
        'š' | 'ś' | 'ş' => latin('s'),
        'ú' | 'ù' | 'û' => latin('u'),
        'ý' | 'ü' => latin('y'),
        'ž' | 'ź' | 'ż' => latin('z'),
        'æ' | 'ä' => 130,
        'ø' | 'ö' => 131,
        'å' => 132,
        other => 1_000 + u32::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_come_after_z_and_aa_is_aa_with_a_ring() {
        let mut names = ["Århus", "Zenia", "Aabenraa", "Ærø", "Anders", "Østerbro", "Øm", "Ab"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["Ab", "Anders", "Zenia", "Ærø", "Øm", "Østerbro", "Aabenraa", "Århus"]);
    }

    #[test]
    fn case_and_accents_do_not_part_what_belongs_together() {
        let mut names = ["bo Zander", "Bo Andersen", "Bó Berg", "BO Berg"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["Bo Andersen", "BO Berg", "Bó Berg", "bo Zander"]);
    }

    #[test]
    fn a_shorter_first_name_comes_before_a_longer_one() {
        assert_eq!(compare("Bo Winther", "Bodil Aa"), Ordering::Less);
        assert_eq!(compare("Anne-Mette", "Anne Mette"), "Anne-Mette".cmp("Anne Mette"));
    }

    #[test]
    fn other_scripts_have_an_order_too() {
        assert_eq!(compare("Åse", "محمد"), Ordering::Less);
        assert_eq!(compare("", "A"), Ordering::Less);
    }
}
