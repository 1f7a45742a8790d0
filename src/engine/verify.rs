//! Whether all that is kept agrees with itself.

use serde::{Deserialize, Serialize};

use crate::changes::journal::Journal;
use crate::engine::column::{Cell, Column};
use crate::engine::customer_search::each_text;
use crate::engine::data::{Data, LINKED, target_kind};
use crate::engine::derived::Derived;
use crate::engine::links::Links;
use crate::engine::table::Life;
use crate::engine::text_search::TextSearch;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// A record refers to one that is not there.
    RefersToNothing {
        /// Kind of the record that refers.
        kind: Kind,
        /// Which.
        id: Id,
        /// By which field.
        field: FieldNumber,
    },
    /// A record is not found by its identity, or is there and in the bin at once.
    Misplaced {
        /// Its kind.
        kind: Kind,
        /// Its row.
        row: u32,
    },
    /// The figures kept for a record are not those that a recount gives.
    Derived {
        /// Its kind.
        kind: Kind,
        /// Which.
        id: Id,
    },
    /// The records that are found from their owner are not those that refer to it.
    Link {
        /// Kind of the records that refer.
        kind: Kind,
        /// By which field.
        field: FieldNumber,
        /// Kind of the owner.
        owner_kind: Kind,
        /// The owner.
        owner: Id,
    },
    /// A customer is not found by the texts that it holds.
    Search {
        /// Which.
        customer: Id,
    },
    /// A batch is missing in the journal.
    JournalGap {
        /// Its sequence number.
        sequence: u64,
    },
    /// A batch that was acknowledged is not there.
    NotKept {
        /// Its sequence number.
        sequence: u64,
    },
    /// The batches are not those that were acknowledged: the chain over them comes to something else.
    OtherBatches {
        /// The last one acknowledged.
        sequence: u64,
    },
}

/// How many breaches are listed at most.
pub const MAX_BREACHES: usize = 1_000;

/// In how many parts everything is looked at.
pub const N_PARTS: usize = Kind::ALL.len() + LINKED.len() + 3;

impl Breach {
    /// Whether it lies in what follows from the records, and can be made anew from them.
    pub fn can_be_made_anew(&self) -> bool {
        match self {
            Self::Derived { .. } | Self::Link { .. } | Self::Search { .. } => true,
            Self::RefersToNothing { .. }
            | Self::Misplaced { .. }
            | Self::JournalGap { .. }
            | Self::NotKept { .. }
            | Self::OtherBatches { .. } => false,
        }
    }
}

/// Everything that does not agree: references, places, links, derived figures, search, journal.
pub fn verify(data: &Data, journal: &Journal) -> Vec<Breach> {
    (0..N_PARTS).flat_map(|part| verify_part(data, journal, part)).take(MAX_BREACHES).collect()
}

/// What does not agree in that part of everything: the records of a kind, a link, or what is counted and told of all.
pub fn verify_part(data: &Data, journal: &Journal, part: usize) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let (n_kinds, n_links) = (Kind::ALL.len(), LINKED.len());
    if let Some(kind) = Kind::ALL.get(part) {
        verify_places(data, *kind, &mut breaches);
        verify_references(data, *kind, &mut breaches);
    } else if let Some((kind, field, owner)) = LINKED.get(part - n_kinds) {
        verify_links(data, *kind, *field, *owner, &mut breaches);
    } else {
        match part - n_kinds - n_links {
            0 => verify_derived(data, &mut breaches),
            1 => verify_search(data, &mut breaches),
            _ => breaches.extend(gaps(journal).map(|sequence| Breach::JournalGap { sequence })),
        }
    }
    breaches.truncate(MAX_BREACHES);
    breaches
}

fn verify_places(data: &Data, kind: Kind, breaches: &mut Vec<Breach>) {
    let table = data.table(kind);
    let found = |row: u32| table.ids.id_of(row).and_then(|id| table.ids.row_of(id)) == Some(row);
    let twofold = |row: u32| table.live.has(row) && table.binned.has(row);
    let misplaced = (0..table.len()).filter(|row| !found(*row) || twofold(*row));
    let beyond = table.live.rows().chain(table.binned.rows()).filter(|row| *row >= table.len());
    breaches.extend(misplaced.chain(beyond).map(|row| Breach::Misplaced { kind, row }));
}

fn verify_references(data: &Data, kind: Kind, breaches: &mut Vec<Breach>) {
    let table = data.table(kind);
    for field in data.fields(kind) {
        let Some(target) = target_kind(field.field_type).map(|kind| data.table(kind)) else { continue };
        let Some(column) = table.column(field.number) else { continue };
        let stands = |row: &u32| target.life(*row) != Life::Absent;
        for row in 0..table.len().min(column.len() as u32) {
            let resolves = match column.get(row) {
                Cell::Row(target) => stands(&target),
                Cell::Rows(targets) => targets.iter().all(stands),
                Cell::Empty => true,
                Cell::Text(_) | Cell::Number(_) => false,
            };
            if !resolves && table.life(row) != Life::Absent {
                let field = field.number;
                breaches.extend(table.ids.id_of(row).map(|id| Breach::RefersToNothing { kind, id, field }));
            }
        }
    }
}

fn verify_links(data: &Data, kind: Kind, field: FieldNumber, owner_kind: Kind, breaches: &mut Vec<Breach>) {
    let table = data.table(kind);
    let column = table.column(field).map_or(&[] as &[u32], Column::rows);
    let n_owners = data.table(owner_kind).len();
    let scan = Links::lay_out(column, n_owners);
    for owner in 0..n_owners {
        let mut kept: Vec<u32> = data.referring(kind, field, owner).collect();
        small_sort::sort(&mut kept);
        if !scan.candidates(owner).filter(|row| table.live.has(*row)).eq(kept) {
            let owner = data.table(owner_kind).ids.id_of(owner);
            breaches.extend(owner.map(|owner| Breach::Link { kind, field, owner_kind, owner }));
        }
    }
}

fn verify_derived(data: &Data, breaches: &mut Vec<Breach>) {
    let mut fresh = Derived::default();
    fresh.recount(data);
    for (kind, rows) in data.derived().differing(&fresh) {
        let ids = rows.into_iter().filter_map(|row| data.table(kind).ids.id_of(row));
        breaches.extend(ids.map(|id| Breach::Derived { kind, id }));
    }
}

fn verify_search(data: &Data, breaches: &mut Vec<Breach>) {
    // One that nobody asked for yet is not there to differ.
    let Some(index) = data.search.built() else { return };
    let mut scan = TextSearch::default();
    for row in 0..data.table(Kind::Customer).len() {
        each_text(data, row, |part, text| scan.load(row, part, text));
    }
    let customers = index.differing_rows(&scan).into_iter().filter_map(|row| data.table(Kind::Customer).ids.id_of(row));
    breaches.extend(customers.map(|customer| Breach::Search { customer }));
}

/// Batches that are missing between the first and the last.
fn gaps(journal: &Journal) -> impl Iterator<Item = u64> + '_ {
    let (first, mut last) = (journal.entries().next(), journal.entries());
    let range = first.zip(last.next_back()).map(|(first, last)| first.sequence..=last.sequence);
    range.into_iter().flatten().filter(|sequence| journal.entry(*sequence).is_none())
}
