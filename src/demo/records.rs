//! The demo trade as the records of a workspace, in an order in which what is referred to comes first.

use std::collections::VecDeque;

use crate::changes::clock::Stamp;
use crate::changes::whole_record::WholeRecord;
use crate::demo::trade::{self, STAGE_SHAPES, Trade};
use crate::model;
use crate::model::date::{Date, Time};
use crate::model::field::FieldNumber;
use crate::model::id::{Id, IdSource};
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::small_sort;

/// What the demo cannot know by itself.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// When its records are made, and on which device.
    pub made: Stamp,
    /// 64 bits of chance, for identities.
    pub chance: u64,
    /// Minutes that the clock on the wall is ahead of UTC.
    pub offset_minutes: i32,
}

/// The records of the demo, made when asked for.
pub struct Records<'t> {
    trade: &'t Trade,
    circumstances: Circumstances,
    first: Vec<Id>,
    steps: VecDeque<(Step, u32)>,
    row: u32,
    n_lines: u32,
    n_consents: u32,
    ready: VecDeque<WholeRecord>,
}

/// The steps in which records are made.
#[derive(Debug, Clone, Copy)]
enum Step {
    Ground,
    Customers,
    Products,
    Deals,
    Orders,
    Tickets,
    Interactions,
    Tasks,
    Responses,
}

impl<'t> Records<'t> {
    /// All records of the trade.
    pub fn of(trade: &'t Trade, circumstances: Circumstances) -> Self {
        let mut ids = IdSource::new(circumstances.made.millis, circumstances.chance);
        let steps = [
            (Step::Ground, 1),
            (Step::Customers, trade.n_customers()),
            (Step::Products, trade.n_products()),
            (Step::Deals, trade.n_deals()),
            (Step::Orders, trade.n_orders()),
            (Step::Tickets, trade.n_tickets()),
            (Step::Interactions, trade.n_interactions()),
            (Step::Tasks, trade.n_tasks()),
            (Step::Responses, trade.n_responses()),
        ];
        Self {
            trade,
            circumstances,
            first: Kind::ALL.iter().map(|_| ids.next_id()).collect(),
            steps: steps.into(),
            row: 0,
            n_lines: 0,
            n_consents: 0,
            ready: VecDeque::new(),
        }
    }

    /// About how many records there are: for progress.
    pub fn about_how_many(trade: &Trade) -> u64 {
        let rows =
            [trade.n_customers(), trade.n_deals(), trade.n_interactions(), trade.n_responses(), trade.n_tickets()];
        // An order has two and a half lines, a customer four consents.
        rows.into_iter().map(u64::from).sum::<u64>()
            + u64::from(trade.n_orders()) * 7 / 2
            + u64::from(trade.n_customers()) * 4
    }

    /// The identity of the record of that kind whose number in the trade, from 1 on, is this.
    pub fn id(&self, kind: Kind, number: u32) -> Id {
        let first = self.first.get(kind.index()).copied().unwrap_or_else(|| Id::from_u128(0));
        first.plus(u64::from(number.saturating_sub(1)))
    }

    fn push<R: Record>(&mut self, number: u32, row: &R) {
        let record = WholeRecord::new(R::KIND, self.id(R::KIND, number), self.circumstances.made, row.write());
        self.ready.push_back(record);
    }

    fn member(&self, place: usize) -> Id {
        self.id(Kind::Member, place as u32 + 1)
    }

    /// A moment of a day by the clock on the wall.
    fn at(&self, day: Date, minute: u32) -> i64 {
        Time::start_of(day, self.circumstances.offset_minutes).millis() + i64::from(minute) * 60_000
    }

    fn make(&mut self, step: Step, row: u32) {
        match step {
            Step::Ground => self.ground(),
            Step::Customers => self.customer(row),
            Step::Products => self.product(row),
            Step::Deals => self.deal(row),
            Step::Orders => self.order(row),
            Step::Tickets => self.ticket(row),
            Step::Interactions => self.interaction(row),
            Step::Tasks => self.task(row),
            Step::Responses => self.response(row),
        }
    }

    /// The workspace itself, the team, tags, the pipeline with its stages, the survey.
    fn ground(&mut self) {
        let workspace = model::workspace::Workspace {
            name: trade::NAME.to_owned(),
            currency: "EUR".to_owned(),
            city: "Treviso".to_owned(),
            province: "TV".to_owned(),
            country: "IT".to_owned(),
            vat: Some(2_200),
            ..Default::default()
        };
        self.push(1, &workspace);
        for (number, name) in (1..).zip(self.trade.tag_names()) {
            self.push(number, &model::tag::Tag { name: name.to_owned(), colour: Some(i64::from(number % 7)) });
        }
        for member in self.trade.members() {
            let (name, role) = (member.name.to_owned(), member.role.to_owned());
            self.push(member.id, &model::member::Member { name, email: member.email, role, ..Default::default() });
        }
        let [pipeline, survey] = self.trade.names_of_pipeline_and_survey().map(str::to_owned);
        self.push(1, &model::pipeline::Pipeline { name: pipeline, position: Some(0) });
        let pipeline = Some(self.id(Kind::Pipeline, 1));
        for (number, (shape, name)) in (1..).zip(STAGE_SHAPES.iter().zip(self.trade.stage_names())) {
            let stage = model::stage::Stage {
                name: name.to_owned(),
                pipeline,
                position: Some(i64::from(number) * 1_000),
                probability: Some(shape.probability_percent * 100),
                rotting_days: Some(i64::from(trade::ROTTING_DAYS) * 1_000),
                outcome: choice(Kind::Stage, model::stage::StageField::Outcome.number(), shape.outcome),
                ..Default::default()
            };
            self.push(number, &stage);
        }
        let survey = model::survey::Survey {
            name: survey,
            type_: choice(Kind::Survey, model::survey::SurveyField::Type.number(), "nps"),
            status: choice(Kind::Survey, model::survey::SurveyField::Status.number(), "open"),
            ..Default::default()
        };
        self.push(1, &survey);
    }

    fn customer(&mut self, row: u32) {
        use model::customer::CustomerField as F;
        let it = self.trade.customer(row);
        let pick = |field: F, name| choice(Kind::Customer, field.number(), name);
        let tags = self.trade.tag_names();
        let tag = |name: &&str| tags.iter().position(|tag| tag == name).map(|at| self.id(Kind::Tag, at as u32 + 1));
        let mut tags: Vec<Id> = it.tags.iter().filter_map(tag).collect();
        small_sort::sort(&mut tags);
        let commercial = it.consents.iter().any(|consent| consent.state == "given");
        let customer = model::customer::Customer {
            name: it.name,
            form: pick(F::Form, it.form),
            first_name: it.first_name.to_owned(),
            last_name: it.last_name,
            email: it.email,
            mobile: it.mobile,
            address: it.address,
            city: it.city.to_owned(),
            province: it.province.to_owned(),
            postal_code: it.postal_code.to_owned(),
            region: it.region.to_owned(),
            country: it.country.to_owned(),
            lifecycle: pick(F::Lifecycle, it.lifecycle),
            class: pick(F::Class, it.class),
            tags,
            channel: pick(F::Channel, it.channel),
            consent: commercial,
            birth_date: day(it.birth_date),
            since: day(Some(it.since)),
            source: it.source.to_owned(),
            industry: it.industry.to_owned(),
            language: pick(F::Language, it.language),
            owner: Some(self.member(it.owner)),
            ..Default::default()
        };
        self.push(it.id, &customer);
        for consent in it.consents {
            use model::consent::ConsentField as C;
            let pick = |field: C, name| choice(Kind::Consent, field.number(), name);
            self.n_consents += 1;
            let record = model::consent::Consent {
                customer: Some(self.id(Kind::Customer, it.id)),
                purpose: pick(C::Purpose, "commercial"),
                channels: pick(C::Channels, consent.channel).map(|bit| 1 << bit),
                state: pick(C::State, consent.state),
                at: Some(self.at(consent.on, 10 * 60)),
                method: pick(C::Method, "form"),
                ..Default::default()
            };
            self.push(self.n_consents, &record);
        }
    }

    fn product(&mut self, row: u32) {
        let it = self.trade.product(row);
        let product = model::product::Product {
            name: it.name,
            code: it.code,
            category: it.category.to_owned(),
            price: Some(it.price.minor()),
            cost: Some(it.cost.minor()),
            vat: Some(i64::from(it.vat.hundredths())),
            unit: it.unit.to_owned(),
            ..Default::default()
        };
        self.push(it.id, &product);
    }

    fn deal(&mut self, row: u32) {
        let it = self.trade.deal(row);
        let deal = model::deal::Deal {
            name: it.name.to_owned(),
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            stage: Some(self.id(Kind::Stage, u32::from(it.stage) + 1)),
            value: Some(it.value.minor()),
            expected_close: day(Some(it.expected_close)),
            opened_on: day(Some(it.opened_on)),
            closed_on: day(it.closed_on),
            reason: it.reason.to_owned(),
            owner: Some(self.member(it.owner)),
            stage_since: Some(self.at(it.stage_since, 10 * 60)),
            ..Default::default()
        };
        self.push(it.id, &deal);
    }

    fn order(&mut self, row: u32) {
        let it = self.trade.order(row);
        let order = model::order::Order {
            number: it.number,
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            date: day(Some(it.on)),
            status: choice(Kind::Order, model::order::OrderField::Status.number(), it.status),
            channel: it.channel.to_owned(),
            ..Default::default()
        };
        self.push(it.id, &order);
        for (position, line) in (1..).zip(it.lines) {
            self.n_lines += 1;
            let discount = i64::from(line.discount.hundredths());
            let line = model::order_line::OrderLine {
                order: Some(self.id(Kind::Order, it.id)),
                product: Some(self.id(Kind::Product, line.product_id)),
                quantity: Some(i64::from(line.quantity) * 1_000),
                unit_price: Some(line.unit_price.minor()),
                discount: (discount != 0).then_some(discount),
                vat: Some(i64::from(line.vat.hundredths())),
                unit_cost: Some(line.unit_cost.minor()),
                position: Some(position * 1_000),
                ..Default::default()
            };
            self.push(self.n_lines, &line);
        }
    }

    fn ticket(&mut self, row: u32) {
        use model::ticket::TicketField as F;
        let it = self.trade.ticket(row);
        let pick = |field: F, name| choice(Kind::Ticket, field.number(), name);
        let ticket = model::ticket::Ticket {
            subject: it.subject.to_owned(),
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            status: pick(F::Status, it.status),
            priority: pick(F::Priority, it.priority),
            channel: pick(F::Channel, it.channel),
            opened_at: Some(self.at(it.opened_on, 9 * 60)),
            solved_at: it.solved_on.map(|on| self.at(on, 17 * 60)),
            solution: it.solution.to_owned(),
            owner: Some(self.member(it.owner)),
            ..Default::default()
        };
        self.push(it.id, &ticket);
    }

    fn interaction(&mut self, row: u32) {
        use model::interaction::InteractionField as F;
        let it = self.trade.interaction(row);
        let pick = |field: F, name| choice(Kind::Interaction, field.number(), name);
        let interaction = model::interaction::Interaction {
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            at: Some(self.at(it.on, it.minute)),
            type_: pick(F::Type, it.type_),
            channel: pick(F::Channel, it.channel),
            direction: pick(F::Direction, it.direction),
            text: it.text.to_owned(),
            sentiment: pick(F::Sentiment, it.sentiment),
            minutes: it.minutes.map(|minutes| i64::from(minutes) * 1_000),
            member: Some(self.member(it.member)),
            deal: it.deal_id.map(|id| self.id(Kind::Deal, id)),
            ..Default::default()
        };
        self.push(it.id, &interaction);
    }

    fn task(&mut self, row: u32) {
        use model::task::TaskField as F;
        let it = self.trade.task(row);
        let pick = |field: F, name| choice(Kind::Task, field.number(), name);
        let task = model::task::Task {
            title: it.title.to_owned(),
            due: day(Some(it.due)),
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            type_: pick(F::Type, it.type_),
            done_at: it.done_on.map(|on| self.at(on, 16 * 60)),
            owner: Some(self.member(it.owner)),
            priority: pick(F::Priority, it.priority),
            deal: it.deal_id.map(|id| self.id(Kind::Deal, id)),
            ..Default::default()
        };
        self.push(it.id, &task);
    }

    fn response(&mut self, row: u32) {
        let it = self.trade.response(row);
        let response = model::response::Response {
            customer: Some(self.id(Kind::Customer, it.customer_id)),
            at: Some(self.at(it.on, 11 * 60)),
            nps: Some(i64::from(it.nps) * 1_000),
            comment: it.comment.to_owned(),
            ..Default::default()
        };
        self.push(it.id, &response);
    }
}

impl Iterator for Records<'_> {
    type Item = WholeRecord;

    fn next(&mut self) -> Option<WholeRecord> {
        while self.ready.is_empty() {
            let (step, n_rows) = *self.steps.front()?;
            if self.row < n_rows {
                self.make(step, self.row);
                self.row += 1;
            } else {
                self.steps.pop_front();
                self.row = 0;
            }
        }
        self.ready.pop_front()
    }
}

/// The number of a choice by its name.
fn choice(kind: Kind, field: FieldNumber, name: &str) -> Option<i64> {
    let choices = kind.field(field)?.choices;
    choices.iter().position(|it| *it == name).map(|at| at as i64)
}

fn day(date: Option<Date>) -> Option<i64> {
    date.map(|date| i64::from(date.days()))
}
