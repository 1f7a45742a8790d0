//! A button that lets a file be chosen, in our words; the browser's own says its name in its own language.

use super::{ButtonKind, Icon, IconName};
use leptos::prelude::*;
use web_sys::File;

/// A button with the name of the chosen file beside it. The same file can be chosen again.
#[component]
pub fn FileButton(
    /// What is chosen, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Which files are offered: endings and media types.
    accept: &'static str,
    /// What was chosen before is under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Called with the file.
    #[prop(into)]
    on_choose: Callback<(File,)>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    view! {
        <div class="file-button">
            <label class=format!("button {}", ButtonKind::Plain.class()) class:busy=busy>
                <Icon name=IconName::UploadSimple />
                <span class="word">{label}</span>
                <input
                    type="file"
                    class="visually-hidden"
                    accept=accept
                    prop:disabled=busy
                    on:change:target=move |event| {
                        let input = event.target();
                        let file = input.files().and_then(|files| files.get(0));
                        // A file that is there already would be no change.
                        input.set_value("");
                        if let Some(file) = file {
                            name.set(file.name());
                            on_choose.run((file,));
                        }
                    }
                />
            </label>
            <span class="chosen">{name}</span>
        </div>
    }
    .into_any()
}
