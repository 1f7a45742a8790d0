//! The best few hits so far, in order.

use super::rank::Rank;

/// At most `limit` rows, each with its best rank, best first.
pub(super) struct Best<'w> {
    /// Rank, then row: the smaller the better.
    kept: Vec<(Rank, u32)>,
    limit: usize,
    /// Which rows count at all.
    wants: &'w dyn Fn(u32) -> bool,
}

/// What became of an offer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Offer {
    /// Kept, or the row already stands better or does not count.
    Taken,
    /// Full of better ones: nothing that ranks after this one can get in.
    Beaten,
}

impl<'w> Best<'w> {
    pub(super) fn new(limit: usize, wants: &'w dyn Fn(u32) -> bool) -> Self {
        Self { kept: Vec::with_capacity(limit.min(1024) + 1), limit, wants }
    }

    pub(super) fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    /// The rank that a newcomer has to beat, once full.
    pub(super) fn to_beat(&self) -> Option<Rank> {
        if self.is_full() { self.kept.last().map(|&(rank, _)| rank) } else { None }
    }

    /// What would become of an offer.
    pub(super) fn judge(&self, rank: Rank, row: u32) -> Offer {
        let is_beaten = self.is_full() && self.kept.last().is_none_or(|&last| (rank, row) >= last);
        if is_beaten { Offer::Beaten } else { Offer::Taken }
    }

    pub(super) fn offer(&mut self, rank: Rank, row: u32) -> Offer {
        if self.judge(rank, row) == Offer::Beaten {
            return Offer::Beaten;
        }
        if !(self.wants)(row) {
            return Offer::Taken;
        }
        if let Some(at) = self.kept.iter().position(|&(_, kept_row)| kept_row == row) {
            if self.kept[at].0 <= rank {
                return Offer::Taken;
            }
            self.kept.remove(at);
        }
        let at = self.kept.partition_point(|&kept| kept < (rank, row));
        self.kept.insert(at, (rank, row));
        self.kept.truncate(self.limit);
        Offer::Taken
    }

    pub(super) fn into_kept(self) -> Vec<(Rank, u32)> {
        self.kept
    }
}
