//! What a list is told about its columns, its order and its rows.

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// What tells it from the others.
    pub key: String,
    /// Its heading.
    pub label: String,
    /// At which side its values stand.
    pub align: ColumnAlign,
    /// How much room it takes.
    pub width: ColumnWidth,
    /// Whether its heading sorts.
    pub sort: ColumnSort,
    /// Where it stands when a row is a card of two lines.
    pub narrow: NarrowPlace,
}

impl ListColumn {
    /// A column of text, of medium width, unsorted, hidden on a narrow screen.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            align: ColumnAlign::default(),
            width: ColumnWidth::default(),
            sort: ColumnSort::default(),
            narrow: NarrowPlace::default(),
        }
    }

    /// With its values at the end side, as numbers stand.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self { align: ColumnAlign::End, ..self }
    }

    /// With a heading that sorts.
    #[must_use]
    pub fn sortable(self) -> Self {
        Self { sort: ColumnSort::Sorts, ..self }
    }

    /// With this width.
    #[must_use]
    pub fn width(self, width: ColumnWidth) -> Self {
        Self { width, ..self }
    }

    /// With this place on a narrow screen.
    #[must_use]
    pub fn narrow(self, narrow: NarrowPlace) -> Self {
        Self { narrow, ..self }
    }

    /// The classes of its heading and its cells.
    pub(super) fn class(&self) -> String {
        let align = match self.align {
            ColumnAlign::Start => "at-start",
            ColumnAlign::End => "at-end",
        };
        let narrow = match self.narrow {
            NarrowPlace::Hidden => "narrow-hidden",
            NarrowPlace::Title => "narrow-title",
            NarrowPlace::TitleEnd => "narrow-title-end",
            NarrowPlace::Detail => "narrow-detail",
            NarrowPlace::DetailEnd => "narrow-detail-end",
        };
        format!("{align} {narrow}")
    }
}

/// At which side values stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlign {
    /// Where lines begin.
    #[default]
    Start,
    /// Where lines end.
    End,
}

/// How much room a column takes; what is left is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnWidth {
    /// A class, a count.
    Narrow,
    /// A date, an amount, a town.
    #[default]
    Medium,
    /// A name, a sentence.
    Wide,
}

impl ColumnWidth {
    /// The least width, as the stylesheet names it.
    fn least(self) -> &'static str {
        match self {
            Self::Narrow => "var(--column-narrow)",
            Self::Medium => "var(--column-medium)",
            Self::Wide => "var(--column-wide)",
        }
    }

    /// The track of a grid.
    fn track(self) -> &'static str {
        match self {
            Self::Narrow => "minmax(var(--column-narrow), 1fr)",
            Self::Medium => "minmax(var(--column-medium), 2fr)",
            Self::Wide => "minmax(var(--column-wide), 4fr)",
        }
    }
}

/// Whether a heading sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnSort {
    /// It is text.
    #[default]
    Fixed,
    /// It is a button.
    Sorts,
}

/// Where a column stands when a row is a card of two lines; one column a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NarrowPlace {
    /// Nowhere.
    #[default]
    Hidden,
    /// First line, start.
    Title,
    /// First line, end.
    TitleEnd,
    /// Second line, start.
    Detail,
    /// Second line, end.
    DetailEnd,
}

/// The order of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSort {
    /// The key of the column.
    pub column: String,
    /// Which way.
    pub direction: SortDirection,
}

impl ListSort {
    /// The order after a press on the heading of `column`: upwards, then downwards, then upwards again.
    pub fn after_press(before: Option<&Self>, column: &str) -> Self {
        let direction = match before.filter(|sort| sort.column == column).map(|sort| sort.direction) {
            Some(SortDirection::Ascending) => SortDirection::Descending,
            Some(SortDirection::Descending) | None => SortDirection::Ascending,
        };
        Self { column: column.to_owned(), direction }
    }
}

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The part of a list that is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListWindow {
    /// The number of the first row, from 0.
    pub offset: usize,
    /// How many.
    pub limit: usize,
}

impl ListWindow {
    /// The window around `seen`, in blocks, so that it changes once in `block` rows and not at each.
    pub fn around(seen: std::ops::Range<usize>, block: usize) -> Self {
        let offset = seen.start / block * block;
        let end = seen.end.div_ceil(block) * block;
        Self { offset, limit: end.saturating_sub(offset) }
    }
}

/// The part of a list that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRows<T> {
    /// The number of the first row, from 0.
    pub offset: usize,
    /// The rows from there.
    pub rows: Vec<T>,
}

impl<T> ListRows<T> {
    /// Row `at` of the list, if it has arrived.
    pub fn at(&self, at: usize) -> Option<&T> {
        self.rows.get(at.checked_sub(self.offset)?)
    }
}

impl<T> Default for ListRows<T> {
    fn default() -> Self {
        Self { offset: 0, rows: Vec::new() }
    }
}

/// A sum under a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTotal {
    /// The key of the column.
    pub column: String,
    /// The sum as text.
    pub text: String,
}

/// The tracks of the grid that all rows share, and their least width together.
pub(super) fn grid_tracks(columns: &[ListColumn]) -> (String, String) {
    let tracks: Vec<&str> = columns.iter().map(|column| column.width.track()).collect();
    let least: Vec<&str> = columns.iter().map(|column| column.width.least()).collect();
    (tracks.join(" "), format!("calc({})", if least.is_empty() { "0px".to_owned() } else { least.join(" + ") }))
}
