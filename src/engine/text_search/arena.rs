//! The folded texts of all rows in one run of bytes, each ended by a zero.

use super::Part;
use crate::engine::fold::fold_into;

/// Ends each text; folding never writes it.
pub(super) const END: u8 = 0;

const NONE: u32 = u32::MAX;

/// What a position begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Place {
    Text,
    Word,
    Inside,
}

/// What a byte makes of the position after it.
const AFTER: [Place; 256] = {
    let mut table = [Place::Word; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 128 || (byte as u8).is_ascii_alphanumeric() {
            table[byte] = Place::Inside;
        }
        byte += 1;
    }
    table[END as usize] = Place::Text;
    table
};

impl Place {
    pub(super) const ALL: [Self; 3] = [Self::Text, Self::Word, Self::Inside];

    pub(super) fn after(byte: u8) -> Self {
        AFTER[usize::from(byte)]
    }
}

/// One text of one row.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) start: u32,
    /// Bytes without the end mark.
    pub(super) len: u32,
    pub(super) row: u32,
    /// The row's next text.
    next: u32,
    pub(super) part: Part,
    pub(super) state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Live,
    Gone,
}

/// Lengths count for ranking up to here.
pub(super) const LONGEST_RANKED: u32 = 255;

/// Texts, and the way from a row to its texts and from a position to its text.
#[derive(Default)]
pub(super) struct Arena {
    pub(super) bytes: Vec<u8>,
    pub(super) entries: Vec<Entry>,
    /// For each row its first entry, or `NONE`.
    heads: Vec<u32>,
    /// For each run of `COARSE` bytes the entry that holds its first byte.
    coarse: Vec<u32>,
    pub(super) gone_bytes: usize,
}

const COARSE_BITS: u32 = 6;

impl Arena {
    pub(super) fn push(&mut self, row: u32, part: Part, text: &str) {
        let start = self.bytes.len();
        match part {
            Part::Phone => self.bytes.extend(text.bytes().filter(u8::is_ascii_digit)),
            Part::Name | Part::Company | Part::Email | Part::Tags => fold_into(text, &mut self.bytes),
            Part::Notes => {
                // How a note begins is a word of it like any other: it does not come before a name.
                self.bytes.push(b' ');
                fold_into(text, &mut self.bytes);
                if self.bytes.len() == start + 1 {
                    self.bytes.pop();
                }
            }
        }
        self.seal(start, row, part);
    }

    /// Ends the text that was written from `start` and files it.
    fn seal(&mut self, start: usize, row: u32, part: Part) {
        let len = self.bytes.len() - start;
        if len == 0 {
            return;
        }
        self.bytes.push(END);
        let index = self.entries.len() as u32;
        while self.coarse.len() << COARSE_BITS < self.bytes.len() {
            self.coarse.push(index);
        }
        if self.heads.len() <= row as usize {
            self.heads.resize(row as usize + 1, NONE);
        }
        let next = std::mem::replace(&mut self.heads[row as usize], index);
        self.entries.push(Entry { start: start as u32, len: len as u32, row, next, part, state: State::Live });
    }

    pub(super) fn remove(&mut self, row: u32) {
        let Some(head) = self.heads.get_mut(row as usize) else { return };
        let mut at = std::mem::replace(head, NONE);
        while let Some(entry) = self.entries.get_mut(at as usize) {
            entry.state = State::Gone;
            self.gone_bytes += entry.len as usize + 1;
            at = entry.next;
        }
    }

    /// The texts of a row, the latest first.
    pub(super) fn of_row(&self, row: u32) -> impl Iterator<Item = &Entry> {
        let head = self.heads.get(row as usize).and_then(|&head| self.entries.get(head as usize));
        std::iter::successors(head, |entry| self.entries.get(entry.next as usize))
    }

    /// One more than the greatest row.
    pub(super) fn n_rows(&self) -> usize {
        self.heads.len()
    }

    /// The texts of a row by part, in order.
    pub(super) fn texts_of(&self, row: u32) -> Vec<(Part, &[u8])> {
        let mut texts: Vec<_> = self.of_row(row).map(|entry| (entry.part, self.text(entry))).collect();
        texts.sort_unstable();
        texts
    }

    pub(super) fn text(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize..(entry.start + entry.len) as usize]
    }

    /// The text that holds `position`, which lies in the arena.
    pub(super) fn entry_at(&self, position: u32) -> &Entry {
        let mut at = self.coarse[(position >> COARSE_BITS) as usize] as usize;
        while self.entries.get(at + 1).is_some_and(|next| next.start <= position) {
            at += 1;
        }
        &self.entries[at]
    }

    /// What `position` begins.
    pub(super) fn place(&self, position: u32) -> Place {
        Place::after((position as usize).checked_sub(1).map_or(END, |before| self.bytes[before]))
    }

    /// Whether `needle`, whose first three bytes do as a rule, stands at `position`.
    pub(super) fn holds(&self, position: u32, needle: &[u8]) -> bool {
        let text = self.bytes.get(position as usize..).unwrap_or_default();
        // Comparing runs of bytes is a call in WebAssembly; one byte more tells most of them apart.
        text.get(needle.len().min(4) - 1) == needle.get(needle.len().min(4) - 1) && text.starts_with(needle)
    }

    /// Whether a text ends just before `position`.
    pub(super) fn ends_at(&self, position: usize) -> bool {
        self.bytes.get(position) == Some(&END)
    }

    /// The same texts without what is gone, in rank order: part, length, row.
    pub(super) fn in_rank_order(self) -> Self {
        // What is not needed for it goes at once: all of it twice is the most memory that the engine ever takes.
        let Self { bytes: texts, entries: mut live, heads, coarse, .. } = self;
        drop(coarse);
        live.retain(|entry| entry.state == State::Live);
        if !live.is_sorted_by_key(|entry| entry.row) {
            live.sort_by_key(|entry| entry.row);
        }
        // A counting sort: for each part and length, where its next entry and the bytes of that go.
        let slot = |entry: &Entry| entry.part as usize * 256 + entry.len.min(LONGEST_RANKED) as usize;
        let mut cursors = vec![(0, 0); Part::ALL.len() * 256];
        for entry in &live {
            let (n_entries, n_bytes) = &mut cursors[slot(entry)];
            *n_entries += 1;
            *n_bytes += entry.len + 1;
        }
        let (mut n_entries, mut n_bytes) = (0, 0);
        for cursor in &mut cursors {
            n_entries += std::mem::replace(&mut cursor.0, n_entries);
            n_bytes += std::mem::replace(&mut cursor.1, n_bytes);
        }
        let mut bytes = vec![END; n_bytes as usize];
        let mut entries = live.clone();
        let mut heads = vec![NONE; heads.len()];
        for entry in &live {
            let (index, start) = &mut cursors[slot(entry)];
            let text = &texts[entry.start as usize..(entry.start + entry.len) as usize];
            bytes[*start as usize..(*start + entry.len) as usize].copy_from_slice(text);
            let next = std::mem::replace(&mut heads[entry.row as usize], *index);
            entries[*index as usize] = Entry { start: *start, next, ..*entry };
            *index += 1;
            *start += entry.len + 1;
        }
        let mut coarse = Vec::with_capacity((bytes.len() >> COARSE_BITS) + 1);
        for (index, entry) in (0..).zip(&entries) {
            while coarse.len() << COARSE_BITS <= (entry.start + entry.len) as usize {
                coarse.push(index);
            }
        }
        Self { bytes, entries, heads, coarse, gone_bytes: 0 }
    }
}
