//! How well a row matches: how, then where, then how short the text is.

use super::Part;
use super::arena::{Arena, Entry, LONGEST_RANKED, Place};

/// How a text matches a word, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// The whole text.
    Equal,
    /// The text begins so.
    Prefix,
    /// A word in it begins so.
    WordPrefix,
    /// Somewhere within a word.
    Infix,
    /// A word begins so but for one slip.
    Typo,
}

/// The smaller the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Rank {
    pub(super) fit: Fit,
    pub(super) part: Part,
    /// Folded bytes, counted up to 255.
    len: u8,
}

impl Rank {
    pub(super) fn new(fit: Fit, entry: &Entry) -> Self {
        Self { fit, part: entry.part, len: entry.len.min(LONGEST_RANKED) as u8 }
    }

    /// As one number, the greater the better.
    pub(super) fn score(self) -> u32 {
        u32::MAX - ((self.fit as u32) << 16 | (self.part as u32) << 8 | u32::from(self.len))
    }
}

impl Fit {
    /// How `needle`, which stands at `position` in `entry`, fits it.
    pub(super) fn at(arena: &Arena, entry: &Entry, position: u32, needle: &[u8]) -> Self {
        match arena.place(position) {
            Place::Text if needle.len() == entry.len as usize => Self::Equal,
            Place::Text => Self::Prefix,
            Place::Word => Self::WordPrefix,
            Place::Inside => Self::Infix,
        }
    }
}
