//! The few figures that sum up a record, in one line.

use super::Tone;
use leptos::prelude::*;

/// Figures side by side, each under its name; on a narrow screen two by two.
#[component]
pub fn ValueStrip(
    /// The figures, in the order of reading.
    #[prop(into)]
    items: Signal<Vec<StripItem>>,
) -> impl IntoView {
    view! {
        <dl class="value-strip">
            {move || {
                items
                    .get()
                    .into_iter()
                    .map(|item| {
                        view! {
                            <div class=item.tone.class()>
                                <dt>{item.label}</dt>
                                <dd>{item.value}</dd>
                                {item.note.map(|note| view! { <dd class="note">{note}</dd> })}
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
}

/// One figure of a strip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StripItem {
    /// What it is.
    pub label: String,
    /// The figure as text, with its unit.
    pub value: String,
    /// What it rests on: number of cases, as of when, what is missing.
    pub note: Option<String>,
    /// What its colour says.
    pub tone: Tone,
}
