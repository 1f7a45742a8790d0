//! A surface that holds what belongs together.

use leptos::prelude::*;

/// A framed surface, with a heading and actions where they are given.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into, optional)]
    title: MaybeProp<String>,
    /// Buttons at the end of the heading's line.
    #[prop(into, optional)]
    actions: ViewFn,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {move || {
                title
                    .get()
                    .map(|title| {
                        view! {
                            <header>
                                <h2>{title}</h2>
                                <div class="actions">{actions.run()}</div>
                            </header>
                        }
                    })
            }}
            {children()}
        </section>
    }
}
