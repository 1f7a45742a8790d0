//! A sketch of what is coming; it shows only if that takes longer than 150 ms.

use leptos::prelude::*;

/// Grey bars where the content will be. The delay is the stylesheet's, so that nothing flickers and no timer runs.
#[component]
pub fn Loading(
    /// What is being loaded, spoken to those who do not see the bars.
    #[prop(into)]
    label: Signal<String>,
    /// How far it has come, for those who see it.
    #[prop(into, optional)]
    note: MaybeProp<String>,
    /// How many bars.
    #[prop(default = 4)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="visually-hidden">{label}</span>
            {move || note.get().map(|note| view! { <p aria-hidden="true">{note}</p> })}
            {(0..lines).map(|_| view! { <span class="bar" aria-hidden="true"></span> }).collect_view()}
        </div>
    }
}
