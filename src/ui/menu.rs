//! A button that opens a list of things to do.

use super::element_id::element_id;
use super::{Icon, IconName, in_small_letters};
use leptos::ev::KeyboardEvent;
use leptos::html::{Button, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A popup menu in the browser's top layer, so that no scrolling box cuts it off. Arrows, Home, End and first letters
/// move, Enter picks, Esc closes and gives the focus back.
#[component]
pub fn Menu(
    /// What it offers, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The picture on its button.
    #[prop(default = IconName::DotsThree)]
    icon: IconName,
    /// Whether the words are on the button or only spoken.
    #[prop(optional)]
    look: MenuLook,
    /// What can be picked.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Called with the key of what was picked.
    #[prop(into)]
    on_pick: Callback<(String,)>,
) -> impl IntoView {
    let trigger = NodeRef::<Button>::new();
    let list = NodeRef::<Div>::new();
    let open = RwSignal::new(false);
    let id = element_id("menu");
    let show = move || {
        if let (Some(trigger), Some(list)) = (trigger.get_untracked(), list.get_untracked())
            && list.show_popover().is_ok()
        {
            place(&list, &trigger);
            focus(choices(&list).first());
        }
    };
    let hide = move || {
        if let Some(list) = list.get_untracked() {
            // It is closed already if this fails.
            drop(list.hide_popover());
        }
    };
    let pick = move |key: String| {
        hide();
        on_pick.run((key,));
    };
    let press_trigger = move |_| if open.get_untracked() { hide() } else { show() };
    let key_on_trigger = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            show();
        }
    };
    let key_on_list = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let choices = choices(&list);
        let active = document().active_element();
        let here = choices.iter().position(|choice| Some(choice.unchecked_ref::<Element>()) == active.as_ref());
        if event.key() == "Tab" {
            hide();
        } else if let Some(there) = destination(&choices, here, &event.key()) {
            event.prevent_default();
            focus(choices.get(there));
        }
    };
    let rows =
        move || items.get().into_iter().map(|item| view! { <MenuRow item pick=Callback::new(pick) /> }).collect_view();
    view! {
        <div class="menu">
            <button
                node_ref=trigger
                type="button"
                class=look.class()
                aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id.clone()
                aria-label=move || (look == MenuLook::Picture).then(|| label.get())
                title=move || (look == MenuLook::Picture).then(|| label.get())
                on:click=press_trigger
                on:keydown=key_on_trigger
            >
                {match look {
                    MenuLook::Picture => view! { <Icon name=icon /> }.into_any(),
                    MenuLook::Words => view! { {label} <Icon name=IconName::CaretDown /> }.into_any(),
                }}
            </button>
            <div
                node_ref=list
                id=id
                class="menu-list"
                role="menu"
                aria-label=label
                popover="auto"
                on:toggle=move |_| {
                    let is_open = list.get_untracked().is_some_and(|list| list.matches(":popover-open").unwrap_or(false));
                    open.set(is_open);
                }
                on:keydown=key_on_list
            >
                {rows}
            </div>
        </div>
    }
}

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// What tells it from the others.
    pub key: String,
    /// What it does, in words.
    pub label: String,
    /// A picture before the words.
    pub icon: Option<IconName>,
    /// The key that does the same.
    pub kbd: Option<String>,
    /// Whether it takes something away.
    pub effect: MenuEffect,
}

/// What picking an item does to what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuEffect {
    /// Adds, changes or shows.
    #[default]
    Plain,
    /// Takes away.
    Removes,
}

/// What is on a menu's button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuLook {
    /// A picture.
    #[default]
    Picture,
    /// The words and a caret.
    Words,
}

impl MenuLook {
    fn class(self) -> &'static str {
        match self {
            Self::Picture => "icon-button quiet",
            Self::Words => "button plain",
        }
    }
}

#[component]
fn MenuRow(item: MenuItem, pick: Callback<String>) -> impl IntoView {
    let MenuItem { key, label, icon, kbd, effect } = item;
    view! {
        <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class:removes=effect == MenuEffect::Removes
            on:click=move |_| pick.run(key.clone())
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="word">{label}</span>
            {kbd.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </button>
    }
}

/// The items of an open list.
fn choices(list: &HtmlElement) -> Vec<HtmlElement> {
    let children = list.children();
    (0..children.length()).filter_map(|at| children.item(at)?.dyn_into().ok()).collect()
}

/// The item that a pressed key leads to from the one that has the focus.
fn destination(choices: &[HtmlElement], here: Option<usize>, pressed: &str) -> Option<usize> {
    let len = choices.len();
    let last = len.checked_sub(1)?;
    match pressed {
        "ArrowDown" => Some(here.map_or(0, |here| (here + 1) % len)),
        "ArrowUp" => Some(here.map_or(last, |here| (here + last) % len)),
        "Home" => Some(0),
        "End" => Some(last),
        letter if letter.chars().count() == 1 => {
            let after = here.map_or(0, |here| here + 1);
            let begins = |at: &usize| {
                choices
                    .get(*at)
                    .and_then(|choice| choice.text_content())
                    .is_some_and(|text| in_small_letters(&text).starts_with(&in_small_letters(letter)))
            };
            (0..len).map(|step| (after + step) % len).find(begins)
        }
        _ => None,
    }
}

fn focus(choice: Option<&HtmlElement>) {
    // A focus that fails leaves the person where they are: nothing to do.
    drop(choice.map(HtmlElement::focus));
}

/// Puts the list under its button, at its end side, or above it where there is no room below.
fn place(list: &HtmlElement, trigger: &HtmlElement) {
    const GAP: f64 = 4.0;
    let button = trigger.get_bounding_client_rect();
    let room = document()
        .document_element()
        .map_or((0.0, 0.0), |root| (f64::from(root.client_width()), f64::from(root.client_height())));
    let (width, height) = (f64::from(list.offset_width()), f64::from(list.offset_height()));
    let left = (button.right() - width).max(button.left().min(room.0 - width)).clamp(GAP, (room.0 - width).max(GAP));
    let below = button.bottom() + GAP;
    let top = if below + height > room.1 { (button.top() - GAP - height).max(GAP) } else { below };
    let style = list.style();
    for (name, value) in [("left", left), ("top", top)] {
        if let Err(error) = style.set_property(name, &format!("{value}px")) {
            leptos::logging::error!("a menu has no place: {error:?}");
        }
    }
}
