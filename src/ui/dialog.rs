//! A task apart: the rest of the page waits until it is closed.

use super::element_id::element_id;
use super::{IconButton, IconName, is_edit_while};
use leptos::ev::{Event, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// The browser's own modal dialog: it keeps the focus inside, closes at Esc and gives the focus back to where it was.
/// It asks to be closed through `on_close`; what it holds exists only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the cross, in words.
    #[prop(into)]
    close_label: Signal<String>,
    /// Called when it wants to close: cross, Esc, or a press outside where that is allowed.
    #[prop(into)]
    on_close: Callback<()>,
    /// How large it is and where it stands.
    #[prop(optional)]
    shape: DialogShape,
    /// Whether a press outside closes it.
    #[prop(optional)]
    outside: OutsidePress,
    /// The buttons at its foot; the main one last.
    #[prop(into, optional)]
    footer: Option<ViewFn>,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let title_id = element_id("dialog");
    let labelled_by = title_id.clone();
    let footer = StoredValue::new(footer);
    let children = StoredValue::new(children);
    is_edit_while(open);
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = element.get() {
            // After the content is in place, so that its first control takes the focus.
            queue_microtask(move || {
                if wanted && !dialog.open() && dialog.is_connected() {
                    if let Err(error) = dialog.show_modal() {
                        leptos::logging::error!("a dialog did not open: {error:?}");
                    }
                } else if !wanted && dialog.open() {
                    dialog.close();
                }
            });
        }
    });
    let cancel = move |event: Event| {
        event.prevent_default();
        on_close.run(());
    };
    let closed_by_browser = move |_: Event| {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    let press = move |event: PointerEvent| {
        let on_veil = event.target().is_some() && event.target() == event.current_target();
        if on_veil && outside == OutsidePress::Closes {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=element
            class=format!("dialog {}", shape.class())
            aria-labelledby=labelled_by
            on:cancel=cancel
            on:close=closed_by_browser
            on:pointerdown=press
        >
            <div class="sheet">
                <h2 id=title_id>{title}</h2>
                <Show when=move || open.get()>
                    <div class="content">{children.with_value(|children| children())}</div>
                    {footer
                        .with_value(|footer| {
                            footer.as_ref().map(|footer| view! { <div class="footer">{footer.run()}</div> })
                        })}
                </Show>
                <IconButton icon=IconName::X label=close_label on_press=on_close />
            </div>
        </dialog>
    }
}

/// How large a dialog is and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogShape {
    /// A question.
    Small,
    /// A form.
    #[default]
    Medium,
    /// A table or a preview.
    Large,
    /// At the end side, over the full height.
    Side,
    /// Near the top, without a heading: the command palette.
    Palette,
}

impl DialogShape {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Side => "side",
            Self::Palette => "palette",
        }
    }
}

/// What a press outside a dialog does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutsidePress {
    /// Nothing, so that what was typed is not lost.
    #[default]
    Ignored,
    /// Closes it, where there is nothing to lose.
    Closes,
}
