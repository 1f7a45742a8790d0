//! Whole records out of the tables, and whole records into fresh ones: what export, restore and the demo stand on.

use crate::changes::change::{Change, MadeRange, Way};
use crate::changes::clock::Stamp;
use crate::changes::inverse::Plan;
use crate::changes::whole_record::{Presence, WholeRecord};
use crate::engine::column::{Cell, Column};
use crate::engine::data::{Data, page_of, target_kind};
use crate::engine::recount::Recount;
use crate::engine::table::Life;
use crate::model::date::Date;
use crate::model::field::{ALIVE, FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::{Kind, MADE_AT_FIRST};

impl Data {
    /// All that is known of the record in a row.
    pub fn whole_record(&self, kind: Kind, row: u32) -> Option<WholeRecord> {
        let table = self.table(kind);
        let id = table.ids.id_of(row)?;
        let made = table.clocks.made(row).unwrap_or(Stamp::ZERO);
        let at = |field| table.clocks.last(row, field).unwrap_or(made);
        let value = |number| (number, self.value(kind, row, number), at(number));
        let told = |(_, value, at): &(FieldNumber, Value, Stamp)| !value.is_empty() || *at != made;
        let presence = match table.life(row) {
            Life::Live => Presence::Live,
            Life::Binned => Presence::Bin,
            Life::Absent => Presence::Gone,
        };
        let fields = self.fields(kind).map(|field| value(field.number)).filter(told).collect();
        Some(WholeRecord { kind, id, presence, made, presence_at: at(ALIVE), fields })
    }

    /// True while there is no record but those that setting the workspace up makes: not even in the bin.
    pub fn is_bare(&self) -> bool {
        let holds = |kind: &&Kind| self.table(**kind).live.count() + self.table(**kind).binned.count() > 0;
        Kind::ALL.iter().filter(holds).all(|kind| MADE_AT_FIRST.contains(kind))
    }
}

/// The same record came twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the record came twice")]
pub struct Twice;

/// Tables being filled with whole records; nothing else knows of them until all came.
#[derive(Debug)]
pub struct Intake {
    data: Data,
    /// References to records that have not come yet.
    waiting: Vec<(Kind, u32, FieldNumber, Value)>,
    /// Definitions of the user's own fields came that the schema has not learned.
    is_unlearned: bool,
    /// Values of fields that nothing defines: they are not kept.
    pub n_unknown: u64,
    settling: Settling,
}

/// What is still to be done once all records came.
#[derive(Debug)]
enum Settling {
    /// Nothing is done yet.
    All,
    /// References are put in, from that one on.
    References(usize),
    /// Figures are counted.
    Figures(Box<Recount>),
    /// Nothing.
    Settled,
}

/// How many references are put in at one step.
const STEP_REFERENCES: usize = 20_000;

impl Intake {
    /// Nothing yet, on that day.
    pub fn new(today: Date) -> Self {
        Self { data: Data::new(today), waiting: Vec::new(), is_unlearned: false, n_unknown: 0, settling: Settling::All }
    }

    /// Takes a record in.
    ///
    /// # Errors
    /// [`Twice`] when it came before.
    pub fn take(&mut self, record: &WholeRecord) -> Result<(), Twice> {
        let kind = record.kind;
        let table = self.data.table_mut(kind);
        if table.ids.row_of(record.id).is_some() {
            return Err(Twice);
        }
        let row = table.row_or_new(record.id, record.made);
        if table.clocks.made(row) != Some(record.made) {
            // Another record referred to it before it came, and kept its place.
            table.clocks.made_anew(row..row + 1, record.made);
        }
        let life = match record.presence {
            Presence::Live => Life::Live,
            Presence::Bin => Life::Binned,
            Presence::Gone => Life::Absent,
        };
        table.set_life(row, life);
        if record.presence_at != record.made {
            table.clocks.write(row, ALIVE, record.presence_at);
        }
        for (field, value, at) in &record.fields {
            self.put(kind, row, *field, value);
            if *at != record.made {
                self.data.table_mut(kind).clocks.write(row, *field, *at);
            }
        }
        self.is_unlearned |= kind == Kind::CustomField;
        Ok(())
    }

    /// Whether that record came, or is referred to by one that did.
    pub fn holds(&self, kind: Kind, id: Id) -> bool {
        self.data.table(kind).ids.row_of(id).is_some()
    }

    /// Takes in what the tables before held, where no record of that identity came: records that were undone, and the
    /// workspace's own. Their history stands in the journal.
    pub fn carry(&mut self, before: &Data) {
        for kind in Self::kinds_to_carry() {
            self.carry_rows(before, kind, 0..before.table(kind).len());
        }
    }

    /// The kinds in the order in which they are carried: what defines fields comes first.
    pub fn kinds_to_carry() -> impl Iterator<Item = Kind> {
        std::iter::once(&Kind::CustomField).chain(Kind::ALL).copied()
    }

    /// A part of [`Intake::carry`].
    pub fn carry_rows(&mut self, before: &Data, kind: Kind, rows: std::ops::Range<u32>) {
        for row in rows {
            if let Some(record) = before.whole_record(kind, row) {
                // A record that came stands; the older state of it is not wanted.
                let _came: Result<(), Twice> = self.take(&record);
            }
        }
    }

    /// The data, counted, every page of it to be written.
    pub fn finish(mut self) -> Data {
        while self.settle() {}
        self.data
    }

    /// The next step of what is to be done once all records came; false when there is none left.
    pub fn settle(&mut self) -> bool {
        self.settling = match std::mem::replace(&mut self.settling, Settling::Settled) {
            Settling::All => {
                if std::mem::take(&mut self.is_unlearned) {
                    self.data.recount();
                }
                Settling::References(0)
            }
            Settling::References(from) if from < self.waiting.len() => {
                let end = (from + STEP_REFERENCES).min(self.waiting.len());
                for at in from..end {
                    self.put_waiting(at);
                }
                Settling::References(end)
            }
            Settling::References(_) => {
                self.waiting = Vec::new();
                Settling::Figures(Box::default())
            }
            Settling::Figures(mut recount) => {
                if self.data.recount_step(&mut recount) {
                    Settling::Figures(recount)
                } else {
                    for kind in Kind::ALL {
                        let n_rows = self.data.table(*kind).len();
                        if n_rows > 0 {
                            self.data.mark_dirty((0..=page_of(*kind, n_rows - 1)).map(|page| (*kind, page)));
                        }
                    }
                    Settling::Settled
                }
            }
            Settling::Settled => Settling::Settled,
        };
        !matches!(self.settling, Settling::Settled)
    }

    /// Puts a reference in that waited for the record to which it leads.
    fn put_waiting(&mut self, at: usize) {
        let Some((kind, row, field, value)) = self.waiting.get(at).cloned() else { return };
        for id in value.references() {
            if let Some(target) = self.target(kind, field) {
                self.data.table_mut(target).row_or_new(*id, Stamp::ZERO);
            }
        }
        self.put(kind, row, field, &value);
    }

    fn target(&self, kind: Kind, field: FieldNumber) -> Option<Kind> {
        target_kind(self.data.field(kind, field)?.field_type)
    }

    fn put(&mut self, kind: Kind, row: u32, field: FieldNumber, value: &Value) {
        if self.data.table(kind).column(field).is_none() && std::mem::take(&mut self.is_unlearned) {
            self.data.recount();
        }
        let mut rows = Vec::new();
        let ids = value.references();
        if !ids.is_empty() {
            let Some(target) = self.target(kind, field) else {
                self.n_unknown += 1;
                return;
            };
            let table = self.data.table(target);
            rows.extend(ids.iter().filter_map(|id| table.ids.row_of(*id)));
            if rows.len() < ids.len() {
                self.waiting.push((kind, row, field, value.clone()));
                return;
            }
        }
        let Some(column) = self.data.table_mut(kind).column_mut(field) else {
            self.n_unknown += u64::from(!value.is_empty());
            return;
        };
        column.set(row, cell_of(value, &rows, column));
    }
}

/// What makes records that stand in the tables already come into being in one batch: those there as ranges, those in the
/// bin as changes.
pub fn plan_of_all(data: &Data, was_there: &Data) -> Plan {
    let mut plan = Plan::default();
    for kind in Kind::ALL {
        let (table, before) = (data.table(*kind), was_there.table(*kind));
        let was = |id: Id| before.ids.row_of(id).is_some_and(|row| before.life(row) != Life::Absent);
        for run in table.ids.runs() {
            let mut open: Option<MadeRange> = None;
            for step in 0..run.count {
                let (row, id) = (run.row + step, run.first.plus(u64::from(step)));
                let life = if was(id) { Life::Absent } else { table.life(row) };
                match (life, &mut open) {
                    (Life::Live, Some(range)) => range.count += 1,
                    (Life::Live, None) => open = Some(MadeRange { kind: *kind, first: id, count: 1, way: Way::Made }),
                    (Life::Binned | Life::Absent, _) => plan.ranges.extend(open.take()),
                }
                if life == Life::Binned {
                    let (before, after) = (Value::Empty, Value::Number(0));
                    plan.changes.push(Change { kind: *kind, id, field: ALIVE, before, after });
                }
            }
            plan.ranges.extend(open);
        }
    }
    plan
}

fn cell_of<'a>(value: &'a Value, rows: &'a [u32], column: &Column) -> Cell<'a> {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Number(number) => Cell::Number(*number),
        Value::Reference(_) | Value::Many(_) => match (column, rows) {
            (Column::Row(_), [row, ..]) => Cell::Row(*row),
            _ => Cell::Rows(rows),
        },
    }
}
