//! What is printed on the sheet that a citizen gets: a username of two Danish words and a number, and a
//! one-time code without letters that look alike.

use crate::clock;

/// Kind, short words of letters that every keyboard has.
const FIRST: [&str; 40] = [
    "blid", "klar", "lun", "rolig", "stille", "varm", "lys", "mild", "glad", "frisk", "god", "fin", "rund", "hel",
    "let", "ny", "sand", "snild", "tryg", "venlig", "vild", "smuk", "dyb", "fri", "gylden", "hvid", "kvik", "modig",
    "munter", "nem", "ren", "rask", "sikker", "solrig", "stor", "sund", "rar", "tapper", "tidlig", "vaks",
];
const SECOND: [&str; 48] = [
    "skov", "eng", "bakke", "sti", "vej", "bro", "bugt", "dal", "fjord", "havn", "hede", "hus", "kyst", "mark", "mose",
    "park", "sund", "vig", "vind", "sol", "sky", "regn", "sten", "birk", "eg", "ask", "lind", "pil", "hest", "hare",
    "ugle", "lam", "svane", "krage", "ravn", "stork", "kat", "hund", "fisk", "bi", "kop", "lampe", "stol", "bord",
    "bog", "brev", "kurv", "tromme",
];
/// Neither 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B, nor U and V.
const CODE_LETTERS: &[u8] = b"ACDEFHJKMNPQRTWXY3479";
const CODE_CHARS: usize = 10;

/// A username that nobody has to be ashamed of and that names nobody: "stille-skov-17". It may be taken;
/// the caller tries again.
pub fn new_username() -> String {
    let first = pick(&FIRST);
    let second = pick(&SECOND);
    format!("{first}-{second}-{}", 10 + clock::random_below(990))
}

/// A one-time code: ten characters, none of which looks like another.
pub fn new_code() -> String {
    (0..CODE_CHARS).map(|_| char::from(pick(CODE_LETTERS))).collect()
}

fn pick<T: Copy>(from: &[T]) -> T {
    let at = clock::random_below(u16::try_from(from.len()).unwrap_or(u16::MAX));
    from[usize::from(at)]
}

/// A code as typed, in the form in which it is compared.
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A code as it is printed: in two halves.
pub fn printed_code(code: &str) -> String {
    match code.split_at_checked(CODE_CHARS / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

/// What a citizen is handed on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What to type at login.
    pub username: String,
    /// The code, in two halves.
    pub code: String,
}

/// The sheet for a username and the code that was just issued for it.
pub fn sheet(username: &str, code: &str) -> Sheet {
    Sheet { username: username.to_owned(), code: printed_code(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_and_codes_are_easy_to_type() {
        for _ in 0..200 {
            let username = new_username();
            assert!(username.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-'), "{username}");
            assert_eq!(username.split('-').count(), 3);
            let code = new_code();
            assert_eq!((code.len(), plain_code(&printed_code(&code).to_lowercase())), (10, code));
        }
    }
}
