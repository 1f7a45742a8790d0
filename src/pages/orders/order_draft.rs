//! An order while it is being written: texts as they are typed, and what they come to.

use crate::commands::save_order::{LineDraft as SavedLine, SaveOrder};
use crate::commands::validate::MAX_AMOUNT;
use crate::i18n::phrases::Phrase;
use crate::i18n::{Language, format};
use crate::model::check::Wrong;
use crate::model::date::Date;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::money::{Money, OrderTotals, Percent, Quantity, line_net, order_totals};
use crate::model::number_text::{NumberError, parse_decimal};
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField;
use crate::pages::record_form::Draft;
use crate::pages::typed_value::{iso_day, value_of_cell};
use crate::queries::order_detail::{OrderSheet, OrderSheetLine};
use crate::queries::shown::{ListCell, Named};

/// An order while it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OrderDraft {
    /// Number or name.
    pub number: String,
    /// Who orders.
    pub customer: Option<Named>,
    /// Day, as `YYYY-MM-DD`.
    pub date: String,
    /// Index of the status, as text; empty for none.
    pub status: String,
    /// Notes.
    pub notes: String,
    /// The lines, in order.
    pub lines: Vec<LineDraft>,
    /// What a new order says of the user's own fields; those of one that is there are facts.
    pub own: Draft,
}

/// A line while it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineDraft {
    /// Tells it from the others of its order while the page is open.
    pub key: u32,
    /// Which line; none for a new one.
    pub id: Option<Id>,
    /// What is sold.
    pub product: Option<Named>,
    /// Words on the line, where they differ from the product's name.
    pub description: String,
    /// What stands in the cells, by [`LineCell::ALL`].
    cells: [String; 5],
}

/// A cell of a line with a number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LineCell {
    Quantity,
    UnitPrice,
    Discount,
    Vat,
    UnitCost,
}

/// The discount of a line: a bare number or one with `%` is in percent, one with the sign of a currency is an amount, and
/// both can stand together (`10 % + 5,00 €`): the amount is taken off after the percentage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Discount {
    percent: Option<i64>,
    amount: Option<i64>,
}

impl Discount {
    fn text(self, language: Language, currency: &str) -> String {
        let amount = self.amount.map(|it| format::money(language, Money::from_minor(it), currency));
        match (self.percent, amount) {
            (None, None) => String::new(),
            (Some(percent), None) => LineCell::Discount.text(language, percent),
            (None, Some(amount)) => amount,
            (Some(percent), Some(amount)) => {
                format!("{} % + {amount}", LineCell::Discount.text(language, percent))
            }
        }
    }
}

fn is_currency_mark(it: char) -> bool {
    it.is_alphabetic() || matches!(it, '€' | '$' | '£')
}

/// What the lines of a draft come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DraftSums {
    /// Net, VAT and gross by rate and in all; none where an amount does not fit.
    pub totals: Option<OrderTotals>,
    /// Cost of what is sold.
    pub cost: Money,
    /// Lines that are not counted, because a number in them cannot be read.
    pub n_unread: usize,
}

impl LineCell {
    /// All, in the order of the line.
    pub(super) const ALL: [Self; 5] = [Self::Quantity, Self::UnitPrice, Self::Discount, Self::Vat, Self::UnitCost];

    /// The field that it fills.
    pub(super) const fn field(self) -> OrderLineField {
        match self {
            Self::Quantity => OrderLineField::Quantity,
            Self::UnitPrice => OrderLineField::UnitPrice,
            Self::Discount => OrderLineField::Discount,
            Self::Vat => OrderLineField::Vat,
            Self::UnitCost => OrderLineField::UnitCost,
        }
    }

    /// Its heading.
    pub(super) const fn name(self) -> Phrase {
        match self {
            Self::Quantity => Phrase::Quantity,
            Self::UnitPrice => Phrase::UnitPrice,
            Self::Discount => Phrase::Discount,
            Self::Vat => Phrase::Vat,
            Self::UnitCost => Phrase::Cost,
        }
    }

    /// A number of the field as it is typed.
    pub(super) fn text(self, language: Language, number: i64) -> String {
        match self {
            Self::Quantity => format::decimal_trimmed(language, number, 3),
            Self::UnitPrice | Self::UnitCost => format::decimal(language, number, 2),
            Self::Discount | Self::Vat => format::decimal_trimmed(language, number, 2),
        }
    }

    /// The number of the field out of what was typed; none where nothing was.
    fn read(self, language: Language, text: &str) -> Result<Option<i64>, NumberError> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text);
        if text.is_empty() {
            return Ok(None);
        }
        let decimals = match self {
            Self::Quantity => 3,
            Self::UnitPrice | Self::UnitCost | Self::Discount | Self::Vat => 2,
        };
        parse_decimal(text, language.number_style(), decimals).map(Some)
    }
}

impl OrderDraft {
    /// A new order of that day.
    pub(super) fn new(today: Date) -> Self {
        Self {
            number: String::new(),
            customer: None,
            date: iso_day(today),
            status: ORDERED.to_owned(),
            notes: String::new(),
            lines: vec![LineDraft::new(0)],
            own: Draft::default(),
        }
    }

    /// The order as it is kept; a line that was shown `before` keeps its key.
    pub(super) fn of(sheet: &OrderSheet, before: Option<&Self>, language: Language, currency: &str) -> Self {
        let cell = |field: OrderField| {
            let found = sheet.order.fields.iter().find(|(number, _)| *number == field.number());
            value_of_cell(found.map_or(&ListCell::Empty, |(_, cell)| cell))
        };
        let known = before.map_or(&[][..], |it| &it.lines);
        let mut next = known.iter().map(|line| line.key + 1).max().unwrap_or(0);
        let mut key = |id: Id| {
            let kept = known.iter().find(|line| line.id == Some(id)).map(|line| line.key);
            kept.unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        };
        let day = cell(OrderField::Date).number().and_then(|days| Date::from_days(i32::try_from(days).ok()?).ok());
        Self {
            number: cell(OrderField::Number).text().to_owned(),
            customer: sheet.customer.clone(),
            date: day.map_or_else(String::new, iso_day),
            status: cell(OrderField::Status).number().map_or_else(String::new, |index| index.to_string()),
            notes: cell(OrderField::Notes).text().to_owned(),
            lines: sheet.lines.iter().map(|line| LineDraft::of(line, key(line.id), language, currency)).collect(),
            own: Draft::default(),
        }
    }

    /// The same with its numbers written for readers of another language; what cannot be read stays as it is.
    pub(super) fn rewrite(&mut self, from: Language, to: Language, currency: &str) {
        for line in &mut self.lines {
            for cell in LineCell::ALL {
                if cell == LineCell::Discount {
                    if let Ok(discount) = line.discount(from) {
                        line.set(cell, discount.text(to, currency));
                    }
                } else if let Ok(Some(number)) = line.number(cell, from) {
                    line.set(cell, cell.text(to, number));
                }
            }
        }
    }

    /// Adds a line at the end and gives its key.
    pub(super) fn add_line(&mut self) -> u32 {
        let key = self.lines.iter().map(|line| line.key + 1).max().unwrap_or(0);
        self.lines.push(LineDraft::new(key));
        key
    }

    /// The line of that key.
    pub(super) fn line(&self, key: u32) -> Option<&LineDraft> {
        self.lines.iter().find(|line| line.key == key)
    }

    /// The line of that key, to be changed.
    pub(super) fn line_mut(&mut self, key: u32) -> Option<&mut LineDraft> {
        self.lines.iter_mut().find(|line| line.key == key)
    }

    /// What the lines come to, exactly as it will be once they are kept.
    pub(super) fn sums(&self, language: Language) -> DraftSums {
        let read: Vec<_> = self.lines.iter().filter_map(|line| line.amounts(language)).collect();
        let cost = read.iter().try_fold(Money::ZERO, |sum, it| sum.checked_add(it.cost)).unwrap_or_default();
        DraftSums {
            totals: order_totals(read.iter().map(|it| (it.net, it.vat))),
            cost,
            n_unread: self.lines.len() - read.len(),
        }
    }

    /// Everything that is wrong with the lines, by line and cell.
    pub(super) fn wrong(&self, language: Language) -> Vec<(u32, LineCell, Wrong)> {
        let of_line = |line: &LineDraft| {
            let key = line.key;
            LineCell::ALL.map(|cell| line.wrong(cell, language).map(|wrong| (key, cell, wrong)))
        };
        self.written_lines().flat_map(of_line).flatten().collect()
    }

    /// The command that keeps the draft; of a record that is there, it says what differs from `kept`.
    pub(super) fn command(&self, order: Option<Id>, kept: &Self, language: Language) -> SaveOrder {
        let date = Date::parse_iso(&self.date).map_or(Value::Empty, |day| Value::Number(i64::from(day.days())));
        let status = self.status.parse().map_or(Value::Empty, Value::Number);
        let refers = |named: &Option<Named>| named.as_ref().map_or(Value::Empty, |it| Value::Reference(it.id));
        let is_new = order.is_none();
        let fields = [
            (OrderField::Number, Value::from_text(self.number.trim()), self.number != kept.number),
            (OrderField::Customer, refers(&self.customer), self.customer != kept.customer),
            (OrderField::Date, date, self.date != kept.date),
            (OrderField::Status, status, self.status != kept.status),
            (OrderField::Notes, Value::from_text(self.notes.trim()), self.notes != kept.notes),
        ];
        let line = |line: &LineDraft| {
            let before = line.id.and_then(|_| kept.line(line.key));
            let mut values: Vec<(FieldNumber, Value)> = Vec::new();
            if before.is_none_or(|it| it.product != line.product) {
                values.push((OrderLineField::Product.number(), refers(&line.product)));
            }
            if before.is_none_or(|it| it.description != line.description) {
                values.push((OrderLineField::Description.number(), Value::from_text(line.description.trim())));
            }
            for cell in LineCell::ALL {
                if before.is_some_and(|it| it.text(cell) == line.text(cell)) {
                    continue;
                }
                let mut value = |field: OrderLineField, number: Option<i64>| {
                    values.push((field.number(), number.map_or(Value::Empty, Value::Number)));
                };
                if cell == LineCell::Discount {
                    let Discount { percent, amount } = line.discount(language).unwrap_or_default();
                    value(OrderLineField::Discount, percent);
                    value(OrderLineField::DiscountAmount, amount);
                } else {
                    value(cell.field(), line.number(cell, language).ok().flatten());
                }
            }
            SavedLine { id: line.id, values }
        };
        SaveOrder {
            order,
            values: fields
                .into_iter()
                .filter(|(_, _, changed)| *changed || is_new)
                .map(|(field, value, _)| (field.number(), value))
                .collect(),
            lines: self.written_lines().map(line).collect(),
        }
    }

    /// Leaves out new lines in which nothing was written.
    pub(super) fn drop_blank_lines(&mut self) {
        self.lines.retain(|line| !line.is_blank());
    }

    fn written_lines(&self) -> impl Iterator<Item = &LineDraft> {
        self.lines.iter().filter(|line| !line.is_blank())
    }
}

/// The index of the status of a new order: ordered.
const ORDERED: &str = "1";

/// What one line comes to.
pub(super) struct LineAmounts {
    /// Net.
    pub net: Money,
    /// VAT rate.
    pub vat: Percent,
    /// Cost.
    pub cost: Money,
}

impl LineDraft {
    fn new(key: u32) -> Self {
        Self { key, id: None, product: None, description: String::new(), cells: Default::default() }
    }

    fn of(line: &OrderSheetLine, key: u32, language: Language, currency: &str) -> Self {
        let mut draft = Self {
            id: Some(line.id),
            product: line.product.clone(),
            description: line.description.clone(),
            ..Self::new(key)
        };
        let percent = |percent: Percent| Some(i64::from(percent.hundredths())).filter(|it| *it != 0);
        let numbers = [
            (LineCell::Quantity, Some(line.quantity)),
            (LineCell::UnitPrice, Some(line.unit_price.minor())),
            (LineCell::Vat, percent(line.vat_rate)),
            (LineCell::UnitCost, line.unit_cost.map(Money::minor)),
        ];
        for (cell, number) in numbers {
            draft.set(cell, number.map_or_else(String::new, |number| cell.text(language, number)));
        }
        let amount = Some(line.discount_amount.minor()).filter(|it| *it != 0);
        let discount = Discount { percent: percent(line.discount), amount };
        draft.set(LineCell::Discount, discount.text(language, currency));
        draft
    }

    /// What stands in a cell.
    pub(super) fn text(&self, cell: LineCell) -> &str {
        self.cells.get(cell as usize).map_or("", String::as_str)
    }

    /// Writes into a cell.
    pub(super) fn set(&mut self, cell: LineCell, text: String) {
        if let Some(place) = self.cells.get_mut(cell as usize) {
            *place = text;
        }
    }

    /// The number in a cell; none where nothing stands there.
    pub(super) fn number(&self, cell: LineCell, language: Language) -> Result<Option<i64>, NumberError> {
        cell.read(language, self.text(cell))
    }

    /// The discount as it is typed.
    fn discount(&self, language: Language) -> Result<Discount, NumberError> {
        let mut discount = Discount::default();
        for part in self.text(LineCell::Discount).split('+').map(str::trim).filter(|part| !part.is_empty()) {
            let bare = part.trim_matches(is_currency_mark);
            let of = if bare.len() == part.len() { &mut discount.percent } else { &mut discount.amount };
            if of.replace(parse_decimal(bare.trim_end_matches('%').trim(), language.number_style(), 2)?).is_some() {
                return Err(NumberError::Unexpected { found: '+' });
            }
        }
        Ok(discount)
    }

    /// Whether the discount is a bare number, of which the sign of percent says what it is.
    pub(super) fn is_discount_bare(&self) -> bool {
        !self.text(LineCell::Discount).contains(|it| it == '%' || is_currency_mark(it))
    }

    /// What the line comes to; nothing while a number in it cannot be read or does not fit.
    pub(super) fn amounts(&self, language: Language) -> Option<LineAmounts> {
        let number = |cell| self.number(cell, language).ok().map(Option::unwrap_or_default);
        let percent = |number: i64| Some(Percent::from_hundredths(i32::try_from(number).ok()?));
        let quantity = Quantity::from_thousandths(number(LineCell::Quantity)?);
        let money = |cell| number(cell).map(Money::from_minor);
        let discount = self.discount(language).ok()?;
        let off = Money::from_minor(discount.amount.unwrap_or(0));
        let price = money(LineCell::UnitPrice)?;
        Some(LineAmounts {
            net: line_net(quantity, price, percent(discount.percent.unwrap_or(0))?, off)?,
            vat: percent(number(LineCell::Vat)?)?,
            cost: line_net(quantity, money(LineCell::UnitCost)?, Percent::ZERO, Money::ZERO)?,
        })
    }

    /// What is wrong with what stands in a cell.
    pub(super) fn wrong(&self, cell: LineCell, language: Language) -> Option<Wrong> {
        let (required, min, max) = match cell {
            LineCell::Quantity => (true, -MAX_AMOUNT, MAX_AMOUNT),
            LineCell::UnitPrice => (true, 0, MAX_AMOUNT),
            LineCell::Discount => return self.wrong_discount(language),
            LineCell::Vat => (false, 0, 10_000),
            LineCell::UnitCost => (false, 0, MAX_AMOUNT),
        };
        match self.number(cell, language) {
            Ok(None) => required.then_some(Wrong::Required),
            Ok(Some(number)) => (!(min..=max).contains(&number)).then_some(Wrong::OutOfRange { min, max }),
            Err(why) => Some(Wrong::Number(why)),
        }
    }

    fn wrong_discount(&self, language: Language) -> Option<Wrong> {
        let Discount { percent, amount } = match self.discount(language) {
            Ok(discount) => discount,
            Err(why) => return Some(Wrong::Number(why)),
        };
        if percent.is_some_and(|it| !(0..=10_000).contains(&it)) {
            return Some(Wrong::OutOfRange { min: 0, max: 10_000 });
        }
        // No more can be taken off than the line comes to.
        let mut whole = self.clone();
        whole.set(LineCell::Discount, String::new());
        let max = whole.amounts(language).map_or(MAX_AMOUNT, |it| it.net.minor().abs());
        amount.is_some_and(|it| !(0..=max).contains(&it)).then_some(Wrong::OutOfRange { min: 0, max })
    }

    /// What the numbers of a cell are, for what is wrong with them.
    pub(super) fn field_type(&self, cell: LineCell) -> FieldType {
        match cell {
            LineCell::Quantity => FieldType::Number,
            LineCell::UnitPrice | LineCell::UnitCost => FieldType::Money,
            LineCell::Discount if !self.is_discount_bare() && !self.text(cell).contains('%') => FieldType::Money,
            LineCell::Discount | LineCell::Vat => FieldType::Percent,
        }
    }

    fn is_blank(&self) -> bool {
        let nothing_typed = self.cells.iter().chain([&self.description]).all(|text| text.trim().is_empty());
        self.id.is_none() && self.product.is_none() && nothing_typed
    }
}
