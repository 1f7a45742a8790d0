//! The connection to the engine: requests that wait for their reply, and the signals that the page watches.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BroadcastChannel, Worker};

use crate::client::saving::Saving;
use crate::model::id::{Id, IdSource};
use crate::model::kind::Kind;
use crate::model::kinds::Kinds;
use crate::storage::sentinel;
use crate::worker::messages::{Envelope, Notice, Post, Report, Request, State, from_bytes, to_bytes};
use crate::worker::work::given_file::GivenFile;

/// A reply and the file that came with it.
pub type Heard = (crate::worker::messages::Reply, Option<Blob>);

/// A request that waits for its reply.
pub(super) struct Pending {
    pub(super) request: Request,
    pub(super) file: Option<GivenFile>,
    /// In how many deaths of the engine it was the oldest request without a reply.
    pub(super) n_deaths: u32,
    /// Hears replies; says whether it wants more.
    pub(super) hear: Box<dyn FnMut(Heard) -> Hearing>,
}

/// Whether a request waits for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// That was the last reply.
    Over,
    /// More will come.
    More,
}

/// How often a kind has changed, by [`Kind::index`].
pub type Revisions = [u32; Kind::ALL.len()];

pub(super) struct Inner {
    pub(super) workspace: String,
    pub(super) tab: u64,
    pub(super) worker: RefCell<Option<Worker>>,
    pub(super) pending: RefCell<BTreeMap<u32, Pending>>,
    pub(super) next_number: Cell<u32>,
    pub(super) engine: Cell<Option<u64>>,
    /// The life of the present worker.
    pub(super) life: Cell<u64>,
    /// How often the engine was asked for a sign of life since the last one.
    pub(super) n_silent_beats: Cell<u32>,
    /// When that was last, in milliseconds since 1970-01-01.
    pub(super) last_beat: Cell<f64>,
    /// The pages of this workspace in other tabs; none where the browser has no such channel.
    pub(super) pages: Option<BroadcastChannel>,
    pub(super) deaths: RefCell<Vec<f64>>,
    ids: RefCell<IdSource>,
}

/// The page's door to the engine. It is small and copied freely.
#[derive(Clone, Copy)]
pub struct Client {
    pub(super) inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// The state of the engine.
    pub state: RwSignal<State>,
    /// Whether what was done is on the disk.
    pub saving: RwSignal<Saving>,
    /// The last death of the engine, to be shown with its report.
    pub report: RwSignal<Option<Report>>,
    /// Whether the engine is that of another tab.
    pub is_relayed: RwSignal<bool>,
    /// How much of the store is read while it is opened, of a hundred.
    pub percent_read: RwSignal<Option<u8>>,
    pub(super) revisions: RwSignal<Revisions>,
}

impl Client {
    /// A client of that workspace, whose engine is started at once.
    pub fn start(workspace: &str) -> Self {
        let chance = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let inner = Inner {
            workspace: workspace.to_owned(),
            tab: chance,
            worker: RefCell::new(None),
            pending: RefCell::new(BTreeMap::new()),
            next_number: Cell::new(1),
            engine: Cell::new(None),
            life: Cell::new(0),
            n_silent_beats: Cell::new(0),
            last_beat: Cell::new(0.0),
            pages: BroadcastChannel::new(&format!("rapporto-pages:{workspace}")).ok(),
            deaths: RefCell::new(Vec::new()),
            ids: RefCell::new(IdSource::new(js_sys::Date::now() as u64, chance)),
        };
        let client = Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            state: RwSignal::new(State::Starting),
            saving: RwSignal::new(Saving::default()),
            report: RwSignal::new(None),
            is_relayed: RwSignal::new(false),
            percent_read: RwSignal::new(None),
            revisions: RwSignal::new([0; Kind::ALL.len()]),
        };
        client.spawn_worker();
        client.watch();
        client
    }

    /// The client that the application provides to its pages.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// The name of the workspace.
    pub fn workspace(self) -> String {
        self.inner().workspace.clone()
    }

    /// The name of the workspace's database.
    pub fn database(self) -> String {
        format!("rapporto-{}", self.inner().workspace)
    }

    /// How far the workspace had come, by what the engine last told this browser; followed with what is saved.
    pub fn sequence(self) -> u64 {
        self.revision(Kinds::ALL);
        sentinel::read(&self.database()).map_or(0, |mark| mark.sequence)
    }

    pub(super) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// A new identity, for a command.
    pub fn new_id(self) -> Id {
        let inner = self.inner();
        let mut ids = inner.ids.borrow_mut();
        let chance = ids.chance();
        *ids = IdSource::new(js_sys::Date::now() as u64, chance);
        ids.next_id()
    }

    /// How often any of these kinds has changed: whoever reads it is run again when one does.
    pub fn revision(self, kinds: Kinds) -> u32 {
        self.revisions.with(|revisions| {
            kinds.iter().filter_map(|kind| revisions.get(kind.index())).fold(0_u32, |sum, it| sum.wrapping_add(*it))
        })
    }

    /// Everything that is being asked is asked anew: another engine answers, or another day has come.
    pub fn ask_anew(self) {
        self.revisions.update(|revisions| {
            for revision in revisions {
                *revision = revision.wrapping_add(1);
            }
        });
    }

    /// Sends a request; `hear` hears its replies. Gives the request's number, to cancel it by.
    pub fn send(self, request: Request, file: Option<GivenFile>, hear: impl FnMut(Heard) -> Hearing + 'static) -> u32 {
        self.send_boxed(request, file, Box::new(hear))
    }

    fn send_boxed(self, request: Request, file: Option<GivenFile>, hear: Box<dyn FnMut(Heard) -> Hearing>) -> u32 {
        let inner = self.inner();
        let number = inner.next_number.get();
        inner.next_number.set(number.wrapping_add(1));
        let pending = Pending { request, file, n_deaths: 0, hear };
        self.post(number, &pending.request, pending.file.as_ref());
        self.begin_write(&pending.request);
        inner.pending.borrow_mut().insert(number, pending);
        number
    }

    /// Stops long work.
    pub fn cancel(self, number: u32) {
        // Nobody answers it: the work itself says that it was stopped.
        self.post(0, &Request::Cancel(number), None);
    }

    /// Forgets a request: its reply is not wanted any more.
    pub fn forget(self, number: u32) {
        self.inner().pending.borrow_mut().remove(&number);
    }

    /// Posts a request without waiting for its reply.
    pub(super) fn post(self, number: u32, request: &Request, file: Option<&GivenFile>) {
        let inner = self.inner();
        let envelope = Envelope { tab: inner.tab, number, request: request.clone() };
        let bytes: JsValue = Uint8Array::from(to_bytes(&envelope).as_slice()).into();
        let file = file.map_or(JsValue::UNDEFINED, GivenFile::to_message);
        if let Some(worker) = inner.worker.borrow().as_ref() {
            // A worker that is gone is started again by the supervisor, and everything is sent again.
            drop(worker.post_message(&Array::of2(&bytes, &file)));
        }
    }

    /// Hears the worker.
    pub(super) fn hear(self, data: &JsValue) {
        let Some(parts) = data.dyn_ref::<Array>() else { return };
        let Ok(bytes) = parts.get(0).dyn_into::<Uint8Array>() else { return };
        let file = parts.get(1).dyn_into::<Blob>().ok();
        self.inner().n_silent_beats.set(0);
        match from_bytes::<Post>(&bytes.to_vec()) {
            Some(Post::Reply { number, reply }) => self.hear_reply(number, (reply, file)),
            Some(Post::Notice(notice)) => self.hear_notice(notice),
            Some(Post::Fatal(report)) => self.hear_death(Some(report)),
            None => {}
        }
    }

    pub(super) fn hear_reply(self, number: u32, heard: Heard) {
        let inner = self.inner();
        let Some(mut pending) = inner.pending.borrow_mut().remove(&number) else { return };
        self.end_write(&pending.request, &heard.0);
        if (pending.hear)(heard) == Hearing::More {
            inner.pending.borrow_mut().insert(number, pending);
        }
    }

    fn hear_notice(self, notice: Notice) {
        match notice {
            Notice::State(state) => {
                let engine = match &state {
                    State::Loading { engine } | State::Ready { engine, .. } => Some(*engine),
                    State::Starting | State::Relaying | State::Rescue { .. } => None,
                };
                if state == State::Relaying {
                    self.is_relayed.set(true);
                }
                let inner = self.inner();
                let came_anew = engine.is_some() && inner.engine.replace(engine) != engine;
                if !matches!(state, State::Loading { .. }) {
                    self.percent_read.set(None);
                }
                if self.state.with_untracked(|before| *before != state) {
                    self.state.set(state);
                    self.ask_anew();
                }
                if came_anew {
                    self.send_again();
                }
            }
            Notice::Read { percent } => self.percent_read.set(Some(percent).filter(|it| *it > 0)),
            Notice::Changed { kinds, mark } => {
                sentinel::write(&self.database(), &mark);
                self.revisions.update(|revisions| {
                    for kind in kinds.iter() {
                        if let Some(revision) = revisions.get_mut(kind.index()) {
                            *revision = revision.wrapping_add(1);
                        }
                    }
                });
            }
        }
    }

    /// Sends everything again that was not answered: a command that was done is answered "done" again.
    fn send_again(self) {
        let inner = self.inner();
        for (number, pending) in inner.pending.borrow().iter() {
            self.post(*number, &pending.request, pending.file.as_ref());
        }
    }
}
