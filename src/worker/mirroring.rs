//! The engine's mirror of the journal: opened beside the reading, fed before each acknowledgement, never in the way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::storage::mirror::MirrorPair;
use crate::storage::mirror_files::{self, FileMirror, Missing, is_held};
use crate::worker::inbox::pause;
use crate::worker::server::Server;
use crate::worker::start::name_of;

/// How often, and with which pause in milliseconds, a file is asked for that a dying worker still holds.
const N_TRIES: u32 = 10;
const PAUSE_MS: i32 = 50;
/// How many times that is done.
const N_TIMES: u32 = 4;

/// The mirror, where there is one.
#[derive(Default)]
pub struct Mirroring {
    open: RefCell<Option<FileMirror>>,
    is_opening: Cell<bool>,
    n_failed: Cell<u32>,
    /// There are no such files here.
    is_denied: Cell<bool>,
}

impl Mirroring {
    /// Opens the mirror of a workspace, unless it is open, and reads it. Where it cannot be opened it holds nothing.
    pub async fn open(&self, workspace: &str, missing: Missing) -> MirrorPair {
        if self.open.borrow().is_none() && !self.is_denied.get() && !self.is_opening.replace(true) {
            self.try_to_open(workspace, missing).await;
            self.is_opening.set(false);
        }
        self.read()
    }

    async fn try_to_open(&self, workspace: &str, missing: Missing) {
        for _ in 0..N_TRIES {
            match mirror_files::open(&name_of(workspace), missing).await {
                Ok(found) => {
                    self.open.replace(found);
                    return;
                }
                Err(error) if is_held(&error) => pause(PAUSE_MS).await,
                Err(_) => return self.is_denied.set(true),
            }
        }
        // Tried again in a quiet moment, but not for ever.
        self.n_failed.set(self.n_failed.get() + 1);
        self.is_denied.set(self.n_failed.get() >= N_TIMES);
    }

    /// What is in it.
    pub fn read(&self) -> MirrorPair {
        self.open.borrow().as_ref().map(FileMirror::read).unwrap_or_default()
    }

    /// Whether it could be opened and is not.
    pub fn is_missing(&self) -> bool {
        self.open.borrow().is_none() && !self.is_denied.get()
    }

    /// Whether a snapshot is needed soon.
    pub fn wants_snapshot(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(FileMirror::wants_snapshot)
    }

    /// Forgets everything: another state is to come, chosen by the user.
    pub fn clear(&self) {
        if let Some(mirror) = self.open.borrow_mut().as_mut() {
            mirror.clear();
        }
    }

    fn with(&self, act: impl FnOnce(&mut FileMirror)) {
        if let Some(mirror) = self.open.borrow_mut().as_mut() {
            act(mirror);
        }
    }
}

impl Server {
    /// Begins to open the mirror, while other things are done.
    pub fn open_mirror_ahead(self: &Rc<Self>) -> Promise {
        let me = Rc::clone(self);
        future_to_promise(async move {
            me.mirror.open(me.workspace(), Missing::Make).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// The mirror takes in what is on disk and not yet in it.
    pub fn follow(&self) {
        // A workspace that is not founded yet, or has no store, leaves no trace there either.
        let is_stored = self.database.borrow().is_some() && self.founding.borrow().is_empty();
        if is_stored && self.may_write().is_ok() {
            let at_ms = i64::try_from(self.moment().millis).unwrap_or(i64::MAX);
            self.with_keeper(|keeper| self.mirror.with(|mirror| mirror.follow(keeper, at_ms)));
        }
    }

    /// A snapshot of the workspace as it is now is whole.
    pub fn mirror_from_snapshot(&self) {
        let at_ms = i64::try_from(self.moment().millis).unwrap_or(i64::MAX);
        self.with_keeper(|keeper| self.mirror.with(|mirror| mirror.begin_behind_snapshot(keeper, at_ms)));
    }
}
