//! One line of an order: a product and five numbers, each with what is wrong beside it.

use std::collections::BTreeMap;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::order_draft::{LineCell, LineDraft, OrderDraft};
use crate::i18n::format::currency_sign;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::line_number;
use crate::i18n::wrong::wrong;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::money::Quantity;
use crate::model::product::ProductField;
use crate::pages::desk::Desk;
use crate::pages::reference_input::ReferenceInput;
use crate::queries::record_detail::RecordDetail;
use crate::queries::shown::{ListCell, Named};
use crate::ui::{Entry, FieldInput, IconButton, IconName, InputKind, Requirement, TextKind};

/// What is wrong in the lines, by line and cell.
pub(super) type LineErrors = BTreeMap<(u32, LineCell), String>;

/// What was asked for by key in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKey {
    /// The line below, or a new one under the last.
    Down,
    /// The line above.
    Up,
    /// Away with this one.
    Remove,
}

/// The line of a key.
#[component]
pub(super) fn OrderLine(
    /// Which.
    key: u32,
    /// What is being written.
    draft: RwSignal<OrderDraft>,
    /// What is wrong.
    errors: RwSignal<LineErrors>,
    /// Called with what a key asks for.
    #[prop(into)]
    on_line_key: Callback<(LineKey,)>,
) -> impl IntoView {
    let desk = Desk::here();
    let place = Memo::new(move |_| draft.with(|draft| draft.lines.iter().position(|it| it.key == key).unwrap_or(0)));
    let product = Memo::new(move |_| draft.with(|draft| draft.line(key).and_then(|it| it.product.clone())));
    let net = move || {
        let language = desk.language.get();
        let net = draft.with(|draft| draft.line(key)?.amounts(language));
        net.map_or_else(|| "–".to_owned(), |it| desk.showing().money(it.net.minor()))
    };
    let choose = move |named: Option<Named>| {
        let chosen = named.as_ref().map(|it| it.id);
        draft.update(|draft| {
            if let Some(line) = draft.line_mut(key) {
                line.product = named;
            }
        });
        if let Some(product) = chosen {
            spawn_local(fill_in(desk, draft, errors, key, product));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let strong = event.ctrl_key() || event.meta_key();
        let asked = match (event.key().as_str(), strong) {
            ("Enter", false) | ("ArrowDown", true) => LineKey::Down,
            ("ArrowUp", true) => LineKey::Up,
            ("Backspace" | "Delete", true) => LineKey::Remove,
            _ => return,
        };
        event.prevent_default();
        on_line_key.run((asked,));
    };
    view! {
        <li
            class="order-line"
            id=line_id(key)
            aria-label=desk.sentence(move |language| line_number(language, place.get() as u64 + 1))
            on:keydown=on_key
        >
            <ReferenceInput label=desk.words(Phrase::Product) kind=Kind::Product chosen=product on_choose=choose />
            <FieldInput
                label=desk.words(Phrase::LineText)
                kind=InputKind::Text(TextKind::Plain)
                value=Signal::derive(move || {
                    Entry::Text(draft.with(|draft| draft.line(key).map(|it| it.description.clone()).unwrap_or_default()))
                })
                on_input=move |entry: Entry| {
                    draft.update(|draft| {
                        if let Some(line) = draft.line_mut(key) {
                            entry.text().clone_into(&mut line.description);
                        }
                    });
                }
            />
            {LineCell::ALL.map(|cell| view! { <NumberCell key cell draft errors /> }).collect_view()}
            <output class="net" aria-label=desk.words(Phrase::LineTotal)>
                {net}
            </output>
            <IconButton
                icon=IconName::Trash
                label=desk.words(Phrase::RemoveLine)
                on_press=move || on_line_key.run((LineKey::Remove,))
            />
        </li>
    }
}

/// The id of the element of a line.
pub(super) fn line_id(key: u32) -> String {
    format!("order-line-{key}")
}

#[component]
fn NumberCell(key: u32, cell: LineCell, draft: RwSignal<OrderDraft>, errors: RwSignal<LineErrors>) -> impl IntoView {
    let desk = Desk::here();
    let value = Signal::derive(move || {
        Entry::Text(draft.with(|draft| draft.line(key).map(|it| it.text(cell).to_owned()).unwrap_or_default()))
    });
    let error = Signal::derive(move || errors.with(|errors| errors.get(&(key, cell)).cloned()));
    let unit = match cell {
        LineCell::Quantity => Signal::default(),
        LineCell::UnitPrice | LineCell::UnitCost => currency_sign(&untrack(|| desk.currency())).to_owned().into(),
        // A discount that says itself what it is needs no sign after it.
        LineCell::Discount => Signal::derive(move || {
            let is_bare = draft.with(|draft| draft.line(key).is_none_or(LineDraft::is_discount_bare));
            if is_bare { "%".to_owned() } else { String::new() }
        }),
        LineCell::Vat => "%".to_owned().into(),
    };
    let requirement = match cell {
        LineCell::Quantity | LineCell::UnitPrice => Requirement::Required,
        LineCell::Discount | LineCell::Vat | LineCell::UnitCost => Requirement::Optional,
    };
    let check = move || {
        let sentence = wrong_in(desk, draft, key, cell);
        errors.update(|errors| match sentence {
            Some(sentence) => drop(errors.insert((key, cell), sentence)),
            None => drop(errors.remove(&(key, cell))),
        });
    };
    view! {
        <FieldInput
            label=desk.words(cell.name())
            kind=InputKind::Number { unit }
            value
            on_input=move |entry: Entry| {
                errors.update(|errors| drop(errors.remove(&(key, cell))));
                draft.update(|draft| {
                    if let Some(line) = draft.line_mut(key) {
                        line.set(cell, entry.text().to_owned());
                    }
                });
            }
            on_commit=move |_: Entry| check()
            error
            requirement
        />
    }
}

/// What is wrong in a cell, in words.
fn wrong_in(desk: Desk, draft: RwSignal<OrderDraft>, key: u32, cell: LineCell) -> Option<String> {
    let (language, currency) = (desk.language.get_untracked(), untrack(|| desk.currency()));
    draft.with_untracked(|draft| {
        let line = draft.line(key)?;
        let why = line.wrong(cell, language)?;
        Some(wrong(language, &why, cell.name().text(language), line.field_type(cell), &currency))
    })
}

/// Price, VAT and cost as the product has them, and one of it.
async fn fill_in(desk: Desk, draft: RwSignal<OrderDraft>, errors: RwSignal<LineErrors>, key: u32, product: Id) {
    let Ok(sheet) = desk.client.ask_once(RecordDetail { kind: Kind::Product, id: product }).await else { return };
    let language = desk.language.get_untracked();
    let number = |field: ProductField| {
        let cell = sheet.fields.iter().find(|(it, _)| *it == field.number()).map(|(_, cell)| cell);
        match cell {
            Some(ListCell::Number(number)) => Some(*number),
            Some(ListCell::Empty | ListCell::Text(_) | ListCell::Record { .. } | ListCell::Records(_)) | None => None,
        }
    };
    let prices = [
        (LineCell::UnitPrice, number(ProductField::Price)),
        (LineCell::Vat, number(ProductField::Vat)),
        (LineCell::UnitCost, number(ProductField::Cost)),
    ];
    // The line may be gone, or another product chosen, by now.
    draft.try_update(|draft| {
        let line = draft.line_mut(key).filter(|line| line.product.as_ref().is_some_and(|it| it.id == product));
        let Some(line) = line else { return };
        for (cell, number) in prices {
            line.set(cell, number.map_or_else(String::new, |number| cell.text(language, number)));
        }
        if line.text(LineCell::Quantity).trim().is_empty() {
            line.set(LineCell::Quantity, LineCell::Quantity.text(language, Quantity::ONE.thousandths()));
        }
    });
    errors.try_update(|errors| errors.retain(|(it, _), _| *it != key));
}
