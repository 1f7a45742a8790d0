//! One bit a row: which rows are there, which match.

/// A growing set of row numbers, one bit each, in words of 64.
#[derive(Debug, Clone, Default, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl PartialEq for Bits {
    /// The same rows, however far the words reach.
    fn eq(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        let (same, beyond) = long.words.split_at(short.words.len());
        same == short.words && beyond.iter().all(|word| *word == 0)
    }
}

impl Bits {
    /// All of the first `rows` rows.
    pub fn full(rows: usize) -> Self {
        let mut words = vec![u64::MAX; rows.div_ceil(64)];
        if let (Some(last), tail @ 1..) = (words.last_mut(), rows % 64) {
            *last = (1 << tail) - 1;
        }
        Self { words }
    }

    /// From words of 64 rows, lowest bit first.
    pub fn from_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    /// The words of 64 rows, lowest bit first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether the row is in the set.
    pub fn has(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Puts the row into the set.
    pub fn insert(&mut self, row: u32) {
        let word = row as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    /// Takes the row out of the set.
    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Puts `count` rows from `first` on into the set.
    pub fn insert_range(&mut self, first: u32, count: u32) {
        let (mut row, end) = (first, first + count);
        self.words.resize(self.words.len().max(end as usize / 64), 0);
        while row < end {
            if row.is_multiple_of(64) && row + 64 <= end {
                self.words[row as usize / 64] = u64::MAX;
                row += 64;
            } else {
                self.insert(row);
                row += 1;
            }
        }
    }

    /// Takes `count` rows from `first` on out of the set.
    pub fn remove_range(&mut self, first: u32, count: u32) {
        let (mut row, end) = (first, first + count);
        while row < end && row as usize / 64 < self.words.len() {
            if row.is_multiple_of(64) && row + 64 <= end {
                self.words[row as usize / 64] = 0;
                row += 64;
            } else {
                self.remove(row);
                row += 1;
            }
        }
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows of the set, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros();
                left &= left - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }

    /// Keeps only the rows that are in the other set too.
    pub fn keep(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// Adds the rows of the other set.
    pub fn add(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// Takes out the rows of the other set.
    pub fn subtract(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut bits = Bits::default();
        bits.insert_range(3, 200);
        bits.remove(70);
        assert_eq!(
            (bits.count(), bits.has(3), bits.has(70), bits.has(202), bits.has(203)),
            (199, true, false, true, false)
        );
        assert_eq!(bits.rows().take(2).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(Bits::full(130).count(), 130);
        bits.remove_range(60, 1_000);
        bits.remove_range(10, 2);
        assert_eq!(
            (bits.count(), bits.has(9), bits.has(11), bits.has(59), bits.has(128)),
            (55, true, false, true, false)
        );
        bits.insert_range(60, 143);
        bits.insert_range(10, 2);
        bits.remove(70);
        let mut both = Bits::full(130);
        both.keep(&bits);
        assert_eq!(both.count(), 126);
        both.subtract(&bits);
        assert_eq!(both.count(), 0);
    }
}
