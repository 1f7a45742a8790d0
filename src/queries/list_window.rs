//! The part of a list that is on the screen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::bits::Bits;
use crate::engine::column::NO_WIDE;
use crate::engine::data::{Data, Kinds};
use crate::engine::schema::FieldInfo;
use crate::model::field::{ALIVE, FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::figure::Figure;
use crate::queries::record_detail::is_hidden;
use crate::queries::shown::{ListCell, cell_of};
use crate::queries::{Ask, Sight, Unanswered, picks};

mod quick_filter;
mod sorting;

/// Which records of a kind, in which order, and from where on?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWindow {
    /// Which kind.
    pub kind: Kind,
    /// What to show of each record.
    pub columns: Vec<ColumnRef>,
    /// Words that each must hold somewhere: case and accents make no difference. Empty for all.
    #[serde(default)]
    pub filter: String,
    /// In the order of this column, empty cells last; without, in the order in which they were made.
    #[serde(default)]
    pub sort: Option<(ColumnRef, Direction)>,
    /// How many to pass over.
    #[serde(default)]
    pub offset: usize,
    /// How many to give: at most [`MAX_ROWS`].
    pub limit: usize,
    /// Where to look.
    #[serde(default)]
    pub place: Place,
}

/// The most rows of one answer.
pub const MAX_ROWS: usize = 1_000;

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRef {
    /// A field of the kind, the user's own included.
    Field(FieldNumber),
    /// A figure that follows from other records.
    Figure(Figure),
}

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The least first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

/// Where records are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In use.
    #[default]
    Live,
    /// In the bin.
    Bin,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPart {
    /// Records of the kind in that place.
    pub total: usize,
    /// Those that hold the words.
    pub matching: usize,
    /// The number of the first row given, from 0.
    pub offset: usize,
    /// The rows asked for.
    pub rows: Vec<ListRow>,
    /// By column, the sum over all that hold the words; nothing where a sum says nothing.
    pub sums: Vec<Option<i64>>,
    /// Whether figures are there: while the workspace is still being read, their cells and sums are empty.
    pub has_figures: bool,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Which record.
    pub id: Id,
    /// By column, what it holds.
    pub cells: Vec<ListCell>,
}

impl Ask for ListWindow {
    type Answer = ListPart;

    fn reads(&self) -> Kinds {
        let sorted = self.sort.map(|(column, _)| column);
        let mut kinds = Kinds::of(&[self.kind, Kind::CustomField]);
        if !self.filter.is_empty() {
            kinds = kinds.with(quick_filter::reads(self.kind));
        }
        self.columns.iter().copied().chain(sorted).fold(kinds, |kinds, column| kinds.with(column.reads(self.kind)))
    }

    fn answer(&self, sight: Sight<'_>) -> Result<ListPart, Unanswered> {
        let (data, table) = (sight.data, sight.data.table(self.kind));
        let columns = self.columns.iter().map(|it| resolve(data, self.kind, *it)).collect::<Result<Vec<_>, _>>()?;
        let there = match self.place {
            Place::Live => &table.live,
            Place::Bin => &table.binned,
        };
        let filtered = (!self.filter.trim().is_empty())
            .then(|| quick_filter::rows_holding(data, self.kind, self.place, &self.filter));
        let rows = filtered.as_deref().unwrap_or(there);
        let (offset, limit) = (self.offset, self.limit.min(MAX_ROWS));
        let picked: Vec<u32> = match self.sort {
            None => rows.rows().skip(offset).take(limit).collect(),
            Some((column, direction)) => {
                resolve(data, self.kind, column)?;
                let first = sorting::first_in_order(data, self.kind, column, direction, rows, offset + limit);
                let order = first.map_or_else(|| sorting::rows_in_order(data, self.kind, column, direction), Arc::from);
                order.iter().copied().filter(|row| rows.has(*row)).skip(offset).take(limit).collect()
            }
        };
        // Over all records a sum is worked out once: it stays while other fields are edited.
        let sum = |column: &Column<'_>, of: ColumnRef| {
            if filtered.is_some() {
                return column.sum(data, self.kind, rows);
            }
            let revision = of.revision(data, self.kind).max(data.column_revision(self.kind, ALIVE));
            let at = revision << 32 | u64::from(table.len());
            let key = (self.kind, of.code(), self.place as u8);
            data.remembered().sum(key, at, || column.sum(data, self.kind, rows))
        };
        let row = |row: u32| {
            let cells = columns.iter().map(|column| column.cell(data, self.kind, row)).collect();
            table.ids.id_of(row).map(|id| ListRow { id, cells })
        };
        Ok(ListPart {
            total: there.count(),
            matching: rows.count(),
            offset,
            rows: picked.into_iter().filter_map(row).collect(),
            sums: columns.iter().zip(&self.columns).map(|(column, of)| sum(column, *of)).collect(),
            has_figures: data.is_whole(),
        })
    }

    picks!(ListWindow);
}

impl ListWindow {
    /// The kinds without which there is no answer, while figures may still be waited for.
    pub fn reads_first(&self) -> Kinds {
        match self.sort {
            Some((ColumnRef::Figure(_), _)) => self.reads(),
            Some((ColumnRef::Field(_), _)) | None => {
                let columns = self.columns.iter().copied().filter(|it| matches!(it, ColumnRef::Field(_)));
                let kinds = Self { columns: columns.collect(), ..self.clone() }.reads();
                // What was written of contacts is found as soon as they are there.
                if self.kind == Kind::Interaction { kinds } else { kinds.without(Kind::Interaction) }
            }
        }
    }
}

impl ColumnRef {
    /// The column by one number.
    fn code(self) -> u32 {
        match self {
            Self::Field(number) => u32::from(number),
            Self::Figure(figure) => FIRST_FIGURE + figure as u32,
        }
    }

    /// Another number whenever a value of the column could have changed, for the records that are there.
    fn revision(self, data: &Data, kind: Kind) -> u64 {
        match self {
            Self::Field(number) => data.column_revision(kind, number),
            // What a customer's own fields say is in none of its figures.
            Self::Figure(figure) if kind == Kind::Customer => data.revision(figure.reads().without(kind)),
            Self::Figure(figure) => data.revision(figure.reads()),
        }
    }

    /// The kinds that the column is read from, besides the list's own.
    fn reads(self, kind: Kind) -> Kinds {
        match self {
            Self::Figure(figure) => figure.reads(),
            Self::Field(number) => {
                let spec = kind.field(number);
                if spec.is_some_and(|field| field.marks.sensitive) {
                    // The workspace says whether there is such a field.
                    return Kinds::of(&[Kind::Workspace]);
                }
                let target = spec.map(|field| crate::engine::data::target_kind(field.field_type));
                // A field of the user's own may refer to anything: the definitions are not at hand here.
                target.map_or(Kinds::ALL, |target| target.map_or(Kinds::default(), |it| Kinds::of(&[it])))
            }
        }
    }
}

const FIRST_FIGURE: u32 = 1 << 16;

/// A column that is there.
enum Column<'a> {
    Field(&'a FieldInfo),
    Figure(Figure),
}

fn resolve(data: &Data, kind: Kind, column: ColumnRef) -> Result<Column<'_>, Unanswered> {
    let missing = || Unanswered::NotUnderstood(format!("{column:?} of {}", kind.name()));
    match column {
        ColumnRef::Field(number) => {
            let field = data.field(kind, number).filter(|field| !is_hidden(data, kind, field));
            field.map(Column::Field).ok_or_else(missing)
        }
        ColumnRef::Figure(figure) if figure.kind() == kind => Ok(Column::Figure(figure)),
        ColumnRef::Figure(_) => Err(missing()),
    }
}

impl Column<'_> {
    fn cell(&self, data: &Data, kind: Kind, row: u32) -> ListCell {
        match self {
            Self::Field(field) => cell_of(data, kind, row, field),
            Self::Figure(figure) => match figure.number(data, row).filter(|_| data.is_whole()) {
                Some(number) => ListCell::Number(number),
                None => ListCell::Empty,
            },
        }
    }

    fn sum(&self, data: &Data, kind: Kind, rows: &Bits) -> Option<i64> {
        match self {
            Self::Field(field) if matches!(field.field_type, FieldType::Money | FieldType::Number) => {
                let column = data.table(kind).column(field.number)?;
                let number = |row: u32| column.wide().get(row as usize).copied().unwrap_or(NO_WIDE);
                Some(rows.rows().map(number).filter(|it| *it != NO_WIDE).fold(0, i64::saturating_add))
            }
            Self::Field(_) => None,
            Self::Figure(figure) => (figure.adds_up() && data.is_whole())
                .then(|| rows.rows().filter_map(|row| figure.number(data, row)).fold(0, i64::saturating_add)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::model::order::OrderField;
    use crate::queries::fixture::{Fixture, TODAY, text};

    fn window(kind: Kind, column: ColumnRef) -> ListWindow {
        ListWindow {
            kind,
            columns: vec![column],
            filter: String::new(),
            sort: Some((column, Direction::Ascending)),
            offset: 0,
            limit: 9,
            place: Place::Live,
        }
    }

    fn shown(part: &ListPart) -> Vec<String> {
        let words = |cell: &ListCell| match cell {
            ListCell::Empty => String::new(),
            ListCell::Text(name) | ListCell::Record { name, .. } => name.clone(),
            ListCell::Number(number) => number.to_string(),
            ListCell::Records(records) => records.len().to_string(),
        };
        part.rows.iter().map(|row| words(&row.cells[0])).collect()
    }

    #[test]
    fn a_list_is_filtered_sorted_and_summed_and_follows_each_change() {
        let mut fixture = Fixture::new();
        let mut customers = Vec::new();
        for (name, spend) in [("Élan", 300), ("anna", 200), ("Zeno", 100)] {
            let values = [
                (CustomerField::Name.number(), text(name)),
                (CustomerField::DeclaredSpend.number(), Value::Number(spend)),
            ];
            customers.push(fixture.add(Kind::Customer, &values));
        }
        let name = ColumnRef::Field(CustomerField::Name.number());
        let by_name = window(Kind::Customer, name);
        assert_eq!(shown(&fixture.ask(&by_name).unwrap()), ["anna", "Élan", "Zeno"]);
        let found = fixture.ask(&ListWindow { filter: "EN".to_owned(), ..by_name.clone() }).unwrap();
        assert_eq!((shown(&found), found.matching, found.total), (vec!["Zeno".to_owned()], 1, 3));
        let by_spend = window(Kind::Customer, ColumnRef::Field(CustomerField::DeclaredSpend.number()));
        let found = fixture.ask(&by_spend).unwrap();
        assert_eq!((shown(&found), found.sums), (["100", "200", "300"].map(str::to_owned).to_vec(), vec![Some(600)]));
        fixture.write(Kind::Customer, customers[2], &[(CustomerField::Name.number(), text("Ada"))]);
        fixture.bin(Kind::Customer, customers[1]);
        assert_eq!(shown(&fixture.ask(&by_name).unwrap()), ["Ada", "Élan"]);
        let bin = ListWindow { place: Place::Bin, filter: "AN".to_owned(), ..by_name.clone() };
        assert_eq!(shown(&fixture.ask(&bin).unwrap()), ["anna"]);
        let from_second = ListWindow { offset: 1, limit: 1, ..by_name };
        assert_eq!(shown(&fixture.ask(&from_second).unwrap()), ["Élan"]);
    }

    #[test]
    fn an_order_stays_while_other_fields_are_edited_and_no_longer() {
        let mut fixture = Fixture::new();
        let named = |name: &str| [(CustomerField::Name.number(), text(name))];
        let customers: Vec<_> = ["Zeno", "Anna"].map(|name| fixture.add(Kind::Customer, &named(name))).into();
        let name = ColumnRef::Field(CustomerField::Name.number());
        let order =
            |fixture: &Fixture| sorting::rows_in_order(&fixture.data, Kind::Customer, name, Direction::Ascending);
        let first = order(&fixture);
        fixture.write(Kind::Customer, customers[0], &[(CustomerField::City.number(), text("Verona"))]);
        assert!(Arc::ptr_eq(&first, &order(&fixture)));
        fixture.write(Kind::Customer, customers[0], &named("Ada"));
        assert_eq!(*order(&fixture), [0, 1]);
        fixture.add(Kind::Customer, &named("Abel"));
        assert_eq!(*order(&fixture), [2, 0, 1]);
        fixture.data.recount();
        assert_eq!(*order(&fixture), [2, 0, 1]);
    }

    #[test]
    fn a_sum_follows_all_that_it_stands_on() {
        use crate::model::order_line::OrderLineField as Line;
        let mut fixture = Fixture::new();
        let customers: Vec<_> = ["Ada", "Bea"]
            .map(|name| {
                let declared = (CustomerField::DeclaredSpend.number(), Value::Number(700));
                fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text(name)), declared])
            })
            .into();
        let values = |customer| {
            [
                (OrderField::Customer.number(), Value::Reference(customer)),
                (OrderField::Date.number(), Value::Number(TODAY)),
            ]
        };
        let order = fixture.add(Kind::Order, &values(customers[0]));
        let other = fixture.add(Kind::Order, &values(customers[1]));
        let line = |order, price| {
            let quantity = (Line::Quantity.number(), Value::Number(1_000));
            [
                (Line::Order.number(), Value::Reference(order)),
                quantity,
                (Line::UnitPrice.number(), Value::Number(price)),
            ]
        };
        let first = fixture.add(Kind::OrderLine, &line(order, 100));
        fixture.add(Kind::OrderLine, &line(other, 50));
        let declared = ColumnRef::Field(CustomerField::DeclaredSpend.number());
        let customers_list = ListWindow {
            columns: vec![ColumnRef::Figure(Figure::Spend), declared],
            sort: None,
            ..window(Kind::Customer, declared)
        };
        let net = ColumnRef::Figure(Figure::OrderNet);
        let orders_list = ListWindow { columns: vec![net], sort: None, ..window(Kind::Order, net) };
        let sums = |fixture: &Fixture| {
            [&customers_list, &orders_list]
                .map(|list| fixture.ask(list).unwrap().sums.into_iter().flatten().collect::<Vec<_>>())
        };
        assert_eq!(sums(&fixture), [vec![150, 1_400], vec![150]]);
        fixture.write(Kind::Customer, customers[0], &[(CustomerField::City.number(), text("Verona"))]);
        assert_eq!(sums(&fixture), [vec![150, 1_400], vec![150]]);
        fixture.write(Kind::Customer, customers[0], &[(CustomerField::DeclaredSpend.number(), Value::Number(1))]);
        assert_eq!(sums(&fixture), [vec![150, 701], vec![150]]);
        fixture.write(Kind::OrderLine, first, &[(Line::UnitPrice.number(), Value::Number(300))]);
        assert_eq!(sums(&fixture), [vec![350, 701], vec![350]]);
        fixture.write(Kind::Order, order, &[(OrderField::Date.number(), Value::Number(TODAY + 1))]);
        assert_eq!(sums(&fixture), [vec![50, 701], vec![350]]);
        fixture.write(Kind::Order, order, &[(OrderField::Date.number(), Value::Number(TODAY))]);
        fixture.bin(Kind::Customer, customers[1]);
        assert_eq!(sums(&fixture), [vec![300, 1], vec![350]]);
        let bin = ListWindow { place: Place::Bin, ..customers_list.clone() };
        assert_eq!(fixture.ask(&bin).unwrap().sums, [Some(50), Some(700)]);
        fixture.bin(Kind::Order, order);
        assert_eq!(sums(&fixture), [vec![0, 1], vec![50]]);
        fixture.add(Kind::Customer, &[(CustomerField::DeclaredSpend.number(), Value::Number(9))]);
        assert_eq!(sums(&fixture), [vec![0, 10], vec![50]]);
    }

    #[test]
    fn customers_are_found_by_their_city_too() {
        let mut fixture = Fixture::new();
        for (name, city) in
            [("Marta Bellini", "Verona"), ("Luca Bellini", "Forlì"), ("Verona Vini", ""), ("Ada", "Zevio")]
        {
            let values = [(CustomerField::Name.number(), text(name)), (CustomerField::City.number(), text(city))];
            fixture.add(Kind::Customer, &values[..if city.is_empty() { 1 } else { 2 }]);
        }
        let by_name = window(Kind::Customer, ColumnRef::Field(CustomerField::Name.number()));
        for (filter, expected) in [
            ("verona", vec!["Marta Bellini", "Verona Vini"]),
            ("bellini VERO", vec!["Marta Bellini"]),
            ("forli", vec!["Luca Bellini"]),
            ("bellini zevio", vec![]),
        ] {
            let found = fixture.ask(&ListWindow { filter: filter.to_owned(), ..by_name.clone() }).unwrap();
            assert_eq!(shown(&found), expected, "{filter}");
        }
    }

    #[test]
    fn orders_are_found_and_sorted_by_their_customer_too() {
        let mut fixture = Fixture::new();
        for (customer, number) in [("Zeno", "1"), ("Anna", "2")] {
            let customer = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text(customer))]);
            let values = [
                (OrderField::Customer.number(), Value::Reference(customer)),
                (OrderField::Number.number(), text(number)),
                (OrderField::Date.number(), Value::Number(TODAY)),
            ];
            fixture.add(Kind::Order, &values);
        }
        let by_customer = window(Kind::Order, ColumnRef::Field(OrderField::Customer.number()));
        assert_eq!(shown(&fixture.ask(&by_customer).unwrap()), ["Anna", "Zeno"]);
        for (filter, expected) in [("zen", vec!["Zeno"]), ("2 anna", vec!["Anna"]), ("1 anna", vec![])] {
            let found = fixture.ask(&ListWindow { filter: filter.to_owned(), ..by_customer.clone() }).unwrap();
            assert_eq!(shown(&found), expected, "{filter}");
        }
    }

    #[test]
    fn a_column_that_is_not_there_is_not_understood() {
        let fixture = Fixture::new();
        for column in [ColumnRef::Field(9_999), ColumnRef::Figure(Figure::OrderNet)] {
            let found = fixture.ask(&window(Kind::Customer, column));
            assert!(matches!(found, Err(Unanswered::NotUnderstood(_))), "{column:?}");
        }
    }
}
