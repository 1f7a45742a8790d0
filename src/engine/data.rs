//! All tables, and the one function that every change passes.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Change, MadeRange, Way};
use crate::changes::clock::Stamp;
use crate::engine::column::{Cell, Column, NO_ROW};
use crate::engine::consent::Consent;
use crate::engine::customer_search::CustomerSearch;
use crate::engine::derived::Derived;
use crate::engine::links::Links;
use crate::engine::remembered::Remembered;
use crate::engine::schema::{FieldInfo, Schema};
use crate::engine::table::{Life, Table};
use crate::engine::text_search::TextSearch;
use crate::engine::today::Today;
use crate::model::date::Date;
use crate::model::field::{ALIVE, FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
pub use crate::model::kinds::Kinds;
use crate::model::small_sort;

/// Everything that the business knows, in columns.
#[derive(Debug, Clone)]
pub struct Data {
    tables: Vec<Table>,
    schema: Schema,
    pub(super) links: BTreeMap<(Kind, FieldNumber), Links>,
    pub(super) derived: Derived,
    dirty: BTreeSet<(Kind, u32)>,
    pub(super) today: Today,
    pub(super) search: CustomerSearch,
    remembered: Remembered,
    /// Counts what made or could have made a difference, and when it last did to each kind.
    revision: u64,
    revisions: Vec<u64>,
    /// When a change last came to a column since everything was laid out anew, and when that was.
    column_revisions: Vec<((Kind, FieldNumber), u64)>,
    laid_out: u64,
    /// Not all records are read yet.
    is_partial: bool,
    /// What holds of sensitive fields while an earlier moment is looked at.
    pub(super) consent: Option<Consent>,
}

impl Data {
    /// Nothing yet, on that day.
    pub fn new(today: Date) -> Self {
        Self {
            tables: Kind::ALL.iter().map(|kind| Table::new(*kind)).collect(),
            schema: Schema::default(),
            links: LINKED.iter().map(|(kind, field, _)| ((*kind, *field), Links::default())).collect(),
            derived: Derived::default(),
            dirty: BTreeSet::new(),
            today: today.into(),
            search: CustomerSearch::default(),
            remembered: Remembered::default(),
            revision: 0,
            revisions: vec![0; Kind::ALL.len()],
            column_revisions: Vec::new(),
            laid_out: 0,
            is_partial: false,
            consent: None,
        }
    }

    /// The table of a kind.
    pub fn table(&self, kind: Kind) -> &Table {
        &self.tables[kind.index()]
    }

    /// The table of a kind, to fill: by the reader of pages and the bulk import only. Whoever does so calls
    /// [`Data::recount`] afterwards.
    pub fn table_mut(&mut self, kind: Kind) -> &mut Table {
        &mut self.tables[kind.index()]
    }

    /// When anything was written: the stamps of all records and fields, in no order.
    pub fn stamps(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.tables.iter().flat_map(|table| table.clocks.stamps())
    }

    /// The fields of a kind, the user's own included.
    pub fn fields(&self, kind: Kind) -> impl Iterator<Item = &FieldInfo> {
        self.schema.fields(kind)
    }

    /// A field of a kind, the user's own included.
    pub fn field(&self, kind: Kind, number: FieldNumber) -> Option<&FieldInfo> {
        self.schema.field(kind, number)
    }

    /// Figures kept up to date.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// The search index over customers, built now if it was not: some 200 ms at 100,000 customers.
    pub fn search(&self) -> &TextSearch {
        self.search.get(self)
    }

    /// Builds the search index ahead of the first search: for idle time.
    pub fn build_search(&self) {
        self.search.get(self);
    }

    /// Whether every record is read: before, no figure that follows from several is right.
    pub fn is_whole(&self) -> bool {
        !self.is_partial
    }

    /// The reader of pages begins: not all records are there until [`Data::end_reading`].
    pub fn begin_reading(&mut self) {
        self.is_partial = true;
    }

    /// All records are there, and what follows from them is counted.
    pub fn end_reading(&mut self) {
        self.is_partial = false;
    }

    /// What questions worked out already.
    pub fn remembered(&self) -> &Remembered {
        &self.remembered
    }

    /// Another number whenever a record of one of these kinds changed, or a figure was counted anew.
    pub fn revision(&self, kinds: Kinds) -> u64 {
        kinds.iter().filter_map(|kind| self.revisions.get(kind.index())).max().copied().unwrap_or(0)
    }

    /// Another number whenever a value of that column could have changed, whatever else of the kind did; rows that came
    /// since hold nothing in it.
    pub fn column_revision(&self, kind: Kind, field: FieldNumber) -> u64 {
        let own = self.column_revisions.iter().find(|(column, _)| *column == (kind, field));
        own.map_or(self.laid_out, |(_, at)| *at)
    }

    /// The rows that refer to a row by a field, ascending where they were there at the start.
    pub fn referring(&self, kind: Kind, field: FieldNumber, owner: u32) -> impl Iterator<Item = u32> + '_ {
        let table = self.table(kind);
        let column = table.column(field).map_or(&[] as &[u32], Column::rows);
        let candidates = self.links.get(&(kind, field)).into_iter().flat_map(move |links| links.candidates(owner));
        candidates.filter(move |row| column.get(*row as usize) == Some(&owner) && table.live.has(*row))
    }

    /// The value of a field of a row.
    pub fn value(&self, kind: Kind, row: u32, field: FieldNumber) -> Value {
        if field == ALIVE {
            return match self.table(kind).life(row) {
                Life::Absent => Value::Empty,
                Life::Live => Value::Number(1),
                Life::Binned => Value::Number(0),
            };
        }
        let target =
            |row: u32| self.field(kind, field).and_then(|it| self.table(target_kind(it.field_type)?).ids.id_of(row));
        match self.table(kind).cell(row, field) {
            Cell::Empty => Value::Empty,
            Cell::Text(text) => Value::Text(text.to_owned()),
            Cell::Number(number) => Value::Number(number),
            Cell::Row(row) => target(row).map_or(Value::Empty, Value::Reference),
            Cell::Rows(rows) => {
                let mut ids: Vec<Id> = rows.iter().filter_map(|row| target(*row)).collect();
                small_sort::sort(&mut ids);
                if ids.is_empty() { Value::Empty } else { Value::Many(ids) }
            }
        }
    }

    /// The value of a field of a record; nothing when there is no such record.
    pub fn value_of(&self, kind: Kind, id: Id, field: FieldNumber) -> Value {
        self.table(kind).ids.row_of(id).map_or(Value::Empty, |row| self.value(kind, row, field))
    }

    /// Makes changes and ranges true, written at `stamp`; gives the kinds that were touched.
    ///
    /// Every change passes here: typed, imported, undone, merged or read back from the journal. Doing it twice is the
    /// same as doing it once.
    pub fn apply(&mut self, ranges: &[MadeRange], changes: &[Change], stamp: Stamp) -> Kinds {
        for change in changes {
            let table = self.table_mut(change.kind);
            let row = table.row_or_new(change.id, stamp);
            if table.clocks.made(row) == Some(Stamp::ZERO) {
                // Until now it was only a place that another record referred to.
                table.clocks.made_anew(row..row + 1, stamp);
            }
            table.clocks.write(row, change.field, stamp);
        }
        for range in ranges.iter().filter(|range| range.way == Way::Made) {
            let table = self.table_mut(range.kind);
            // Rows staged by an import have no stamp yet; those of a restored file keep the ones they came with.
            if let Some(first) = table.ids.row_of(range.first)
                && table.clocks.made(first).is_none_or(|made| made == Stamp::ZERO)
            {
                table.clocks.made_anew(first..first + range.count, stamp);
            }
        }
        self.move_to(ranges, changes)
    }

    /// The same without the clocks: to look at an earlier moment and come back.
    pub fn move_to(&mut self, ranges: &[MadeRange], changes: &[Change]) -> Kinds {
        let mut kinds = Kinds::default();
        let mut touched: BTreeSet<(Kind, u32)> = BTreeSet::new();
        for range in ranges {
            kinds.insert(range.kind);
            self.move_range(range);
        }
        let mut defined: BTreeSet<u32> = BTreeSet::new();
        let mut left: BTreeSet<u32> = BTreeSet::new();
        for change in changes {
            kinds.insert(change.kind);
            if change.kind != Kind::CustomField {
                // A field defined in this very batch may be filled in it too.
                for row in std::mem::take(&mut defined) {
                    self.learn_custom_field(row);
                }
            }
            let Some(row) = self.table(change.kind).ids.row_of(change.id) else { continue };
            touched.insert((change.kind, row));
            if change.kind == Kind::CustomField {
                defined.insert(row);
            }
            self.derived.leave(&self.tables, change.kind, row);
            if (change.kind, change.field) == CONTACT_OF {
                left.extend(self.table(change.kind).target(row, change.field));
            }
            self.put(change.kind, row, change.field, &change.after);
        }
        for (kind, row) in &touched {
            self.dirty.insert((*kind, page_of(*kind, *row)));
        }
        for row in defined {
            self.learn_custom_field(row);
        }
        self.advance(kinds);
        for change in changes {
            self.advance_column(change.kind, change.field);
        }
        if ranges.is_empty() {
            self.follow(&touched, &left);
        } else {
            self.recount();
        }
        kinds
    }

    /// Pages that differ from what was last handed out, each once.
    pub fn take_dirty(&mut self) -> BTreeSet<(Kind, u32)> {
        std::mem::take(&mut self.dirty)
    }

    /// How many pages differ from what was last handed out.
    pub fn n_dirty(&self) -> usize {
        self.dirty.len()
    }

    /// The pages of a kind that begin with that row or later are not there any more.
    pub(super) fn forget_dirty_from(&mut self, kind: Kind, row: u32) {
        let end = row.div_ceil(rows_per_page(kind));
        self.dirty.retain(|(of, page)| *of != kind || *page < end);
    }

    /// These pages must be written after all.
    pub fn mark_dirty(&mut self, pages: impl IntoIterator<Item = (Kind, u32)>) {
        self.dirty.extend(pages);
    }

    fn move_range(&mut self, range: &MadeRange) {
        let life = match range.way {
            Way::Made => Life::Live,
            Way::Unmade => Life::Absent,
        };
        self.show_range(range, life);
        self.dirty.extend(self.pages_of(range));
    }

    /// Gives the rows of a range that life; nothing else knows of it.
    pub fn show_range(&mut self, range: &MadeRange, life: Life) {
        let table = self.table_mut(range.kind);
        let Some(first) = table.ids.row_of(range.first) else { return };
        table.binned.remove_range(first, range.count);
        match life {
            Life::Live => table.live.insert_range(first, range.count),
            Life::Binned | Life::Absent => table.live.remove_range(first, range.count),
        }
        if life == Life::Binned {
            table.binned.insert_range(first, range.count);
        }
    }

    /// The pages on which the rows of a range stand.
    pub fn pages_of(&self, range: &MadeRange) -> impl Iterator<Item = (Kind, u32)> + use<> {
        let (kind, count) = (range.kind, range.count);
        let first = self.table(kind).ids.row_of(range.first).filter(|_| count > 0);
        first
            .into_iter()
            .flat_map(move |row| page_of(kind, row)..=page_of(kind, row + count - 1))
            .map(move |it| (kind, it))
    }

    fn put(&mut self, kind: Kind, row: u32, field: FieldNumber, value: &Value) {
        if field == ALIVE {
            let life = match value.number() {
                None => Life::Absent,
                Some(0) => Life::Binned,
                Some(_) => Life::Live,
            };
            self.table_mut(kind).set_life(row, life);
            return;
        }
        let target = self.field(kind, field).and_then(|it| target_kind(it.field_type));
        let mut resolve = |id: Id| {
            let Some(target) = target else { return NO_ROW };
            let known = self.table(target).ids.row_of(id);
            known.unwrap_or_else(|| {
                // A reference to a record that has not come yet (from another device) keeps its place.
                let row = self.table_mut(target).row_or_new(id, Stamp::ZERO);
                self.dirty.insert((target, page_of(target, row)));
                row
            })
        };
        match value {
            Value::Empty => self.put_cell(kind, row, field, Cell::Empty),
            Value::Text(text) => self.put_cell(kind, row, field, Cell::Text(text)),
            Value::Number(number) => self.put_cell(kind, row, field, Cell::Number(*number)),
            Value::Reference(id) => {
                let owner = resolve(*id);
                if let Some(links) = self.links.get_mut(&(kind, field)) {
                    links.add(owner, row);
                }
                self.put_cell(kind, row, field, Cell::Row(owner));
            }
            Value::Many(ids) => {
                let rows: Vec<u32> = ids.iter().map(|id| resolve(*id)).collect();
                self.put_cell(kind, row, field, Cell::Rows(&rows));
            }
        }
    }

    fn put_cell(&mut self, kind: Kind, row: u32, field: FieldNumber, cell: Cell<'_>) {
        if let Some(column) = self.table_mut(kind).column_mut(field) {
            column.set(row, cell);
        }
    }

    fn follow(&mut self, touched: &BTreeSet<(Kind, u32)>, left: &BTreeSet<u32>) {
        let mut derived = std::mem::take(&mut self.derived);
        derived.follow(self, touched);
        self.derived = derived;
        let mut search = std::mem::take(&mut self.search);
        search.follow(self, touched, left);
        self.search = search;
        if self.links.values().any(Links::is_worn) {
            self.lay_out();
        }
    }

    fn advance_column(&mut self, kind: Kind, field: FieldNumber) {
        let revision = self.revision;
        match self.column_revisions.iter_mut().find(|(column, _)| *column == (kind, field)) {
            Some((_, at)) => *at = revision,
            None => self.column_revisions.push(((kind, field), revision)),
        }
    }

    /// As [`Self::advance`] for all kinds, each column with them.
    pub(super) fn advance_all(&mut self) {
        self.advance(Kinds::ALL);
        self.column_revisions.clear();
        self.laid_out = self.revision;
    }

    fn advance(&mut self, kinds: Kinds) {
        self.revision += 1;
        for kind in kinds.iter() {
            if let Some(revision) = self.revisions.get_mut(kind.index()) {
                *revision = self.revision;
            }
        }
    }

    pub(super) fn learn_custom_field(&mut self, row: u32) {
        if let Some((kind, field)) = self.schema.learn(&self.tables[Kind::CustomField.index()], row) {
            self.table_mut(kind).add_column(field.number, field.field_type);
        }
    }
}

/// The references that are laid out by owner: of which kind, by which field, to which kind.
pub(super) const LINKED: &[(Kind, FieldNumber, Kind)] = {
    use crate::model::{deal, interaction, order, order_line, response, task, ticket};
    &[
        (Kind::Order, order::OrderField::Customer.number(), Kind::Customer),
        (Kind::OrderLine, order_line::OrderLineField::Order.number(), Kind::Order),
        (Kind::Interaction, interaction::InteractionField::Customer.number(), Kind::Customer),
        (Kind::Task, task::TaskField::Customer.number(), Kind::Customer),
        (Kind::Deal, deal::DealField::Customer.number(), Kind::Customer),
        (Kind::Ticket, ticket::TicketField::Customer.number(), Kind::Customer),
        (Kind::Response, response::ResponseField::Customer.number(), Kind::Customer),
    ]
};

/// By which field a contact belongs to a customer.
const CONTACT_OF: (Kind, FieldNumber) = {
    use crate::model::interaction::InteractionField;
    (Kind::Interaction, InteractionField::Customer.number())
};

/// The kind that a field of that type refers to.
pub fn target_kind(field_type: FieldType) -> Option<Kind> {
    match field_type {
        FieldType::Reference(kind) | FieldType::References(kind) => Some(kind),
        FieldType::Text
        | FieldType::Repeating
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::WebAddress
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::PostalCode
        | FieldType::SdiCode
        | FieldType::Number
        | FieldType::Money
        | FieldType::Percent
        | FieldType::Date
        | FieldType::Time
        | FieldType::Choice
        | FieldType::Choices
        | FieldType::Flag
        | FieldType::Rating => None,
    }
}

/// How many rows a page of that kind holds: pages are of some hundreds of kilobytes to some megabytes.
pub const fn rows_per_page(kind: Kind) -> u32 {
    if matches!(kind, Kind::Order | Kind::OrderLine | Kind::Interaction) { 65_536 } else { 16_384 }
}

/// The page that a row stands on.
pub const fn page_of(kind: Kind, row: u32) -> u32 {
    row / rows_per_page(kind)
}
