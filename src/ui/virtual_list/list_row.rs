//! One row of a list, drawn or still on its way.

use super::{ListColumn, ListRows};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What all rows share.
pub(super) struct RowFrame<T: Send + Sync + 'static> {
    /// The stem of the rows' ids.
    pub id: StoredValue<String>,
    /// The columns.
    pub columns: Signal<Vec<ListColumn>>,
    /// What has arrived.
    pub rows: Signal<ListRows<T>>,
    /// The current row.
    pub current: RwSignal<usize>,
    /// Opens a row.
    pub open: Callback<usize>,
    /// Says whether a row is open beside the list.
    pub is_chosen: Option<Callback<(T,), bool>>,
}

impl<T: Send + Sync + 'static> Clone for RowFrame<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for RowFrame<T> {}

/// Row number `at`.
#[component]
pub(crate) fn ListRow<T, C>(
    /// Its number, from 0.
    at: usize,
    /// What all rows share.
    frame: RowFrame<T>,
    /// Draws one cell.
    cell: StoredValue<C>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(&T, &str) -> AnyView + Send + Sync + 'static,
{
    let RowFrame { id, columns, rows, current, open, is_chosen } = frame;
    let item = Memo::new(move |_| rows.with(|rows| rows.at(at).cloned()));
    let is_current = Memo::new(move |_| current.get() == at);
    let chosen = Memo::new(move |_| match (is_chosen, item.get()) {
        (Some(is_chosen), Some(item)) => is_chosen.run((item,)),
        (None, _) | (_, None) => false,
    });
    let press = move |event: MouseEvent| {
        if !on_control(&event) {
            current.set(at);
            open.run(at);
        }
    };
    let cells = move || {
        let item = item.get();
        let draw = |column: ListColumn| {
            let content = item.as_ref().map(|item| cell.with_value(|cell| cell(item, &column.key)));
            view! {
                <div class=format!("cell {}", column.class()) role="gridcell">
                    {content}
                </div>
            }
        };
        columns.get().into_iter().map(draw).collect_view()
    };
    view! {
        <div
            class="row"
            class:odd=at % 2 == 1
            class:current=is_current
            class:chosen=chosen
            class:coming=move || item.with(Option::is_none)
            role="row"
            id=id.with_value(|id| format!("{id}-{at}"))
            aria-rowindex=(at + 2).to_string()
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            on:click=press
        >
            {cells}
        </div>
    }
}

/// Whether a press was meant for something inside the row, or ended a selection of text.
fn on_control(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let control = target.and_then(|target| target.closest("a, button, input, select, textarea, label").ok().flatten());
    control.is_some() || event.default_prevented()
}
