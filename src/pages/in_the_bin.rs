//! Says of a record that it is in the bin, with the way out.

use leptos::prelude::*;

use super::desk::Desk;
use crate::commands::restore_records::RestoreRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::ui::{Button, Tag, Tone};

/// A mark and a button under the name of a record; nothing while it is in use.
#[component]
pub fn InTheBin(
    /// Of which kind.
    kind: Kind,
    /// Which.
    id: Id,
    /// Whether it is there.
    binned: Memo<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let restore = move || {
        desk.tell(RestoreRecords { kind, ids: vec![id] }, move |language| done_to_one(language, Deed::Restored, kind));
    };
    view! {
        <Show when=move || binned.get()>
            <div class="in-the-bin" role="status">
                <Tag tone=Tone::Warn>{desk.words(Phrase::Bin)}</Tag>
                <Button on_press=restore>{desk.words(Phrase::Restore)}</Button>
            </div>
        </Show>
    }
    .into_any()
}
