//! Where each run of three bytes stands in the arena, apart by what it begins: a text, a word, or neither.

use std::ops::Range;

use super::arena::{END, Place};

/// The positions of the first `len` bytes of an arena by gram: each list rises, so that an arena laid out in rank order
/// gives the best hits first.
#[derive(Default)]
pub(super) struct Grams {
    /// For list `place << CODE_BITS | code`, where it starts in `positions`; one more at the end.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

const BYTE_BITS: u32 = 6;
const CODE_BITS: u32 = 3 * BYTE_BITS;
const CODES: usize = 1 << CODE_BITS;

/// Six bits for each byte: its own for the end of a text, for letters, digits and the usual signs; shared by the rest.
const CODE: [u8; 256] = {
    let own = b"\0abcdefghijklmnopqrstuvwxyz0123456789 .@-'&,_";
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = if byte < 128 { 45 + (byte % 3) as u8 } else { 48 + (byte % 16) as u8 };
        byte += 1;
    }
    let mut at = 0;
    while at < own.len() {
        table[own[at] as usize] = at as u8;
        at += 1;
    }
    table
};

fn code_of(byte: u8) -> usize {
    usize::from(CODE[usize::from(byte)])
}

impl Grams {
    /// Counts, then places: two passes over the arena.
    pub(super) fn build(arena: &[u8]) -> Self {
        // While counting and placing, the slot after a list's is its cursor; at the end that is the next list's start.
        let mut starts = vec![0_u32; Place::ALL.len() * CODES + 1];
        each_gram(arena, |list, _| starts[list + 1] += 1);
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        let mut positions = vec![0; total as usize];
        each_gram(arena, |list, position| {
            let cursor = &mut starts[list + 1];
            positions[*cursor as usize] = position;
            *cursor += 1;
        });
        Self { starts, positions }
    }

    /// The lists that hold every place where `prefix` (its first three bytes) may stand, each rising.
    pub(super) fn lists(&self, place: Place, prefix: &[u8]) -> impl Iterator<Item = &[u32]> {
        lists_of(place, prefix).map(|list| self.list(list))
    }

    /// The lists of a gram of which any byte may be left open.
    pub(super) fn pattern(&self, place: Place, pattern: [Option<u8>; 3]) -> impl Iterator<Item = &[u32]> {
        let [first, second, third] = pattern.map(|byte| match byte {
            Some(byte) => code_of(byte)..code_of(byte) + 1,
            None => 0..1 << BYTE_BITS,
        });
        let base = place as usize * CODES;
        first.flat_map(move |a| {
            let (second, third) = (second.clone(), third.clone());
            second.flat_map(move |b| {
                let from = base + (a << (2 * BYTE_BITS) | b << BYTE_BITS);
                (from + third.start..from + third.end).map(|list| self.list(list))
            })
        })
    }

    /// How many positions the lists of `prefix` hold, over all places.
    pub(super) fn count(&self, prefix: &[u8]) -> usize {
        Place::ALL.into_iter().map(|place| self.span(lists_of(place, prefix)).len()).sum()
    }

    /// The gram within `needle`, after its first byte, that stands in fewest places: its offset and its positions.
    pub(super) fn rarest_within(&self, needle: &[u8]) -> Option<(usize, &[u32])> {
        (needle.windows(4).enumerate())
            .map(|(at, gram)| {
                let place = Place::after(gram[0]);
                (at + 1, self.span(lists_of(place, &gram[1..])))
            })
            .min_by_key(|(_, span)| span.len())
            .map(|(offset, span)| (offset, &self.positions[span]))
    }

    fn list(&self, list: usize) -> &[u32] {
        &self.positions[self.span(list..list + 1)]
    }

    fn span(&self, lists: Range<usize>) -> Range<usize> {
        match (self.starts.get(lists.start), self.starts.get(lists.end)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }
}

/// The numbers of the lists whose gram begins with (up to three bytes of) `prefix`: they are neighbours.
fn lists_of(place: Place, prefix: &[u8]) -> Range<usize> {
    let known = prefix.len().min(3) as u32;
    let open = BYTE_BITS * (3 - known);
    let code = prefix.iter().take(3).fold(0, |code, &byte| code << BYTE_BITS | code_of(byte)) << open;
    let from = place as usize * CODES + code;
    from..from + (1 << open)
}

/// Visits each gram with the number of its list; the last text is ended by `END`, and so is the last gram.
fn each_gram(arena: &[u8], mut visit: impl FnMut(usize, u32)) {
    let mut before = END;
    let mut code = arena.iter().take(2).fold(0, |code, &byte| code << BYTE_BITS | code_of(byte));
    let mut gram = |position: u32, byte: u8, third: u8| {
        code = (code << BYTE_BITS | code_of(third)) & (CODES - 1);
        if byte != END {
            visit(Place::after(before) as usize * CODES + code, position);
        }
        before = byte;
    };
    for (position, window) in (0..).zip(arena.windows(3)) {
        gram(position, window[0], window[2]);
    }
    if let [.., last, END] = arena {
        gram(arena.len() as u32 - 2, *last, END);
    }
}
