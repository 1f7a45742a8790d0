//! Nobody was in contact with the customer lately.

use serde::{Deserialize, Serialize};

use super::{Condition, SegmentError, select};
use crate::engine::bits::Bits;
use crate::engine::column::NO_ROW;
use crate::engine::data::{Data, Kinds};
use crate::engine::today::LastDays;
use crate::model::date::Time;
use crate::model::interaction::InteractionField as Field;
use crate::model::kind::Kind;

/// No contact in the last so many days, today included; those who never had one are quiet too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietSince {
    /// How many days.
    pub days: u32,
    /// What counts as contact.
    #[serde(default)]
    pub contact: Contact,
}

/// What counts as contact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contact {
    /// What a person did: no notes, nothing automatic.
    #[default]
    ByPerson,
    /// Every interaction.
    Any,
}

impl Condition for QuietSince {
    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Interaction])
    }

    fn rows(&self, data: &Data) -> Result<Bits, SegmentError> {
        // Days begin where the user is; what is to come did not happen yet.
        let lately = data.whole_today().last_days(self.days);
        match self.contact {
            Contact::ByPerson => {
                let last = &data.derived().customers.last_contact;
                Ok(select(last.len(), |row| !lately.contain(Time::from_millis(last[row]))))
            }
            Contact::Any => {
                let mut quiet = Bits::full(data.table(Kind::Customer).len() as usize);
                quiet.subtract(&met_within(data, &lately));
                Ok(quiet)
            }
        }
    }
}

/// The customers with an interaction within that time.
fn met_within(data: &Data, time: &LastDays) -> Bits {
    let table = data.table(Kind::Interaction);
    let owners = table.column(Field::Customer.number()).map_or(&[] as &[u32], |it| it.rows());
    let times = table.column(Field::At.number()).map_or(&[] as &[i64], |it| it.wide());
    let mut met = Bits::default();
    for (row, (&owner, &at)) in owners.iter().zip(times).enumerate() {
        if time.contain(Time::from_millis(at)) && owner != NO_ROW && table.live.has(row as u32) {
            met.insert(owner);
        }
    }
    met
}
