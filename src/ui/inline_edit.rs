//! A value that turns into a field where it stands.

use super::{Entry, FieldInput, FirstFocus, Icon, IconName, InputKind, LabelPlace, is_edit_while};
use leptos::ev::KeyboardEvent;
use leptos::html::{Button, Div};
use leptos::prelude::*;

/// A fact with its name: a press, Enter or `e` opens it, Enter or leaving it saves, Esc puts it back.
///
/// Saving is the caller's: `on_save` gets the entry and the value shows at once; if it turns out to be wrong, then or
/// later, the caller sets `error` and the field opens again with what was typed.
#[component]
pub fn InlineEdit(
    /// The fact's name.
    #[prop(into)]
    label: Signal<String>,
    /// The value as it is read; empty shows `empty_label`.
    #[prop(into)]
    shown: Signal<String>,
    /// What stands for an empty value, such as "Add".
    #[prop(into)]
    empty_label: Signal<String>,
    /// The value as it is edited.
    #[prop(into)]
    entry: Signal<Entry>,
    /// Its control.
    kind: InputKind,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: MaybeProp<String>,
    /// What is wrong with what was saved last.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Called with the new entry; not called if it is as before.
    #[prop(into)]
    on_save: Callback<(Entry,)>,
) -> impl IntoView {
    let state = RwSignal::new(EditState::Shown);
    // One that opens again takes no focus from who has gone on to another field.
    let first_focus = RwSignal::new(FirstFocus::Takes);
    let typed = RwSignal::new(entry.get_untracked());
    let button = NodeRef::<Button>::new();
    let frame = NodeRef::<Div>::new();
    let several_lines = matches!(kind, InputKind::LongText);
    let kind = StoredValue::new(kind);
    let open = move || {
        typed.set(entry.get_untracked());
        first_focus.set(FirstFocus::Takes);
        state.set(EditState::Open);
    };
    let close = move |next: EditState, focus: FocusAfter| {
        state.set(next);
        if focus == FocusAfter::Button {
            // After the button is back in place. A focus that fails leaves the person where they are.
            queue_microtask(move || drop(button.try_get_untracked().flatten().map(|button| button.focus())));
        }
    };
    let save = move |focus: FocusAfter| {
        let new = typed.get_untracked();
        if state.get_untracked() == EditState::Open && new == entry.get_untracked() {
            close(EditState::Shown, focus);
        } else {
            first_focus.set(if focus == FocusAfter::Button { FirstFocus::Takes } else { FirstFocus::Waits });
            on_save.run((new,));
            // What is seen to be wrong at once does not close the field at all.
            if error.with_untracked(Option::is_some) {
                state.set(EditState::Refused);
            } else {
                close(EditState::Sent, focus);
            }
        }
    };
    // An error that comes back opens the field again, with what was typed.
    Effect::new(move |_| {
        if error.with(Option::is_some) && state.get() == EditState::Sent {
            state.set(EditState::Refused);
        }
    });
    let key_in_field = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close(EditState::Shown, FocusAfter::Button);
        }
        "Enter" if !event.default_prevented() && (!several_lines || event.ctrl_key() || event.meta_key()) => {
            event.prevent_default();
            save(FocusAfter::Button);
        }
        _ => {}
    };
    let left_field = move |event: leptos::ev::FocusEvent| {
        let stays = frame.get_untracked().is_some_and(|frame| {
            event.related_target().is_some_and(|to| frame.contains(wasm_bindgen::JsCast::dyn_ref(&to)))
        });
        if !stays && state.get_untracked().is_open() {
            save(FocusAfter::Stays);
        }
    };
    let key_on_button = move |event: KeyboardEvent| {
        if event.key() == "e" && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            open();
        }
    };
    let refusal = Signal::derive(move || if state.get() == EditState::Refused { error.get() } else { None });
    let is_open = Memo::new(move |_| state.get().is_open());
    is_edit_while(is_open.into());
    view! {
        <div class="inline-edit" node_ref=frame>
            <span class="name" aria-hidden="true">
                {label}
            </span>
            <Show
                when=move || is_open.get()
                fallback=move || {
                    view! {
                        <button
                            node_ref=button
                            type="button"
                            class="value"
                            class:empty=move || shown.with(String::is_empty)
                            on:click=move |_| open()
                            on:keydown=key_on_button
                        >
                            <span class="visually-hidden">{label} ": "</span>
                            <span class="text">
                                {move || if shown.with(String::is_empty) { empty_label.get() } else { shown.get() }}
                            </span>
                            <Icon name=IconName::PencilSimple />
                        </button>
                    }
                }
            >
                <div class="field" on:keydown=key_in_field on:focusout=left_field>
                    <FieldInput
                        label
                        kind=kind.get_value()
                        value=typed
                        on_input=move |new: Entry| typed.set(new)
                        hint
                        error=refusal
                        label_place=LabelPlace::Spoken
                        first_focus=first_focus.get_untracked()
                    />
                </div>
            </Show>
        </div>
    }
}

/// Where an edit stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EditState {
    /// The value is read.
    Shown,
    /// It is being edited.
    Open,
    /// It was handed to the caller and is read again.
    Sent,
    /// The caller sent it back: it is being edited again.
    Refused,
}

impl EditState {
    fn is_open(self) -> bool {
        match self {
            Self::Shown | Self::Sent => false,
            Self::Open | Self::Refused => true,
        }
    }
}

/// Where the focus goes when the field closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FocusAfter {
    /// Back to the value.
    Button,
    /// Where the person has put it.
    Stays,
}
