//! The workload as CSV text, in pieces of bounded size that never split an order.

use std::ops::Range;

use crate::model::date::Date;

use super::words;
use super::workload::{self, CustomerClass, PRODUCTS, Size, Table, push_number};

/// Part of a table as CSV text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The header line and the rows, each line ended by `\n`.
    pub text: String,
    /// The rows in it, counted from 0 (of orders: orders, not lines).
    pub rows: Range<u32>,
}

/// The pieces of a table, in order, each with the header line.
pub fn pieces(table: Table, size: Size) -> impl Iterator<Item = Piece> {
    let n_rows = table.n_rows(size);
    let step = n_rows_in_piece(table);
    (0..n_rows.div_ceil(step)).map(move |place| {
        let rows = place * step..n_rows.min((place + 1) * step);
        let mut text = String::from(header(table));
        text.push('\n');
        write_rows(table, rows.clone(), size, &mut text);
        Piece { text, rows }
    })
}

/// The header line of a table, without its line end.
pub const fn header(table: Table) -> &'static str {
    match table {
        Table::Products => "id,name,category,price,cost",
        Table::Customers => {
            "id,first_name,last_name,company,email,phone,city,province,region,country,birth_date,channel,tags,created,class,consent"
        }
        Table::Orders => "order_id,customer_id,date,line,product_id,qty,unit_price,unit_cost",
        Table::Interactions => "id,customer_id,date,channel,sentiment",
        Table::Deals => "id,customer_id,stage,value,created,expected_close",
        Table::Surveys => "id,customer_id,date,nps",
    }
}

/// Appends rows of a table, without the header. An order has one row a line.
pub fn write_rows(table: Table, rows: Range<u32>, size: Size, text: &mut String) {
    let mut line = Line { text };
    match table {
        Table::Products => rows.for_each(|row| write_product(row, &mut line)),
        Table::Customers => rows.for_each(|row| write_customer(row, &mut line)),
        Table::Orders => rows.for_each(|row| write_order(row, size, &mut line)),
        Table::Interactions => rows.for_each(|row| write_interaction(row, size, &mut line)),
        Table::Deals => rows.for_each(|row| write_deal(row, size, &mut line)),
        Table::Surveys => rows.for_each(|row| write_survey(row, size, &mut line)),
    }
}

const fn n_rows_in_piece(table: Table) -> u32 {
    match table {
        Table::Products => 500,
        Table::Customers | Table::Orders => 100_000,
        Table::Interactions | Table::Deals | Table::Surveys => 250_000,
    }
}

/// The line being written: each call appends a field and the comma after it, `end` turns the last one into a line end.
struct Line<'a> {
    text: &'a mut String,
}

impl Line<'_> {
    fn number(&mut self, number: u32) -> &mut Self {
        push_number(number, 1, self.text);
        self.word(",")
    }

    fn word(&mut self, word: &str) -> &mut Self {
        self.text.push_str(word);
        self
    }

    fn field(&mut self, word: &str) -> &mut Self {
        self.word(word).word(",")
    }

    fn money(&mut self, minor: u32) -> &mut Self {
        push_number(minor / 100, 1, self.text);
        self.text.push('.');
        push_number(minor % 100, 2, self.text);
        self.word(",")
    }

    fn date(&mut self, day: i32) -> &mut Self {
        let date = Date::from_days(day).unwrap_or(Date::MIN).civil();
        push_number(date.year.unsigned_abs(), 4, self.text);
        self.text.push('-');
        push_number(u32::from(date.month), 2, self.text);
        self.text.push('-');
        push_number(u32::from(date.day), 2, self.text);
        self.word(",")
    }

    /// A field that is put in quotes when it holds a comma or a quote.
    fn quoted(&mut self, write: impl FnOnce(&mut String)) -> &mut Self {
        let start = self.text.len();
        write(self.text);
        let written = self.text.get(start..).unwrap_or_default();
        if written.contains([',', '"']) {
            let quoted = format!("\"{}\"", written.replace('"', "\"\""));
            self.text.truncate(start);
            self.text.push_str(&quoted);
        }
        self.word(",")
    }

    fn end(&mut self) {
        self.text.pop();
        self.text.push('\n');
    }
}

fn write_product(row: u32, line: &mut Line<'_>) {
    let Some(product) = PRODUCTS.get(row as usize) else { return };
    let category = words::CATEGORIES[usize::from(product.category)];
    line.number(product.id).word(category).word(" ");
    push_number(product.id, 3, line.text);
    line.word(",").field(category).money(product.price_minor).money(product.cost_minor).end();
}

fn write_customer(row: u32, line: &mut Line<'_>) {
    let customer = workload::customer(row);
    line.number(customer.id)
        .field(customer.first)
        .quoted(|text| customer.last.write_to(text))
        .quoted(|text| customer.company.write_to(text));
    customer.email.write_to(line.text);
    line.word(",");
    customer.phone.write_to(line.text);
    line.word(",")
        .field(customer.city.name)
        .field(customer.city.province)
        .field(customer.city.region)
        .field(customer.city.country)
        .date(customer.birth_day)
        .field(words::PREFERRED_CHANNELS[usize::from(customer.channel)]);
    for (at, &tag) in customer.tags.places().iter().enumerate() {
        line.word(if at == 0 { "" } else { "|" }).word(words::TAGS[usize::from(tag)]);
    }
    let class = match customer.class {
        CustomerClass::A => "A",
        CustomerClass::B => "B",
        CustomerClass::C => "C",
    };
    let consent = if customer.has_consent { "true" } else { "false" };
    line.word(",").date(customer.created_day).field(class).field(consent).end();
}

fn write_order(row: u32, size: Size, line: &mut Line<'_>) {
    let order = workload::order(row, size);
    for (number, it) in (1..).zip(order.lines()) {
        line.number(order.id).number(order.customer_id).date(order.day).number(number);
        line.number(it.product_id).number(it.quantity).money(it.unit_price_minor).money(it.unit_cost_minor).end();
    }
}

fn write_interaction(row: u32, size: Size, line: &mut Line<'_>) {
    let interaction = workload::interaction(row, size);
    let sentiment = match interaction.sentiment {
        ..0 => "-1",
        0 => "0",
        1.. => "1",
    };
    line.number(interaction.id).number(interaction.customer_id).date(interaction.day);
    line.field(words::INTERACTION_CHANNELS[usize::from(interaction.channel)]).field(sentiment).end();
}

fn write_deal(row: u32, size: Size, line: &mut Line<'_>) {
    let deal = workload::deal(row, size);
    line.number(deal.id).number(deal.customer_id).field(words::STAGES[usize::from(deal.stage)]);
    line.money(deal.value_minor).date(deal.created_day).date(deal.expected_day).end();
}

fn write_survey(row: u32, size: Size, line: &mut Line<'_>) {
    let survey = workload::survey(row, size);
    line.number(survey.id).number(survey.customer_id).date(survey.day).number(u32::from(survey.nps)).end();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a of 32 bits over the header and all rows, as `SPEC.md` sums them.
    fn sum(table: Table, size: Size) -> u32 {
        let header_bytes = header(table).len() + 1;
        let mut sum = 0x811c_9dc5_u32;
        for (place, piece) in pieces(table, size).enumerate() {
            for &byte in &piece.text.as_bytes()[if place == 0 { 0 } else { header_bytes }..] {
                sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        sum
    }

    #[test]
    fn the_bytes_are_those_of_the_specification() {
        let size = Size::new(1000).unwrap();
        let table = [
            (Table::Products, 0x45e0_c84a),
            (Table::Customers, 0xd07d_2241),
            (Table::Orders, 0xad8b_6790),
            (Table::Interactions, 0x4404_ede4),
            (Table::Deals, 0xf058_5f04),
            (Table::Surveys, 0xd2c4_de85),
        ];
        for (table, expected) in table {
            let found = sum(table, size);
            assert_eq!(found, expected, "{table:?}: {found:08x}");
        }
    }

    #[test]
    fn pieces_cover_all_rows_once() {
        let size = Size::new(50_000).unwrap();
        let rows: Vec<Range<u32>> = pieces(Table::Orders, size).map(|piece| piece.rows).collect();
        assert_eq!(rows, [0..100_000, 100_000..200_000, 200_000..250_000]);
    }
}
