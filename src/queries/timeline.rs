//! Everything that happened with a customer, newest first.

use serde::{Deserialize, Serialize};

use crate::engine::data::{Data, Kinds};
use crate::model::date::Time;
use crate::model::deal::DealField;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::response::ResponseField;
use crate::model::small_sort;
use crate::model::stage::StageField;
use crate::model::task::TaskField;
use crate::model::ticket::TicketField;
use crate::queries::record_detail::row_of;
use crate::queries::shown::{Named, referred};
use crate::queries::task_list::{TaskItem, item};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What happened with a customer, and what is to be done?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// With whom.
    pub customer: Id,
    /// Only what lies before this event: the time and the record of the last one known.
    #[serde(default)]
    pub before: Option<(i64, Id)>,
    /// How many events to give: at most [`MAX_EVENTS`].
    pub limit: usize,
    /// Only what records of this kind tell, and nothing but events; all of it without.
    #[serde(default)]
    pub only: Option<Kind>,
}

/// The most events of one answer.
pub const MAX_EVENTS: usize = 500;

/// What happened with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// How many events there are in all.
    pub total: usize,
    /// Newest first.
    pub events: Vec<TimelineEvent>,
    /// Interactions kept on top, whenever they took place; only with the first events.
    pub pinned: Vec<TimelineEvent>,
    /// Tasks to be done, by when; only with the first events.
    pub open_tasks: Vec<TaskItem>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// Which record tells of it.
    pub id: Id,
    /// When: milliseconds since 1970-01-01; midnight UTC of the day where only that is known.
    pub at: i64,
    /// How exactly that is known.
    pub precision: Precision,
    /// What.
    pub event: Event,
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the millisecond.
    Moment,
}

/// What happened. Choices are indexes and numbers are read as in the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A note, call, message, meeting or visit.
    Interaction {
        /// What it was.
        type_: Option<i64>,
        /// Channel.
        channel: Option<i64>,
        /// Who started it.
        direction: Option<i64>,
        /// What was said.
        text: String,
        /// How it went.
        sentiment: Option<i64>,
        /// Length in thousandths of a minute.
        minutes: Option<i64>,
        /// By whom.
        member: Option<Named>,
        /// Kept on top.
        pinned: bool,
    },
    /// An order.
    Order {
        /// Its number.
        number: String,
        /// How far it is.
        status: Option<i64>,
        /// Net in minor units.
        net: i64,
    },
    /// A deal began.
    DealOpened {
        /// Its name.
        name: String,
        /// Where it stands now.
        stage: Option<Named>,
        /// Expected value in minor units.
        value: Option<i64>,
    },
    /// A deal was won or lost.
    DealClosed {
        /// Its name.
        name: String,
        /// What its stage means: the index of [`StageField::Outcome`].
        outcome: Option<i64>,
        /// Value in minor units.
        value: Option<i64>,
        /// Why.
        reason: String,
    },
    /// A request or problem came in.
    TicketOpened {
        /// What it is about.
        subject: String,
        /// Where it stands now.
        status: Option<i64>,
        /// Priority.
        priority: Option<i64>,
    },
    /// A request or problem was solved.
    TicketSolved {
        /// What it is about.
        subject: String,
    },
    /// A task was done.
    TaskDone {
        /// What.
        title: String,
        /// Kind of task.
        type_: Option<i64>,
        /// By whom.
        owner: Option<Named>,
    },
    /// A survey was answered.
    Response {
        /// Answer to "would you recommend us", in thousandths.
        nps: Option<i64>,
        /// Satisfaction, 1 to 5.
        csat: Option<i64>,
        /// Effort, in thousandths.
        ces: Option<i64>,
        /// What was said.
        comment: String,
    },
}

impl Ask for Timeline {
    type Answer = Happened;

    fn reads(&self) -> Kinds {
        if self.only == Some(Kind::Order) {
            return Kinds::of(&[Kind::Customer, Kind::Order, Kind::OrderLine]);
        }
        Kinds::of(&[
            Kind::Customer,
            Kind::Interaction,
            Kind::Order,
            Kind::OrderLine,
            Kind::Deal,
            Kind::Stage,
            Kind::Ticket,
            Kind::Task,
            Kind::Response,
            Kind::Member,
        ])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Happened, Unanswered> {
        let data = sight.data;
        let customer = row_of(data, Kind::Customer, self.customer)?;
        let mut all = marks(data, customer, self.only);
        let total = all.len();
        let is_first = self.before.is_none() && self.only.is_none();
        let pinned: Vec<Mark> =
            if is_first { all.iter().filter(|mark| is_pinned(data, mark)).copied().collect() } else { Vec::new() };
        if let Some(before) = self.before {
            all.retain(|mark| (mark.at, mark.id) < before);
        }
        small_sort::sort_by_key(&mut all, |mark| std::cmp::Reverse((mark.at, mark.id)));
        let told = |marks: &[Mark]| marks.iter().map(|mark| tell(data, mark)).collect();
        Ok(Happened {
            total,
            events: told(&all[..all.len().min(self.limit.min(MAX_EVENTS))]),
            pinned: told(&pinned),
            open_tasks: if is_first { open_tasks(data, customer) } else { Vec::new() },
        })
    }

    picks!(Timeline);
}

/// Where something that happened stands.
#[derive(Clone, Copy)]
struct Mark {
    at: i64,
    id: Id,
    row: u32,
    source: Source,
    precision: Precision,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Interaction,
    Order,
    DealOpened,
    DealClosed,
    TicketOpened,
    TicketSolved,
    TaskDone,
    Response,
}

impl Source {
    fn kind(self) -> Kind {
        match self {
            Self::Interaction => Kind::Interaction,
            Self::Order => Kind::Order,
            Self::DealOpened | Self::DealClosed => Kind::Deal,
            Self::TicketOpened | Self::TicketSolved => Kind::Ticket,
            Self::TaskDone => Kind::Task,
            Self::Response => Kind::Response,
        }
    }
}

/// Of which kind, by which field it belongs to the customer, by which field it is dated.
const SOURCES: [(Source, FieldNumber, FieldNumber, Precision); 8] = [
    (Source::Interaction, InteractionField::Customer.number(), InteractionField::At.number(), Precision::Moment),
    (Source::Order, OrderField::Customer.number(), OrderField::Date.number(), Precision::Day),
    (Source::DealOpened, DealField::Customer.number(), DealField::OpenedOn.number(), Precision::Day),
    (Source::DealClosed, DealField::Customer.number(), DealField::ClosedOn.number(), Precision::Day),
    (Source::TicketOpened, TicketField::Customer.number(), TicketField::OpenedAt.number(), Precision::Moment),
    (Source::TicketSolved, TicketField::Customer.number(), TicketField::SolvedAt.number(), Precision::Moment),
    (Source::TaskDone, TaskField::Customer.number(), TaskField::DoneAt.number(), Precision::Moment),
    (Source::Response, ResponseField::Customer.number(), ResponseField::At.number(), Precision::Moment),
];

const MILLIS_PER_DAY: i64 = 86_400_000;

fn marks(data: &Data, customer: u32, only: Option<Kind>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (source, owner, dated, precision) in SOURCES {
        if only.is_some_and(|only| only != source.kind()) {
            continue;
        }
        let table = data.table(source.kind());
        for row in data.referring(source.kind(), owner, customer) {
            let (Some(number), Some(id)) = (table.number(row, dated), table.ids.id_of(row)) else { continue };
            let (at, precision) = match precision {
                Precision::Day => (number.saturating_mul(MILLIS_PER_DAY), Precision::Day),
                Precision::Moment if Time::from_millis(number).day_alone().is_some() => (number, Precision::Day),
                Precision::Moment => (number, Precision::Moment),
            };
            // What began and ended at the same time is told once, by its end.
            let ends = matches!(source, Source::DealClosed | Source::TicketSolved);
            match marks.iter_mut().rev().find(|it| ends && it.id == id && it.at == at) {
                Some(begun) => begun.source = source,
                None => marks.push(Mark { at, id, row, source, precision }),
            }
        }
    }
    marks
}

fn is_pinned(data: &Data, mark: &Mark) -> bool {
    mark.source == Source::Interaction
        && data.table(Kind::Interaction).number(mark.row, InteractionField::Pinned.number()) == Some(1)
}

fn tell(data: &Data, mark: &Mark) -> TimelineEvent {
    let kind = mark.source.kind();
    let (row, table) = (mark.row, data.table(kind));
    let text = |field: FieldNumber| table.text(row, field).to_owned();
    let number = |field: FieldNumber| table.number(row, field);
    let record = |field: FieldNumber| referred(data, kind, row, field);
    let event = match mark.source {
        Source::Interaction => Event::Interaction {
            type_: number(InteractionField::Type.number()),
            channel: number(InteractionField::Channel.number()),
            direction: number(InteractionField::Direction.number()),
            text: text(InteractionField::Text.number()),
            sentiment: number(InteractionField::Sentiment.number()),
            minutes: number(InteractionField::Minutes.number()),
            member: record(InteractionField::Member.number()),
            pinned: is_pinned(data, mark),
        },
        Source::Order => Event::Order {
            number: text(OrderField::Number.number()),
            status: number(OrderField::Status.number()),
            net: data.derived().orders.net.get(row as usize).copied().unwrap_or(0),
        },
        Source::DealOpened => Event::DealOpened {
            name: text(DealField::Name.number()),
            stage: record(DealField::Stage.number()),
            value: number(DealField::Value.number()),
        },
        Source::DealClosed => Event::DealClosed {
            name: text(DealField::Name.number()),
            outcome: table
                .target(row, DealField::Stage.number())
                .and_then(|stage| data.table(Kind::Stage).number(stage, StageField::Outcome.number())),
            value: number(DealField::Value.number()),
            reason: text(DealField::Reason.number()),
        },
        Source::TicketOpened => Event::TicketOpened {
            subject: text(TicketField::Subject.number()),
            status: number(TicketField::Status.number()),
            priority: number(TicketField::Priority.number()),
        },
        Source::TicketSolved => Event::TicketSolved { subject: text(TicketField::Subject.number()) },
        Source::TaskDone => Event::TaskDone {
            title: text(TaskField::Title.number()),
            type_: number(TaskField::Type.number()),
            owner: record(TaskField::Owner.number()),
        },
        Source::Response => Event::Response {
            nps: number(ResponseField::Nps.number()),
            csat: number(ResponseField::Csat.number()),
            ces: number(ResponseField::Ces.number()),
            comment: text(ResponseField::Comment.number()),
        },
    };
    TimelineEvent { id: mark.id, at: mark.at, precision: mark.precision, event }
}

fn open_tasks(data: &Data, customer: u32) -> Vec<TaskItem> {
    let table = data.table(Kind::Task);
    let is_open = |row: &u32| table.number(*row, TaskField::DoneAt.number()).is_none();
    let mut rows: Vec<u32> =
        data.referring(Kind::Task, TaskField::Customer.number(), customer).filter(is_open).collect();
    small_sort::sort_by_key(&mut rows, |row| (table.number(*row, TaskField::Due.number()).unwrap_or(i64::MAX), *row));
    rows.into_iter().filter_map(|row| item(data, row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::queries::fixture::{Fixture, NOON, TODAY, text};

    #[test]
    fn what_happened_comes_newest_first_in_pages_that_join_up() {
        let mut fixture = Fixture::new();
        let customer = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Anna"))]);
        let other = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Bruno"))]);
        let number = Value::Number;
        for (at, who, pinned) in [(NOON, customer, 0), (NOON - 9_000_000_000, customer, 1), (NOON, other, 0)] {
            fixture.add(
                Kind::Interaction,
                &[
                    (InteractionField::Customer.number(), Value::Reference(who)),
                    (InteractionField::At.number(), number(at)),
                    (InteractionField::Type.number(), number(1)),
                    (InteractionField::Pinned.number(), number(pinned)),
                ],
            );
        }
        let owned = |field: FieldNumber| (field, Value::Reference(customer));
        fixture
            .add(Kind::Order, &[owned(OrderField::Customer.number()), (OrderField::Date.number(), number(TODAY - 3))]);
        for (title, done) in [("call", number(NOON - 1)), ("write", Value::Empty)] {
            fixture.add(
                Kind::Task,
                &[
                    owned(TaskField::Customer.number()),
                    (TaskField::Title.number(), text(title)),
                    (TaskField::DoneAt.number(), done),
                ],
            );
        }
        // Opened and closed on one day: told once.
        fixture.add(
            Kind::Deal,
            &[
                owned(DealField::Customer.number()),
                (DealField::Name.number(), text("Fornitura")),
                (DealField::OpenedOn.number(), number(TODAY - 5)),
                (DealField::ClosedOn.number(), number(TODAY - 5)),
            ],
        );
        let first = fixture.ask(&Timeline { customer, before: None, limit: 2, only: None }).unwrap();
        assert_eq!((first.total, first.events.len(), first.pinned.len()), (5, 2, 1));
        assert_eq!(first.open_tasks.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["write"]);
        let last = first.events.last().map(|it| (it.at, it.id));
        let rest = fixture.ask(&Timeline { customer, before: last, limit: 9, only: None }).unwrap();
        assert!(rest.pinned.is_empty() && rest.open_tasks.is_empty());
        let all: Vec<_> = first.events.iter().chain(&rest.events).collect();
        let told: Vec<&str> = all.iter().map(|it| name(&it.event)).collect();
        assert_eq!(told, ["interaction", "task", "order", "deal closed", "interaction"]);
        assert!(all.iter().rev().is_sorted_by_key(|it| it.at));
        let orders = fixture.ask(&Timeline { customer, before: None, limit: 9, only: Some(Kind::Order) }).unwrap();
        assert_eq!((orders.total, orders.pinned.len(), orders.open_tasks.len()), (1, 0, 0));
        assert_eq!(orders.events.iter().map(|it| name(&it.event)).collect::<Vec<_>>(), ["order"]);
    }

    fn name(event: &Event) -> &'static str {
        match event {
            Event::Interaction { .. } => "interaction",
            Event::Order { .. } => "order",
            Event::DealOpened { .. } => "deal opened",
            Event::DealClosed { .. } => "deal closed",
            Event::TicketOpened { .. } => "ticket opened",
            Event::TicketSolved { .. } => "ticket solved",
            Event::TaskDone { .. } => "task",
            Event::Response { .. } => "response",
        }
    }
}
