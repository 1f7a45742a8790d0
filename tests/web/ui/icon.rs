use super::Stage;
use leptos::prelude::*;
use rapporto::ui::{Icon, IconName};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn each_icon_is_one_outline_within_its_frame() {
    let icons = || IconName::ALL.iter().map(|&name| view! { <Icon name /> }).collect_view();
    let stage = Stage::new(icons).await;
    let paths = stage.all("svg > path");
    assert_eq!(paths.len(), IconName::ALL.len());
    for (path, name) in paths.iter().zip(IconName::ALL) {
        let outline = path.get_attribute("d").unwrap();
        assert!(outline.starts_with('M') && outline.ends_with(['Z', 'z']), "{name:?}: {outline}");
        let foreign = outline.trim_matches(|it: char| "MmLlHhVvCcSsQqTtAaZz0123456789.,- ".contains(it));
        assert_eq!(foreign, "", "{name:?}");
    }
}
