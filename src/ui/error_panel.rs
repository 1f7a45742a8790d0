//! What went wrong and what to do about it.

use super::{Button, Icon, IconName};
use leptos::prelude::*;

/// Where the panel stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ErrorPlace {
    /// Under the heading of a page.
    #[default]
    UnderHeading,
    /// In place of a whole page: what went wrong is its heading.
    WholePage,
}

/// A failure in words, with the way out as a button.
#[component]
pub fn ErrorPanel(
    /// Where it stands.
    #[prop(optional)]
    place: ErrorPlace,
    /// What went wrong, in one sentence.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(into)]
    advice: Signal<String>,
    /// The word on the button.
    #[prop(into, optional)]
    action_label: MaybeProp<String>,
    /// Called when the button is pressed.
    #[prop(into, optional)]
    on_action: Option<Callback<()>>,
    /// The word over the technical details.
    #[prop(into, optional)]
    details_label: Signal<String>,
    /// The technical details, to be copied into a report; folded away.
    #[prop(into, optional)]
    details: MaybeProp<String>,
) -> impl IntoView {
    let button = move || {
        on_action
            .zip(action_label.get())
            .map(|(on_action, label)| view! { <Button on_press=on_action>{label}</Button> })
    };
    let folded = move || {
        details.get().map(|details| {
            view! {
                <details>
                    <summary>{details_label}</summary>
                    <pre tabindex="0">{details}</pre>
                </details>
            }
        })
    };
    let heading = match place {
        ErrorPlace::UnderHeading => view! { <h2>{title}</h2> }.into_any(),
        ErrorPlace::WholePage => view! { <h1 tabindex="-1">{title}</h1> }.into_any(),
    };
    view! {
        <div class="error-panel" role="alert">
            <Icon name=IconName::WarningCircle />
            <div class="words">
                {heading}
                <p>{advice}</p>
                {button}
                {folded}
            </div>
        </div>
    }
}
