//! The head of an order: who, when, how far, under which number.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::order_draft::OrderDraft;
use crate::i18n::phrases::Phrase;
use crate::i18n::{choice_labels, field_label};
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::pages::desk::Desk;
use crate::pages::reference_input::ReferenceInput;
use crate::queries::shown::Named;
use crate::ui::{ChoiceOption, Entry, FieldInput, InputKind, Requirement, TextKind};

/// The fields of the order itself.
#[component]
pub(super) fn OrderHeader(
    /// What is being written.
    draft: RwSignal<OrderDraft>,
    /// What is wrong, by field.
    errors: RwSignal<BTreeMap<FieldNumber, String>>,
) -> impl IntoView {
    let desk = Desk::here();
    let label = move |field: OrderField| {
        desk.sentence(move |language| field_label(language, Kind::Order, field.number()).to_owned())
    };
    let error =
        move |field: OrderField| Signal::derive(move || errors.with(|errors| errors.get(&field.number()).cloned()));
    let write = move |field: OrderField, change: &dyn Fn(&mut OrderDraft)| {
        errors.update(|errors| drop(errors.remove(&field.number())));
        draft.update(|draft| change(draft));
    };
    let customer = Memo::new(move |_| draft.with(|draft| draft.customer.clone()));
    let choose = move |named: Option<Named>| {
        write(OrderField::Customer, &|draft| draft.customer.clone_from(&named));
    };
    let text = move |read: fn(&OrderDraft) -> &String| {
        Signal::derive(move || Entry::Text(draft.with(|draft| read(draft).clone())))
    };
    // The browser's list of choices is made for one language.
    let status = move || {
        let language = desk.language.get();
        let labels = choice_labels(language, Kind::Order, OrderField::Status.number());
        let none = ChoiceOption { key: String::new(), label: Phrase::NotSet.text(language).to_owned() };
        let options = labels
            .iter()
            .enumerate()
            .map(|(index, (_, label))| ChoiceOption { key: index.to_string(), label: (*label).to_owned() });
        view! {
            <FieldInput
                label=label(OrderField::Status)
                kind=InputKind::Choice(std::iter::once(none).chain(options).collect())
                value=text(|draft| &draft.status)
                on_input=move |entry: Entry| {
                    write(OrderField::Status, &|draft| entry.text().clone_into(&mut draft.status));
                }
                error=error(OrderField::Status)
            />
        }
    };
    view! {
        <div class="order-header">
            <ReferenceInput
                label=label(OrderField::Customer)
                kind=Kind::Customer
                chosen=customer
                on_choose=choose
                error=error(OrderField::Customer)
            />
            <FieldInput
                label=label(OrderField::Number)
                kind=InputKind::Text(TextKind::Plain)
                value=text(|draft| &draft.number)
                on_input=move |entry: Entry| {
                    write(OrderField::Number, &|draft| entry.text().clone_into(&mut draft.number));
                }
                error=error(OrderField::Number)
            />
            <FieldInput
                label=label(OrderField::Date)
                kind=InputKind::Date
                value=text(|draft| &draft.date)
                on_input=move |entry: Entry| {
                    write(OrderField::Date, &|draft| entry.text().clone_into(&mut draft.date));
                }
                error=error(OrderField::Date)
                requirement=Requirement::Required
            />
            {status}
        </div>
    }
}
