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
use crate::model::id::Id;
use crate::queries::Unanswered;
use crate::storage::lock::HeldLock;
use crate::storage::sentinel;
use crate::worker::messages::{
    ALIVE, ENGINE, Form, HELLO, Hello, Reply, Report, Request, Safety, State, UP, life_lock, to_bytes,
};

/// How often the engine is asked whether it is alive.
const BEAT: Duration = Duration::from_secs(2);
/// Beats come no closer than this, in milliseconds.
const HALF_A_BEAT_MS: f64 = 1_000.0;
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
        let Some(meta) = meta("worker") else { return };
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
            build: content_of("build"),
            sentinel: sentinel::read(&self.database()),
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

    /// Asks for a sign of life now and then. A beat waits its turn behind what came before it, and long work answers beats
    /// between its slices: so it is the deadline of each request too.
    pub(super) fn watch(self) {
        let inner = self.inner();
        if let Some(pages) = &inner.pages {
            let on_wake = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| {
                if document().hidden() && !self.is_relayed.get_untracked() {
                    self.beat();
                }
            });
            pages.set_onmessage(Some(on_wake.as_ref().unchecked_ref()));
            on_wake.forget();
        }
        let look = move || {
            // The timers of a hidden page are late. If it has the engine, the pages that are seen wake it.
            if document().hidden() {
                return;
            }
            self.beat();
            if let Some(pages) = self.inner().pages.as_ref().filter(|_| self.is_relayed.get_untracked()) {
                drop(pages.post_message(&JsValue::NULL));
            }
        };
        drop(set_interval_with_handle(look, BEAT));
    }

    fn beat(self) {
        let inner = self.inner();
        let now = js_sys::Date::now();
        // Several pages may wake this one. A clock that is set does not matter.
        if (now - inner.last_beat.get()).abs() < HALF_A_BEAT_MS {
            return;
        }
        inner.last_beat.set(now);
        let is_relayed = self.is_relayed.get_untracked();
        let patience = self.state.with_untracked(|state| match state {
            // Only the page that has the engine can end it; the end of this page's worker, which waits, would change nothing.
            State::Ready { .. } | State::Relaying | State::Rescue { .. } if is_relayed => N_SILENT_READING,
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

    /// The oldest request without a reply is the one that the engine was at: after its second death it is given up, or it
    /// would kill every engine to come.
    fn give_up_what_kills(self) {
        let inner = self.inner();
        let given_up = {
            let mut pending = inner.pending.borrow_mut();
            let Some((number, oldest)) = pending.iter_mut().next() else { return };
            oldest.n_deaths += 1;
            if oldest.n_deaths < N_DEATHS_OF_REQUEST {
                return;
            }
            match given_up(&oldest.request) {
                GivenUp::Refused(reply) => Some((*number, reply)),
                GivenUp::AskedAfter(request) => {
                    oldest.request = request;
                    oldest.file = None;
                    None
                }
            }
        };
        if let Some((number, reply)) = given_up {
            self.hear_reply(number, (reply, None));
        }
    }

    fn dies_often(self) -> bool {
        self.inner().deaths.borrow().len() >= N_DEATHS
    }
}

fn meta(name: &str) -> Option<web_sys::Element> {
    document().query_selector(&format!("meta[name={name}]")).ok().flatten()
}

fn content_of(name: &str) -> String {
    meta(name).and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// The worker that `boot.js` started beside the page, the first time, and whether it has said that it listens.
fn early_worker(meta: &web_sys::Element) -> Option<(Worker, bool)> {
    let early = Reflect::get(meta, &"early".into()).ok()?;
    let worker = Reflect::get(&early, &"worker".into()).ok()?.dyn_into().ok()?;
    // Were it left, the next worker would be this one again.
    Reflect::set(meta, &"early".into(), &JsValue::UNDEFINED).ok()?;
    Some((worker, Reflect::get(&early, &"isUp".into()).is_ok_and(|it| it.is_truthy())))
}

/// What becomes of a request that is given up.
enum GivenUp {
    /// It is refused.
    Refused(Reply),
    /// The next engine says whether it was done: the last one may have died between doing it and saying so.
    AskedAfter(Request),
}

fn given_up(request: &Request) -> GivenUp {
    let asked_after = |id: &Id, form| GivenUp::AskedAfter(Request::WasDone { id: *id, form });
    match request {
        Request::Tell { id, .. } => asked_after(id, Form::Tell),
        Request::TellJson { id, .. } => asked_after(id, Form::TellJson),
        Request::Work { id, .. } => asked_after(id, Form::Work),
        Request::WorkJson { id, .. } => asked_after(id, Form::WorkJson),
        // It is nothing that an engine could die of, and it needs its answer.
        Request::WasDone { id, form } => asked_after(id, *form),
        Request::Ask(_) => GivenUp::Refused(Reply::Answered(Err(Unanswered::NotUnderstood(String::new())))),
        // The refusal of an engine that stopped, in JSON.
        Request::AskJson(_) => GivenUp::Refused(Reply::Json(Err(r#"{"not_saved":"engine_stopped"}"#.to_owned()))),
        Request::Cancel(_) | Request::Beat => GivenUp::Refused(Reply::Beat),
        Request::Rescue(_) => GivenUp::Refused(Reply::NotRescued),
    }
}
