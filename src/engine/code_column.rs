//! Words that repeat, as dictionary codes.

use rustc_hash::FxHashMap;

/// Words by row, each kept once: code 0 is no words.
#[derive(Debug, Clone)]
pub struct CodeColumn {
    /// Code by row.
    pub codes: Vec<u32>,
    /// Words by code.
    values: Vec<String>,
    lookup: FxHashMap<String, u32>,
}

impl Default for CodeColumn {
    fn default() -> Self {
        Self { codes: Vec::new(), values: vec![String::new()], lookup: FxHashMap::default() }
    }
}

impl CodeColumn {
    /// The row's words, or none.
    pub fn get(&self, row: u32) -> &str {
        self.codes.get(row as usize).map_or("", |code| self.value(*code))
    }

    /// The words of a code.
    pub fn value(&self, code: u32) -> &str {
        self.values.get(code as usize).map_or("", String::as_str)
    }

    /// The words of all codes; code 0 is no words.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The code of words, if any row ever held them.
    pub fn code_of(&self, text: &str) -> Option<u32> {
        if text.is_empty() { Some(0) } else { self.lookup.get(text).copied() }
    }

    /// The code of words, made when it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        if let Some(code) = self.code_of(text) {
            return code;
        }
        let code = self.values.len() as u32;
        self.values.push(text.to_owned());
        self.lookup.insert(text.to_owned(), code);
        code
    }

    /// Puts the rows of another column behind this one's, the first of them at row `first`.
    pub fn append_column(&mut self, first: usize, other: &Self) {
        let codes: Vec<u32> = other.values.iter().map(|value| self.intern(value)).collect();
        self.codes.resize(first, 0);
        self.codes.extend(other.codes.iter().map(|code| codes.get(*code as usize).copied().unwrap_or(0)));
    }

    /// Puts words into a row.
    pub fn set(&mut self, row: u32, text: &str) {
        let at = row as usize;
        let code = self.intern(text);
        if at < self.codes.len() {
            self.codes[at] = code;
        } else if code != 0 {
            self.codes.resize(at, 0);
            self.codes.push(code);
        }
    }
}
