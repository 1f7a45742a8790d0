//! A short word about what just happened, with the way back.

use super::{IconButton, IconName, keyed};
use leptos::prelude::*;
use std::time::Duration;

/// How many stand at a time; the oldest note gives way.
const MOST: usize = 4;

/// The corner where toasts appear: newest last, spoken politely, each gone after its time. One in the frame.
#[component]
pub fn ToastStack(
    /// The toasts.
    toasts: Toasts,
    /// The name of the corner, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the cross, in words.
    #[prop(into)]
    close_label: Signal<String>,
    /// How long a note stays while nobody points at it or has the focus in it.
    #[prop(default = Duration::from_secs(8))]
    life: Duration,
) -> impl IntoView {
    let toast = move |shown| view! { <ToastView toasts shown close_label life /> }.into_any();
    view! {
        <section class="toast-stack" aria-label=label>
            <div role="status" aria-live="polite" aria-relevant="additions">
                {keyed(move || toasts.shown.get(), |shown| shown.number.to_string(), toast)}
            </div>
        </section>
    }
}

/// One toast. A note goes by itself, a problem stays until it is closed.
#[derive(Clone)]
pub struct Toast {
    /// What happened, in one sentence.
    pub text: String,
    /// Whether it went well.
    pub tone: ToastTone,
    /// What can be done about it, such as undo.
    pub action: Option<ToastAction>,
}

/// What can be done about what happened.
#[derive(Clone)]
pub struct ToastAction {
    /// The word on the button.
    pub label: String,
    /// Called when it is pressed; the toast closes.
    pub run: Callback<()>,
}

/// Whether it went well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToastTone {
    /// It did.
    #[default]
    Note,
    /// It did not.
    Problem,
}

/// The toasts that are shown: made once by the frame, handed to whoever has something to say.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Shown>>,
    next: StoredValue<u64>,
}

#[derive(Clone)]
struct Shown {
    number: u64,
    toast: Toast,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows one and answers with its number.
    pub fn show(&self, toast: Toast) -> u64 {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shown.update(|shown| {
            shown.push(Shown { number, toast });
            while shown.len() > MOST {
                let oldest_note = shown.iter().position(|it| it.toast.tone == ToastTone::Note).unwrap_or(0);
                shown.remove(oldest_note);
            }
        });
        number
    }

    /// Takes one away; one that is gone already is no matter.
    pub fn close(&self, number: u64) {
        self.shown.try_update(|shown| shown.retain(|it| it.number != number));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

#[component]
fn ToastView(toasts: Toasts, shown: Shown, close_label: Signal<String>, life: Duration) -> impl IntoView {
    let Shown { number, toast: Toast { text, tone, action } } = shown;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let start = move || {
        stop();
        if tone == ToastTone::Note {
            match set_timeout_with_handle(move || toasts.close(number), life) {
                Ok(handle) => timer.set_value(Some(handle)),
                Err(error) => leptos::logging::error!("a toast has no timer: {error:?}"),
            }
        }
    };
    start();
    on_cleanup(stop);
    let press = move |action: Callback<()>| {
        toasts.close(number);
        action.run(());
    };
    view! {
        <div
            class="toast"
            class:problem=tone == ToastTone::Problem
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            <p>{text}</p>
            {action
                .map(|action| {
                    view! {
                        <button type="button" class="act" on:click=move |_| press(action.run)>
                            {action.label}
                        </button>
                    }
                })}
            <IconButton icon=IconName::X label=close_label on_press=move || toasts.close(number) />
        </div>
    }
}
