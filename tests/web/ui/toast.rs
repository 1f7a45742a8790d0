use super::{Stage, pause, settled, tell};
use leptos::prelude::*;
use rapporto::ui::{Toast, ToastAction, ToastStack, ToastTone, Toasts};
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

const LIFE: Duration = Duration::from_millis(150);

async fn stage(toasts: Toasts) -> Stage {
    Stage::new(move || view! { <ToastStack toasts label="Notices" close_label="Close" life=LIFE /> }).await
}

fn toast(text: &str, tone: ToastTone) -> Toast {
    Toast { text: text.to_owned(), tone, action: None }
}

#[wasm_bindgen_test]
async fn a_note_goes_by_itself_and_a_problem_stays() {
    let toasts = Toasts::new();
    let stage = stage(toasts).await;
    toasts.show(toast("note", ToastTone::Note));
    toasts.show(toast("problem", ToastTone::Problem));
    settled().await;
    assert_eq!(stage.all(".toast").len(), 2);
    pause(250).await;
    assert_eq!(stage.text("[role=status]"), "problem");
}

#[wasm_bindgen_test]
async fn a_note_stays_while_the_pointer_rests_on_it() {
    let toasts = Toasts::new();
    let stage = stage(toasts).await;
    toasts.show(toast("note", ToastTone::Note));
    settled().await;
    tell(&stage.one(".toast"), "mouseenter");
    pause(250).await;
    assert_eq!(stage.all(".toast").len(), 1);
    tell(&stage.one(".toast"), "mouseleave");
    pause(250).await;
    assert_eq!(stage.all(".toast").len(), 0);
}

#[wasm_bindgen_test]
async fn the_action_runs_once_and_the_toast_closes() {
    let (toasts, undone) = (Toasts::new(), RwSignal::new(0));
    let stage = stage(toasts).await;
    let run = Callback::new(move |()| undone.update(|undone| *undone += 1));
    let action = Some(ToastAction { label: "Undo".to_owned(), run });
    toasts.show(Toast { text: "Deleted".to_owned(), tone: ToastTone::Note, action });
    settled().await;
    stage.press(".toast .act").await;
    assert_eq!((undone.get_untracked(), stage.all(".toast").len()), (1, 0));
}

#[wasm_bindgen_test]
async fn of_many_toasts_the_oldest_notes_give_way() {
    let toasts = Toasts::new();
    let stage = stage(toasts).await;
    toasts.show(toast("problem", ToastTone::Problem));
    for number in 1..=5 {
        toasts.show(toast(&number.to_string(), ToastTone::Note));
    }
    settled().await;
    let texts: Vec<_> = stage.all(".toast p").iter().filter_map(|it| it.text_content()).collect();
    assert_eq!(texts, ["problem", "3", "4", "5"]);
}
