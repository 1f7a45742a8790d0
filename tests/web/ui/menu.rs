use super::{Stage, has_focus};
use leptos::prelude::*;
use rapporto::ui::{Menu, MenuEffect, MenuItem};
use wasm_bindgen_test::wasm_bindgen_test;

async fn stage(picked: RwSignal<String>) -> Stage {
    let items = ["Merge", "Export", "Empty"].map(|label| MenuItem {
        key: label.to_lowercase(),
        label: label.to_owned(),
        icon: None,
        kbd: None,
        effect: MenuEffect::Plain,
    });
    Stage::new(move || view! { <Menu label="More" items=items.to_vec() on_pick=move |key: String| picked.set(key) /> })
        .await
}

#[wasm_bindgen_test]
async fn keys_move_through_the_open_menu() {
    let stage = stage(RwSignal::new(String::new())).await;
    stage.press(".menu > button").await;
    assert_eq!(stage.one(".menu > button").get_attribute("aria-expanded").as_deref(), Some("true"));
    let mut here = 0;
    assert!(has_focus(&stage.all("[role=menuitem]")[here]));
    for (key, there) in [
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", 2),
        ("ArrowDown", 0),
        ("End", 2),
        ("Home", 0),
        ("e", 1),
        ("e", 2),
        ("m", 0),
    ] {
        stage.key(&format!("[role=menuitem]:nth-child({})", here + 1), key).await;
        assert!(has_focus(&stage.all("[role=menuitem]")[there]), "{key} from {here}");
        here = there;
    }
}

#[wasm_bindgen_test]
async fn a_pick_tells_its_key_and_closes_the_menu() {
    let picked = RwSignal::new(String::new());
    let stage = stage(picked).await;
    stage.press(".menu > button").await;
    stage.press("[role=menuitem]:nth-child(2)").await;
    assert_eq!(picked.get_untracked(), "export");
    assert!(stage.find(".menu-list:popover-open").is_none());
}
