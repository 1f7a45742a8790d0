//! Sets of rows of another table, such as a customer's tags: each distinct set is kept once.

use crate::model::small_sort;
use rustc_hash::FxHashMap;

/// Sets by row: code 0 is the empty set.
#[derive(Debug, Clone)]
pub struct SetColumn {
    /// Code of the set by row.
    pub codes: Vec<u32>,
    sets: Vec<Box<[u32]>>,
    lookup: FxHashMap<Box<[u32]>, u32>,
}

impl Default for SetColumn {
    fn default() -> Self {
        Self { codes: Vec::new(), sets: vec![Box::default()], lookup: FxHashMap::default() }
    }
}

impl SetColumn {
    /// The row's set, ascending.
    pub fn get(&self, row: u32) -> &[u32] {
        self.codes.get(row as usize).map_or(&[], |code| self.set_of(*code))
    }

    /// The set of a code.
    pub fn set_of(&self, code: u32) -> &[u32] {
        self.sets.get(code as usize).map_or(&[], |set| set)
    }

    /// All distinct sets by code.
    pub fn sets(&self) -> &[Box<[u32]>] {
        &self.sets
    }

    /// The code of an ascending set, made when it is new.
    pub fn intern(&mut self, set: Box<[u32]>) -> u32 {
        if set.is_empty() {
            return 0;
        }
        if let Some(code) = self.lookup.get(&set) {
            return *code;
        }
        let code = self.sets.len() as u32;
        self.sets.push(set.clone());
        self.lookup.insert(set, code);
        code
    }

    /// Puts the rows of another column behind this one's, the first of them at row `first`.
    pub fn append_column(&mut self, first: usize, other: &Self) {
        let codes: Vec<u32> = other.sets.iter().map(|set| self.intern(set.clone())).collect();
        self.codes.resize(first, 0);
        self.codes.extend(other.codes.iter().map(|code| codes.get(*code as usize).copied().unwrap_or(0)));
    }

    /// Puts a set into a row; order and repetition do not matter.
    pub fn set(&mut self, row: u32, rows: &[u32]) {
        let at = row as usize;
        let mut set = rows.to_vec();
        small_sort::sort(&mut set);
        set.dedup();
        let set = set.into_boxed_slice();
        let code = self.intern(set);
        if at < self.codes.len() {
            self.codes[at] = code;
        } else if code != 0 {
            self.codes.resize(at, 0);
            self.codes.push(code);
        }
    }
}
