//! The demo's fixed chance and names: the same words always give the same ids and the same choices, so
//! that two people who start a demo on one day see the same. Nothing secret may ever come from here.

use uuid::Uuid;

/// The namespace of the demo's ids.
const NAMESPACE: Uuid = Uuid::from_u128(0x3d1e_90c4_7b52_4f0a_9c86_55e2_d0aa_17b3);

/// The id of what is called `name`, for example "borger-01:appointment:3".
pub fn id(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

/// A row of choices that is always the same for the same name (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The row that belongs to `name`.
    pub fn of(name: &str) -> Self {
        // FNV-1a: any spreading of a name over 64 bits will do.
        let seed = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when there is none.
    pub fn below(&mut self, bound: u16) -> u16 {
        let drawn = self.next() % u64::from(bound.max(1));
        u16::try_from(drawn).unwrap_or_default()
    }

    /// True in `share` of a hundred cases.
    pub fn percent(&mut self, share: u16) -> bool {
        self.below(100) < share
    }

    /// One of `all`.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let count = u16::try_from(all.len()).unwrap_or(u16::MAX);
        all.get(usize::from(self.below(count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_row_and_another_name_another() {
        let row = |name: &str| {
            let mut chance = Chance::of(name);
            [chance.below(1000), chance.below(1000), chance.below(1000)]
        };
        assert_eq!(row("borger-01"), row("borger-01"));
        assert_ne!(row("borger-01"), row("borger-02"));
        assert_ne!(id("a"), id("b"));
    }

    #[test]
    fn nothing_to_choose_from_is_no_choice() {
        assert_eq!(Chance::of("x").pick::<u8>(&[]), None);
        assert_eq!(Chance::of("x").below(0), 0);
    }
}
