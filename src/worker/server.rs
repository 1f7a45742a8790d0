//! The engine's loop: one request at a time, answered from memory; a command only once it is on disk.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::commands::refusal::NotSaved;
use crate::commands::{Command, Done, Refusal};
use crate::engine::data::Kinds;
use crate::model::date::Date;
use crate::model::id::Id;
use crate::queries::Query;
use crate::storage::database::{Database, DatabaseEvent};
use crate::storage::head::{HEAD, meta_key};
use crate::storage::keeper::{Keeper, Prepared};
use crate::storage::lock::HeldLock;
use crate::storage::recovery::{Damage, Recovery};
use crate::storage::sentinel::Mark;
use crate::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::inbox::{Inbox, Incoming, clock_and_chance};
use crate::worker::messages::{Hello, Notice, Reply, Request, Rescue, RescueReason, Safety, State, Writing};
use crate::worker::outbox::Outbox;
use crate::worker::session::{Moment, Session, Step, command_of_json, to_json};
use crate::worker::start::{self, BATCH, Found, Part};
use crate::worker::upkeep;
use crate::worker::work::job::Job;

/// How long it must be quiet before pages are written.
const QUIET_MS: i32 = 1_500;

/// The engine of one workspace.
pub struct Server {
    /// What came in.
    pub inbox: Inbox,
    /// What goes out.
    pub outbox: Outbox,
    hello: Hello,
    engine: u64,
    /// The workspace. Never borrowed across an `await`.
    pub session: RefCell<Option<Session>>,
    /// Its store; none when storage is blocked.
    pub database: RefCell<Option<Rc<Database>>>,
    founding: RefCell<Vec<Write>>,
    state: RefCell<State>,
    lost: Cell<Option<NotSaved>>,
    /// How far the last snapshot reaches.
    pub snapshot_sequence: Cell<u64>,
    /// When the last snapshot was taken, in milliseconds.
    pub last_snapshot: Cell<u64>,
    /// Held as long as the engine lives.
    _lock: Option<HeldLock>,
}

impl Server {
    /// The engine for the tab that said hello.
    pub fn new(hello: Hello, outbox: Outbox, lock: Option<HeldLock>) -> Self {
        Self {
            inbox: Inbox::default(),
            outbox,
            hello,
            engine: clock_and_chance().1,
            session: RefCell::new(None),
            database: RefCell::new(None),
            founding: RefCell::new(Vec::new()),
            state: RefCell::new(State::Starting),
            lost: Cell::new(None),
            snapshot_sequence: Cell::new(0),
            last_snapshot: Cell::new(0),
            _lock: lock,
        }
    }

    /// Opens the store and answers until the tab goes.
    pub async fn run(self: Rc<Self>) {
        self.say_state();
        self.start().await;
        loop {
            match self.inbox.next(QUIET_MS).await {
                Some(incoming) => self.handle(incoming).await,
                None => upkeep::when_quiet(&self).await,
            }
        }
    }

    /// The time and the chance of this request.
    pub fn moment(&self) -> Moment {
        let (millis, chance) = clock_and_chance();
        Moment { millis, offset_minutes: self.hello.offset_minutes, chance }
    }

    /// Tells every tab the state.
    pub fn say_state(&self) {
        self.outbox.notice(Notice::State(self.state.borrow().clone()));
    }

    /// The name of the workspace.
    pub fn workspace(&self) -> &str {
        &self.hello.workspace
    }

    fn enter(&self, state: State) {
        *self.state.borrow_mut() = state;
        self.say_state();
    }

    fn today(&self) -> Date {
        self.moment().today()
    }

    async fn start(self: &Rc<Self>) {
        let me = Rc::downgrade(self);
        let events = move |event| {
            if let Some(me) = me.upgrade() {
                me.hear(event);
            }
        };
        match start::open(&self.hello.workspace, self.hello.sentinel, self.today(), events).await {
            Ok(opened) => {
                *self.database.borrow_mut() = Some(Rc::new(opened.database));
                match opened.found {
                    Found::Nothing(keeper, founding) => self.begin_with(*keeper, founding),
                    Found::Workspace(recovery) => self.read(*recovery).await,
                    Found::Trouble(reason) => self.enter(State::Rescue(reason)),
                }
            }
            Err(StorageError::Denied | StorageError::Unsupported) => match start::found_anew(self.today()) {
                Ok((keeper, _)) => self.begin_with(keeper, Vec::new()),
                Err(error) => self.enter(State::Rescue(RescueReason::Other(error.to_string()))),
            },
            Err(error) => self.enter(State::Rescue(reason_of(&error))),
        }
    }

    fn begin_with(&self, keeper: Keeper, founding: Vec<Write>) {
        *self.founding.borrow_mut() = founding;
        self.open_with(keeper, &[]);
    }

    fn open_with(&self, keeper: Keeper, damages: &[Damage]) {
        *self.session.borrow_mut() = Some(Session::Open(Box::new(keeper)));
        let writing = match (self.hello.safe_mode, self.database.borrow().is_some()) {
            (Safety::ReadOnly, _) => Writing::Off,
            (Safety::Ordinary, true) => Writing::Durable,
            (Safety::Ordinary, false) => Writing::MemoryOnly,
        };
        let damages = damages.iter().map(|damage| format!("{damage:?}")).collect();
        self.enter(State::Ready { engine: self.engine, damages, writing });
    }

    async fn read(self: &Rc<Self>, mut recovery: Recovery) {
        let Some(database) = self.database.borrow().clone() else { return };
        let read_first = async {
            start::read_pages(&database, &mut recovery, Part::First).await?;
            start::read_tail(&database, &mut recovery).await
        };
        if let Err(error) = read_first.await {
            self.enter(State::Rescue(reason_of(&error)));
            return;
        }
        recovery.apply_to_first_kinds();
        *self.session.borrow_mut() = Some(Session::Loading(Box::new(recovery)));
        self.enter(State::Loading { engine: self.engine });
        self.answer_meanwhile().await;
        let Some(Session::Loading(mut recovery)) = self.session.borrow_mut().take() else { return };
        if let Err(error) = start::read_pages(&database, &mut recovery, Part::Rest).await {
            self.enter(State::Rescue(reason_of(&error)));
            return;
        }
        let (keeper, damages) = recovery.finish();
        self.open_with(keeper, &damages);
        self.remember(&database).await;
    }

    /// Older batches, for history and undo.
    async fn remember(&self, database: &Database) {
        let before = self.with_keeper(|keeper| keeper.tail_from()).unwrap_or(1);
        let range = KeyRange { first: Some(Key::Sequence(1)), end: Some(Key::Sequence(before)) };
        let Ok(records) = database.get_all(StoreName::Journal, &range, BATCH).await else { return };
        self.with_keeper(|keeper| {
            for (key, bytes) in &records {
                if let Key::Sequence(sequence) = key {
                    keeper.remember(*sequence, bytes);
                }
            }
            keeper.journal.stack_anew();
        });
        // Pages that no record names were left by a death: they go.
        let keys = database.keys(StoreName::Pages, &KeyRange::ALL).await.unwrap_or_default();
        let sweep = self.with_keeper(|keeper| keeper.sweep(keys)).unwrap_or_default();
        if !sweep.is_empty() && self.may_write().is_ok() {
            drop(database.commit(&sweep, Durability::Relaxed).await);
        }
    }

    /// Does something with the workspace, if all of it is there.
    pub fn with_keeper<T>(&self, act: impl FnOnce(&mut Keeper) -> T) -> Option<T> {
        match self.session.borrow_mut().as_mut() {
            Some(Session::Open(keeper)) => Some(act(keeper)),
            Some(Session::Loading(_)) | None => None,
        }
    }

    /// Answers the questions that wait while something long goes on.
    pub async fn answer_meanwhile(self: &Rc<Self>) {
        crate::worker::inbox::breathe().await;
        while let Some(incoming) = self.inbox.take(|envelope| self.can_answer(&envelope.request)) {
            self.answer(incoming);
        }
    }

    /// Whether the long work of that tab and number is no longer wanted.
    pub fn is_cancelled(&self, tab: u64, number: u32) -> bool {
        let cancels = |request: &Request| matches!(request, Request::Cancel(cancelled) if *cancelled == number);
        self.inbox.take(|envelope| envelope.tab == tab && cancels(&envelope.request)).is_some()
    }

    fn can_answer(&self, request: &Request) -> bool {
        let session = self.session.borrow();
        match (request, session.as_ref()) {
            (Request::Beat, _) => true,
            (Request::Ask(query), Some(session)) => {
                session.can_answer(query.reads()) && !matches!(query, Query::AsOf { .. })
            }
            (
                Request::Ask(_)
                | Request::Tell { .. }
                | Request::AskJson(_)
                | Request::TellJson { .. }
                | Request::Work { .. }
                | Request::Cancel(_)
                | Request::Rescue(_),
                _,
            ) => false,
        }
    }

    fn answer(&self, incoming: Incoming) {
        let envelope = incoming.envelope;
        let reply = match envelope.request {
            Request::Ask(query) => {
                let moment = self.moment();
                let answer = self.session.borrow_mut().as_mut().map(|session| session.ask(&query, moment));
                answer.map(Reply::Answered)
            }
            Request::AskJson(json) => {
                let moment = self.moment();
                let answer = self.session.borrow_mut().as_mut().map(|session| session.ask_json(&json, moment));
                answer.map(Reply::Json)
            }
            Request::Beat => Some(Reply::Beat),
            Request::Tell { .. }
            | Request::TellJson { .. }
            | Request::Work { .. }
            | Request::Cancel(_)
            | Request::Rescue(_) => None,
        };
        if let Some(reply) = reply {
            self.outbox.reply(envelope.tab, envelope.number, reply);
        }
    }

    async fn handle(self: &Rc<Self>, incoming: Incoming) {
        let (tab, number) = (incoming.envelope.tab, incoming.envelope.number);
        match &incoming.envelope.request {
            Request::Ask(_) | Request::AskJson(_) | Request::Beat => self.answer(incoming),
            Request::Tell { id, command } => {
                let done = self.tell(*id, command).await;
                self.outbox.reply(tab, number, Reply::Done(done));
            }
            Request::TellJson { id, json } => {
                let answer = match command_of_json(json) {
                    Ok(command) => self.tell(*id, &command).await.map(|done| to_json(&done)).map_err(|it| to_json(&it)),
                    Err(err) => Err(err),
                };
                self.outbox.reply(tab, number, Reply::Json(answer));
            }
            Request::Work { id, work } => {
                let job = Job::new(Rc::clone(self), (tab, number), *id, incoming.file.clone());
                let worked = job.run(work).await;
                self.outbox.reply(tab, number, Reply::Worked(worked));
            }
            Request::Rescue(rescue) => self.rescue(tab, number, *rescue).await,
            // What it meant is done already.
            Request::Cancel(_) => {}
        }
    }

    async fn tell(self: &Rc<Self>, id: Id, command: &Command) -> Result<Done, Refusal> {
        self.may_write()?;
        let moment = self.moment();
        let step = match self.session.borrow_mut().as_mut() {
            Some(session) => session.tell(id, command, moment)?,
            None => return Err(Refusal::ReadOnly),
        };
        match step {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => self.write(*prepared).await.map(|()| done),
        }
    }

    /// Refuses when nothing may be written.
    pub fn may_write(&self) -> Result<(), Refusal> {
        match (self.hello.safe_mode, self.lost.get()) {
            (Safety::ReadOnly, _) => Err(Refusal::ReadOnly),
            (Safety::Ordinary, Some(why)) => Err(Refusal::NotSaved(why)),
            (Safety::Ordinary, None) => Ok(()),
        }
    }

    /// Writes a batch that is true in memory; if that fails, memory goes back.
    pub async fn write(self: &Rc<Self>, prepared: Prepared) -> Result<(), Refusal> {
        let database = self.database.borrow().clone();
        if let Some(database) = database {
            let written = self.write_to(&database, &prepared).await;
            if let Err(error) = written {
                let is_kept = self.is_kept(&database, &prepared, &error).await;
                if is_kept != Some(true) {
                    if is_kept.is_none() {
                        // Nobody knows how it ended: only reading the whole workspace again tells.
                        self.lost.set(Some(not_saved(&error)));
                    }
                    self.with_keeper(|keeper| keeper.roll_back(&prepared));
                    return Err(Refusal::NotSaved(not_saved(&error)));
                }
            }
        }
        if let Some(mark) = self.with_keeper(|keeper| keeper.mark()) {
            self.tell_all(prepared.touched, mark);
        }
        Ok(())
    }

    /// Whether a transaction that failed was kept all the same: an error that does not say is settled by the head that
    /// is stored. Nothing when that cannot be read.
    async fn is_kept(&self, database: &Database, prepared: &Prepared, error: &StorageError) -> Option<bool> {
        if !matches!(error, StorageError::ConnectionLost | StorageError::Unknown { .. }) {
            return Some(false);
        }
        let head = database.get_many(StoreName::Meta, &[meta_key(HEAD)]).await.ok()?;
        let head = head.into_iter().next()??;
        self.with_keeper(|keeper| keeper.is_kept(prepared, &head).ok())?
    }

    async fn write_to(&self, database: &Database, prepared: &Prepared) -> Result<(), StorageError> {
        let mut writes = self.founding.borrow().clone();
        // The head of the batch comes after the head of the founding: the later put wins.
        writes.extend(prepared.writes.iter().cloned());
        let mut flip = None;
        if !prepared.batch.ranges.is_empty() {
            flip = upkeep::stage_all(self, database).await?;
            writes.extend(flip.iter().map(|flip| flip.write.clone()));
        }
        let committed = match database.commit(&writes, Durability::Strict).await {
            Err(StorageError::Quota | StorageError::Aborted) => database.commit(&writes, Durability::Strict).await,
            committed => committed,
        };
        match (&committed, flip) {
            (Ok(()), Some(flip)) => {
                self.founding.borrow_mut().clear();
                upkeep::flipped(self, database, flip).await;
            }
            (Ok(()), None) => self.founding.borrow_mut().clear(),
            (Err(_), Some(flip)) => {
                self.with_keeper(|keeper| keeper.flip_failed(&flip));
            }
            (Err(_), None) => {}
        }
        committed
    }

    fn tell_all(&self, kinds: Kinds, mark: Mark) {
        self.outbox.notice(Notice::Changed { kinds, mark });
    }

    fn hear(&self, event: DatabaseEvent) {
        match event {
            DatabaseEvent::Blocked => self.enter(State::Rescue(RescueReason::BlockedByOldTab)),
            DatabaseEvent::Superseded => self.lost.set(Some(NotSaved::Superseded)),
            DatabaseEvent::Deleted | DatabaseEvent::Closed => self.lost.set(Some(NotSaved::Emptied)),
        }
    }

    async fn rescue(self: &Rc<Self>, tab: u64, number: u32, rescue: Rescue) {
        let rescued = match rescue {
            Rescue::GoOn => upkeep::go_on(self).await,
            Rescue::RestoreSnapshot => upkeep::restore_snapshot(self).await,
            Rescue::StartEmpty => upkeep::start_empty(self).await,
            Rescue::ExportRaw => match upkeep::raw_bundle(self).await {
                Ok(bytes) => {
                    self.outbox.file(tab, number, format!("rapporto-{}.raw", self.workspace()), &bytes);
                    return;
                }
                Err(error) => Err(error),
            },
        };
        match rescued {
            Ok(Found::Nothing(keeper, founding)) => self.begin_with(*keeper, founding),
            Ok(Found::Workspace(recovery)) => self.read(*recovery).await,
            Ok(Found::Trouble(reason)) => self.enter(State::Rescue(reason)),
            Err(_) => self.outbox.reply(tab, number, Reply::NotRescued),
        }
    }
}

fn reason_of(error: &StorageError) -> RescueReason {
    match error {
        StorageError::TimedOut => RescueReason::NoAnswer,
        StorageError::Blocked => RescueReason::BlockedByOldTab,
        StorageError::Newer | StorageError::Superseded => RescueReason::Newer,
        StorageError::Quota => RescueReason::NoRoom,
        StorageError::Damaged => RescueReason::Damaged,
        StorageError::Emptied => RescueReason::Lost { expected: None },
        StorageError::ConnectionLost
        | StorageError::Denied
        | StorageError::Unsupported
        | StorageError::Aborted
        | StorageError::InvalidKey
        | StorageError::Unknown { .. } => RescueReason::Other(error.to_string()),
    }
}

fn not_saved(error: &StorageError) -> NotSaved {
    match error {
        StorageError::Quota => NotSaved::NoRoom,
        StorageError::ConnectionLost => NotSaved::ConnectionLost,
        StorageError::Emptied => NotSaved::Emptied,
        StorageError::Superseded | StorageError::Newer => NotSaved::Superseded,
        StorageError::Blocked
        | StorageError::TimedOut
        | StorageError::Denied
        | StorageError::Unsupported
        | StorageError::Aborted
        | StorageError::InvalidKey
        | StorageError::Damaged
        | StorageError::Unknown { .. } => NotSaved::Other,
    }
}
