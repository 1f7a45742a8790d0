//! Several views in one place, one at a time.

use super::element_id::element_id;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A row of tabs and the panel of the chosen one. Arrows, Home and End move and choose.
#[component]
pub fn Tabs(
    /// What the tabs are about, spoken.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs, in order.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The key of the chosen one.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the key of the one to choose.
    #[prop(into)]
    on_choose: Callback<(String,)>,
    /// What the chosen tab shows.
    children: Children,
) -> impl IntoView {
    let row = NodeRef::<Div>::new();
    let stem = StoredValue::new(element_id("tab"));
    let tab_id = move |key: &str| stem.with_value(|stem| format!("{stem}-{key}"));
    let panel_id = stem.with_value(|stem| format!("{stem}-panel"));
    let panel = panel_id.clone();
    let on_key = move |event: KeyboardEvent| {
        let next = tabs.with_untracked(|tabs| chosen.with_untracked(|key| neighbour(tabs, key, &event.key())));
        if let Some(next) = next {
            event.prevent_default();
            on_choose.run((next.clone(),));
            let button = document().get_element_by_id(&tab_id(&next)).and_then(|it| it.dyn_into::<HtmlElement>().ok());
            // A focus that fails leaves the person where they are: nothing to do.
            drop(button.map(|button| button.focus()));
        }
    };
    let buttons = move || {
        tabs.get()
            .into_iter()
            .map(|Tab { key, label, count }| {
                let id = tab_id(&key);
                let panel = panel.clone();
                let here = Memo::new({
                    let key = key.clone();
                    move |_| chosen.with(|chosen| *chosen == key)
                });
                view! {
                    <button
                        type="button"
                        role="tab"
                        id=id
                        aria-controls=panel
                        aria-selected=move || if here.get() { "true" } else { "false" }
                        tabindex=move || if here.get() { "0" } else { "-1" }
                        on:click=move |_| on_choose.run((key.clone(),))
                    >
                        {label}
                        {count.map(|count| view! { " " <span class="count">{count}</span> })}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="tabs">
            <div class="row" role="tablist" aria-label=label node_ref=row on:keydown=on_key>
                {buttons}
            </div>
            <div
                class="panel"
                role="tabpanel"
                id=panel_id
                tabindex="0"
                aria-labelledby=move || chosen.with(|key| tab_id(key))
            >
                {children()}
            </div>
        </div>
    }
}

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What tells it from the others.
    pub key: String,
    /// The word on it.
    pub label: String,
    /// How many there are behind it.
    pub count: Option<String>,
}

/// The key of the tab that a pressed key leads to.
fn neighbour(tabs: &[Tab], chosen: &str, pressed: &str) -> Option<String> {
    let here = tabs.iter().position(|tab| tab.key == chosen)?;
    let there = match pressed {
        "ArrowRight" => (here + 1) % tabs.len(),
        "ArrowLeft" => (here + tabs.len() - 1) % tabs.len(),
        "Home" => 0,
        "End" => tabs.len() - 1,
        _ => return None,
    };
    tabs.get(there).map(|tab| tab.key.clone())
}
