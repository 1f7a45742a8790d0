//! The fields of a kind, as forms, lists and filters need them.

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::model::field::{FIRST_CUSTOM, FieldNumber, FieldType};
use crate::model::kind::Kind;
use crate::queries::figure::Figure;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// Which fields and figures does a kind have?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Which kind.
    pub kind: Kind,
}

/// What a kind is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindShape {
    /// Its fields: declared ones first, then the user's own.
    pub fields: Vec<FieldShape>,
    /// Its figures, and how the number of each is read.
    pub figures: Vec<(Figure, FieldType)>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each mark stands by itself")]
pub struct FieldShape {
    /// Its number.
    pub number: FieldNumber,
    /// Its name in files and scripts; the user's own label for a field of theirs.
    pub name: String,
    /// Its type.
    pub field_type: FieldType,
    /// Names of its choices in files and scripts; the user's own words for a field of theirs.
    pub choices: Vec<String>,
    /// Made by the user.
    pub own: bool,
    /// A record without it is refused.
    pub required: bool,
    /// No two records may share it.
    pub unique: bool,
    /// Found by search.
    pub searchable: bool,
    /// Sensitive.
    pub sensitive: bool,
    /// Sensitive, and turned on by the user.
    pub turned_on: bool,
    /// Set by the program, never typed.
    pub automatic: bool,
    /// May be below nought.
    pub signed: bool,
}

impl Ask for Fields {
    type Answer = KindShape;

    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::CustomField, Kind::Workspace])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<KindShape, Unanswered> {
        let shape = |field: &crate::engine::schema::FieldInfo| FieldShape {
            number: field.number,
            name: field.name.clone(),
            field_type: field.field_type,
            choices: field.choices.clone(),
            own: field.number >= FIRST_CUSTOM,
            required: field.marks.required,
            unique: field.marks.unique,
            searchable: field.marks.searchable,
            sensitive: field.marks.sensitive,
            turned_on: field.marks.sensitive && sight.data.is_turned_on(self.kind, field.number),
            automatic: field.marks.automatic,
            signed: field.marks.signed,
        };
        Ok(KindShape {
            fields: sight.data.fields(self.kind).filter(|field| field.shown).map(shape).collect(),
            figures: Figure::of(self.kind).map(|figure| (figure, figure.field_type())).collect(),
        })
    }

    picks!(Fields);
}
