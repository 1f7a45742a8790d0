//! Rows that are contacts with customers, or their answers to a survey.

use rustc_hash::FxHashSet;

use crate::commands::import::ImportOrder;
use crate::commands::import::cells::{FileColumn, column_for, file_columns};
use crate::commands::import::customer_lookup::CustomerLookup;
use crate::commands::import::edits::Fate;
use crate::commands::import::records::Filling;
use crate::commands::import::result::RowReason;
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::{ImportField, Target};
use crate::exchange::csv::read::Row;
use crate::model::date::Time;
use crate::model::field::FieldNumber;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::response::ResponseField;
use crate::model::wall_clock::WallClock;

/// The events of a file. They have no identity of their own: one that is there as the row says stands for that row.
#[derive(Debug, Clone)]
pub struct EventRows {
    date: Option<FileColumn>,
    /// What fills the type where no column does.
    channel: Option<FileColumn>,
    filling: Filling,
    customers: CustomerLookup,
    events: StagedRows,
    fields: EventFields,
    clock: WallClock,
    matched: FxHashSet<u32>,
}

/// Fields that both kinds of events have.
#[derive(Debug, Clone, Copy)]
struct EventFields {
    customer: FieldNumber,
    at: FieldNumber,
    date: ImportField,
    /// Of an interaction.
    type_: Option<FieldNumber>,
}

impl EventRows {
    /// For a file of contacts that is imported as the order says.
    pub fn interactions(data: &Data, order: &ImportOrder, clock: WallClock) -> Self {
        let fields = EventFields {
            customer: InteractionField::Customer.number(),
            at: InteractionField::At.number(),
            date: ImportField::ContactDate,
            type_: Some(InteractionField::Type.number()),
        };
        Self::new(data, order, Kind::Interaction, fields, clock)
    }

    /// For a file of answers that is imported as the order says.
    pub fn responses(data: &Data, order: &ImportOrder, clock: WallClock) -> Self {
        let fields = EventFields {
            customer: ResponseField::Customer.number(),
            at: ResponseField::At.number(),
            date: ImportField::ResponseDate,
            type_: None,
        };
        Self::new(data, order, Kind::Response, fields, clock)
    }

    fn new(data: &Data, order: &ImportOrder, kind: Kind, fields: EventFields, clock: WallClock) -> Self {
        let columns = file_columns(&order.mapping, &order.styles);
        let target = order.mapping.target;
        Self {
            date: column_for(&columns, fields.date),
            channel: column_for(&columns, ImportField::ContactChannel),
            filling: Filling::new(data, kind, &columns, |field| field_for(target, field)),
            customers: CustomerLookup::new(data, &columns, order),
            events: StagedRows::new(data, kind),
            fields,
            clock,
            matched: FxHashSet::default(),
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When it is no event that could be kept.
    pub fn take(&mut self, data: &Data, row: &Row<'_>) -> Result<Fate, RowReason> {
        let told = self.date.map_or(Ok(None), |column| column.moment(row, self.clock))?;
        let (day, moment) = told.ok_or(RowReason::Missing(self.fields.date))?;
        // Where no time is told: `Time::day_alone`.
        let day_alone = Time::start_of(day, 0).millis();
        let at = moment.map_or(day_alone, Time::millis);
        let values = self.filling.read(data, row)?;
        self.filling.check_new(&values)?;
        let customer = self.customers.find(data, row)?;
        let kind = self.events.kind();
        let table = data.table(kind);
        let there = |at: i64| {
            let is_same = |event: &u32| {
                table.number(*event, self.fields.at) == Some(at)
                    && values.iter().all(|(field, held)| table.cell(*event, *field) == held.cell())
            };
            let mut there = data.referring(kind, self.fields.customer, customer);
            there.find(|event| !self.matched.contains(event) && is_same(event))
        };
        // One that came in before times were kept has the day alone.
        let earlier = || moment.and_then(|_| there(day_alone));
        if let Some(event) = there(at).or_else(earlier) {
            self.matched.insert(event);
            return Ok(Fate::Unchanged);
        }
        let event = self.events.add();
        for (field, held) in &values {
            self.events.set(event, *field, held.cell());
        }
        if let (Some(field), true) = (self.fields.type_, values.iter().all(|(it, _)| Some(*it) != self.fields.type_)) {
            let channel = self.channel.map_or(Ok(None), |column| column.number(row))?;
            self.events.set(event, field, Cell::Number(type_of_channel(channel)));
        }
        self.events.set(event, self.fields.customer, Cell::Row(customer));
        self.events.set(event, self.fields.at, Cell::Number(at));
        Ok(Fate::Made)
    }

    /// What the rows came to: those that others refer to come first.
    pub fn finish(self) -> Vec<StagedRows> {
        vec![self.customers.finish(), self.events]
    }
}

/// What a contact on a channel was: a call, a visit, an e-mail, a message; a note where nothing tells.
fn type_of_channel(channel: Option<i64>) -> i64 {
    const TYPES: [i64; 10] = [4, 1, 5, 5, 3, 6, 5, 5, 3, 2];
    let place = channel.and_then(|channel| usize::try_from(channel).ok());
    place.and_then(|place| TYPES.get(place)).copied().unwrap_or(0)
}

/// The field of an event that a column fills as it stands.
fn field_for(target: Target, field: ImportField) -> Option<FieldNumber> {
    const INTERACTIONS: &[(ImportField, InteractionField)] = &[
        (ImportField::ContactType, InteractionField::Type),
        (ImportField::ContactChannel, InteractionField::Channel),
        (ImportField::Sentiment, InteractionField::Sentiment),
        (ImportField::ContactText, InteractionField::Text),
    ];
    const RESPONSES: &[(ImportField, ResponseField)] =
        &[(ImportField::Nps, ResponseField::Nps), (ImportField::Comment, ResponseField::Comment)];
    match target {
        Target::Interactions => INTERACTIONS.iter().find(|(from, _)| *from == field).map(|(_, to)| to.number()),
        Target::Responses => RESPONSES.iter().find(|(from, _)| *from == field).map(|(_, to)| to.number()),
        Target::Customers | Target::Products | Target::OrderLines => None,
    }
}
