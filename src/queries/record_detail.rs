//! One record with everything that is known of it.

use serde::{Deserialize, Serialize};

use crate::changes::clock::{DeviceId, Stamp};
use crate::engine::data::{Data, Kinds};
use crate::engine::derived::customer_figures::{contact, counts};
use crate::engine::schema::FieldInfo;
use crate::engine::table::Life;
use crate::model::date::Date;
use crate::model::deal::DealField;
use crate::model::field::{ALIVE, FieldNumber};
use crate::model::id::Id;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::response::ResponseField;
use crate::model::ticket::TicketField;
use crate::queries::figure::Figure;
use crate::queries::list_window::Place;
use crate::queries::shown::{ListCell, cell_of, name_of};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What is known of a record?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordDetail {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
}

/// A record as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSheet {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// In use or in the bin.
    pub place: Place,
    /// When it was made.
    pub made: Option<When>,
    /// When one of its fields was last written.
    pub changed: Option<When>,
    /// What its fields hold, empty ones included; sensitive ones only where they are turned on.
    pub fields: Vec<(FieldNumber, ListCell)>,
    /// Figures that follow from other records.
    pub figures: Vec<FigureValue>,
    /// The day that the figures are counted to.
    pub as_of: Date,
}

/// When something was written, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// Milliseconds since 1970-01-01.
    pub millis: u64,
    /// On which device.
    pub device: DeviceId,
}

/// A figure with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureValue {
    /// Which.
    pub figure: Figure,
    /// Its number, read by [`Figure::field_type`]; nothing where there is too little to tell.
    pub number: Option<i64>,
    /// How many records it was made from.
    pub n: usize,
}

impl From<Stamp> for When {
    fn from(stamp: Stamp) -> Self {
        Self { millis: stamp.millis, device: stamp.device }
    }
}

impl Ask for RecordDetail {
    type Answer = RecordSheet;

    fn reads(&self) -> Kinds {
        let figures = Figure::of(self.kind).fold(Kinds::default(), |kinds, figure| kinds.with(figure.reads()));
        let targets = self.kind.fields().iter().filter_map(|field| crate::engine::data::target_kind(field.field_type));
        let fixed = Kinds::of(&[self.kind, Kind::CustomField, Kind::Workspace]).with(figures);
        targets.fold(fixed, |kinds, target| kinds.with(Kinds::of(&[target])))
    }

    fn answer(&self, sight: Sight<'_>) -> Result<RecordSheet, Unanswered> {
        let row = row_of(sight.data, self.kind, self.id)?;
        sheet(sight, self.kind, row).ok_or(Unanswered::NoSuchRecord { kind: self.kind, id: self.id })
    }

    picks!(RecordDetail);
}

/// The row of a record that is there or in the bin.
pub fn row_of(data: &Data, kind: Kind, id: Id) -> Result<u32, Unanswered> {
    let table = data.table(kind);
    let row = table.ids.row_of(id).filter(|row| table.life(*row) != Life::Absent);
    row.ok_or(Unanswered::NoSuchRecord { kind, id })
}

/// The record at a row; nothing where none was made.
pub fn sheet(sight: Sight<'_>, kind: Kind, row: u32) -> Option<RecordSheet> {
    let (data, table) = (sight.data, sight.data.table(kind));
    let place = match table.life(row) {
        Life::Absent => return None,
        Life::Live => Place::Live,
        Life::Binned => Place::Bin,
    };
    let fields: Vec<&FieldInfo> = data.fields(kind).filter(|field| is_visible(data, kind, field)).collect();
    let written = |field| sight.written(kind, row, field);
    let changed = fields.iter().map(|field| field.number).chain([ALIVE]).filter_map(written).max();
    Some(RecordSheet {
        kind,
        id: table.ids.id_of(row)?,
        name: name_of(data, kind, row),
        place,
        made: table.clocks.made(row).map(When::from),
        changed: changed.map(When::from),
        fields: fields.iter().map(|field| (field.number, cell_of(data, kind, row, field))).collect(),
        figures: Figure::of(kind).map(|figure| figure_value(data, figure, row)).collect(),
        as_of: data.today(),
    })
}

/// Whether the field exists for the user: a sensitive one does only where it is turned on.
pub fn is_visible(data: &Data, kind: Kind, field: &FieldInfo) -> bool {
    field.shown && !is_hidden(data, kind, field)
}

/// Whether the field is a sensitive one that does not exist, as the user did not turn it on.
pub fn is_hidden(data: &Data, kind: Kind, field: &FieldInfo) -> bool {
    field.marks.sensitive && !data.is_turned_on(kind, field.number)
}

fn figure_value(data: &Data, figure: Figure, row: u32) -> FigureValue {
    let count = |kind, field| data.referring(kind, field, row).count();
    let purchases = data.derived().customers.orders.get(row as usize).map_or(0, |it| *it as usize);
    let n = match figure {
        Figure::Orders
        | Figure::Spend
        | Figure::Margin
        | Figure::FirstOrder
        | Figure::LastOrder
        | Figure::MeanInterval => purchases,
        Figure::SpendYear | Figure::MarginYear => {
            let today = i64::from(data.today().days());
            let day = |order: u32| data.table(Kind::Order).number(order, OrderField::Date.number());
            let orders = data.referring(Kind::Order, OrderField::Customer.number(), row);
            orders
                .filter(|order| data.derived().orders.purchases.has(*order))
                .filter(|order| counts(data.table(Kind::Order), *order))
                .filter(|order| day(*order).is_some_and(|day| day > today - 365 && day <= today))
                .count()
        }
        Figure::LastContact => {
            let all = data.referring(Kind::Interaction, InteractionField::Customer.number(), row);
            all.filter(|it| contact(data, *it).is_some()).count()
        }
        Figure::OpenDeals | Figure::OpenValue => count(Kind::Deal, DealField::Customer.number()),
        Figure::OpenTickets => count(Kind::Ticket, TicketField::Customer.number()),
        Figure::LastNps => count(Kind::Response, ResponseField::Customer.number()),
        Figure::OrderNet
        | Figure::OrderVat
        | Figure::OrderGross
        | Figure::OrderCost
        | Figure::OrderMargin
        | Figure::OrderLines => Figure::OrderLines.number(data, row).map_or(0, |it| (it / 1_000) as usize),
    };
    let number = figure.number(data, row);
    // Nothing came in: money spent and won is nought, but a sum of nothing says nothing about when or how well.
    FigureValue { figure, number, n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::queries::fixture::{Fixture, TODAY, text};

    #[test]
    fn a_record_comes_with_its_fields_its_figures_and_what_they_rest_on() {
        let mut fixture = Fixture::new();
        let id = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Anna"))]);
        let opened =
            [(TicketField::Subject.number(), text("Guasto")), (TicketField::Status.number(), Value::Number(0))];
        let of_customer = (TicketField::Customer.number(), Value::Reference(id));
        fixture.add(Kind::Ticket, &[&[of_customer], &opened[..]].concat());
        // A note, a call, and what a machine sent: one contact.
        for (at, type_) in [(3, 0), (2, 1), (1, 7)] {
            let happened = [
                (InteractionField::Customer.number(), Value::Reference(id)),
                (InteractionField::At.number(), Value::Number(at)),
                (InteractionField::Type.number(), Value::Number(type_)),
            ];
            fixture.add(Kind::Interaction, &happened);
        }
        let question = RecordDetail { kind: Kind::Customer, id };
        let found = fixture.ask(&question).unwrap();
        assert_eq!((found.name.as_str(), found.place, i64::from(found.as_of.days())), ("Anna", Place::Live, TODAY));
        assert_eq!(found.changed, found.made);
        let cell = |sheet: &RecordSheet, field: CustomerField| {
            sheet.fields.iter().find(|(number, _)| *number == field.number()).map(|(_, cell)| cell.clone())
        };
        assert_eq!(cell(&found, CustomerField::Name), Some(ListCell::Text("Anna".to_owned())));
        assert_eq!(
            (cell(&found, CustomerField::City), cell(&found, CustomerField::Health)),
            (Some(ListCell::Empty), None)
        );
        let figure = |figure| found.figures.iter().find(|it| it.figure == figure).map(|it| (it.number, it.n));
        assert_eq!(figure(Figure::OpenTickets), Some((Some(1_000), 1)));
        assert_eq!(figure(Figure::LastContact), Some((Some(2), 1)));
        assert_eq!((figure(Figure::LastOrder), figure(Figure::Spend)), (Some((None, 0)), Some((Some(0), 0))));
        fixture.bin(Kind::Customer, id);
        let binned = fixture.ask(&question).unwrap();
        let millis = |when: Option<When>| when.map(|it| it.millis);
        assert!(binned.place == Place::Bin && millis(binned.changed) > millis(binned.made));
    }
}
