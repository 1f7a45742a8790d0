//! Watches over the engine: starts it, notices its death, starts it again, and stops trying when it dies too often.

use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::client::connection::Client;
use crate::commands::Refusal;
use crate::commands::refusal::NotSaved;
use crate::queries::Unanswered;
use crate::storage::lock::HeldLock;
use crate::storage::sentinel;
use crate::worker::messages::{
    ALIVE, ENGINE, HELLO, Hello, Reply, Report, Request, Safety, State, UP, life_lock, to_bytes,
};

/// How often the engine is asked whether it is alive.
const BEAT: Duration = Duration::from_secs(2);
/// How many beats an open engine may leave without an answer. Beats are counted, not time: a page that slept does not
/// take its own sleep for the engine's silence.
const N_SILENT_OPEN: u32 = 5;
/// The same while it reads the store: a million rows take their time.
const N_SILENT_READING: u32 = 30;
/// Deaths within this time count together, in milliseconds.
const DEATHS_MS: f64 = 60_000.0;
/// After so many deaths the engine only reads.
const N_DEATHS: usize = 3;
/// After how long it is tried again when it dies although it only reads.
const LONG_PAUSE: Duration = Duration::from_secs(30);
/// A request that was the oldest one in so many deaths is given up: it would kill every engine.
const N_DEATHS_OF_REQUEST: u32 = 2;

impl Client {
    /// Starts the worker, or takes over the one that was started beside the page; it says "up" when it listens.
    pub(super) fn spawn_worker(self) {
        let inner = self.inner();
        let Some(meta) = document().query_selector("meta[name=worker]").ok().flatten() else { return };
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let (worker, is_up) = match early_worker(&meta) {
            Some((worker, is_up)) => (Ok(worker), is_up),
            None => (Worker::new_with_options(&meta.get_attribute("content").unwrap_or_default(), &options), false),
        };
        let Ok(worker) = worker else {
            self.report.set(Some(Report { message: "worker refused".to_owned(), place: String::new() }));
            return;
        };
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            match data.as_string().as_deref() {
                Some(UP) => self.greet(),
                Some(ALIVE) => self.wait_for_its_end(),
                Some(ENGINE) => self.is_relayed.set(false),
                Some(_) | None => self.hear(&data),
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| self.hear_death(None));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        inner.n_silent_beats.set(0);
        inner.life.set((js_sys::Math::random() * 9_007_199_254_740_992.0) as u64);
        *inner.worker.borrow_mut() = Some(worker);
        if is_up {
            self.greet();
        }
    }

    /// Says hello to a worker that listens.
    fn greet(self) {
        let inner = self.inner();
        let hello = Hello {
            tab: inner.tab,
            workspace: inner.workspace.clone(),
            sentinel: sentinel::read(&self.database()),
            offset_minutes: -(js_sys::Date::new_0().get_timezone_offset() as i32),
            life: inner.life.get(),
            safe_mode: if self.dies_often() { Safety::ReadOnly } else { Safety::Ordinary },
        };
        if let Some(worker) = inner.worker.borrow().as_ref() {
            let bytes = js_sys::Uint8Array::from(to_bytes(&hello).as_slice());
            drop(worker.post_message(&js_sys::Array::of2(&bytes, &HELLO.into())));
        }
    }

    /// The browser tells nobody when a worker ends by itself, but it gives the worker's locks back.
    fn wait_for_its_end(self) {
        let life = self.inner().life.get();
        spawn_local(async move {
            let ended = HeldLock::wait_for(&life_lock(life)).await.is_ok();
            if ended && self.inner().life.get() == life {
                self.hear_death(Some(Report { message: "worker ended".to_owned(), place: String::new() }));
            }
        });
    }

    /// Asks for a sign of life now and then.
    pub(super) fn watch(self) {
        let beat = move || {
            // Nobody looks at a hidden page, and its timers are late.
            if document().hidden() {
                return;
            }
            let inner = self.inner();
            let patience = self.state.with_untracked(|state| match state {
                State::Ready { .. } | State::Relaying | State::Rescue { .. } => N_SILENT_OPEN,
                State::Starting | State::Loading { .. } => N_SILENT_READING,
            });
            let n_silent = inner.n_silent_beats.get() + 1;
            inner.n_silent_beats.set(n_silent);
            if n_silent > patience {
                self.hear_death(Some(Report { message: "no sign of life".to_owned(), place: String::new() }));
            } else {
                self.post(0, &Request::Beat, None);
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
        inner.life.set(0);
        self.report.set(Some(report.unwrap_or(Report { message: "worker failed".to_owned(), place: String::new() })));
        self.state.set(State::Starting);
        self.give_up_what_kills();
        let pause =
            if n_deaths <= N_DEATHS { Duration::from_millis(100 << n_deaths.min(N_DEATHS)) } else { LONG_PAUSE };
        set_timeout(move || self.spawn_worker(), pause);
    }

    /// The oldest request without a reply is the one that the engine was at: after its second death it is refused, or it
    /// would kill every engine to come. It is not done: else it would have been answered "done" before it was tried.
    fn give_up_what_kills(self) {
        let inner = self.inner();
        let given_up = {
            let mut pending = inner.pending.borrow_mut();
            let Some((number, oldest)) = pending.iter_mut().next() else { return };
            oldest.n_deaths += 1;
            (oldest.n_deaths >= N_DEATHS_OF_REQUEST).then(|| (*number, refusal_of(&oldest.request)))
        };
        if let Some((number, reply)) = given_up {
            self.hear_reply(number, (reply, None));
        }
    }

    fn dies_often(self) -> bool {
        self.inner().deaths.borrow().len() >= N_DEATHS
    }
}

/// The worker that `boot.js` started beside the page, the first time, and whether it has said that it listens.
fn early_worker(meta: &web_sys::Element) -> Option<(Worker, bool)> {
    let early = Reflect::get(meta, &"early".into()).ok()?;
    let worker = Reflect::get(&early, &"worker".into()).ok()?.dyn_into().ok()?;
    // Were it left, the next worker would be this one again.
    Reflect::set(meta, &"early".into(), &JsValue::UNDEFINED).ok()?;
    Some((worker, Reflect::get(&early, &"isUp".into()).is_ok_and(|it| it.is_truthy())))
}

/// The reply to a request that is given up.
fn refusal_of(request: &Request) -> Reply {
    let refusal = Refusal::NotSaved(NotSaved::EngineStopped);
    match request {
        Request::Ask(_) => Reply::Answered(Err(Unanswered::NotUnderstood(String::new()))),
        Request::Tell { .. } => Reply::Done(Err(refusal)),
        // The same refusal in JSON.
        Request::AskJson(_) | Request::TellJson { .. } | Request::WorkJson { .. } => {
            Reply::Json(Err(r#"{"not_saved":"engine_stopped"}"#.to_owned()))
        }
        Request::Work { .. } => Reply::Worked(Err(refusal)),
        Request::Cancel(_) | Request::Beat => Reply::Beat,
        Request::Rescue(_) => Reply::NotRescued,
    }
}
