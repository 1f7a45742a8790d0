//! What taking a batch back must know of the present, read from the tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Change, MadeRange, Way};
use crate::changes::clock::Stamp;
use crate::changes::inverse::{Plan, Present};
use crate::engine::bits::Bits;
use crate::engine::column::{Cell, Column};
use crate::engine::data::{Data, target_kind};
use crate::engine::schema::FieldInfo;
use crate::engine::table::{Life, Table};
use crate::model::custom_field::CustomFieldField;
use crate::model::field::{ALIVE, FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::set_of;

impl Present for Data {
    fn value(&self, kind: Kind, id: Id, field: FieldNumber) -> Value {
        self.value_of(kind, id, field)
    }

    fn written_apart(&self, kind: Kind, first: Id, count: u32, stamp: Stamp) -> Vec<(Id, FieldNumber)> {
        let table = self.table(kind);
        let Some(row) = table.ids.row_of(first) else { return Vec::new() };
        if count == 1 {
            let fields = std::iter::once(ALIVE).chain(table.columns().iter().map(|(field, _)| *field));
            let written = |field: &FieldNumber| table.clocks.written(row, *field).is_some_and(|it| it != stamp);
            return fields.filter(written).map(|field| (first, field)).collect();
        }
        let (_, written) = table.clocks.of_rows(row..row + count);
        let apart = written.into_iter().filter(|(_, _, at)| *at != stamp);
        apart.map(|(at, field, _)| (first.plus(u64::from(at - row)), field)).collect()
    }

    fn gone(&self, range: &MadeRange) -> Vec<u32> {
        let table = self.table(range.kind);
        let Some(first) = table.ids.row_of(range.first) else { return (0..range.count).collect() };
        (0..range.count).filter(|step| table.life(first + step) == Life::Absent).collect()
    }

    fn refers_to(&self, kind: Kind, field: FieldNumber) -> Option<Kind> {
        target_kind(self.field(kind, field)?.field_type)
    }

    fn still_referred_to(&self, plan: &Plan) -> Vec<(Kind, Id)> {
        let mut going = going(self, plan);
        if going.is_empty() {
            return Vec::new();
        }
        let rewritten = set_of(plan.changes.iter().map(|it| (it.kind, it.id, it.field)));
        let mut held = BTreeSet::new();
        // What a record that stays after all was to be given is not written.
        let is_written = |held: &BTreeSet<(Kind, Id)>, kind: Kind, id: Id, field: FieldNumber| {
            rewritten.contains(&(kind, id, field)) && !held.contains(&(kind, id))
        };
        loop {
            let mut found = BTreeSet::new();
            for kind in Kind::ALL {
                let table = self.table(*kind);
                let mut staying = table.live.clone();
                staying.add(&table.binned);
                if let Some(going) = going.get(kind) {
                    staying.subtract(going);
                }
                for field in self.fields(*kind) {
                    if let Some(owners) = self.laid_out_owners(*kind, field, &going) {
                        let refers = |row: &u32| staying.has(*row);
                        let is_kept = |row: u32| {
                            let id = table.ids.id_of(row);
                            id.is_some_and(|id| !is_written(&held, *kind, id, field.number))
                        };
                        let referred = owners.rows().filter(|owner| {
                            self.referring_at_all(*kind, field.number, *owner).filter(refers).any(is_kept)
                        });
                        found.extend(referred.filter_map(|owner| Some((target_kind(field.field_type)?, owner))));
                        continue;
                    }
                    let Some(column) = table.column(field.number).filter(|column| !column.is_empty()) else { continue };
                    let is_rewritten = |row: u32| {
                        let id = table.ids.id_of(row);
                        id.is_some_and(|id| is_written(&held, *kind, id, field.number))
                    };
                    targets(column, field, &staying, &going, is_rewritten, &mut found);
                }
            }
            found.extend(definitions_in_use(self, &going));
            if found.is_empty() {
                return held.into_iter().collect();
            }
            for (kind, row) in found {
                if let Some(going) = going.get_mut(&kind) {
                    going.remove(row);
                }
                held.extend(self.table(kind).ids.id_of(row).map(|id| (kind, id)));
            }
        }
    }
}

impl Data {
    /// The rows that go of the kind that a field refers to, where those that refer to them are laid out by owner.
    fn laid_out_owners<'a>(&self, kind: Kind, field: &FieldInfo, going: &'a Going) -> Option<&'a Bits> {
        self.links.get(&(kind, field.number))?;
        going.get(&target_kind(field.field_type)?)
    }

    /// The rows that refer to a row by a field, in use or not.
    fn referring_at_all(&self, kind: Kind, field: FieldNumber, owner: u32) -> impl Iterator<Item = u32> + '_ {
        let column = self.table(kind).column(field).map_or(&[] as &[u32], Column::rows);
        let candidates = self.links.get(&(kind, field)).into_iter().flat_map(move |links| links.candidates(owner));
        candidates.filter(move |row| column.get(*row as usize) == Some(&owner))
    }
}

type Going = BTreeMap<Kind, Bits>;

/// The rows that a plan unmakes.
fn going(data: &Data, plan: &Plan) -> Going {
    let mut going = Going::new();
    let unmakes = |change: &&Change| change.field == ALIVE && change.after.is_empty();
    for change in plan.changes.iter().filter(unmakes) {
        if let Some(row) = data.table(change.kind).ids.row_of(change.id) {
            going.entry(change.kind).or_default().insert(row);
        }
    }
    for range in plan.ranges.iter().filter(|range| range.way == Way::Unmade) {
        if let Some(row) = data.table(range.kind).ids.row_of(range.first) {
            going.entry(range.kind).or_default().insert_range(row, range.count);
        }
    }
    going
}

/// Adds the rows that go, though a row that stays refers to them by this field.
fn targets(
    column: &Column,
    field: &FieldInfo,
    staying: &Bits,
    going: &Going,
    is_rewritten: impl Fn(u32) -> bool,
    found: &mut BTreeSet<(Kind, u32)>,
) {
    let Some(kind) = target_kind(field.field_type) else { return };
    let Some(going) = going.get(&kind) else { return };
    for row in staying.rows().take_while(|row| (*row as usize) < column.len()) {
        let targets = match column.get(row) {
            Cell::Row(target) if going.has(target) => vec![target],
            Cell::Rows(targets) => targets.iter().copied().filter(|target| going.has(*target)).collect(),
            Cell::Row(_) | Cell::Empty | Cell::Text(_) | Cell::Number(_) => continue,
        };
        if !targets.is_empty() && !is_rewritten(row) {
            found.extend(targets.into_iter().map(|target| (kind, target)));
        }
    }
}

/// Definitions of fields that go, though records hold something in them.
fn definitions_in_use(data: &Data, going: &Going) -> Vec<(Kind, u32)> {
    let Some(rows) = going.get(&Kind::CustomField) else { return Vec::new() };
    let definitions = data.table(Kind::CustomField);
    let in_use = |row: &u32| {
        let number = definitions.number(*row, CustomFieldField::Number.number());
        let kind = Kind::from_name(definitions.text(*row, CustomFieldField::On.number()));
        let (Some(kind), Some(number)) = (kind, number.and_then(|it| FieldNumber::try_from(it / 1_000).ok())) else {
            return false;
        };
        is_filled(data.table(kind), number, going.get(&kind))
    };
    rows.rows().filter(in_use).map(|row| (Kind::CustomField, row)).collect()
}

fn is_filled(table: &Table, field: FieldNumber, going: Option<&Bits>) -> bool {
    let Some(column) = table.column(field) else { return false };
    let mut staying = table.live.clone();
    staying.add(&table.binned);
    if let Some(going) = going {
        staying.subtract(going);
    }
    let mut rows = staying.rows().take_while(|row| (*row as usize) < column.len());
    rows.any(|row| column.get(row) != Cell::Empty)
}
