//! Writing an export file, a line at a time.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use xxhash_rust::xxh3::Xxh3;

use super::values::{Shape, stamp_text, type_name};
use super::{Manifest, OwnFields};
use crate::changes::whole_record::{Presence, WholeRecord};
use crate::model::field::{ALIVE, Value};

/// The end of a file: what tells it from one that was cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(super) struct End {
    /// Always true.
    #[serde(rename = "end")]
    pub(super) whole: bool,
    /// How many records there were.
    pub(super) records: u64,
    /// XXH3-64 of all lines before, in 16 hexadecimal digits.
    pub(super) checksum: String,
}

/// A line could not be written.
#[derive(Debug, thiserror::Error)]
#[error("a line could not be written")]
pub struct NotWritten(#[from] serde_json::Error);

/// Writes the lines of a file to the end of a buffer, which the caller empties when it likes.
pub struct Writer {
    own: OwnFields,
    hash: Xxh3,
    n_records: u64,
}

impl Writer {
    /// Begins with the manifest.
    pub fn begin(manifest: &Manifest, own: OwnFields, out: &mut Vec<u8>) -> Result<Self, NotWritten> {
        let mut hash = Xxh3::new();
        hash.update(line_to(manifest, out)?);
        Ok(Self { own, hash, n_records: 0 })
    }

    /// Writes a record. One whose making was undone is no record.
    pub fn record(&mut self, record: &WholeRecord, out: &mut Vec<u8>) -> Result<(), NotWritten> {
        let life = match record.presence {
            Presence::Live => "live",
            Presence::Bin => "bin",
            Presence::Gone => return Ok(()),
        };
        let is_own = |field| self.own.contains_key(&(record.kind, field));
        let has_own = record.fields.iter().any(|(field, value, _)| is_own(*field) && !value.is_empty());
        let has_clocks = record.presence_at != record.made || record.fields.iter().any(|it| it.2 != record.made);
        let told = Line {
            kind: record.kind.name(),
            id: record.id.to_string(),
            life,
            made: stamp_text(record.made),
            fields: Fields(record),
            own: has_own.then_some(Own(record, &self.own)),
            at: has_clocks.then_some(At(record)),
        };
        self.hash.update(line_to(&told, out)?);
        self.n_records += 1;
        Ok(())
    }

    /// Writes the end.
    pub fn end(self, out: &mut Vec<u8>) -> Result<(), NotWritten> {
        let checksum = format!("{:016x}", self.hash.digest());
        let end = End { whole: true, records: self.n_records, checksum };
        line_to(&end, out).map(|_| ())
    }
}

/// Writes a line; gives its bytes.
fn line_to<'o>(line: &impl Serialize, out: &'o mut Vec<u8>) -> Result<&'o [u8], NotWritten> {
    let start = out.len();
    serde_json::to_writer(&mut *out, line)?;
    out.push(b'\n');
    Ok(out.get(start..).unwrap_or_default())
}

#[derive(Serialize)]
struct Line<'a> {
    kind: &'static str,
    id: String,
    life: &'static str,
    made: String,
    fields: Fields<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<Own<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<At<'a>>,
}

/// Declared fields, by name.
struct Fields<'a>(&'a WholeRecord);
/// Fields of the user's own, by number.
struct Own<'a>(&'a WholeRecord, &'a OwnFields);
/// Clocks that differ from the record's.
struct At<'a>(&'a WholeRecord);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (number, value, _) in &self.0.fields {
            if let Some(field) = self.0.kind.field(*number).filter(|_| *value != Value::Empty) {
                let shape = Shape { field_type: field.field_type, choices: field.choices };
                map.serialize_entry(field.name, &shape.to_json(value))?;
            }
        }
        map.end()
    }
}

impl Serialize for Own<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct OwnValue<'a> {
            label: &'a str,
            r#type: &'static str,
            value: serde_json::Value,
        }
        let mut map = serializer.serialize_map(None)?;
        for (number, value, _) in &self.0.fields {
            if let Some(field) = self.1.get(&(self.0.kind, *number)).filter(|_| *value != Value::Empty) {
                let shape = Shape { field_type: field.field_type, choices: &[] };
                let (label, r#type) = (field.label.as_str(), type_name(field.field_type));
                map.serialize_entry(number, &OwnValue { label, r#type, value: shape.to_json(value) })?;
            }
        }
        map.end()
    }
}

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let mut map = serializer.serialize_map(None)?;
        if record.presence_at != record.made {
            map.serialize_entry(&ALIVE, &stamp_text(record.presence_at))?;
        }
        for (number, _, at) in record.fields.iter().filter(|it| it.2 != record.made) {
            match record.kind.field(*number) {
                Some(field) => map.serialize_entry(field.name, &stamp_text(*at))?,
                None => map.serialize_entry(number, &stamp_text(*at))?,
            }
        }
        map.end()
    }
}
