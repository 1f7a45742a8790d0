//! Which sensitive fields exist, and what they may be used for: as the workspace's record says.

use crate::engine::data::Data;
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField;

/// What the user said of sensitive fields, kept while an earlier moment is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Consent {
    /// Names of the fields that are turned on, one a line.
    fields: String,
    /// What they may be used for, as bits.
    uses: i64,
}

impl Data {
    /// Whether the user turned a sensitive field on, with a reason: the workspace's list says so, one a line.
    pub fn is_turned_on(&self, kind: Kind, field: FieldNumber) -> bool {
        let Some(name) = self.field(kind, field).map(|it| format!("{}.{}", kind.name(), it.name)) else { return false };
        let lists = |lines: &str| lines.lines().any(|line| line.split(':').next() == Some(name.as_str()));
        match &self.consent {
            Some(consent) => lists(&consent.fields) && lists(&self.consent_now().fields),
            None => lists(&self.consent_now().fields),
        }
    }

    /// Whether the user lets sensitive fields that are turned on go into that: a place among the choices of
    /// [`WorkspaceField::SensitiveUses`].
    pub fn sensitive_may_go_into(&self, place: u32) -> bool {
        let held = self.consent.as_ref().map_or(-1, |consent| consent.uses);
        (held & self.consent_now().uses) >> place & 1 == 1
    }

    /// From now on what the user says now of sensitive fields holds as well, whatever moment is looked at: a field that
    /// was turned off does not exist in the past either, and one that was turned on only later did not exist then. Until
    /// [`Data::release_consent`].
    pub fn hold_consent(&mut self) {
        self.consent = Some(self.consent_now());
    }

    /// The records say again what holds.
    pub fn release_consent(&mut self) {
        self.consent = None;
    }

    fn consent_now(&self) -> Consent {
        let table = self.table(Kind::Workspace);
        let mut consent = Consent { fields: String::new(), uses: 0 };
        for row in table.live.rows() {
            consent.fields.push_str(table.text(row, WorkspaceField::SensitiveFields.number()));
            consent.fields.push('\n');
            consent.uses |= table.number(row, WorkspaceField::SensitiveUses.number()).unwrap_or(0);
        }
        consent
    }
}
