//! Reading an export file as it comes, in pieces of any size. Nothing in it is believed before its end was read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use xxhash_rust::xxh3::Xxh3;

use super::values::{Shape, stamp_of, type_of};
use super::write::End;
use super::{FORMAT, FileFault, Manifest, VERSION};
use crate::changes::clock::Stamp;
use crate::changes::whole_record::{Presence, WholeRecord};
use crate::model::field::{FIRST_CUSTOM, FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// How much a file may hold.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Bytes of one line.
    pub line_bytes: usize,
    /// Bytes of all lines.
    pub bytes: u64,
    /// Records.
    pub records: u64,
}

impl Budget {
    /// Ten million records, 8 GiB unpacked, 64 MiB a line.
    pub const ORDINARY: Self = Self { line_bytes: 64 << 20, bytes: 8 << 30, records: 10_000_000 };
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The first line.
    pub manifest: Manifest,
    /// Records given out.
    pub n_records: u64,
    /// Records and fields of a later minor version: they were passed over.
    pub n_unknown: u64,
}

/// Reads a file in pieces.
pub struct Reader {
    budget: Budget,
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
    hash: Xxh3,
    manifest: Option<Manifest>,
    counts: BTreeMap<String, u64>,
    line: u64,
    n_bytes: u64,
    n_records: u64,
    n_unknown: u64,
    is_over: bool,
}

impl Reader {
    /// A reader of files within that budget.
    pub fn new(budget: Budget) -> Self {
        Self {
            budget,
            rest: Vec::new(),
            hash: Xxh3::new(),
            manifest: None,
            counts: BTreeMap::new(),
            line: 0,
            n_bytes: 0,
            n_records: 0,
            n_unknown: 0,
            is_over: false,
        }
    }

    /// The first line, once it has come.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// How many records have come.
    pub fn n_records(&self) -> u64 {
        self.n_records
    }

    /// Takes a piece of the file; each whole record in it goes to `take`, which says false for one that makes no sense.
    pub fn push(&mut self, bytes: &[u8], take: &mut dyn FnMut(WholeRecord) -> bool) -> Result<(), FileFault> {
        self.n_bytes += bytes.len() as u64;
        if self.n_bytes > self.budget.bytes {
            return Err(FileFault::TooLarge);
        }
        let mut bytes = bytes;
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, after) = bytes.split_at(end + 1);
            bytes = after;
            if self.rest.is_empty() {
                self.take_line(line, take)?;
            } else {
                let mut whole = std::mem::take(&mut self.rest);
                whole.extend_from_slice(line);
                self.take_line(&whole, take)?;
            }
        }
        self.rest.extend_from_slice(bytes);
        if self.rest.len() > self.budget.line_bytes {
            // A first line without an end is no file of ours, whatever its size.
            return Err(if self.manifest.is_some() { FileFault::TooLarge } else { FileFault::NotOurs });
        }
        Ok(())
    }

    /// What was read, if it was read to its end.
    pub fn finish(self) -> Result<Summary, FileFault> {
        let Some(manifest) = self.manifest else {
            let begins_as_ours = self.rest.starts_with(b"{\"format\":\"rapporto\"");
            return Err(if begins_as_ours { FileFault::Truncated } else { FileFault::NotOurs });
        };
        if !self.is_over || !self.rest.is_empty() {
            return Err(FileFault::Truncated);
        }
        if manifest.counts != self.counts {
            return Err(FileFault::Altered { line: self.line });
        }
        Ok(Summary { manifest, n_records: self.n_records, n_unknown: self.n_unknown })
    }

    fn take_line(&mut self, line: &[u8], take: &mut dyn FnMut(WholeRecord) -> bool) -> Result<(), FileFault> {
        self.line += 1;
        let malformed = FileFault::Malformed { line: self.line };
        if line.len() > self.budget.line_bytes {
            return Err(FileFault::TooLarge);
        }
        if self.is_over {
            return Err(malformed);
        }
        if self.manifest.is_none() {
            self.hash.update(line);
            self.manifest = Some(manifest_of(line)?);
            return Ok(());
        }
        if line.starts_with(b"{\"end\"") {
            let end: End = serde_json::from_slice(line).or(Err(malformed))?;
            let sum = format!("{:016x}", self.hash.digest());
            if !end.whole || end.checksum != sum || end.records != self.n_records + self.unknown_records() {
                return Err(FileFault::Altered { line: self.line });
            }
            self.is_over = true;
            return Ok(());
        }
        self.hash.update(line);
        let line: Line = serde_json::from_slice(line).or(Err(malformed.clone()))?;
        *self.counts.entry(line.kind.clone()).or_default() += 1;
        let Some(kind) = Kind::from_name(&line.kind) else {
            self.n_unknown += 1;
            return if self.is_minor() { Ok(()) } else { Err(malformed) };
        };
        self.n_records += 1;
        if self.n_records > self.budget.records {
            return Err(FileFault::TooLarge);
        }
        let record = self.record_of(kind, line).ok_or(malformed.clone())?;
        if take(record) { Ok(()) } else { Err(malformed) }
    }

    /// Records of kinds that are not known here.
    fn unknown_records(&self) -> u64 {
        let all = self.counts.values().sum::<u64>();
        all.saturating_sub(self.n_records)
    }

    /// True for a file of a later minor version: it may hold what is not known here.
    fn is_minor(&self) -> bool {
        self.manifest.as_ref().is_some_and(|it| it.minor > super::MINOR)
    }

    fn record_of(&mut self, kind: Kind, line: Line) -> Option<WholeRecord> {
        let made = stamp_of(&line.made)?;
        let presence = match line.life.as_str() {
            "live" => Presence::Live,
            "bin" => Presence::Bin,
            _ => return None,
        };
        let mut values: BTreeMap<FieldNumber, (Value, Stamp)> = BTreeMap::new();
        for (name, json) in &line.fields {
            let Some(field) = kind.field_named(name) else {
                self.pass_over()?;
                continue;
            };
            let shape = Shape { field_type: field.field_type, choices: field.choices };
            match shape.from_json(json) {
                Some(value) => drop(values.insert(field.number, (value, made))),
                None => self.pass_over()?,
            }
        }
        for (number, own) in &line.own {
            let number: FieldNumber = number.parse().ok().filter(|it| *it >= FIRST_CUSTOM)?;
            let shape = type_of(&own.r#type).map(|field_type| Shape { field_type, choices: &[] });
            match shape.and_then(|shape| shape.from_json(&own.value)) {
                Some(value) => drop(values.insert(number, (value, made))),
                None => self.pass_over()?,
            }
        }
        let mut presence_at = made;
        for (name, stamp) in &line.at {
            let stamp = stamp_of(stamp)?;
            let number = kind.field_named(name).map(|it| it.number).or_else(|| name.parse().ok());
            match number {
                Some(crate::model::field::ALIVE) => presence_at = stamp,
                Some(number) => values.entry(number).or_insert((Value::Empty, made)).1 = stamp,
                None => self.pass_over()?,
            }
        }
        let fields = values.into_iter().map(|(number, (value, at))| (number, value, at)).collect();
        Some(WholeRecord { kind, id: line.id, presence, made, presence_at, fields })
    }

    /// Something is not known here: right in a file of a later minor version, wrong in one of this.
    fn pass_over(&mut self) -> Option<()> {
        self.n_unknown += 1;
        self.is_minor().then_some(())
    }
}

fn manifest_of(line: &[u8]) -> Result<Manifest, FileFault> {
    #[derive(Deserialize)]
    struct Name {
        format: String,
        version: u32,
    }
    let name: Name = serde_json::from_slice(line).or(Err(FileFault::NotOurs))?;
    if name.format != FORMAT {
        return Err(FileFault::NotOurs);
    }
    if name.version > VERSION {
        return Err(FileFault::Newer { version: name.version });
    }
    serde_json::from_slice(line).or(Err(FileFault::Malformed { line: 1 }))
}

#[derive(Deserialize)]
struct Line {
    kind: String,
    id: Id,
    life: String,
    made: String,
    #[serde(default)]
    fields: BTreeMap<String, Json>,
    #[serde(default)]
    own: BTreeMap<String, Own>,
    #[serde(default)]
    at: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Own {
    r#type: String,
    #[serde(default)]
    value: Json,
}
