//! A whole workspace out of the engine as the lines of an export file, and back into fresh tables.

use std::collections::BTreeMap;

use crate::changes::clock::DeviceId;
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::engine::whole_records::Intake;
use crate::exchange::export_file::read::{Budget, Reader, Summary};
use crate::exchange::export_file::write::{NotWritten, Writer};
use crate::exchange::export_file::{FORMAT, FileFault, MINOR, Manifest, OwnField, OwnFields, VERSION, kinds_in_order};
use crate::model::date::Date;
use crate::model::field::{FIRST_CUSTOM, FieldNumber};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::workspace::{EXPORTS, WorkspaceField};

/// What a file says of where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// The workspace.
    pub workspace: Id,
    /// The device that writes.
    pub device: DeviceId,
    /// Now, in milliseconds since 1970-01-01.
    pub millis: u64,
}

/// A file being written; the data must not change before its end.
pub struct Leaving {
    writer: Writer,
    kinds: Vec<Kind>,
    /// Fields that may not leave.
    left_out: Vec<(Kind, FieldNumber)>,
    row: u32,
    /// Records written.
    pub n_done: u64,
    /// Records in all.
    pub n_records: u64,
}

impl Leaving {
    /// Begins with the manifest.
    pub fn begin(data: &Data, origin: Origin, out: &mut Vec<u8>) -> Result<Self, NotWritten> {
        let mut counts = BTreeMap::new();
        for kind in Kind::ALL {
            let table = data.table(*kind);
            let count = (table.live.count() + table.binned.count()) as u64;
            if count > 0 {
                counts.insert(kind.name().to_owned(), count);
            }
        }
        let workspaces = data.table(Kind::Workspace);
        let own_row = workspaces.live.rows().next();
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            minor: MINOR,
            workspace: origin.workspace,
            name: own_row.map_or("", |row| workspaces.text(row, WorkspaceField::Name.number())).to_owned(),
            device: origin.device,
            created_millis: origin.millis,
            counts,
        };
        let n_records = manifest.n_records();
        let writer = Writer::begin(&manifest, own_fields(data), out)?;
        let mut kinds: Vec<Kind> = kinds_in_order().collect();
        kinds.reverse();
        Ok(Self { writer, kinds, left_out: left_out(data), row: 0, n_done: 0, n_records })
    }

    /// Writes up to so many rows more; false when none is left.
    pub fn next(&mut self, data: &Data, n_rows: u32, out: &mut Vec<u8>) -> Result<bool, NotWritten> {
        for _ in 0..n_rows {
            let Some(kind) = self.kinds.last().copied() else { return Ok(false) };
            if self.row >= data.table(kind).len() {
                self.kinds.pop();
                self.row = 0;
                continue;
            }
            if data.table(kind).life(self.row) != Life::Absent
                && let Some(mut record) = data.whole_record(kind, self.row)
            {
                record.fields.retain(|(field, _, _)| !self.left_out.contains(&(kind, *field)));
                self.writer.record(&record, out)?;
                self.n_done += 1;
            }
            self.row += 1;
        }
        Ok(!self.kinds.is_empty())
    }

    /// Writes the end.
    pub fn end(self, out: &mut Vec<u8>) -> Result<(), NotWritten> {
        self.writer.end(out)
    }
}

/// Sensitive fields leave only where the user turned them on and lets them go into exports.
fn left_out(data: &Data) -> Vec<(Kind, FieldNumber)> {
    let may_leave = data.sensitive_may_go_into(EXPORTS);
    let stays = |kind: Kind, field: FieldNumber| !(may_leave && data.is_turned_on(kind, field));
    let of_kind = |kind: &Kind| {
        let sensitive = data.fields(*kind).filter(|field| field.marks.sensitive).map(|field| (*kind, field.number));
        sensitive.filter(|(kind, field)| stays(*kind, *field)).collect::<Vec<_>>()
    };
    Kind::ALL.iter().flat_map(of_kind).collect()
}

fn own_fields(data: &Data) -> OwnFields {
    let mut own = OwnFields::new();
    for kind in Kind::ALL {
        for field in data.fields(*kind).filter(|field| field.number >= FIRST_CUSTOM) {
            let (label, field_type) = (field.name.clone(), field.field_type);
            own.insert((*kind, field.number), OwnField { label, field_type });
        }
    }
    own
}

/// A file being read: nothing else knows of its records before all of it was read.
pub struct Coming {
    reader: Reader,
    intake: Intake,
}

impl Coming {
    /// Nothing read yet, on that day.
    pub fn new(budget: Budget, today: Date) -> Self {
        Self { reader: Reader::new(budget), intake: Intake::new(today) }
    }

    /// Takes a piece of the file.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FileFault> {
        let intake = &mut self.intake;
        self.reader.push(bytes, &mut |record| intake.take(&record).is_ok())
    }

    /// How many records have come, and of how many.
    pub fn progress(&self) -> (u64, u64) {
        (self.reader.n_records(), self.reader.manifest().map_or(0, Manifest::n_records))
    }

    /// All that the file held, if it was whole.
    pub fn finish(self) -> Result<(Intake, Summary), FileFault> {
        let mut summary = self.reader.finish()?;
        summary.n_unknown += self.intake.n_unknown;
        Ok((self.intake, summary))
    }
}

#[cfg(test)]
pub(super) mod tests;
