//! Saves an order with its lines, whole or not at all.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::bin_records::moving;
use crate::commands::create_record::making;
use crate::commands::edit_records::{editing, present};
use crate::commands::line_amounts::{check_order, line_amount, line_number};
use crate::commands::validate::{validate, validate_beside};
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::order_line::OrderLineField;
use crate::model::small_sort::set_of;

/// Saves an order with all its lines: those of its lines that are not among them go into the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveOrder {
    /// Which; none makes a new one.
    pub order: Option<Id>,
    /// Its own values by field; for an order that is there, those that change.
    pub values: Vec<(FieldNumber, Value)>,
    /// Its lines, in their order.
    pub lines: Vec<LineDraft>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineDraft {
    /// Which; none makes a new one.
    pub id: Option<Id>,
    /// Its values by field; for a line that is there, those that change. Order and place are filled in.
    pub values: Vec<(FieldNumber, Value)>,
}

impl Tell for SaveOrder {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        let mut made = Vec::new();
        let values = validate(data, Kind::Order, self.order, &self.values)?;
        let (order, mut changes): (Id, Vec<Change>) = if let Some(order) = self.order {
            present(data, Kind::Order, order)?;
            (order, editing(data, Kind::Order, order, values).collect())
        } else {
            let order = context.ids.next_id();
            made.push((Kind::Order, order));
            (order, making(Kind::Order, order, values))
        };
        let mut gone = set_of(lines_of(data, order));
        let mut amounts = Vec::new();
        for (place, line) in (1_i64..).zip(&self.lines) {
            let filled_in = [OrderLineField::Order.number(), OrderLineField::Position.number()];
            let typed: Vec<_> = line.values.iter().filter(|(number, _)| !filled_in.contains(number)).cloned().collect();
            let mut values = validate_beside(data, Kind::OrderLine, line.id, &typed, &filled_in)?;
            amounts.push(line_amount(|field| line_number(data, line.id, &values, field))?);
            values.push((OrderLineField::Position.number(), Value::Number(place * 1_000)));
            if let Some(id) = line.id {
                if !gone.remove(&id) {
                    // Of another order, in the bin, or named twice.
                    return Err(Refusal::NoSuchRecord { kind: Kind::OrderLine, id });
                }
                changes.extend(editing(data, Kind::OrderLine, id, values));
            } else {
                let id = context.ids.next_id();
                made.push((Kind::OrderLine, id));
                values.push((OrderLineField::Order.number(), Value::Reference(order)));
                changes.extend(making(Kind::OrderLine, id, values));
            }
        }
        check_order(amounts)?;
        let gone: Vec<Id> = gone.into_iter().collect();
        changes.extend(moving(data, Kind::OrderLine, &gone, Life::Live, 0)?);
        Ok(Planned { made, ..Planned::done(Plan { changes, ..Plan::default() }) })
    }
}

/// The lines of an order that are there.
fn lines_of(data: &Data, order: Id) -> Vec<Id> {
    let Some(row) = data.table(Kind::Order).ids.row_of(order) else { return Vec::new() };
    let lines = data.referring(Kind::OrderLine, OrderLineField::Order.number(), row);
    lines.filter_map(|line| data.table(Kind::OrderLine).ids.id_of(line)).collect()
}
