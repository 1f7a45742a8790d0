//! A panel at the side in which a task is edited where its facts stand.

use leptos::prelude::*;

use crate::client::Asked;
use crate::i18n::phrases::Phrase;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::task::TaskField as Field;
use crate::pages::desk::Desk;
use crate::pages::record_facts::{FactGroup, RecordFacts};
use crate::queries::record_detail::RecordDetail;
use crate::ui::{Dialog, DialogShape, Loading, OutsidePress};

/// The task that is being edited, with all its fields.
#[component]
pub(super) fn TaskDialog(
    /// Which; none while the panel is closed.
    edited: RwSignal<Option<Id>>,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <Dialog
            open=Signal::derive(move || edited.with(Option::is_some))
            title=desk.words(Phrase::ComposeTask)
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Side
            outside=OutsidePress::Closes
            on_close=move || edited.set(None)
        >
            {move || edited.get().map(|id| view! { <TaskFacts id /> })}
        </Dialog>
    }
}

#[component]
fn TaskFacts(id: Id) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind: Kind::Task, id });
    let sheet = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(|asked| matches!(asked, Asked::Failed(_))));
    let is_here = Memo::new(move |_| sheet.with(Option::is_some));
    view! {
        <Show
            when=move || is_here.get()
            fallback=move || {
                if failed.get() {
                    view! { <p>{desk.words(Phrase::RecordNotFoundText)}</p> }.into_any()
                } else {
                    view! { <Loading label=desk.words(Phrase::Loading) /> }.into_any()
                }
            }
        >
            <RecordFacts kind=Kind::Task id sheet groups=GROUPS />
        </Show>
    }
}

const GROUPS: &[FactGroup] = &[FactGroup {
    name: Phrase::Facts,
    fields: &[
        Field::Title.number(),
        Field::Due.number(),
        Field::Customer.number(),
        Field::Type.number(),
        Field::Priority.number(),
        Field::Recurrence.number(),
        Field::Notes.number(),
    ],
}];
