//! Rows by the words of a field: what makes a file find the records that are there already, without a copy of any word.

use xxhash_rust::xxh3::xxh3_64;

/// No row: an empty slot.
const EMPTY: u32 = u32::MAX;

/// A hash table of row numbers with open addressing; whether a row holds the words that are looked for, the caller says.
#[derive(Debug, Clone, Default)]
pub struct KeyIndex {
    slots: Vec<Slot>,
    count: usize,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    row: u32,
}

/// The hash of words as they stand.
pub fn hash(words: &str) -> u32 {
    xxh3_64(words.as_bytes()) as u32
}

/// The hash of words whatever the case of their letters.
pub fn hash_folded(words: &str, scratch: &mut String) -> u32 {
    if words.bytes().any(|it| it.is_ascii_uppercase() || !it.is_ascii()) {
        scratch.clear();
        scratch.extend(words.chars().flat_map(char::to_lowercase));
        hash(scratch)
    } else {
        hash(words)
    }
}

/// Whether words are the same whatever the case of their letters.
pub fn same_folded(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
        || left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase))
}

impl KeyIndex {
    /// Whether there is no row in it.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first row of that hash of which `is_it` says that it holds the words.
    pub fn find(&self, hash: u32, mut is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.row == EMPTY {
                return None;
            }
            if slot.hash == hash && is_it(slot.row) {
                return Some(slot.row);
            }
            at = (at + 1) & mask;
        }
    }

    /// Puts a row in, beside others of the same hash.
    pub fn insert(&mut self, hash: u32, row: u32) {
        if (self.count + 1) * 4 > self.slots.len() * 3 {
            let room = (self.slots.len() * 2).max(16);
            let before = std::mem::replace(&mut self.slots, vec![Slot { hash: 0, row: EMPTY }; room]);
            for slot in before.into_iter().filter(|slot| slot.row != EMPTY) {
                self.put(slot);
            }
        }
        self.put(Slot { hash, row });
        self.count += 1;
    }

    fn put(&mut self, slot: Slot) {
        let Some(mask) = self.slots.len().checked_sub(1) else { return };
        let mut at = slot.hash as usize & mask;
        while let Some(taken) = self.slots.get_mut(at) {
            if taken.row == EMPTY {
                *taken = slot;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_words_and_nothing_else_is() {
        let words: Vec<String> = (0..5_000).map(|it| format!("parola {it}")).collect();
        let mut index = KeyIndex::default();
        for (row, word) in (0..).zip(&words) {
            index.insert(hash(word), row);
        }
        for (row, word) in (0..).zip(&words) {
            assert_eq!(index.find(hash(word), |it| words[it as usize] == *word), Some(row));
        }
        assert_eq!(index.find(hash("altro"), |it| words[it as usize] == "altro"), None);
    }

    #[test]
    fn case_does_not_matter_where_it_shall_not() {
        let mut scratch = String::new();
        for (left, right) in [("Mario@Example.it", "mario@example.IT"), ("CAFFÈ", "caffè"), ("ÀB", "àb")] {
            assert_eq!(hash_folded(left, &mut scratch), hash_folded(right, &mut scratch), "{left}");
            assert!(same_folded(left, right), "{left}");
        }
        assert!(!same_folded("a", "b"));
    }
}
