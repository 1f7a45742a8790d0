//! What happened to a record, newest first.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::journal::Entry;
use crate::engine::data::Kinds;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::record_detail::{When, is_hidden};
use crate::queries::shown::{ListCell, cell_of_value};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What was changed in a record, and when? What a sensitive field held is told only while it is turned on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
}

/// What one command did to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The command's place in the journal.
    pub sequence: u64,
    /// When, and on which device.
    pub when: When,
    /// Number of the command's sort.
    pub sort: u16,
    /// Fields changed. None where the record was made, or unmade, with many others at once.
    pub changes: Vec<FieldChange>,
}

/// A field that was changed; names stand for references as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field; 0 is the record's life: 1 there, 0 in the bin, empty not there.
    pub field: FieldNumber,
    /// What it was.
    pub before: ListCell,
    /// What it is.
    pub after: ListCell,
}

impl Ask for History {
    type Answer = Vec<HistoryEntry>;

    fn reads(&self) -> Kinds {
        // Names of whatever it refers to, or referred to.
        Kinds::ALL
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<HistoryEntry>, Unanswered> {
        let type_of = |field| sight.data.field(self.kind, field).map_or(FieldType::Flag, |it| it.field_type);
        let cell = |field, value: &Value| cell_of_value(sight.data, type_of(field), value);
        let is_hidden =
            |field| sight.data.field(self.kind, field).is_some_and(|it| is_hidden(sight.data, self.kind, it));
        let known = sight.journal.history(self.kind, self.id);
        let entry = |(entry, mut changes): (&Entry, Vec<Change>)| {
            let is_at_once = changes.is_empty();
            changes.retain(|it| !is_hidden(it.field));
            if changes.is_empty() && !is_at_once {
                return None;
            }
            let shown = changes.iter().map(|it| FieldChange {
                field: it.field,
                before: cell(it.field, &it.before),
                after: cell(it.field, &it.after),
            });
            Some(HistoryEntry {
                sequence: entry.sequence,
                when: entry.stamp.into(),
                sort: entry.sort,
                changes: shown.collect(),
            })
        };
        Ok(known.into_iter().filter_map(entry).collect())
    }

    picks!(History);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::member::MemberField;
    use crate::queries::fixture::{Fixture, text};

    #[test]
    fn each_entry_says_what_was_before_and_after_by_name() {
        let mut fixture = Fixture::new();
        let member = fixture.add(Kind::Member, &[(MemberField::Name.number(), text("Carla"))]);
        let id = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Anna"))]);
        fixture.write(Kind::Customer, id, &[(CustomerField::Owner.number(), Value::Reference(member))]);
        let found = fixture.ask(&History { kind: Kind::Customer, id }).unwrap();
        let owner = FieldChange {
            field: CustomerField::Owner.number(),
            before: ListCell::Empty,
            after: ListCell::Record { id: member, name: "Carla".to_owned() },
        };
        assert_eq!(found.iter().map(|it| it.sequence).collect::<Vec<_>>(), [3, 2]);
        assert_eq!((&found[0].changes, found[1].changes.len()), (&vec![owner], 2));
    }
}
