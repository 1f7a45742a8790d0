//! Puts tags on customers and takes tags off them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::create_record::making;
use crate::commands::edit_records::present;
use crate::commands::validate::{holder, validate};
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::customer::CustomerField;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::set_of;
use crate::model::tag::TagField;

/// Puts these tags on customers, making those that are missing, and takes others off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTags {
    /// Which customers.
    pub customers: Vec<Id>,
    /// Names of tags to put on.
    pub add: Vec<String>,
    /// Names of tags to take off; those that do not exist are passed over.
    pub remove: Vec<String>,
}

impl Tell for SetTags {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        let (mut changes, mut made) = (Vec::new(), Vec::new());
        let named = |name: &str| holder(data, Kind::Tag, TagField::Name.number(), &Value::from_text(name.trim()));
        let mut new: BTreeMap<String, Id> = BTreeMap::new();
        let mut add: BTreeSet<Id> = BTreeSet::new();
        for name in &self.add {
            let known = named(name).or_else(|| new.get(&name.trim().to_ascii_lowercase()).copied());
            let tag = if let Some(tag) = known {
                tag
            } else {
                let tag = context.ids.next_id();
                let values = validate(data, Kind::Tag, None, &[(TagField::Name.number(), Value::from_text(name))])?;
                changes.extend(making(Kind::Tag, tag, values));
                made.push((Kind::Tag, tag));
                new.insert(name.trim().to_ascii_lowercase(), tag);
                tag
            };
            add.insert(tag);
        }
        let remove = set_of(self.remove.iter().filter_map(|name| named(name)));
        let field = CustomerField::Tags.number();
        for id in set_of(self.customers.iter().copied()) {
            let row = present(data, Kind::Customer, id)?;
            let before = data.value(Kind::Customer, row, field);
            let mut tags: BTreeSet<Id> = match &before {
                Value::Many(tags) => set_of(tags.iter().copied().filter(|tag| !remove.contains(tag))),
                Value::Empty | Value::Text(_) | Value::Number(_) | Value::Reference(_) => BTreeSet::new(),
            };
            tags.extend(&add);
            let after = if tags.is_empty() { Value::Empty } else { Value::Many(tags.into_iter().collect()) };
            if before != after {
                changes.push(Change { kind: Kind::Customer, id, field, before, after });
            }
        }
        Ok(Planned { made, ..Planned::done(Plan { changes, ..Plan::default() }) })
    }
}
