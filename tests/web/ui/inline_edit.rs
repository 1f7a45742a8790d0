use super::{Stage, has_focus, settled, tell};
use leptos::prelude::*;
use rapporto::ui::{Entry, InlineEdit, InputKind, TextKind};
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Clone, Copy)]
struct Fact {
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
    saves: RwSignal<u32>,
}

impl Fact {
    fn new(value: &str) -> Self {
        Self { value: RwSignal::new(value.to_owned()), error: RwSignal::new(None), saves: RwSignal::new(0) }
    }

    /// Refuses what has no `@`, as a worker would: a moment later.
    async fn stage(self) -> Stage {
        let save = move |entry: Entry| {
            self.saves.update(|saves| *saves += 1);
            self.error.set(None);
            let text = entry.text().to_owned();
            if text.contains('@') {
                self.value.set(text);
            } else {
                set_timeout(move || self.error.set(Some("No @".to_owned())), std::time::Duration::from_millis(5));
            }
        };
        Stage::new(move || {
            view! {
                <InlineEdit
                    label="E-mail"
                    shown=self.value
                    empty_label="Add"
                    entry=Signal::derive(move || Entry::Text(self.value.get()))
                    kind=InputKind::Text(TextKind::Email)
                    error=self.error
                    on_save=save
                />
            }
        })
        .await
    }
}

#[wasm_bindgen_test]
async fn a_press_or_e_opens_it_and_enter_saves() {
    let fact = Fact::new("a@b.it");
    let stage = fact.stage().await;
    stage.press(".value").await;
    assert!(has_focus(&stage.one("input")));
    stage.write("input", "c@d.it").await;
    stage.key("input", "Enter").await;
    assert_eq!((stage.text(".value .text"), fact.saves.get_untracked()), ("c@d.it".to_owned(), 1));
    assert!(has_focus(&stage.one(".value")), "the focus is back on the value");
    stage.key(".value", "e").await;
    assert!(has_focus(&stage.one("input")));
}

#[wasm_bindgen_test]
async fn escape_puts_the_value_back() {
    let fact = Fact::new("a@b.it");
    let stage = fact.stage().await;
    stage.press(".value").await;
    stage.write("input", "c@d.it").await;
    stage.key("input", "Escape").await;
    assert_eq!((stage.text(".value .text"), fact.saves.get_untracked()), ("a@b.it".to_owned(), 0));
    assert!(has_focus(&stage.one(".value")));
}

#[wasm_bindgen_test]
async fn leaving_the_field_saves_and_an_unchanged_value_is_not_saved() {
    for (typed, expected) in [("c@d.it", 1), ("a@b.it", 0)] {
        let fact = Fact::new("a@b.it");
        let stage = fact.stage().await;
        stage.press(".value").await;
        stage.write("input", typed).await;
        tell(&stage.one("input"), "focusout");
        settled().await;
        assert_eq!((stage.text(".value .text"), fact.saves.get_untracked()), (typed.to_owned(), expected));
    }
}

#[wasm_bindgen_test]
async fn a_refused_value_opens_again_with_what_was_typed_and_the_reason() {
    let fact = Fact::new("a@b.it");
    let stage = fact.stage().await;
    stage.press(".value").await;
    stage.write("input", "nonsense").await;
    stage.key("input", "Enter").await;
    settled().await;
    let shown = js_sys::Reflect::get(&stage.one("input"), &"value".into()).unwrap().as_string();
    assert_eq!((shown.as_deref(), stage.text(".note").as_str()), (Some("nonsense"), "No @"));
    stage.write("input", "n@s.it").await;
    stage.key("input", "Enter").await;
    assert_eq!(stage.text(".value .text"), "n@s.it");
}

#[wasm_bindgen_test]
async fn an_empty_value_says_what_to_do() {
    let stage = Fact::new("").stage().await;
    assert_eq!(stage.text(".value .text"), "Add");
}
