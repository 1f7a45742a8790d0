//! What was changed in a record, newest first, with the way back to each value.

use leptos::prelude::*;

use super::desk::Desk;
use super::shown_value::Showing;
use super::typed_value::value_of_cell;
use crate::client::Asked;
use crate::commands::Sort;
use crate::commands::edit_records::EditRecords;
use crate::i18n::deeds::{Deed, done_to_one, sort_name};
use crate::i18n::phrases::Phrase;
use crate::model::field::ALIVE;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::fields::{FieldShape, Fields};
use crate::queries::history::{FieldChange, History, HistoryEntry};
use crate::queries::shown::ListCell;
use crate::ui::{Button, ButtonKind, Dialog, DialogShape, Icon, IconName, Loading, OutsidePress};

/// A panel at the side with the history of a record; each value of before can be put back.
#[component]
pub fn RecordHistory(
    /// Of which kind.
    kind: Kind,
    /// Which record.
    id: Id,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <Dialog
            open=open
            title=desk.words(Phrase::History)
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Side
            outside=OutsidePress::Closes
            on_close=move || open.set(false)
        >
            <HistoryEntries kind id />
        </Dialog>
    }
}

#[component]
fn HistoryEntries(kind: Kind, id: Id) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || History { kind, id });
    let fields = desk.client.ask(move || Fields { kind });
    let content = move || {
        let (showing, shapes) = (desk.showing(), fields.get());
        let shapes = shapes.here().map_or_else(Vec::new, |it| it.fields.clone());
        match asked.get() {
            Asked::Waiting => view! { <Loading label=desk.words(Phrase::Loading) /> }.into_any(),
            Asked::Failed(_) => view! { <p>{desk.words(Phrase::RecordNotFoundText)}</p> }.into_any(),
            Asked::Here(entries) if entries.is_empty() => {
                view! { <p>{desk.words(Phrase::HistoryEmpty)}</p> }.into_any()
            }
            Asked::Here(entries) => {
                let entry = |entry: HistoryEntry| entry_view(desk, &showing, kind, id, &shapes, entry);
                view! { <ol class="record-history">{entries.into_iter().map(entry).collect_view()}</ol> }.into_any()
            }
        }
    };
    content.into_any()
}

fn entry_view(
    desk: Desk,
    showing: &Showing,
    kind: Kind,
    id: Id,
    shapes: &[FieldShape],
    entry: HistoryEntry,
) -> impl IntoView {
    let what = Sort::from_number(entry.sort).map_or("", |sort| sort_name(showing.language, sort));
    let when = showing.moment(i64::try_from(entry.when.millis).unwrap_or(i64::MAX));
    let changes = entry.changes.into_iter().filter(|it| it.field != ALIVE);
    let change = |change: FieldChange| change_view(desk, showing, kind, id, shapes, change);
    view! {
        <li>
            <p class="head">
                <b>{what}</b>
                <time>{when}</time>
            </p>
            <ul>{changes.map(change).collect_view()}</ul>
        </li>
    }
}

fn change_view(
    desk: Desk,
    showing: &Showing,
    kind: Kind,
    id: Id,
    shapes: &[FieldShape],
    change: FieldChange,
) -> impl IntoView {
    let FieldChange { field, before, after } = change;
    let shape = shapes.iter().find(|it| it.number == field);
    let label =
        shape.map_or_else(|| Phrase::UnknownField.text(showing.language).to_owned(), |it| showing.label(kind, it));
    let text = |cell: &ListCell| {
        let text = shape.map_or_else(|| showing.field(kind, field, cell), |it| showing.shape(kind, it, cell));
        if text.is_empty() { Phrase::Empty.text(showing.language).to_owned() } else { text }
    };
    let (was, is) = (text(&before), text(&after));
    let is_set = shape.is_some_and(|it| !it.automatic);
    let put_back = move || {
        let values = vec![(field, value_of_cell(&before))];
        desk.tell(EditRecords { kind, ids: vec![id], values }, move |language| {
            done_to_one(language, Deed::Updated, kind)
        });
    };
    view! {
        <li>
            <span class="field">{label}</span>
            <span class="values">
                <span class="was">{was}</span>
                <Icon name=IconName::CaretRight />
                <span class="is">{is}</span>
            </span>
            {is_set
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Quiet icon=IconName::Undo on_press=put_back>
                            {desk.words(Phrase::RestoreField)}
                        </Button>
                    }
                })}
        </li>
    }
}
