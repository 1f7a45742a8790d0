//! The doors for scripts on the page: `window.rapporto`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{AbortSignal, File};

use crate::client::connection::{Client, Hearing};
use crate::worker::messages::{Progress, Reply, Request};
use crate::worker::work::given_file::GivenFile;

impl Client {
    /// Puts `window.rapporto` in place: `query`, `execute`, `work`, `subscribe`, `version`.
    pub fn open_to_scripts(self) {
        let object = Object::new();
        let query = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |query: JsValue| {
            self.in_json(&query, |_, json| Request::AskJson(json), Beside::default())
        });
        let execute = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |command: JsValue| {
            self.in_json(&command, |client, json| Request::TellJson { id: client.new_id(), json }, Beside::default())
        });
        let work = Closure::<dyn FnMut(JsValue, JsValue, JsValue) -> Promise>::new(
            move |work: JsValue, file: JsValue, options: JsValue| match Beside::read(&file, &options) {
                Ok(beside) => {
                    self.in_json(&work, |client, json| Request::WorkJson { id: client.new_id(), json }, beside)
                }
                Err(what) => refused(what),
            },
        );
        let subscribe = Closure::<dyn FnMut(Function) -> JsValue>::new(move |hear: Function| {
            let effect = Effect::new(move |before: Option<()>| {
                self.revisions.track();
                // What there was before it listened is no change.
                if before.is_some() {
                    // A listener that throws harms only itself.
                    drop(hear.call0(&JsValue::UNDEFINED));
                }
            });
            Closure::once_into_js(move || effect.stop())
        });
        let members: [(&str, JsValue); 5] = [
            ("query", query.into_js_value()),
            ("execute", execute.into_js_value()),
            ("work", work.into_js_value()),
            ("subscribe", subscribe.into_js_value()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ];
        for (name, member) in members {
            set(&object, name, &member);
        }
        drop(Object::freeze(&object));
        drop(Reflect::set(&window(), &"rapporto".into(), &object));
    }

    fn in_json(self, value: &JsValue, request: impl Fn(Self, String) -> Request, beside: Beside) -> Promise {
        let json = match value.as_string() {
            Some(json) => Some(json),
            None => JSON::stringify(value).ok().and_then(|json| json.as_string()),
        };
        let Some(json) = json else { return refused(r#"{"not_understood":"no JSON"}"#) };
        let Beside { file, progress, signal } = beside;
        if signal.as_ref().is_some_and(AbortSignal::aborted) {
            return refused(r#""cancelled""#);
        }
        let (sender, receiver) = super::oneshot::oneshot();
        let given = Rc::new(RefCell::new(None));
        let taken = Rc::clone(&given);
        let number = self.send(request(self, json), file, move |(reply, file)| match reply {
            Reply::Progress(come) => {
                if let Some(progress) = &progress {
                    // A listener that throws harms only itself.
                    drop(progress.call1(&JsValue::UNDEFINED, &in_script(come)));
                }
                Hearing::More
            }
            Reply::File { name } => {
                given.replace(file.and_then(|it| File::new_with_blob_sequence(&Array::of1(&it), &name).ok()));
                Hearing::More
            }
            Reply::Json(answer) | Reply::DoneJson { answer, .. } => {
                sender.send(answer);
                Hearing::Over
            }
            Reply::Answered(_) | Reply::Done(_) | Reply::Worked(_) | Reply::Beat | Reply::NotRescued => Hearing::Over,
        });
        if let Some(signal) = signal {
            let abort = Closure::once_into_js(move || self.cancel(number));
            drop(signal.add_event_listener_with_callback("abort", abort.unchecked_ref()));
        }
        future_to_promise(async move {
            match receiver.get().await {
                Ok(json) => {
                    let answer = JSON::parse(&json)?;
                    if let Some(file) = taken.take() {
                        set(&answer, "file", &file);
                    }
                    Ok(answer)
                }
                Err(json) => Err(js_sys::Error::new(&json).unchecked_into()),
            }
        })
    }
}

/// What goes beside an order of long work.
#[derive(Default)]
struct Beside {
    file: Option<GivenFile>,
    progress: Option<Function>,
    signal: Option<AbortSignal>,
}

impl Beside {
    /// What the script gave, or what of it is not what it should be.
    fn read(file: &JsValue, options: &JsValue) -> Result<Self, &'static str> {
        let option = |name: &str| Reflect::get(options, &name.into()).unwrap_or(JsValue::UNDEFINED);
        Ok(Self {
            file: some(file.clone(), GivenFile::of_script)
                .map_err(|_other| r#"{"not_understood":"the file is neither Blob nor Uint8Array"}"#)?,
            progress: some(option("progress"), JsCast::dyn_into)
                .map_err(|_other| r#"{"not_understood":"progress is no function"}"#)?,
            signal: some(option("signal"), JsCast::dyn_into)
                .map_err(|_other| r#"{"not_understood":"signal is no AbortSignal"}"#)?,
        })
    }
}

/// The value as `read` has it; nothing when it was left out.
fn some<T>(value: JsValue, read: impl FnOnce(JsValue) -> Result<T, JsValue>) -> Result<Option<T>, JsValue> {
    if value.is_undefined() || value.is_null() { Ok(None) } else { read(value).map(Some) }
}

fn in_script(Progress { done, total, rows, millis }: Progress) -> JsValue {
    let object = Object::new();
    for (name, number) in [("done", done), ("total", total), ("rows", rows), ("millis", millis)] {
        set(&object, name, &JsValue::from_f64(number as f64));
    }
    object.into()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Setting a property of an object of our own cannot fail.
    drop(Reflect::set(object, &name.into(), value));
}

fn refused(json: &str) -> Promise {
    Promise::reject(&js_sys::Error::new(json))
}
