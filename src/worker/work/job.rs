//! One long work under way: its slices, its progress, its file, and its one write at the end.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::commands::{Done, Planned, Refusal, Sort};
use crate::engine::whole_records::Intake;
use crate::model::id::Id;
use crate::storage::keeper::Keeper;
use crate::worker::inbox::clock_and_chance;
use crate::worker::messages::{Progress, Reply};
use crate::worker::server::Server;
use crate::worker::session::{Step, make_true};
use crate::worker::taking_in::take_in;
use crate::worker::work::{Work, Worked, export, import, load_demo, preview_import, rebuild, restore, store_report};

/// How long a slice of work may take before questions are answered, in milliseconds.
const SLICE_MS: u64 = 40;
/// How often progress is told, in milliseconds.
const TELL_MS: u64 = 150;

/// Long work under way.
pub struct Job {
    /// The engine that works.
    pub server: Rc<Server>,
    /// The work's identity.
    pub id: Id,
    /// The file that came with it.
    pub file: Option<Blob>,
    tab: u64,
    number: u32,
    began: u64,
    paused: Cell<u64>,
    told: Cell<u64>,
}

impl Job {
    /// The work that this tab asked for by that number.
    pub fn new(server: Rc<Server>, (tab, number): (u64, u32), id: Id, file: Option<Blob>) -> Self {
        let began = clock_and_chance().0;
        Self { server, id, file, tab, number, began, paused: Cell::new(began), told: Cell::new(0) }
    }

    /// Does it.
    ///
    /// # Errors
    /// When it was stopped, may not or could not be written, or does not understand its file: then nothing has changed.
    pub async fn run(&self, work: &Work) -> Result<Worked, Refusal> {
        if let Some(sequence) = self.with_keeper(|keeper| keeper.done(self.id))? {
            return Ok(Worked::Already(sequence));
        }
        match work {
            Work::PreviewImport(order) => preview_import::run(self, order).await,
            Work::Import(order) => import::run(self, order).await,
            Work::Rebuild {} => rebuild::run(self).await,
            Work::Export {} => export::run(self).await,
            Work::ReadManifest {} => restore::read_manifest(self).await,
            Work::Restore {} => restore::run(self).await,
            Work::LoadDemo { customers, words } => load_demo::run(self, *customers, *words).await,
            Work::StoreReport {} => store_report::run(self).await,
        }
    }

    /// Does something with the workspace; refused while it is not all there.
    pub fn with_keeper<T>(&self, act: impl FnOnce(&mut Keeper) -> T) -> Result<T, Refusal> {
        self.server.with_keeper(act).ok_or(Refusal::ReadOnly)
    }

    /// Whether the slice of work has been going on for so long that it is time to pause.
    pub fn is_due(&self) -> bool {
        clock_and_chance().0.saturating_sub(self.paused.get()) >= SLICE_MS
    }

    /// Between slices: tells progress now and then, answers questions, and ends the work when it is not wanted any
    /// more. To be called at least every 100 ms, with nothing borrowed.
    ///
    /// # Errors
    /// [`Refusal::Cancelled`] when the tab that asked for the work stopped it.
    pub async fn pause(&self, done: u64, total: u64, rows: u64) -> Result<(), Refusal> {
        self.tell(done, total, rows);
        self.server.answer_meanwhile().await;
        self.paused.set(clock_and_chance().0);
        if self.server.is_cancelled(self.tab, self.number) { Err(Refusal::Cancelled) } else { Ok(()) }
    }

    /// Tells how far the work has come, unless that was told a moment ago.
    fn tell(&self, done: u64, total: u64, rows: u64) {
        let now = clock_and_chance().0;
        if now.saturating_sub(self.told.get()) >= TELL_MS {
            self.told.set(now);
            let progress = Progress { done, total, rows, millis: now.saturating_sub(self.began) };
            self.server.outbox.reply(self.tab, self.number, Reply::Progress(progress));
        }
    }

    /// Bytes of the file that came with the work, from `at` on; fewer than `length` at its end.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when there is no file, or the browser does not give it: it was changed or removed.
    pub async fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, Refusal> {
        let file = self.file.as_ref().ok_or(Refusal::Unreadable)?;
        // Sizes of files fit the 53 bits that a number of JavaScript holds exactly.
        let part = file.slice_with_f64_and_f64(at as f64, (at + length) as f64).or(Err(Refusal::Unreadable))?;
        let buffer = JsFuture::from(part.array_buffer()).await.or(Err(Refusal::Unreadable))?;
        Ok(js_sys::Uint8Array::new(buffer.unchecked_ref()).to_vec())
    }

    /// How many bytes the file has; 0 when there is none.
    pub fn file_bytes(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.size() as u64)
    }

    /// Makes a plan true and durable; refused, nothing has changed.
    ///
    /// # Errors
    /// When nothing may be written or the store did not take it.
    pub async fn write(&self, planned: Planned, sort: Sort) -> Result<Done, Refusal> {
        self.server.may_write()?;
        let moment = self.server.moment();
        match self.with_keeper(|keeper| make_true(keeper, planned, self.id, sort, moment.millis))?? {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => self.server.write(*prepared).await.map(|()| done),
        }
    }

    /// Puts a whole workspace in place of this empty one, durably; refused, nothing has changed.
    ///
    /// # Errors
    /// When the workspace is not empty, nothing may be written or the store did not take it.
    pub async fn take_in(&self, intake: Intake, sort: Sort) -> Result<Done, Refusal> {
        self.server.may_write()?;
        let millis = self.server.moment().millis;
        let (step, before) = self.with_keeper(|keeper| take_in(keeper, intake, self.id, sort, millis))??;
        match step {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => match self.server.write(*prepared).await {
                Ok(()) => Ok(done),
                Err(refusal) => {
                    self.with_keeper(|keeper| keeper.data = before)?;
                    Err(refusal)
                }
            },
        }
    }

    /// Gives the tab a file to keep.
    pub fn give(&self, name: String, bytes: &[u8]) {
        self.server.outbox.file(self.tab, self.number, name, bytes);
    }
}
