//! The lines of an order, written like a sheet: Enter goes down, and makes a line under the last one.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::order_draft::OrderDraft;
use super::order_line::{LineErrors, LineKey, OrderLine, line_id};
use crate::i18n::phrases::Phrase;
use crate::pages::desk::Desk;
use crate::ui::{Button, IconName, keyed};

/// The sheet of lines with its headings.
#[component]
pub(super) fn OrderLines(
    /// What is being written.
    draft: RwSignal<OrderDraft>,
    /// What is wrong.
    errors: RwSignal<LineErrors>,
) -> impl IntoView {
    let desk = Desk::here();
    let keys = Memo::new(move |_| draft.with(|draft| draft.lines.iter().map(|line| line.key).collect::<Vec<_>>()));
    let add = move || {
        if let Some(key) = draft.try_update(OrderDraft::add_line) {
            focus_line(key, 0);
        }
    };
    let on_line_key = move |key: u32, asked: LineKey| {
        let keys = keys.get_untracked();
        let at = keys.iter().position(|it| *it == key).unwrap_or(0);
        let column = focused_column(key);
        match asked {
            LineKey::Down => match keys.get(at + 1) {
                Some(below) => focus_line(*below, column),
                None => add(),
            },
            LineKey::Up => {
                if let Some(above) = at.checked_sub(1).and_then(|at| keys.get(at)) {
                    focus_line(*above, column);
                }
            }
            LineKey::Remove => {
                draft.update(|draft| draft.lines.retain(|line| line.key != key));
                errors.update(|errors| errors.retain(|(it, _), _| *it != key));
                match keys.get(at + 1).or_else(|| keys.get(at.checked_sub(1)?)) {
                    Some(next) => focus_line(*next, column),
                    None => add(),
                }
            }
        }
    };
    let line = move |key| {
        let on_line_key = move |asked: LineKey| on_line_key(key, asked);
        view! { <OrderLine key draft errors on_line_key /> }.into_any()
    };
    view! {
        <section class="order-lines" aria-label=desk.words(Phrase::OrderLines)>
            <div class="headings" aria-hidden="true">
                <span>{desk.words(Phrase::Product)}</span>
                <span>{desk.words(Phrase::LineText)}</span>
                <span class="number">{desk.words(Phrase::Quantity)}</span>
                <span class="number">{desk.words(Phrase::UnitPrice)}</span>
                <span class="number">{desk.words(Phrase::Discount)}</span>
                <span class="number">{desk.words(Phrase::Vat)}</span>
                <span class="number">{desk.words(Phrase::Cost)}</span>
                <span class="number">{desk.words(Phrase::LineTotal)}</span>
            </div>
            <ol>
                {keyed(move || keys.get(), u32::to_string, line)}
            </ol>
            <Button icon=IconName::Plus on_press=add>
                {desk.words(Phrase::AddLine)}
            </Button>
        </section>
    }
}

/// The inputs of a line, in order.
fn inputs(key: u32) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(&format!("#{} input", line_id(key))) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Which input of a line has the focus.
fn focused_column(key: u32) -> usize {
    let Some(active) = document().active_element() else { return 0 };
    inputs(key).iter().position(|input| input.is_same_node(Some(&active))).unwrap_or(0)
}

/// Puts the focus into an input of a line, once it is drawn.
fn focus_line(key: u32, column: usize) {
    request_animation_frame(move || {
        let input = inputs(key).into_iter().nth(column);
        // A focus that fails leaves the person where they are: nothing to do.
        drop(input.map(|input| input.focus()));
    });
}
