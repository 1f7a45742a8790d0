//! A saved view: a list as the user wants to see it again.

use super::record::record;

record! {
    /// Filter, sort and columns of a list, under a name.
    SavedView, SavedViewField {
        /// Name.
        1 Name name: Text [required],
        /// Name of the kind that it lists.
        2 On on: Text [required],
        /// Its filter, a condition as JSON.
        3 Filter filter: LongText,
        /// Its sort: names of fields, one a line, `-` before those that fall.
        4 Sort sort: LongText,
        /// Its columns: names of fields, one a line.
        5 Columns columns: LongText,
        /// Way of showing it.
        6 Layout layout: Choice choices [table, board, calendar, chart],
        /// Whose.
        7 Owner owner: Reference(Member),
        /// Place among the views.
        8 Position position: Number,
        /// Kept in the navigation.
        9 Pinned pinned: Flag,
        /// Field that its rows are gathered by.
        10 Grouping grouping: Text,
    }
}
