//! One function a table: a row number in, the row out, each draw in the order that `SPEC.md` lays down.

use super::Table;
use super::names::{Company, Email, Name, Phone};
use super::size::Size;
use crate::demo::random::Draws;
use crate::demo::words::{self, City};
use crate::model::date::Date;

/// The workload's own today, 2026-09-30, in days since 1970-01-01.
pub const TODAY_DAY: i32 = 20_726;
/// The first day with orders, 2021-10-01.
pub const START_DAY: i32 = 18_901;
/// Days with orders: 60 whole months.
pub const N_ORDER_DAYS: usize = 1826;

/// What is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// Row number + 1.
    pub id: u32,
    /// Place in `words::CATEGORIES`.
    pub category: u8,
    /// List price in cents.
    pub price_minor: u32,
    /// Cost in cents.
    pub cost_minor: u32,
}

/// How much a customer matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerClass {
    /// The best 15 %.
    A,
    /// The next 30 %.
    B,
    /// The others.
    C,
}

/// Up to three places in a list of tags, in the order drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tags {
    places: [u8; 3],
    n_tags: u8,
}

/// Whom it is sold to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customer {
    /// Row number + 1.
    pub id: u32,
    /// First name.
    pub first: &'static str,
    /// Family name.
    pub last: Name,
    /// The firm, where there is one.
    pub company: Company,
    /// E-mail address.
    pub email: Email,
    /// Mobile number.
    pub phone: Phone,
    /// Town with province, region and country.
    pub city: &'static City,
    /// Day of birth, since 1970-01-01.
    pub birth_day: i32,
    /// Place in `words::PREFERRED_CHANNELS`.
    pub channel: u8,
    /// Places in `words::TAGS`.
    pub tags: Tags,
    /// Day since 1970-01-01 on which the customer was entered.
    pub created_day: i32,
    /// How much the customer matters.
    pub class: CustomerClass,
    /// Whether marketing was agreed to.
    pub has_consent: bool,
}

/// One line of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderLine {
    /// Id of the product.
    pub product_id: u32,
    /// Pieces.
    pub quantity: u32,
    /// Price of a piece in cents.
    pub unit_price_minor: u32,
    /// Cost of a piece in cents.
    pub unit_cost_minor: u32,
}

/// What was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Day since 1970-01-01.
    pub day: i32,
    lines: [OrderLine; 4],
    n_lines: u8,
}

/// A call, message or visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interaction {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Day since 1970-01-01.
    pub day: i32,
    /// Place in `words::INTERACTION_CHANNELS`.
    pub channel: u8,
    /// −1, 0 or 1.
    pub sentiment: i8,
}

/// A negotiation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deal {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Place in `words::STAGES`.
    pub stage: u8,
    /// Worth in cents.
    pub value_minor: u32,
    /// Day since 1970-01-01 on which it began.
    pub created_day: i32,
    /// Day on which it is hoped to close.
    pub expected_day: i32,
}

/// An answer to "would you recommend us?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survey {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Day since 1970-01-01.
    pub day: i32,
    /// 0 to 10.
    pub nps: u8,
}

impl Tags {
    /// The places, in the order drawn.
    pub fn places(&self) -> &[u8] {
        self.places.get(..usize::from(self.n_tags)).unwrap_or_default()
    }

    fn add(&mut self, place: u8) {
        if !self.places().contains(&place)
            && let Some(free) = self.places.get_mut(usize::from(self.n_tags))
        {
            *free = place;
            self.n_tags += 1;
        }
    }
}

impl Order {
    /// One to four lines.
    pub fn lines(&self) -> &[OrderLine] {
        self.lines.get(..usize::from(self.n_lines)).unwrap_or_default()
    }

    /// The sum of the lines in cents.
    pub fn total_minor(&self) -> u64 {
        self.lines().iter().map(|line| u64::from(line.quantity) * u64::from(line.unit_price_minor)).sum()
    }
}

/// The 500 products, made by the compiler.
pub static PRODUCTS: [Product; 500] = products();

/// The month, 0 for January, of each day with orders.
static MONTHS: [u8; N_ORDER_DAYS] = months_from(START_DAY);

/// The customer in a row, counted from 0. It does not depend on the size.
pub fn customer(row: u32) -> Customer {
    let mut draws = Draws::of_row(Table::Customers.number(), row);
    let id = row + 1;
    let first = draws.pick(&words::FIRST_NAMES);
    let last = Name::draw(&mut draws);
    let company = Company::draw(&mut draws);
    let email = Email::draw(&mut draws, first, last, id);
    let phone = Phone::draw(&mut draws);
    let city = draw_city(&mut draws);
    let birth_day = -10_957 + draws.below(23_740) as i32;
    let channel = draws.below(words::PREFERRED_CHANNELS.len() as u32) as u8;
    let mut tags = Tags::default();
    for _ in 0..draws.pick(&words::TAG_COUNTS) {
        tags.add(draws.below(words::TAGS.len() as u32) as u8);
    }
    let created_day = TODAY_DAY - draws.below(2190) as i32;
    let class = match draws.below(100) {
        0..15 => CustomerClass::A,
        15..45 => CustomerClass::B,
        45.. => CustomerClass::C,
    };
    let has_consent = draws.below(100) < 72;
    Customer { id, first, last, company, email, phone, city, birth_day, channel, tags, created_day, class, has_consent }
}

/// The order in a row, counted from 0, among customers of this number.
pub fn order(row: u32, size: Size) -> Order {
    order_in_season(row, size, &MONTHS)
}

/// The customer of the order in a row: cheaper than the whole order.
pub fn order_customer(row: u32, size: Size) -> u32 {
    draw_order_customer(&mut Draws::of_row(Table::Orders.number(), row), size)
}

/// An order whose day follows the season of another calendar: `months` has the month, 0 for January, of each of the
/// days with orders.
pub fn order_in_season(row: u32, size: Size, months: &[u8; N_ORDER_DAYS]) -> Order {
    let mut draws = Draws::of_row(Table::Orders.number(), row);
    let customer_id = draw_order_customer(&mut draws, size);
    let mut day = 0;
    for _ in 0..4 {
        day = draws.below(N_ORDER_DAYS as u32);
        let month = months[day as usize];
        if draws.below(100) < words::SEASON_PERCENT[usize::from(month)] {
            break;
        }
    }
    let n_lines = 1 + draws.below(4) as u8;
    let mut lines = [OrderLine::default(); 4];
    for line in lines.iter_mut().take(usize::from(n_lines)) {
        let unit = draws.unit();
        let product = &PRODUCTS[(unit * unit * PRODUCTS.len() as f64) as usize];
        let quantity = 1 + draws.below(5);
        *line = OrderLine {
            product_id: product.id,
            quantity,
            unit_price_minor: product.price_minor * (90 + draws.below(16)) / 100,
            unit_cost_minor: product.cost_minor,
        };
    }
    Order { id: row + 1, customer_id, day: START_DAY + day as i32, lines, n_lines }
}

/// The interaction in a row, counted from 0, among customers of this number.
pub fn interaction(row: u32, size: Size) -> Interaction {
    let mut draws = Draws::of_row(Table::Interactions.number(), row);
    let unit = draws.unit();
    let rank = (unit * unit * f64::from(size.n_customers())) as u32;
    let day = TODAY_DAY - draws.below(1095) as i32;
    let channel = draws.below(words::INTERACTION_CHANNELS.len() as u32) as u8;
    let sentiment = match draws.below(10) {
        0..2 => -1,
        2..6 => 0,
        6.. => 1,
    };
    Interaction { id: row + 1, customer_id: size.customer_at_interaction_rank(rank), day, channel, sentiment }
}

/// The deal in a row, counted from 0, among customers of this number.
pub fn deal(row: u32, size: Size) -> Deal {
    let mut draws = Draws::of_row(Table::Deals.number(), row);
    let customer_id = 1 + draws.below(size.n_customers());
    let stage = draws.below(words::STAGES.len() as u32) as u8;
    let value_minor = 50_000 + draws.below(2_000_000);
    let created_day = TODAY_DAY - draws.below(730) as i32;
    let expected_day = created_day + 15 + draws.below(180) as i32;
    Deal { id: row + 1, customer_id, stage, value_minor, created_day, expected_day }
}

/// The survey answer in a row, counted from 0, among customers of this number.
pub fn survey(row: u32, size: Size) -> Survey {
    let mut draws = Draws::of_row(Table::Surveys.number(), row);
    let customer_id = 1 + draws.below(size.n_customers());
    let day = TODAY_DAY - draws.below(1095) as i32;
    let percent = draws.below(100);
    let nps = words::NPS_CUMULATIVE_PERCENT.iter().take_while(|&&bound| percent >= bound).count() as u8;
    Survey { id: row + 1, customer_id, day, nps }
}

fn draw_order_customer(draws: &mut Draws, size: Size) -> u32 {
    let unit = draws.unit();
    size.customer_at_order_rank((unit * unit * unit * f64::from(size.n_customers())) as u32)
}

fn draw_city(draws: &mut Draws) -> &'static City {
    let mut rest = draws.below(1000);
    let mut found = &words::CITIES[0];
    for city in &words::CITIES {
        found = city;
        if rest < city.weight {
            break;
        }
        rest -= city.weight;
    }
    found
}

const fn products() -> [Product; 500] {
    let mut products = [Product { id: 0, category: 0, price_minor: 0, cost_minor: 0 }; 500];
    let mut row = 0;
    while row < products.len() {
        let mut draws = Draws::of_row(Table::Products.number(), row as u32);
        let category = draws.below(words::CATEGORIES.len() as u32) as u8;
        let price_minor = 300 + draws.below(9700);
        let cost_minor = price_minor * (40 + draws.below(35)) / 100;
        products[row] = Product { id: row as u32 + 1, category, price_minor, cost_minor };
        row += 1;
    }
    products
}

/// The month, 0 for January, of each of the days with orders when the first of them is this day.
pub const fn months_from(first_day: i32) -> [u8; N_ORDER_DAYS] {
    let mut months = [0; N_ORDER_DAYS];
    let mut at = 0;
    while at < N_ORDER_DAYS {
        if let Ok(date) = Date::from_days(first_day.saturating_add(at as i32)) {
            months[at] = date.month() - 1;
        }
        at += 1;
    }
    months
}
