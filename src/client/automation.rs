//! The two doors for scripts on the page: `window.rapporto`.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::future_to_promise;

use crate::client::connection::{Client, Hearing};
use crate::worker::messages::{Reply, Request};

impl Client {
    /// Puts `window.rapporto` in place: `query`, `execute`, `subscribe`, `version`.
    pub fn open_to_scripts(self) {
        let object = Object::new();
        let query = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |query: JsValue| {
            self.in_json(query, |_, json| Request::AskJson(json))
        });
        let execute = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |command: JsValue| {
            self.in_json(command, |client, json| Request::TellJson { id: client.new_id(), json })
        });
        let subscribe = Closure::<dyn FnMut(Function) -> JsValue>::new(move |hear: Function| {
            let effect = Effect::new(move |_| {
                self.revisions.track();
                // A listener that throws harms only itself.
                drop(hear.call0(&JsValue::UNDEFINED));
            });
            Closure::once_into_js(move || effect.stop())
        });
        let members: [(&str, JsValue); 4] = [
            ("query", query.into_js_value()),
            ("execute", execute.into_js_value()),
            ("subscribe", subscribe.into_js_value()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ];
        for (name, member) in members {
            // Setting a property of an object of our own cannot fail.
            drop(Reflect::set(&object, &name.into(), &member));
        }
        drop(Object::freeze(&object));
        drop(Reflect::set(&window(), &"rapporto".into(), &object));
    }

    fn in_json(self, value: JsValue, request: impl Fn(Self, String) -> Request) -> Promise {
        let json = match value.as_string() {
            Some(json) => Some(json),
            None => JSON::stringify(&value).ok().and_then(|json| json.as_string()),
        };
        let Some(json) = json else { return Promise::reject(&js_sys::Error::new("not_understood")) };
        let (sender, receiver) = super::oneshot::oneshot();
        self.send(request(self, json), None, move |(reply, _)| {
            if let Reply::Json(answer) = reply {
                sender.send(answer);
            }
            Hearing::Over
        });
        future_to_promise(async move {
            match receiver.get().await {
                Ok(json) => JSON::parse(&json),
                Err(json) => Err(js_sys::Error::new(&json).unchecked_into()),
            }
        })
    }
}
