//! Records told by their names: those that are there are taken, the others are made.

use leptos::prelude::*;

use super::desk::Desk;
use crate::commands::Refusal;
use crate::commands::create_record::CreateRecord;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::choose::Choose;
use crate::ui::in_small_letters;

/// The records of a kind that have these names; a name that no record has makes one.
pub async fn records_named(desk: Desk, kind: Kind, names: Vec<String>) -> Result<Value, Refusal> {
    let mut ids = Vec::with_capacity(names.len());
    for name in names {
        ids.push(record_named(desk, kind, name).await?);
    }
    Ok(if ids.is_empty() { Value::Empty } else { Value::Many(ids) })
}

async fn record_named(desk: Desk, kind: Kind, name: String) -> Result<Id, Refusal> {
    let question = Choose { kind, text: name.clone(), limit: MOST };
    let known = desk.client.ask_once(question).await.unwrap_or_default();
    if let Some(known) = known.iter().find(|it| in_small_letters(&it.name) == in_small_letters(&name)) {
        return Ok(known.id);
    }
    let Some(field) = kind.name_field() else { return Err(Refusal::NotUnderstood(kind.name().to_owned())) };
    let done = desk.client.tell(CreateRecord { kind, values: vec![(field, Value::Text(name))] }).await?;
    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, kind), &done);
    let made = done.made.first().map(|(_, id)| *id);
    made.ok_or_else(|| Refusal::NotUnderstood(kind.name().to_owned()))
}

/// Names that hold the words looked for; the one that is meant begins with them.
const MOST: usize = 50;
