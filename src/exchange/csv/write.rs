//! Rows as CSV text that spreadsheets open safely and that is read again as it was.

use serde::{Deserialize, Serialize};

use super::columns::is_start_of_formula;
use super::detect::Separator;

/// For which program a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// RFC 4180: commas, `\r\n`, UTF-8.
    Standard,
    /// Excel where the comma is the decimal mark: semicolons, `\r\n`, UTF-8 with a byte order mark.
    ItalianExcel,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// Words from anywhere: they get an apostrophe in front where a spreadsheet would take them for a formula.
    Text(&'a str),
    /// A number or a date written by us: it stays as it is, so that `-3.50` remains a number.
    Figure(&'a str),
}

/// Writes rows one after the other. Take the text out now and then for files that are large.
#[derive(Debug, Clone)]
pub struct Writer {
    separator: char,
    text: String,
}

impl Writer {
    /// A writer at the start of a file.
    pub fn new(dialect: Dialect) -> Self {
        let (separator, mark) = match dialect {
            Dialect::Standard => (Separator::Comma, ""),
            Dialect::ItalianExcel => (Separator::Semicolon, "\u{feff}"),
        };
        Self { separator: char::from(separator.byte()), text: mark.to_owned() }
    }

    /// Appends a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Content<'a>>) {
        for (column, cell) in cells.into_iter().enumerate() {
            if column > 0 {
                self.text.push(self.separator);
            }
            match cell {
                Content::Text(text) if needs_guard(text) => self.cell("'", text),
                Content::Text(text) | Content::Figure(text) => self.cell("", text),
            }
        }
        self.text.push_str("\r\n");
    }

    /// The text written since it was last taken.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn cell(&mut self, guard: &str, text: &str) {
        let is_plain = !text.contains([self.separator, '"', '\n', '\r'])
            && !text.starts_with([' ', '\u{feff}'])
            && !text.ends_with(' ')
            && !text.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("sep="));
        if is_plain {
            self.text.push_str(guard);
            self.text.push_str(text);
        } else {
            self.text.push('"');
            self.text.push_str(guard);
            for (place, piece) in text.split('"').enumerate() {
                self.text.push_str(if place == 0 { "" } else { "\"\"" });
                self.text.push_str(piece);
            }
            self.text.push('"');
        }
    }
}

/// Words that begin like a formula, and words that would lose their apostrophe when they are read
/// ([`super::columns::unguarded`]).
fn needs_guard(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(is_start_of_formula)
        || (bare.len() < text.len() && bare.starts_with(|it: char| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::columns::unguarded;
    use super::super::detect::{Detection, HeaderRow, Part, Wishes, detect};
    use super::super::read::{Budget, Reader};
    use super::*;
    use proptest::prelude::*;

    fn print(dialect: Dialect, rows: &[Vec<String>]) -> String {
        let mut writer = Writer::new(dialect);
        for row in rows {
            writer.row(row.iter().map(|it| Content::Text(it)));
        }
        writer.take()
    }

    #[test]
    fn cells_are_quoted_and_guarded_only_where_needed() {
        for (dialect, cells, expected) in [
            (Dialect::Standard, &["Rossi", "è"][..], "Rossi,è\r\n"),
            (Dialect::Standard, &["a,b", "a;b", "a\"b", "a\nb"], "\"a,b\",a;b,\"a\"\"b\",\"a\nb\"\r\n"),
            (Dialect::ItalianExcel, &["a,b", "a;b"], "\u{feff}a,b;\"a;b\"\r\n"),
            (
                Dialect::Standard,
                &["=1+1", "-1", "@x", "+39", "'1", "'Ndrina", "\tx"],
                "'=1+1,'-1,'@x,'+39,''1,'Ndrina,'\tx\r\n",
            ),
            (Dialect::Standard, &["\r=1", "＝1", " x "], "\"'\r=1\",'＝1,\" x \"\r\n"),
        ] {
            assert_eq!(print(dialect, &[cells.iter().map(|&it| it.to_owned()).collect()]), expected);
        }
        let mut writer = Writer::new(Dialect::Standard);
        writer.row([Content::Figure("-3.50"), Content::Text("-3.50")]);
        assert_eq!(writer.take(), "-3.50,'-3.50\r\n");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(
            rows in prop::collection::vec(prop::collection::vec("[-a=+@'1\",;\r\n\t ＝è:\u{feff}]{0,6}|sep=;|\\PC{0,8}", 3), 1..12),
            italian in any::<bool>(),
        ) {
            let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| row.iter().any(|it| !it.trim().is_empty())).collect();
            prop_assume!(!rows.is_empty());
            let dialect = if italian { Dialect::ItalianExcel } else { Dialect::Standard };
            let text = print(dialect, &rows);
            let separator = if italian { Separator::Semicolon } else { Separator::Comma };
            let wishes = Wishes { separator: Some(separator), header: Some(HeaderRow::Missing { line: 1 }), ..Wishes::default() };
            let Detection { layout, .. } = detect(text.as_bytes(), Part::Whole, &wishes, &Budget::default()).unwrap();
            let mut reader = Reader::new(layout, Budget::default());
            reader.feed(text.as_bytes()).unwrap();
            reader.end();
            let mut found: Vec<Vec<String>> = Vec::new();
            while let Some(row) = reader.next_row().unwrap() {
                prop_assert_eq!(row.problem(), None);
                found.push(row.cells().map(|it| unguarded(it).to_owned()).collect());
            }
            prop_assert_eq!(found, rows);
        }
    }
}
