//! A panel at the side in which a record that has no page of its own is read, edited where its facts stand, and binned.

use leptos::prelude::*;

use super::desk::Desk;
use super::failed::Unfound;
use super::record_facts::{FactGroup, RecordFacts};
use crate::client::Asked;
use crate::commands::bin_records::BinRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::{Plural, capitalised, kind_name};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::record_detail::RecordDetail;
use crate::ui::{Button, ButtonKind, Dialog, DialogShape, IconName, OutsidePress};

/// The record that is open, with all its fields.
#[component]
pub fn RecordDialog(
    /// Of which kind.
    kind: Kind,
    /// Its fields in groups.
    groups: &'static [FactGroup],
    /// Which; none while the panel is closed.
    opened: RwSignal<Option<Id>>,
) -> impl IntoView {
    let desk = Desk::here();
    let delete = move || {
        let Some(id) = opened.get_untracked() else { return };
        opened.set(None);
        desk.tell(BinRecords { kind, ids: vec![id] }, move |language| done_to_one(language, Deed::Deleted, kind));
    };
    view! {
        <Dialog
            open=Signal::derive(move || opened.with(Option::is_some))
            title=desk.sentence(move |language| capitalised(kind_name(language, kind, Plural::One)))
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Side
            outside=OutsidePress::Closes
            on_close=move || opened.set(None)
            footer=move || {
                view! {
                    <Button kind=ButtonKind::Quiet icon=IconName::Trash on_press=delete>
                        {desk.words(Phrase::Delete)}
                    </Button>
                }
                .into_any()
            }
        >
            {move || opened.get().map(|id| view! { <Content kind groups id /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Content(kind: Kind, groups: &'static [FactGroup], id: Id) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind, id });
    let sheet = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let is_here = Memo::new(move |_| sheet.with(Option::is_some));
    view! {
        <Show when=move || is_here.get() fallback=move || view! { <Unfound failed page=None /> }>
            <RecordFacts kind id sheet groups />
        </Show>
    }
}
