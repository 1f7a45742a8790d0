use super::{Stage, has_focus, tell};
use leptos::prelude::*;
use rapporto::ui::{Dialog, OutsidePress};
use wasm_bindgen_test::wasm_bindgen_test;

async fn stage(open: RwSignal<bool>, closings: RwSignal<u32>, outside: OutsidePress) -> Stage {
    Stage::new(move || {
        view! {
            <button id="opener" on:click=move |_| open.set(true)>
                "open"
            </button>
            <Dialog
                open
                title="Title"
                close_label="Close"
                outside
                on_close=move || {
                    closings.update(|closings| *closings += 1);
                    open.set(false);
                }
                footer=|| view! { <button id="foot">"ok"</button> }
            >
                <input id="first" />
            </Dialog>
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn an_opened_dialog_is_modal_and_its_first_control_has_the_focus() {
    let (open, closings) = (RwSignal::new(false), RwSignal::new(0));
    let stage = stage(open, closings, OutsidePress::Ignored).await;
    assert!(stage.find("#first").is_none(), "the content exists only while the dialog is open");
    stage.one("#opener").focus().unwrap();
    stage.press("#opener").await;
    assert!(stage.find("dialog:modal").is_some());
    assert!(has_focus(&stage.one("#first")));
    assert_eq!(stage.text("dialog .footer"), "ok");
}

#[wasm_bindgen_test]
async fn a_closed_dialog_gives_the_focus_back_and_drops_its_content() {
    let (open, closings) = (RwSignal::new(false), RwSignal::new(0));
    let stage = stage(open, closings, OutsidePress::Ignored).await;
    stage.one("#opener").focus().unwrap();
    stage.press("#opener").await;
    stage.press("dialog .icon-button").await;
    assert_eq!((open.get_untracked(), closings.get_untracked()), (false, 1));
    assert!(stage.find("dialog[open]").is_none() && stage.find("#first").is_none());
    assert!(has_focus(&stage.one("#opener")));
}

#[wasm_bindgen_test]
async fn escape_and_a_press_outside_ask_to_close_where_that_is_allowed() {
    for (outside, event, expected) in [
        (OutsidePress::Ignored, "cancel", 1),
        (OutsidePress::Closes, "cancel", 1),
        (OutsidePress::Ignored, "pointerdown", 0),
        (OutsidePress::Closes, "pointerdown", 1),
    ] {
        let (open, closings) = (RwSignal::new(true), RwSignal::new(0));
        let stage = stage(open, closings, outside).await;
        tell(&stage.one("dialog"), event);
        super::settled().await;
        assert_eq!(closings.get_untracked(), expected, "{outside:?} {event}");
    }
}
