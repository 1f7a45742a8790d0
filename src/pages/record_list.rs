//! A list of the records of a kind, whose order and filter stand in the address.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::failed::Failed;
use super::shown_value::Showing;
use crate::client::Asked;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::list_footer;
use crate::i18n::{Plural, capitalised, field_label, kind_name};
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;
use crate::queries::fields::FieldShape;
use crate::queries::figure::Figure;
use crate::queries::list_window::{ColumnRef, Direction, ListPart, ListRow, ListWindow, Place};
use crate::queries::shown::ListCell;
use crate::ui::{
    ColumnWidth, EmptyState, IconName, ListColumn, ListRows, ListSort, ListTotal, NarrowPlace, SearchBox,
    SortDirection, VirtualList,
};

/// One column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordColumn {
    /// Its name in the address.
    pub key: &'static str,
    /// What it shows.
    pub shows: ColumnRef,
    /// Its heading; a field's label where none is given.
    pub heading: Option<Phrase>,
    /// How much room it takes.
    pub width: ColumnWidth,
    /// Where it stands when a row is a card of two lines.
    pub narrow: NarrowPlace,
}

/// Draws a cell in a way of its own; none where its text will do.
pub type DrawCell = fn(&ListRow, &str, &Showing) -> Option<AnyView>;

/// Rows of a kind with a quick filter, an order and sums; opens a record on its page.
#[component]
pub fn RecordList(
    /// The page that it stands on.
    page: Page,
    /// What is listed.
    kind: Kind,
    /// The columns, in order.
    columns: &'static [RecordColumn],
    /// The order while none is chosen, as it stands in the address: `name`, `-spend`.
    first_order: &'static str,
    /// Draws cells that are more than a text.
    #[prop(optional)]
    draw: Option<DrawCell>,
    /// Stands in place of the rows while there are no records at all.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let desk = Desk::here();
    let window = RwSignal::new(crate::ui::ListWindow::default());
    let filter = Memo::new(move |_| desk.route.with(|route| route.detail("q").unwrap_or_default().to_owned()));
    let own = Memo::new(move |_| desk.own_shapes(kind));
    let shows = move |key: &str| {
        let own = || key.parse().ok().filter(|number| own.with(|own| own.iter().any(|it| it.number == *number)));
        let column = columns.iter().find(|column| column.key == key).map(|column| column.shows);
        column.or_else(|| own().map(ColumnRef::Field))
    };
    let order = Memo::new(move |_| {
        let chosen = desk.route.with(|route| route.detail("sort").map(str::to_owned));
        let chosen = chosen.map(|words| sort_of(&words)).filter(|sort| shows(&sort.column).is_some());
        chosen.unwrap_or_else(|| sort_of(first_order))
    });
    let asked = desk.client.ask(move || {
        let part = window.get();
        let sort = order.get();
        let sort = shows(&sort.column).map(|column| (column, direction(sort.direction)));
        let own = own.with(|own| own.iter().map(|it| ColumnRef::Field(it.number)).collect::<Vec<_>>());
        ListWindow {
            kind,
            columns: columns.iter().map(|column| column.shows).chain(own).collect(),
            filter: filter.get(),
            sort,
            offset: part.offset,
            limit: part.limit.max(FIRST_ROWS),
            place: Place::Live,
        }
    });
    let part = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let waits = Memo::new(move |_| part.with(|part| part.as_ref().is_some_and(|part| !part.has_figures)));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let total = Signal::derive(move || part.with(|part| part.as_ref().map(|part| part.matching)));
    let rows = Signal::derive(move || {
        part.with(|part| {
            part.as_ref()
                .map_or_else(ListRows::default, |part| ListRows { offset: part.offset, rows: part.rows.clone() })
        })
    });
    let totals = Signal::derive(move || {
        let showing = desk.showing();
        let own = own.get();
        part.with(|part| part.as_ref().map_or_else(Vec::new, |part| sums(&showing, kind, columns, &own, part)))
    });
    let shown_columns = Signal::derive(move || {
        let language = desk.language.get();
        let column = |it: &RecordColumn| {
            let label = match (it.heading, it.shows) {
                (Some(phrase), _) => phrase.text(language),
                (None, ColumnRef::Field(number)) => field_label(language, kind, number),
                (None, ColumnRef::Figure(_)) => "",
            };
            let column = ListColumn::new(it.key, label).sortable().width(it.width).narrow(it.narrow);
            if number_type(kind, it.shows).is_some_and(is_number) { column.numeric() } else { column }
        };
        let own_column = |it: &FieldShape| {
            let column = ListColumn::new(it.number.to_string(), it.name.clone()).sortable();
            if is_number(it.field_type) { column.numeric() } else { column }
        };
        own.with(|own| columns.iter().map(column).chain(own.iter().map(own_column)).collect::<Vec<_>>())
    });
    let cell = move |row: &ListRow, key: &str| {
        let showing = desk.showing();
        let drawn = draw.and_then(|draw| draw(row, key, &showing));
        drawn.unwrap_or_else(|| {
            let at = columns.iter().position(|column| column.key == key);
            let text = at.and_then(|at| Some(cell_text(&showing, kind, columns.get(at)?.shows, row.cells.get(at)?)));
            let own_text = || {
                let number = key.parse::<FieldNumber>().ok()?;
                own.with(|own| {
                    let at = own.iter().position(|it| it.number == number)?;
                    Some(showing.shape(kind, own.get(at)?, row.cells.get(columns.len() + at)?))
                })
            };
            let text = text.or_else(own_text);
            let is_figure =
                at.and_then(|at| columns.get(at)).is_some_and(|it| matches!(it.shows, ColumnRef::Figure(_)));
            if is_figure && waits.get_untracked() {
                let words = move || if waits.get() { Some("…".to_owned()) } else { text.clone() };
                let label = move || waits.get().then(|| desk.say(Phrase::Loading));
                view! { <span role=move || waits.get().then_some("img") aria-label=label>{words}</span> }.into_any()
            } else {
                view! { <span>{text}</span> }.into_any()
            }
        })
    };
    let empty_or_none_found = move || {
        let is_filtered = !filter.with(String::is_empty);
        if is_filtered {
            let clear = move || desk.adjust(&desk.route.get_untracked().with("q", ""));
            view! {
                <EmptyState
                    icon=IconName::MagnifyingGlass
                    sentence=desk.words(Phrase::NoHitsText)
                    action_label=desk.words(Phrase::ClearFilters)
                    on_action=clear
                />
            }
            .into_any()
        } else {
            empty.run()
        }
    };
    let subject = Signal::derive(move || format!("{}\n{:?}", filter.get(), order.get()));
    view! {
        <div class="record-list">
            <div class="tools">
                <SearchBox
                    label=desk.words(Phrase::SearchInList)
                    value=filter
                    on_input=move |text: String| desk.adjust(&desk.route.get_untracked().with("q", &text))
                    clear_label=desk.words(Phrase::Clear)
                />
                <p class="count" role="status">
                    {move || {
                        let language = desk.language.get();
                        part.with(|part| {
                            part.as_ref().map(|it| list_footer(language, kind, it.matching as u64, it.total as u64))
                        })
                    }}
                </p>
            </div>
            <Show
                when=move || failed.with(Option::is_none)
                fallback=move || view! { <Failed why=failed /> }
            >
                <VirtualList
                    label=desk.sentence(move |language| capitalised(kind_name(language, kind, Plural::Many)))
                    columns=shown_columns
                    total=total
                    rows=rows
                    on_window=move |wanted: crate::ui::ListWindow| window.set(wanted)
                    cell=cell
                    on_open=move |row: ListRow| desk.go(&desk.to(page).opening(Some(row.id)))
                    sort=Signal::derive(move || Some(order.get()))
                    on_sort=move |sort: ListSort| {
                        desk.adjust(&desk.route.get_untracked().with("sort", &address_of(&sort)));
                    }
                    totals=totals
                    subject=subject
                    empty=empty_or_none_found.clone()
                />
            </Show>
        </div>
    }
}

/// Rows asked for before the list has measured itself.
const FIRST_ROWS: usize = 64;

/// What a cell of a column says.
pub fn cell_text(showing: &Showing, kind: Kind, column: ColumnRef, cell: &ListCell) -> String {
    match (column, cell) {
        (ColumnRef::Field(number), _) => showing.field(kind, number, cell),
        (ColumnRef::Figure(figure), ListCell::Number(number)) => figure_text(showing, figure, *number),
        (
            ColumnRef::Figure(_),
            ListCell::Empty | ListCell::Text(_) | ListCell::Record { .. } | ListCell::Records(_),
        ) => String::new(),
    }
}

/// What a figure says in a list.
pub fn figure_text(showing: &Showing, figure: Figure, number: i64) -> String {
    showing.number(figure.field_type(), number)
}

fn sums(
    showing: &Showing,
    kind: Kind,
    columns: &[RecordColumn],
    own: &[FieldShape],
    part: &ListPart,
) -> Vec<ListTotal> {
    let column = |it: &RecordColumn| (it.key.to_owned(), number_type(kind, it.shows).unwrap_or(FieldType::Number));
    let own = own.iter().map(|it| (it.number.to_string(), it.field_type));
    let sum = |((column, field_type), sum): ((String, FieldType), &Option<i64>)| {
        sum.map(|sum| ListTotal { column, text: showing.number(field_type, sum) })
    };
    // What one of each product costs together says nothing.
    let n_mute = if kind == Kind::Product { columns.len() } else { 0 };
    columns.iter().map(column).chain(own).zip(&part.sums).skip(n_mute).filter_map(sum).collect()
}

fn number_type(kind: Kind, column: ColumnRef) -> Option<FieldType> {
    match column {
        ColumnRef::Field(number) => kind.field(number).map(|spec| spec.field_type),
        ColumnRef::Figure(figure) => Some(figure.field_type()),
    }
}

fn is_number(field_type: FieldType) -> bool {
    matches!(field_type, FieldType::Number | FieldType::Money | FieldType::Percent)
}

/// The order of those words: `name`, `-spend`.
fn sort_of(words: &str) -> ListSort {
    let (key, direction) = match words.strip_prefix('-') {
        Some(key) => (key, SortDirection::Descending),
        None => (words, SortDirection::Ascending),
    };
    ListSort { column: key.to_owned(), direction }
}

fn address_of(sort: &ListSort) -> String {
    match sort.direction {
        SortDirection::Ascending => sort.column.clone(),
        SortDirection::Descending => format!("-{}", sort.column),
    }
}

fn direction(direction: SortDirection) -> Direction {
    match direction {
        SortDirection::Ascending => Direction::Ascending,
        SortDirection::Descending => Direction::Descending,
    }
}
