//! What a place is for, while there is nothing in it.

use super::{Button, ButtonKind, Icon, IconName};
use leptos::prelude::*;

/// One sentence and one button.
#[component]
pub fn EmptyState(
    /// A picture of what will be here.
    icon: IconName,
    /// What this place is for, in one sentence.
    #[prop(into)]
    sentence: Signal<String>,
    /// The word on the button.
    #[prop(into, optional)]
    action_label: MaybeProp<String>,
    /// Called when the button is pressed.
    #[prop(into, optional)]
    on_action: Option<Callback<()>>,
) -> impl IntoView {
    let button = move || {
        on_action.zip(action_label.get()).map(|(on_action, label)| {
            view! {
                <Button kind=ButtonKind::Main on_press=on_action>
                    {label}
                </Button>
            }
        })
    };
    view! {
        <div class="empty-state">
            <Icon name=icon />
            <p>{sentence}</p>
            {button}
        </div>
    }
}
