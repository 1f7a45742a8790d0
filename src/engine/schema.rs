//! The fields of each kind as they are now: those declared and those that the user made.

use std::collections::BTreeMap;

use crate::engine::table::{Life, Table, place_of};
use crate::model::custom_field::{CustomFieldField, field_type};
use crate::model::field::{FIRST_CUSTOM, FieldNumber, FieldSpec, FieldType, Marks};
use crate::model::kind::Kind;

/// One field of a kind as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its number on disk.
    pub number: FieldNumber,
    /// Its name in files and scripts; the user's own label for a field of theirs.
    pub name: String,
    /// Its type.
    pub field_type: FieldType,
    /// Its marks.
    pub marks: Marks,
    /// The least and the greatest whole number that it takes, where it takes whole numbers between two only.
    pub range: Option<(i64, i64)>,
    /// Its choices.
    pub choices: Vec<String>,
    /// False while its definition is in the bin.
    pub shown: bool,
}

impl From<&FieldSpec> for FieldInfo {
    fn from(spec: &FieldSpec) -> Self {
        Self {
            number: spec.number,
            name: spec.name.to_owned(),
            field_type: spec.field_type,
            marks: spec.marks,
            range: spec.range,
            choices: spec.choices.iter().map(|it| (*it).to_owned()).collect(),
            shown: true,
        }
    }
}

/// The fields of all kinds.
#[derive(Debug, Clone)]
pub struct Schema {
    declared: Vec<Vec<FieldInfo>>,
    own: BTreeMap<(Kind, FieldNumber), FieldInfo>,
    /// Which field each row of the definitions defines.
    by_row: BTreeMap<u32, (Kind, FieldNumber)>,
    /// The type that each column was made with: it stays.
    types: BTreeMap<(Kind, FieldNumber), FieldType>,
}

impl Default for Schema {
    fn default() -> Self {
        let declared = Kind::ALL.iter().map(|kind| kind.fields().iter().map(FieldInfo::from).collect()).collect();
        Self { declared, own: BTreeMap::new(), by_row: BTreeMap::new(), types: BTreeMap::new() }
    }
}

impl Schema {
    /// The fields of a kind: declared ones first.
    pub fn fields(&self, kind: Kind) -> impl Iterator<Item = &FieldInfo> {
        let own = self.own.range((kind, 0)..=(kind, FieldNumber::MAX)).map(|(_, field)| field);
        self.declared.get(kind.index()).into_iter().flatten().chain(own)
    }

    /// A field of a kind.
    pub fn field(&self, kind: Kind, number: FieldNumber) -> Option<&FieldInfo> {
        let declared = self.declared.get(kind.index())?;
        let place = place_of(number, declared, |field| field.number);
        place.map_or_else(|| self.own.get(&(kind, number)), |place| declared.get(place))
    }

    /// Takes in the definition at that row of the custom fields; gives the kind and the field. A definition that makes
    /// no sense is passed over; one whose making was undone is forgotten.
    pub fn learn(&mut self, definitions: &Table, row: u32) -> Option<(Kind, FieldInfo)> {
        if let Some(known) = self.by_row.remove(&row) {
            self.own.remove(&known);
        }
        if definitions.life(row) == Life::Absent {
            return None;
        }
        let text = |field: CustomFieldField| definitions.text(row, field.number());
        let number = |field: CustomFieldField| definitions.number(row, field.number());
        let flag = |field| number(field) == Some(1);
        let kind = Kind::from_name(text(CustomFieldField::On))?;
        let field = FieldInfo {
            number: FieldNumber::try_from(number(CustomFieldField::Number)? / 1_000).ok()?,
            name: text(CustomFieldField::Name).to_owned(),
            field_type: field_type(number(CustomFieldField::Type)?, Kind::from_name(text(CustomFieldField::To)))?,
            marks: Marks {
                required: flag(CustomFieldField::Required),
                searchable: flag(CustomFieldField::Searchable),
                signed: true,
                ..Marks::default()
            },
            range: None,
            choices: text(CustomFieldField::Choices).lines().map(str::to_owned).collect(),
            shown: definitions.life(row) == Life::Live,
        };
        if field.number < FIRST_CUSTOM {
            return None;
        }
        let field_type = *self.types.entry((kind, field.number)).or_insert(field.field_type);
        let field = FieldInfo { field_type, ..field };
        self.by_row.insert(row, (kind, field.number));
        self.own.insert((kind, field.number), field.clone());
        Some((kind, field))
    }
}
