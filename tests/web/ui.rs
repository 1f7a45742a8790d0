//! The parts of the screen: mounted, pressed, compared.

mod dialog;
mod field_input;
mod icon;
mod inline_edit;
mod menu;
mod scroll_map;
mod tabs;
mod toast;
mod virtual_list;
mod words;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// A view in a box of its own in the page; it goes when the test ends, also when the test fails.
struct Stage {
    root: HtmlElement,
    _view: Box<dyn std::any::Any>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Stage {
    /// Mounts a view and waits until it stands.
    async fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let view = mount_to(root.clone(), view);
        let stage = Self { root, _view: Box::new(view) };
        settled().await;
        stage
    }

    /// Adds rules for this stage, where a test measures.
    fn style(&self, rules: &str) {
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(rules));
        self.root.append_child(&style).unwrap();
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
    }

    fn one(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.all(selector).into_iter().next()
    }

    fn text(&self, selector: &str) -> String {
        self.one(selector).text_content().unwrap().trim().to_owned()
    }

    async fn press(&self, selector: &str) {
        self.one(selector).click();
        settled().await;
    }

    async fn key(&self, selector: &str, key: &str) {
        let init = js_sys::Object::new();
        for (name, value) in [("key", JsValue::from(key)), ("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)] {
            js_sys::Reflect::set(&init, &name.into(), &value).unwrap();
        }
        let class: js_sys::Function =
            js_sys::Reflect::get(&window(), &"KeyboardEvent".into()).unwrap().unchecked_into();
        let event = js_sys::Reflect::construct(&class, &js_sys::Array::of2(&"keydown".into(), &init)).unwrap();
        let event: KeyboardEvent = event.unchecked_into();
        self.one(selector).dispatch_event(&event).unwrap();
        settled().await;
    }

    /// Types `text` over what stands in a control.
    async fn write(&self, selector: &str, text: &str) {
        let control = self.one(selector);
        js_sys::Reflect::set(&control, &JsValue::from("value"), &JsValue::from(text)).unwrap();
        tell(&control, "input");
        settled().await;
    }
}

/// Dispatches a bubbling event.
fn tell(element: &Element, name: &str) {
    let event = Event::new(name).unwrap();
    event.init_event_with_bubbles_and_cancelable(name, true, true);
    element.dispatch_event(&event).unwrap();
}

/// Whether an element has the focus.
fn has_focus(element: &HtmlElement) -> bool {
    document().active_element().as_ref() == Some(element.unchecked_ref::<Element>())
}

/// After this all effects have run and the page has been drawn.
async fn settled() {
    pause(40).await;
}

/// Waits so many milliseconds.
async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
