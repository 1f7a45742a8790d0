//! A list of any length of which only the rows in view exist.

mod list_column;
mod list_header;
mod list_row;
mod scroll_map;

pub use list_column::*;
pub use scroll_map::*;

use super::element_id::element_id;
use super::{Loading, keyed};
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use list_header::{ListFooter, ListHeader};
use list_row::{ListRow, RowFrame};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// Rows drawn beyond each edge of the view.
const BEYOND: usize = 6;
/// Rows by which the wanted window moves.
const BLOCK: usize = 32;

/// A grid with a fixed row height (the token `--row`), sticky headings and sums, that asks for the part it shows and
/// draws placeholders for what has not arrived. Tested with 1,000,000 rows.
///
/// Arrows, Page Up and Down, Home and End move the current row, Enter opens it, a press opens the row under it (links
/// and buttons in a cell keep their own meaning). On a screen of 700 px or less each row is a card of two lines.
/// Its parent gives it its height.
#[component]
pub fn VirtualList<T, C>(
    /// What is listed, spoken.
    #[prop(into)]
    label: Signal<String>,
    /// The columns that are shown, in order.
    #[prop(into)]
    columns: Signal<Vec<ListColumn>>,
    /// How many rows there are in all; none while that is not known.
    #[prop(into)]
    total: Signal<Option<usize>>,
    /// The rows that have arrived.
    #[prop(into)]
    rows: Signal<ListRows<T>>,
    /// Called with the part that is wanted, at the start and whenever it changes.
    #[prop(into)]
    on_window: Callback<(ListWindow,)>,
    /// Draws one cell: the row and the key of the column.
    cell: C,
    /// Called with the row that is opened.
    #[prop(into, optional)]
    on_open: Option<Callback<(T,)>>,
    /// The order of the list.
    #[prop(into, optional)]
    sort: Signal<Option<ListSort>>,
    /// Called with the order that a press on a heading asks for.
    #[prop(into, optional)]
    on_sort: Option<Callback<(ListSort,)>>,
    /// Says whether a row is the one that is open beside the list.
    #[prop(into, optional)]
    is_chosen: Option<Callback<(T,), bool>>,
    /// Sums under the columns.
    #[prop(into, optional)]
    totals: Signal<Vec<ListTotal>>,
    /// What the list stands for (filter, order, search): when it changes, the list goes back to its first row.
    #[prop(into, optional)]
    subject: Signal<String>,
    /// Stands in place of the rows when there are none.
    #[prop(into, optional)]
    empty: ViewFn,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(&T, &str) -> AnyView + Send + Sync + 'static,
{
    let scroller = NodeRef::<Div>::new();
    let header = NodeRef::<Div>::new();
    let footer = NodeRef::<Div>::new();
    let probe = NodeRef::<Div>::new();
    let sizes = RwSignal::new(Sizes::default());
    let place = RwSignal::new(Place::default());
    let current = RwSignal::new(0_usize);
    let n_rows = Memo::new(move |_| total.get().unwrap_or(0));
    let map = Memo::new(move |_| {
        let Sizes { row, view } = sizes.get();
        ScrollMap { rows: n_rows.get(), row, view }
    });
    let seen = Memo::new(move |_| map.get().seen(place.get(), BEYOND));

    let measure = move || {
        if let (Some(scroller), Some(probe)) = (scroller.get_untracked(), probe.get_untracked()) {
            let height = |it: NodeRef<Div>| it.get_untracked().map_or(0.0, |it| f64::from(it.offset_height()));
            let view = f64::from(scroller.client_height()) - height(header) - height(footer);
            sizes.set(Sizes { row: probe.get_bounding_client_rect().height(), view: view.max(0.0) });
        }
    };
    follow_size(scroller, measure);
    let show_place = move |next: Place| {
        place.set(next);
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(next.scroll.round() as i32);
        }
    };
    // Fewer rows, other rows, another size: the list stays where it can.
    Effect::new(move |_| {
        let map = map.get();
        let before = place.get_untracked();
        let after = map.go(before, before.top);
        if after != before {
            show_place(after);
        }
        current.update(|current| *current = (*current).min(map.rows.saturating_sub(1)));
    });
    Effect::new(move |before: Option<String>| {
        let subject = subject.get();
        if before.is_some_and(|before| before != subject) {
            current.set(0);
            show_place(Place::default());
        }
        subject
    });
    let window = Memo::new(move |_| ListWindow::around(seen.get(), BLOCK));
    Effect::new(move |_| {
        let window = window.get();
        on_window.run((window,));
    });

    let on_scroll = move |_| {
        let Some(scroller) = scroller.get_untracked() else { return };
        let now = f64::from(scroller.scroll_top());
        let before = place.get_untracked();
        if (now - before.scroll).abs() >= 1.0 {
            let after = map.get_untracked().follow(before, now);
            place.set(after);
            if (after.scroll - now).abs() >= 1.0 {
                scroller.set_scroll_top(after.scroll.round() as i32);
            }
        }
    };
    let open = Callback::new(move |at: usize| {
        let row = rows.with_untracked(|rows| rows.at(at).cloned());
        if let (Some(on_open), Some(row)) = (on_open, row) {
            on_open.run((row,));
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if event.target() != event.current_target() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let map = map.get_untracked();
        let Some(last) = map.rows.checked_sub(1) else { return };
        let here = current.get_untracked();
        let there = match event.key().as_str() {
            "ArrowDown" => here.saturating_add(1),
            "ArrowUp" => here.saturating_sub(1),
            "PageDown" => here.saturating_add(map.page()),
            "PageUp" => here.saturating_sub(map.page()),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                event.prevent_default();
                return open.run(here);
            }
            _ => return,
        };
        event.prevent_default();
        let there = there.min(last);
        current.set(there);
        show_place(map.reveal(place.get_untracked(), there));
    };

    let id = StoredValue::new(element_id("list"));
    let cell = StoredValue::new(cell);
    let frame = RowFrame { id, columns, rows, current, open, is_chosen };
    let tracks = Memo::new(move |_| columns.with(|columns| grid_tracks(columns)));
    let spacer = move || format!("{}px", map.get().spacer());
    let shift = move || format!("translateY({}px)", map.get().offset(place.get(), seen.get().start));
    let shown_totals = Signal::derive(move || if n_rows.get() > 0 { totals.get() } else { Vec::new() });
    let is_empty = Memo::new(move |_| total.get() == Some(0));
    // Only while it exists: the current row may have been scrolled out of the view.
    let active_row = move || {
        let at = current.get();
        seen.with(|seen| seen.contains(&at)).then(|| id.with_value(|id| format!("{id}-{at}")))
    };
    let group_if_filled = move || (n_rows.get() > 0).then_some("rowgroup");
    let rows =
        keyed(move || seen.get().collect(), usize::to_string, move |at| view! { <ListRow at frame cell /> }.into_any());
    view! {
        <div
            class="virtual-list"
            class:waiting=move || total.get().is_none()
            style:--columns=move || tracks.get().0
            style:--columns-least=move || tracks.get().1
        >
            <div
                class="scroller"
                node_ref=scroller
                role="grid"
                tabindex="0"
                aria-label=label
                aria-rowcount=move || total.get().map_or(-1, |total| i64::try_from(total + 1).unwrap_or(-1)).to_string()
                aria-colcount=move || columns.with(Vec::len).to_string()
                aria-busy=move || total.get().is_none().then_some("true")
                aria-activedescendant=active_row
                on:scroll=on_scroll
                on:keydown=on_key
            >
                <ListHeader columns sort on_sort element=header />
                <div class="spacer" role=group_if_filled style:block-size=spacer>
                    <div class="window" role="presentation" style:transform=shift>
                        {rows}
                    </div>
                </div>
                <ListFooter columns totals=shown_totals element=footer />
            </div>
            <div class="probe" aria-hidden="true" node_ref=probe></div>
            <Show when=move || total.get().is_none()>
                <div class="nothing">
                    <Loading label lines=8 />
                </div>
            </Show>
            <Show when=move || is_empty.get()>
                <div class="nothing">{empty.run()}</div>
            </Show>
        </div>
    }
}

/// What was measured, in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sizes {
    row: f64,
    view: f64,
}

/// Measures now and whenever the element's size changes: the window, the font, the density, a panel beside it.
fn follow_size(element: NodeRef<Div>, measure: impl Fn() + Copy + 'static) {
    let watch = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    element.on_load(move |element| {
        let closure = Closure::<dyn FnMut()>::new(measure);
        match ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            Ok(observer) => {
                observer.observe(&element);
                watch.set_value(Some((observer, closure)));
            }
            Err(error) => leptos::logging::error!("a list cannot follow its size: {error:?}"),
        }
        queue_microtask(measure);
    });
    on_cleanup(move || {
        if let Some(Some((observer, _))) = watch.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}
