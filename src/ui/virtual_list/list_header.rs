//! The headings of a list and the sums under it.

use super::{ColumnSort, ListColumn, ListSort, ListTotal, SortDirection};
use crate::ui::{Icon, IconName};
use leptos::html::Div;
use leptos::prelude::*;

/// The row of headings; those that sort are buttons.
#[component]
pub(crate) fn ListHeader(
    /// The columns.
    columns: Signal<Vec<ListColumn>>,
    /// The order of the list.
    sort: Signal<Option<ListSort>>,
    /// Called with the order that a press asks for.
    on_sort: Option<Callback<(ListSort,)>>,
    /// The element, to be measured.
    element: NodeRef<Div>,
) -> impl IntoView {
    let headings =
        move || columns.get().into_iter().map(|column| view! { <Heading column sort on_sort /> }).collect_view();
    view! {
        <div class="header" role="rowgroup" node_ref=element>
            <div class="row" role="row" aria-rowindex="1">
                {headings}
            </div>
        </div>
    }
}

#[component]
fn Heading(
    column: ListColumn,
    sort: Signal<Option<ListSort>>,
    on_sort: Option<Callback<(ListSort,)>>,
) -> impl IntoView {
    let class = format!("heading {}", column.class());
    let ListColumn { key, label, sort: sorts, .. } = column;
    let own = key.clone();
    let direction = Memo::new(move |_| {
        sort.with(|sort| sort.as_ref().filter(|sort| sort.column == own).map(|sort| sort.direction))
    });
    let icon = Signal::derive(move || match direction.get() {
        Some(SortDirection::Descending) => IconName::ArrowDown,
        Some(SortDirection::Ascending) | None => IconName::ArrowUp,
    });
    let spoken = move || {
        direction.get().map(|direction| match direction {
            SortDirection::Ascending => "ascending",
            SortDirection::Descending => "descending",
        })
    };
    let content = match (sorts, on_sort) {
        (ColumnSort::Sorts, Some(on_sort)) => view! {
            <button
                type="button"
                class:sorted=move || direction.get().is_some()
                on:click=move |_| on_sort.run((sort.with_untracked(|sort| ListSort::after_press(sort.as_ref(), &key)),))
            >
                <span class="word">{label}</span>
                <Icon name=icon />
            </button>
        }
        .into_any(),
        (ColumnSort::Sorts, None) | (ColumnSort::Fixed, _) => view! { <span class="word">{label}</span> }.into_any(),
    };
    view! {
        <div class=class role="columnheader" aria-sort=spoken>
            {content}
        </div>
    }
}

/// The row of sums, if there are any.
#[component]
pub(crate) fn ListFooter(
    /// The columns.
    columns: Signal<Vec<ListColumn>>,
    /// The sums.
    totals: Signal<Vec<ListTotal>>,
    /// The element, to be measured.
    element: NodeRef<Div>,
) -> impl IntoView {
    let has_totals = Memo::new(move |_| totals.with(|totals| !totals.is_empty()));
    let cell = move |column: ListColumn| {
        let text = totals
            .with(|totals| totals.iter().find(|total| total.column == column.key).map(|total| total.text.clone()));
        view! {
            <div class=format!("cell {}", column.class()) role="gridcell">
                {text.as_ref().map(|_| view! { <span class="word">{column.label.clone()}</span> })}
                {text}
            </div>
        }
    };
    view! {
        <div class="footer" role=move || has_totals.get().then_some("rowgroup") node_ref=element>
            <Show when=move || has_totals.get()>
                <div class="row" role="row">
                    {move || columns.get().into_iter().map(cell).collect_view()}
                </div>
            </Show>
        </div>
    }
}
