//! Watches over the engine: starts it, notices its death, starts it again, and stops trying when it dies too often.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::client::connection::{Client, Hearing};
use crate::storage::sentinel;
use crate::worker::messages::{Hello, Report, Request, Safety, State, to_bytes};

/// How often the engine is asked whether it is alive.
const BEAT: Duration = Duration::from_secs(2);
/// How long an engine may be silent, in milliseconds: a page of a million rows takes its time.
const SILENCE_MS: f64 = 10_000.0;
/// Deaths within this time count together, in milliseconds.
const DEATHS_MS: f64 = 60_000.0;
/// After so many deaths the engine only reads.
const N_DEATHS: usize = 3;

impl Client {
    /// Starts the worker; it says "up" when it listens.
    pub(super) fn spawn_worker(self) {
        let inner = self.inner();
        let address = document().query_selector("meta[name=worker]").ok().flatten();
        let Some(address) = address.and_then(|meta| meta.get_attribute("content")) else { return };
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&address, &options) else {
            self.report.set(Some(Report { message: "worker refused".to_owned(), place: String::new() }));
            return;
        };
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            if data.is_string() { self.greet() } else { self.hear(&data) }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| self.hear_death(None));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        inner.heard_at.set(js_sys::Date::now());
        *inner.worker.borrow_mut() = Some(worker);
    }

    /// Says hello to a worker that listens.
    fn greet(self) {
        let inner = self.inner();
        let hello = Hello {
            tab: inner.tab,
            workspace: inner.workspace.clone(),
            sentinel: sentinel::read(&self.database()),
            offset_minutes: -(js_sys::Date::new_0().get_timezone_offset() as i32),
            safe_mode: if self.dies_often() { Safety::ReadOnly } else { Safety::Ordinary },
        };
        if let Some(worker) = inner.worker.borrow().as_ref() {
            let bytes = js_sys::Uint8Array::from(to_bytes(&hello).as_slice());
            drop(worker.post_message(&js_sys::Array::of1(&bytes)));
        }
    }

    /// Asks for a sign of life now and then.
    pub(super) fn watch(self) {
        let beat = move || {
            let inner = self.inner();
            let now = js_sys::Date::now();
            let is_open = self.state.with_untracked(|state| matches!(state, State::Ready { .. } | State::Relaying));
            // A page that slept hears late itself: only a silence that goes on while it is awake counts.
            if is_open && now - inner.heard_at.get() > SILENCE_MS && !document().hidden() {
                self.hear_death(Some(Report { message: "no sign of life".to_owned(), place: String::new() }));
            } else if is_open {
                self.send(Request::Beat, None, |_| Hearing::Over);
            }
        };
        drop(set_interval_with_handle(beat, BEAT));
    }

    /// The engine died: it is started again, and what it did not answer is sent again.
    pub(super) fn hear_death(self, report: Option<Report>) {
        let inner = self.inner();
        let Some(worker) = inner.worker.borrow_mut().take() else { return };
        worker.terminate();
        let now = js_sys::Date::now();
        let n_deaths = {
            let mut deaths = inner.deaths.borrow_mut();
            deaths.retain(|at| now - at < DEATHS_MS);
            deaths.push(now);
            deaths.len()
        };
        inner.engine.set(None);
        self.report.set(Some(report.unwrap_or(Report { message: "worker failed".to_owned(), place: String::new() })));
        self.state.set(State::Starting);
        if n_deaths <= N_DEATHS {
            let pause = Duration::from_millis(100 << n_deaths.min(5));
            set_timeout(move || self.spawn_worker(), pause);
        }
    }

    fn dies_often(self) -> bool {
        self.inner().deaths.borrow().len() >= N_DEATHS
    }
}
