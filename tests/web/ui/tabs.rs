use super::{Stage, has_focus};
use leptos::prelude::*;
use rapporto::ui::{Tab, Tabs};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn keys_choose_the_neighbour_and_take_the_focus_there() {
    let chosen = RwSignal::new("a".to_owned());
    let tabs = ["a", "b", "c"].map(|key| Tab { key: key.to_owned(), label: key.to_owned(), count: None }).to_vec();
    let stage = Stage::new(move || {
        view! {
            <Tabs label="Views" tabs chosen on_choose=move |key: String| chosen.set(key)>
                {chosen}
            </Tabs>
        }
    })
    .await;
    for (key, expected) in [("ArrowRight", "b"), ("End", "c"), ("ArrowRight", "a"), ("ArrowLeft", "c"), ("Home", "a")] {
        stage.key("[aria-selected=true]", key).await;
        assert_eq!((chosen.get_untracked().as_str(), stage.text(".panel").as_str()), (expected, expected), "{key}");
        assert!(has_focus(&stage.one("[aria-selected=true]")), "{key}");
    }
    assert_eq!(stage.all("[tabindex='0'][role=tab]").len(), 1);
}
