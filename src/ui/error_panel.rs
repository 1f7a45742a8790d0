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
    /// The word on a second button.
    #[prop(into, optional)]
    other_label: MaybeProp<String>,
    /// Called when the second button is pressed.
    #[prop(into, optional)]
    on_other: Option<Callback<()>>,
) -> impl IntoView {
    let button = move |label: MaybeProp<String>, on_press: Option<Callback<()>>| {
        move || on_press.zip(label.get()).map(|(on_press, label)| view! { <Button on_press>{label}</Button> })
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
                <div class="ways">{button(action_label, on_action)} {button(other_label, on_other)}</div>
            </div>
        </div>
    }
}
