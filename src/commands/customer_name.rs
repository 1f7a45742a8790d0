//! The name by which a customer is shown, where only its parts are given.

use crate::engine::data::Data;
use crate::model::customer::CustomerField as Field;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The values with the name that follows from them: a person's first and last name, else the firm's. A name that is given
/// stays; one that followed from the parts before goes on following.
pub fn with_name(data: &Data, known: Option<Id>, values: &[(FieldNumber, Value)]) -> Vec<(FieldNumber, Value)> {
    let mut values = values.to_vec();
    let given =
        |field: Field| values.iter().rev().find(|(number, _)| *number == field.number()).map(|(_, it)| it.clone());
    let before = |field: Field| known.map_or(Value::Empty, |id| data.value_of(Kind::Customer, id, field.number()));
    let after = |field: Field| given(field).unwrap_or_else(|| before(field));
    let followed = |name: &Value| name.text().trim().is_empty() || Some(name.text().to_owned()) == name_of(before);
    let is_open = match given(Field::Name) {
        Some(name) => name.text().trim().is_empty(),
        None => is_named_by(Kind::Customer, &values) && followed(&before(Field::Name)),
    };
    if let Some(name) = name_of(after).filter(|_| is_open) {
        values.retain(|(number, _)| *number != Field::Name.number());
        values.push((Field::Name.number(), Value::Text(name)));
    }
    values
}

/// Whether a name may follow from these values.
pub fn is_named_by(kind: Kind, values: &[(FieldNumber, Value)]) -> bool {
    const PARTS: [FieldNumber; 4] =
        [Field::Name.number(), Field::FirstName.number(), Field::LastName.number(), Field::CompanyName.number()];
    kind == Kind::Customer && values.iter().any(|(number, _)| PARTS.contains(number))
}

fn name_of(get: impl Fn(Field) -> Value) -> Option<String> {
    let part = |field| get(field).text().trim().to_owned();
    let person = [part(Field::FirstName), part(Field::LastName)].join(" ").trim().to_owned();
    let name = if person.is_empty() { part(Field::CompanyName) } else { person };
    (!name.is_empty()).then_some(name)
}
