use super::{Stage, has_focus, settled, tell};
use leptos::prelude::*;
use rapporto::ui::{ChoiceOption, Entry, FieldInput, FirstFocus, InputKind, Requirement, TextKind};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

fn text(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn tags(tags: &[&str]) -> Entry {
    Entry::Tags(tags.iter().map(|&tag| tag.to_owned()).collect())
}

fn options() -> Vec<ChoiceOption> {
    ["a", "b"].map(|key| ChoiceOption { key: key.to_owned(), label: key.to_uppercase() }).to_vec()
}

async fn stage(kind: InputKind, value: RwSignal<Entry>, error: RwSignal<Option<String>>) -> Stage {
    Stage::new(move || {
        view! {
            <FieldInput
                label="Name"
                kind
                value
                on_input=move |entry: Entry| value.set(entry)
                hint="A hint"
                error
                requirement=Requirement::Required
                first_focus=FirstFocus::Takes
            />
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn label_hint_and_error_belong_to_the_control() {
    for (kind, value) in [
        (InputKind::Text(TextKind::Plain), text("")),
        (InputKind::LongText, text("")),
        (InputKind::Number { unit: "€".to_owned().into() }, text("")),
        (InputKind::Date, text("")),
        (InputKind::Choice(options()), text("a")),
        (InputKind::Flag, Entry::Flag(false)),
        (InputKind::Tags { suggestions: Vec::new(), remove_word: "Remove".to_owned() }, tags(&[])),
    ] {
        let error = RwSignal::new(None::<String>);
        let stage = stage(kind.clone(), RwSignal::new(value), error).await;
        let control = stage.one("input, select, textarea");
        assert_eq!(stage.one("label").get_attribute("for"), Some(control.id()), "{kind:?}");
        assert_eq!(control.get_attribute("aria-describedby"), Some(stage.one(".note").id()), "{kind:?}");
        assert_eq!((stage.text(".note"), control.get_attribute("aria-invalid")), ("A hint".to_owned(), None));
        error.set(Some("Wrong".to_owned()));
        settled().await;
        let invalid = control.get_attribute("aria-invalid");
        assert_eq!((stage.text(".note"), invalid.as_deref()), ("Wrong".to_owned(), Some("true")), "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn what_is_typed_or_chosen_comes_out_as_an_entry() {
    for (kind, before, typed, expected) in [
        (InputKind::Text(TextKind::Plain), text("x"), "Rossi", text("Rossi")),
        (InputKind::LongText, text(""), "two\nlines", text("two\nlines")),
        (InputKind::Number { unit: String::new().into() }, text("1"), "1.200,50", text("1.200,50")),
        (InputKind::Date, text("2026-04-12"), "2026-05-01", text("2026-05-01")),
        (InputKind::Choice(options()), text("a"), "b", text("b")),
    ] {
        let value = RwSignal::new(before.clone());
        let stage = stage(kind.clone(), value, RwSignal::new(None)).await;
        let control = stage.one("input, select, textarea");
        let shown = js_sys::Reflect::get(&control, &"value".into()).unwrap().as_string();
        assert_eq!(shown.as_deref(), Some(before.text()), "{kind:?}");
        stage.write("input, select, textarea", typed).await;
        tell(&control, "change");
        assert_eq!(value.get_untracked(), expected, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn the_first_control_takes_the_focus_with_its_text_selected() {
    let stage = stage(InputKind::Text(TextKind::Plain), RwSignal::new(text("Rossi")), RwSignal::new(None)).await;
    let control: HtmlInputElement = stage.one("input").unchecked_into();
    assert!(has_focus(&control));
    assert_eq!((control.selection_start().unwrap(), control.selection_end().unwrap()), (Some(0), Some(5)));
}

#[wasm_bindgen_test]
async fn a_flag_follows_its_box() {
    let value = RwSignal::new(Entry::Flag(true));
    let stage = stage(InputKind::Flag, value, RwSignal::new(None)).await;
    assert!(stage.one("input").unchecked_into::<HtmlInputElement>().checked());
    stage.press("input").await;
    assert_eq!(value.get_untracked(), Entry::Flag(false));
}

#[wasm_bindgen_test]
async fn tags_are_added_once_and_taken_off() {
    let value = RwSignal::new(tags(&["a"]));
    let kind = InputKind::Tags { suggestions: Vec::new(), remove_word: "Remove".to_owned() };
    let stage = stage(kind, value, RwSignal::new(None)).await;
    for (typed, key, expected) in [
        ("b", "Enter", &["a", "b"][..]),
        ("c", ",", &["a", "b", "c"]),
        (" b ", "Enter", &["a", "b", "c"]),
        ("", "Backspace", &["a", "b"]),
        ("rest", "Backspace", &["a", "b"]),
    ] {
        stage.write("input", typed).await;
        stage.key("input", key).await;
        assert_eq!(value.get_untracked(), tags(expected), "{typed} {key}");
    }
    assert_eq!(stage.one(".tag .remove").get_attribute("aria-label").as_deref(), Some("Remove a"));
    stage.press(".tag .remove").await;
    assert_eq!(value.get_untracked().tags()[0], "b");
}
