//! Links: from a record to those that refer to it (a customer's orders, an order's lines).
//!
//! The rows are laid out by owner, so that what concerns one owner is one sequential read.

use rustc_hash::FxHashMap;

use crate::engine::column::NO_ROW;

/// Owner row → rows that refer to it, ascending.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The owner's rows stand from `offsets[owner]` to `offsets[owner + 1]`.
    offsets: Vec<u32>,
    rows: Vec<u32>,
    /// Rows that came after the layout was made.
    later: FxHashMap<u32, Vec<u32>>,
    n_later: usize,
}

impl Links {
    /// Lays out the rows of a column of references by owner: counting sort, stable.
    pub fn lay_out(references: &[u32], n_owners: u32) -> Self {
        let mut offsets = vec![0_u32; n_owners as usize + 1];
        for owner in references {
            if let Some(count) = offsets.get_mut(*owner as usize + 1).filter(|_| *owner != NO_ROW) {
                *count += 1;
            }
        }
        let mut total = 0;
        for offset in &mut offsets {
            total += *offset;
            *offset = total;
        }
        let mut next = offsets.clone();
        let mut rows = vec![0; total as usize];
        for (row, owner) in references.iter().enumerate() {
            if *owner < n_owners {
                let at = &mut next[*owner as usize];
                rows[*at as usize] = row as u32;
                *at += 1;
            }
        }
        Self { offsets, rows, later: FxHashMap::default(), n_later: 0 }
    }

    /// A row now refers to that owner.
    pub fn add(&mut self, owner: u32, row: u32) {
        let rows = self.later.entry(owner).or_default();
        if !rows.contains(&row) {
            rows.push(row);
            self.n_later += 1;
        }
    }

    /// True when so many rows came later that laying out anew pays.
    pub fn is_worn(&self) -> bool {
        self.n_later > 10_000 + self.rows.len() / 4
    }

    /// The rows that referred to that owner when they were added: whether one still does, its column says.
    pub fn candidates(&self, owner: u32) -> impl Iterator<Item = u32> + '_ {
        let at = owner as usize;
        let laid = match (self.offsets.get(at), self.offsets.get(at + 1)) {
            (Some(start), Some(end)) => self.rows.get(*start as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        };
        let later = self.later.get(&owner).map_or(&[] as &[u32], Vec::as_slice);
        laid.iter().copied().chain(later.iter().copied().filter(move |row| !laid.contains(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_finds_its_rows_early_and_late() {
        let mut links = Links::lay_out(&[1, 0, NO_ROW, 1, 9], 3);
        links.add(1, 7);
        links.add(1, 3);
        links.add(5, 8);
        for (owner, expected) in [(0, vec![1]), (1, vec![0, 3, 7]), (2, vec![]), (5, vec![8]), (9, vec![])] {
            assert_eq!(links.candidates(owner).collect::<Vec<_>>(), expected, "owner {owner}");
        }
    }
}
