//! One long work under way: its slices, its progress, its file, and its one write at the end.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Blob;

use crate::commands::{Done, Planned, Refusal, Sort};
use crate::engine::whole_records::Intake;
use crate::model::id::Id;
use crate::storage::database::Begun;
use crate::storage::keeper::{Keeper, Prepared};
use crate::storage::store::{Durability, Write};
use crate::worker::inbox::clock_and_chance;
use crate::worker::messages::{Progress, Reply};
use crate::worker::parts::Working;
use crate::worker::server::{Server, not_saved};
use crate::worker::session::{Step, make_true};
use crate::worker::taking_in::{Whole, made_before, take_in};
use crate::worker::work::given_file::GivenFile;
use crate::worker::work::{
    Work, Worked, check, export, import, load_demo, preview_import, rebuild, restore, store_report,
};

/// How long a slice of work may take before questions are answered, in milliseconds.
const SLICE_MS: u64 = 40;
/// How many bytes of pages are written between two pauses.
const STEP_BYTES: usize = 4 << 20;
/// How many rows are carried over between two looks at the time.
const CARRY_ROWS: u32 = 500;
/// How many steps of settling are thought to be ahead.
const STEPS_AHEAD: u64 = 5;
/// The whole of the work, in thousandths.
const WHOLE: u64 = 1_000;
/// How often progress is told, in milliseconds.
const TELL_MS: u64 = 150;

/// Long work under way.
pub struct Job {
    /// The engine that works.
    pub server: Rc<Server>,
    /// The work's identity.
    pub id: Id,
    /// The file that came with it.
    pub file: Option<GivenFile>,
    tab: u64,
    number: u32,
    began: u64,
    paused: Cell<u64>,
    told: Cell<u64>,
    /// The part of the whole work that is under way, in thousandths: from, to.
    part: Cell<(u64, u64)>,
    rows: Cell<u64>,
    unwanted: Cell<bool>,
}

impl Job {
    /// The work that this tab asked for by that number.
    pub fn new(server: Rc<Server>, (tab, number): (u64, u32), id: Id, file: Option<GivenFile>) -> Self {
        let began = clock_and_chance().0;
        Self {
            server,
            id,
            file,
            tab,
            number,
            began,
            paused: Cell::new(began),
            told: Cell::new(0),
            part: Cell::new((0, WHOLE)),
            rows: Cell::new(0),
            unwanted: Cell::new(false),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// When it was stopped, may not or could not be written, or does not understand its file: then nothing has changed.
    pub fn run(self: Rc<Self>, work: Work) -> Working {
        Box::pin(async move { self.work_at(&work).await })
    }

    async fn work_at(&self, work: &Work) -> Result<Worked, Refusal> {
        // On the rescue screen there is no workspace yet, but a file may be read, and taken in place of it.
        let reads_a_file = matches!(work, Work::ReadManifest {} | Work::Restore {});
        match self.with_keeper(|keeper| keeper.done(self.id)) {
            Ok(Some(sequence)) => return Ok(Worked::Already(sequence)),
            Err(refusal) if !(reads_a_file && self.server.is_rescuing()) => return Err(refusal),
            Ok(None) | Err(_) => {}
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
            Work::Check {} => check::run(self).await,
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

    /// From here on progress is told of that part of the whole work, in thousandths.
    pub fn enter(&self, from: u64, to: u64) {
        self.part.set((from, to));
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
        if self.is_unwanted() { Err(Refusal::Cancelled) } else { Ok(()) }
    }

    /// Whether the tab that asked for the work stopped it.
    pub fn is_unwanted(&self) -> bool {
        if self.server.is_cancelled(self.tab, self.number) {
            self.unwanted.set(true);
        }
        self.unwanted.get()
    }

    /// Tells how far the work has come, unless that was told a moment ago.
    fn tell(&self, done: u64, total: u64, rows: u64) {
        self.rows.set(rows);
        let now = clock_and_chance().0;
        if now.saturating_sub(self.told.get()) >= TELL_MS {
            self.told.set(now);
            let (from, to) = self.part.get();
            // In millionths of the whole, so that the bar and the time left go on from part to part.
            let within = done.min(total).saturating_mul(WHOLE * (to - from)) / total.max(1);
            let millis = now.saturating_sub(self.began);
            let progress = Progress { done: from * WHOLE + within, total: WHOLE * WHOLE, rows, millis };
            self.server.outbox.reply(self.tab, self.number, Reply::Progress(progress));
        }
    }

    /// Bytes of the file that came with the work, from `at` on; fewer than `length` at its end.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when there is no file, or the browser does not give it: it was changed or removed.
    pub async fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, Refusal> {
        self.read_ahead(at, length).await
    }

    /// As [`Self::read`]; the bytes are on their way before this returns.
    pub fn read_ahead(&self, at: u64, length: u64) -> impl Future<Output = Result<Vec<u8>, Refusal>> + use<> {
        let part = self.file.as_ref().map(|file| file.read(at, length));
        async move {
            let Some(part) = part else { return Err(Refusal::Unreadable) };
            part.await.ok_or(Refusal::Unreadable)
        }
    }

    /// How many bytes the file has; 0 when there is none.
    pub fn file_bytes(&self) -> u64 {
        self.file.as_ref().map_or(0, GivenFile::size)
    }

    /// Makes a plan true and durable; refused, nothing has changed. Pages of new rows are written first, while questions
    /// are answered and the work can be stopped.
    ///
    /// # Errors
    /// When it was stopped, nothing may be written or the store did not take it.
    pub async fn write(&self, planned: Planned, sort: Sort) -> Result<Done, Refusal> {
        self.server.may_write()?;
        let millis = self.server.moment().millis;
        if !planned.plan.ranges.is_empty() && self.server.database.borrow().is_some() {
            self.with_keeper(|keeper| keeper.begin_bulk(&planned.plan, millis))?;
            let next = |keeper: &mut Keeper| (keeper.stage_bulk(STEP_BYTES), keeper.data.n_dirty());
            if let Err(refusal) = self.stage(next).await {
                self.with_keeper(Keeper::abandon_bulk)?;
                return Err(refusal);
            }
        }
        match self.with_keeper(|keeper| make_true(keeper, planned, self.id, sort, millis))?? {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => self.end(*prepared).await.map(|()| done),
        }
    }

    /// Puts a whole workspace in place of this empty one, durably; refused, nothing has changed.
    ///
    /// # Errors
    /// When it was stopped, the workspace is not empty, nothing may be written or the store did not take it.
    pub async fn take_in(&self, mut intake: Intake, sort: Sort) -> Result<Done, Refusal> {
        self.server.may_write()?;
        let made_before = self.with_keeper(|keeper| made_before(&keeper.data, &intake))?;
        self.carry_into(&mut intake).await?;
        self.enter(600, 700);
        let mut n_steps = 0;
        while intake.settle() {
            n_steps += 1;
            if self.is_due() {
                self.pause(n_steps, n_steps + STEPS_AHEAD, self.rows.get()).await?;
            }
        }
        let millis = self.server.moment().millis;
        let mut whole = self.with_keeper(|keeper| Whole::begin(keeper, intake.finish(), made_before, millis))??;
        self.enter(700, 1_000);
        if self.server.database.borrow().is_some() {
            let next = |keeper: &mut Keeper| (whole.stage(keeper, STEP_BYTES), whole.n_left());
            if let Err(refusal) = self.stage(next).await {
                self.with_keeper(Keeper::forget_whole)?;
                return Err(refusal);
            }
        }
        let (step, before) = self.with_keeper(|keeper| take_in(keeper, whole, self.id, sort, millis))??;
        match step {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => match self.end(*prepared).await {
                Ok(()) => Ok(done),
                Err(refusal) => {
                    self.with_keeper(|keeper| keeper.data = before)?;
                    Err(refusal)
                }
            },
        }
    }

    /// What the workspace held before and nobody sees, into what comes.
    async fn carry_into(&self, intake: &mut Intake) -> Result<(), Refusal> {
        for kind in Intake::kinds_to_carry() {
            let n_rows = self.with_keeper(|keeper| keeper.data.table(kind).len())?;
            for from in (0..n_rows).step_by(CARRY_ROWS as usize) {
                let rows = from..(from + CARRY_ROWS).min(n_rows);
                self.with_keeper(|keeper| intake.carry_rows(&keeper.data, kind, rows))?;
                if self.is_due() {
                    self.pause(1, 1, self.rows.get()).await?;
                }
            }
        }
        Ok(())
    }

    /// Writes pages that no record names yet, with a pause after each few: while some are written, the next are made.
    async fn stage(&self, mut next: impl FnMut(&mut Keeper) -> (Vec<Write>, usize)) -> Result<(), Refusal> {
        let Some(database) = self.server.database.borrow().clone() else { return Ok(()) };
        let refused = |error| Refusal::NotSaved(not_saved(&error));
        let mut n_written = 0;
        let mut under_way: Option<(Begun, Vec<Write>)> = None;
        loop {
            let (writes, n_left) = self.with_keeper(&mut next)?;
            if let Some((begun, before)) = under_way.take() {
                database.end(begun, &before).await.map_err(refused)?;
            }
            if writes.is_empty() {
                return Ok(());
            }
            n_written += writes.len() as u64;
            under_way = Some((database.begin(&writes, Durability::Strict), writes));
            if let Err(refusal) = self.pause(n_written, n_written + n_left as u64, self.rows.get()).await {
                if let Some((begun, last)) = under_way {
                    // Nothing of this work may be on its way any more when the next begins; what is there is swept away.
                    drop(database.end(begun, &last).await);
                }
                return Err(refusal);
            }
        }
    }

    /// The one transaction that makes it durable.
    async fn end(&self, prepared: Prepared) -> Result<(), Refusal> {
        let written = self.server.write(prepared, Some(self)).await;
        written.map_err(|refusal| if self.unwanted.get() { Refusal::Cancelled } else { refusal })
    }

    /// Gives the tab a file to keep.
    pub fn give(&self, name: String, file: &Blob) {
        self.server.outbox.file(self.tab, self.number, name, file);
    }
}
