//! Label, control and the one line under it.

use super::{FieldLink, LabelPlace, LabelSide, Requirement};
use leptos::prelude::*;

/// The frame around any control.
#[component]
pub(crate) fn FieldFrame(
    /// Ties the parts together.
    link: FieldLink,
    /// The field's name.
    label: Signal<String>,
    /// What helps to fill it in.
    hint: MaybeProp<String>,
    /// What is wrong.
    error: MaybeProp<String>,
    /// Before the control, or after it.
    side: LabelSide,
    /// Seen or only spoken.
    label_place: LabelPlace,
    /// The control.
    children: Children,
) -> impl IntoView {
    let name = view! {
        <label for=link.id() class:visually-hidden=label_place == LabelPlace::Spoken>
            {label}
            {(link.requirement == Requirement::Required).then(|| view! { <span class="required" aria-hidden="true">" *"</span> })}
        </label>
    };
    let named_control = match side {
        LabelSide::Before => view! { {name} {children()} }.into_any(),
        LabelSide::After => view! { <div class="flag-line">{children()} {name}</div> }.into_any(),
    };
    view! {
        <div class="field-input" class:wrong=link.wrong>
            {named_control}
            <p class="note" id=link.note_id() aria-live="polite">
                {move || error.get().or_else(|| hint.get())}
            </p>
        </div>
    }
}
