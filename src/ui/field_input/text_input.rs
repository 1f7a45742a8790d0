//! One line of text, a number or a day.

use super::{Entry, FieldLink, FirstFocus, TextKind};
use leptos::html::Input;
use leptos::prelude::*;

/// A one-line control.
#[component]
pub(crate) fn TextInput(
    /// Ties it to its frame.
    link: FieldLink,
    /// What the text is.
    kind: TextKind,
    /// What stands after it.
    #[prop(optional)]
    unit: Signal<String>,
    /// What stands in it.
    value: Signal<Entry>,
    /// Called at each key.
    on_input: Callback<(Entry,)>,
    /// Called when it is left with another text than before.
    commit: Callback<(Entry,)>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    if link.first_focus == FirstFocus::Takes {
        input.on_load(|input| {
            queue_microtask(move || {
                if input.focus().is_ok() {
                    input.select();
                }
            });
        });
    }
    let keys = kind.keys();
    view! {
        <span class="box" class:number=kind == TextKind::Number>
            <input
                node_ref=input
                id=link.id()
                type=keys.control
                inputmode=keys.keyboard
                autocomplete="off"
                spellcheck=keys.spelling
                aria-describedby=link.note_id()
                aria-invalid=move || link.invalid()
                aria-required=link.required()
                prop:value=move || value.with(|entry| entry.text().to_owned())
                on:input:target=move |event| on_input.run((Entry::Text(event.target().value()),))
                // A field that is taken away while it has the focus still says that it changed.
                on:change:target=move |event| {
                    commit.try_run((Entry::Text(event.target().value()),));
                }
            />
            {move || (!unit.with(String::is_empty)).then(|| view! { <span class="unit">{unit}</span> })}
        </span>
    }
}

/// What the browser is told about the text.
struct Keys {
    control: &'static str,
    keyboard: &'static str,
    spelling: &'static str,
}

impl TextKind {
    /// Validation stays ours: `email` and `number` controls would check by other rules and hide what was typed.
    fn keys(self) -> Keys {
        let (control, keyboard, spelling) = match self {
            Self::Plain => ("text", "text", "true"),
            Self::Email => ("text", "email", "false"),
            Self::Phone => ("tel", "tel", "false"),
            Self::Link => ("text", "url", "false"),
            Self::Number => ("text", "decimal", "false"),
            Self::Date => ("date", "text", "false"),
        };
        Keys { control, keyboard, spelling }
    }
}
