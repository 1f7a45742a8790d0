//! How far long work has come, how fast it goes, and a way to stop it.

use super::{Button, ButtonKind};
use leptos::prelude::*;

/// A bar with what is being done, the rate and the time left.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// The part that is done, from 0 to 1; none while the whole is not known.
    #[prop(into)]
    part: Signal<Option<f64>>,
    /// Count, rate and time left, in words.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// The word on the button that stops it.
    #[prop(into, optional)]
    cancel_label: Signal<String>,
    /// Called when it shall stop; without it there is no button.
    #[prop(into, optional)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <div class="words">
                <span class="label">{label}</span>
                <span class="detail">{detail}</span>
            </div>
            <progress max="1" aria-label=label value=move || part.get().map(|part| part.clamp(0.0, 1.0).to_string())></progress>
            {on_cancel
                .map(|on_cancel| {
                    view! {
                        <Button kind=ButtonKind::Quiet on_press=on_cancel>
                            {cancel_label}
                        </Button>
                    }
                })}
        </div>
    }
}
