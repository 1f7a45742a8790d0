//! The part of a list that is on the screen.

use serde::{Deserialize, Serialize};

use crate::engine::bits::Bits;
use crate::engine::column::NO_WIDE;
use crate::engine::data::{Data, Kinds};
use crate::engine::schema::FieldInfo;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::figure::Figure;
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
                let order = sorting::rows_in_order(data, self.kind, column, direction);
                order.iter().copied().filter(|row| rows.has(*row)).skip(offset).take(limit).collect()
            }
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
            sums: columns.iter().map(|column| column.sum(data, self.kind, rows)).collect(),
        })
    }

    picks!(ListWindow);
}

impl ColumnRef {
    /// The kinds that the column is read from, besides the list's own.
    fn reads(self, kind: Kind) -> Kinds {
        match self {
            Self::Figure(figure) => figure.reads(),
            Self::Field(number) => {
                let spec = kind.fields().iter().find(|field| field.number == number);
                let target = spec.map(|field| crate::engine::data::target_kind(field.field_type));
                // A field of the user's own may refer to anything: the definitions are not at hand here.
                target.map_or(Kinds::ALL, |target| target.map_or(Kinds::default(), |it| Kinds::of(&[it])))
            }
        }
    }
}

/// A column that is there.
enum Column<'a> {
    Field(&'a FieldInfo),
    Figure(Figure),
}

fn resolve(data: &Data, kind: Kind, column: ColumnRef) -> Result<Column<'_>, Unanswered> {
    let missing = || Unanswered::NotUnderstood(format!("{column:?} of {}", kind.name()));
    match column {
        ColumnRef::Field(number) => data.field(kind, number).map(Column::Field).ok_or_else(missing),
        ColumnRef::Figure(figure) if figure.kind() == kind => Ok(Column::Figure(figure)),
        ColumnRef::Figure(_) => Err(missing()),
    }
}

impl Column<'_> {
    fn cell(&self, data: &Data, kind: Kind, row: u32) -> ListCell {
        match self {
            Self::Field(field) => cell_of(data, kind, row, field),
            Self::Figure(figure) => figure.number(data, row).map_or(ListCell::Empty, ListCell::Number),
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
            Self::Figure(figure) => figure
                .adds_up()
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
        assert!(std::sync::Arc::ptr_eq(&first, &order(&fixture)));
        fixture.write(Kind::Customer, customers[0], &named("Ada"));
        assert_eq!(*order(&fixture), [0, 1]);
        fixture.add(Kind::Customer, &named("Abel"));
        assert_eq!(*order(&fixture), [2, 0, 1]);
        fixture.data.recount();
        assert_eq!(*order(&fixture), [2, 0, 1]);
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
