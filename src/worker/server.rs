//! The engine's loop: one request at a time, answered from memory; a command only once it is on disk.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::commands::refusal::NotSaved;
use crate::commands::{Command, Done, Refusal};
use crate::engine::data::Kinds;
use crate::model::id::Id;
use crate::storage::database::{Database, DatabaseEvent};
use crate::storage::head::{HEAD, meta_key};
use crate::storage::keeper::{Keeper, Prepared};
use crate::storage::lock::HeldLock;
use crate::storage::sentinel::Mark;
use crate::storage::store::{Durability, StorageError, StoreName, Write};
use crate::worker::inbox::{Inbox, Incoming, clock_and_chance, pause, wall_clock};
use crate::worker::messages::{Ending, Hello, Notice, Reply, Request, RescueReason, Safety, State, Writing};
use crate::worker::mirroring::Mirroring;
use crate::worker::outbox::{Outbox, reply_bytes};
use crate::worker::parts::{Later, Parts};
use crate::worker::rescue;
use crate::worker::scripts::{NOT_FETCHED, Scripts};
use crate::worker::session::{Moment, Session, Step};
use crate::worker::start::Opened;
use crate::worker::upkeep::{self, Upkeep};
use crate::worker::work::job::Job;
use crate::worker::work::{Work, Worked};

/// How long to wait for a request before looking after the store.
const QUIET_MS: i32 = 1_500;
/// How often, and with which pause in milliseconds, a store whose connection was closed is looked for.
const N_LOOKS: u32 = 5;
const LOOK_PAUSE_MS: i32 = 200;
/// An answer to an order, in bytes: to which tab, and to which of its requests.
type Answered = ((u64, u32), Vec<u8>);

/// How many answers to orders are kept for tabs that ask again.
const N_ANSWERS: usize = 256;

/// The engine of one workspace.
pub struct Server {
    /// How what it is not made with is fetched.
    pub parts: Parts,
    /// The door of scripts, once it was fetched.
    pub scripts: Cell<Option<&'static Scripts>>,
    /// Whether the parts that nobody needed yet were asked for.
    pub has_all: Cell<bool>,
    /// What came in.
    pub inbox: Inbox,
    /// What goes out.
    pub outbox: Outbox,
    /// What the tab said.
    pub hello: Hello,
    /// Which engine this is, by a number of chance.
    pub engine: u64,
    /// The workspace. Never borrowed across an `await`.
    pub session: RefCell<Option<Session>>,
    /// Its store; none when storage is blocked.
    pub database: RefCell<Option<Rc<Database>>>,
    /// What founds the workspace, to be written with its first batch.
    pub founding: RefCell<Vec<Write>>,
    /// The state that every tab was told.
    pub state: RefCell<State>,
    lost: Cell<Option<NotSaved>>,
    /// Something of the store could not be read: the snapshots, which may still have it, are left as they are.
    pub is_damaged: Cell<bool>,
    /// When pages and snapshots were written.
    pub upkeep: Upkeep,
    /// The second, small journal.
    pub mirror: Mirroring,
    /// The last answers to orders, by tab and number: a tab that asks again because it heard of a new engine gets the
    /// same answer, and an order that was refused is not tried a second time behind the user's back.
    answers: RefCell<VecDeque<Answered>>,
    /// Held as long as the engine lives.
    _lock: Option<HeldLock>,
}

impl Server {
    /// The engine for the tab that said hello.
    pub fn new(parts: Parts, hello: Hello, outbox: Outbox, lock: Option<HeldLock>) -> Self {
        Self {
            parts,
            scripts: Cell::new(None),
            has_all: Cell::new(false),
            inbox: Inbox::default(),
            outbox,
            hello,
            engine: clock_and_chance().1,
            session: RefCell::new(None),
            database: RefCell::new(None),
            founding: RefCell::new(Vec::new()),
            state: RefCell::new(State::Starting),
            lost: Cell::new(None),
            is_damaged: Cell::new(false),
            upkeep: Upkeep::default(),
            mirror: Mirroring::default(),
            answers: RefCell::new(VecDeque::new()),
            _lock: lock,
        }
    }

    /// Opens the store, unless that was begun ahead, and answers until the tab goes.
    pub async fn run(self: Rc<Self>, ahead: Option<Later<Result<Opened, StorageError>>>) {
        self.say_state();
        self.start(ahead).await;
        loop {
            match self.inbox.next(QUIET_MS).await {
                Some(incoming) => self.handle(incoming).await,
                None => self.fetch_the_rest(),
            }
            upkeep::now_and_then(&self).await;
        }
    }

    /// The time and the chance of this request.
    pub fn moment(&self) -> Moment {
        let (millis, chance) = clock_and_chance();
        Moment { millis, clock: wall_clock(), chance }
    }

    /// Tells every tab the state.
    pub fn say_state(&self) {
        self.outbox.notice(Notice::State(self.state.borrow().clone()));
    }

    /// Tells every tab how much of the store is read.
    pub fn say_read(&self, percent: u8) {
        self.outbox.notice(Notice::Read { percent });
    }

    /// The name of the workspace.
    pub fn workspace(&self) -> &str {
        &self.hello.workspace
    }

    /// Enters a state and tells it.
    pub fn enter(&self, state: State) {
        *self.state.borrow_mut() = state;
        self.say_state();
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
        self.answer_waiting();
    }

    /// Answers the questions that have come and can be answered.
    pub fn answer_waiting(self: &Rc<Self>) {
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
            (Request::Ask(query), Some(session)) => session.answers_page(query),
            (Request::AskJson(json), Some(session)) => self
                .scripts
                .get()
                .is_some_and(|scripts| (scripts.query)(json).is_ok_and(|query| session.answers_meanwhile(&query))),
            (
                Request::Ask(_)
                | Request::Tell { .. }
                | Request::AskJson(_)
                | Request::TellJson { .. }
                | Request::Work { .. }
                | Request::WorkJson { .. }
                | Request::Cancel(_)
                | Request::Rescue(_)
                | Request::WasDone { .. },
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
                let ask = |query| self.session.borrow_mut().as_mut().map(|session| session.ask(&query, moment));
                let scripts = self.scripts.get();
                match scripts.map_or(Err(NOT_FETCHED.to_owned()), |scripts| (scripts.query)(&json)) {
                    Ok(query) => ask(query).zip(scripts).map(|(it, scripts)| Reply::Json((scripts.answered)(it))),
                    Err(why) => Some(Reply::Json(Err(why))),
                }
            }
            Request::Beat => Some(Reply::Beat),
            Request::Tell { .. }
            | Request::TellJson { .. }
            | Request::Work { .. }
            | Request::WorkJson { .. }
            | Request::Cancel(_)
            | Request::Rescue(_)
            | Request::WasDone { .. } => None,
        };
        if let Some(reply) = reply {
            self.outbox.reply(envelope.tab, envelope.number, reply);
        }
    }

    async fn handle(self: &Rc<Self>, incoming: Incoming) {
        let (tab, number) = (incoming.envelope.tab, incoming.envelope.number);
        if let Some(bytes) = self.answer_before(tab, number) {
            self.outbox.reply_bytes(tab, &bytes);
            return;
        }
        match &incoming.envelope.request {
            Request::Ask(_) | Request::Beat => self.answer(incoming),
            Request::AskJson(_) => {
                drop(self.scripts_in_turn().await);
                self.answer(incoming);
            }
            Request::Tell { id, command } => {
                let reply = Reply::Done(self.tell(*id, command).await);
                self.answer_order(tab, number, reply);
            }
            Request::TellJson { id, json } => {
                let reply = match self.scripts_in_turn().await.and_then(|it| Ok((it, (it.command)(json)?))) {
                    Ok((scripts, command)) => scripts.reply_done(self.tell(*id, &command).await),
                    Err(why) => Reply::DoneJson { answer: Err(why), ending: Ending::Nothing },
                };
                self.answer_order(tab, number, reply);
            }
            Request::Work { id, work } => {
                let reply = Reply::Worked(self.work(&incoming, *id, work.clone()).await);
                self.answer_order(tab, number, reply);
            }
            Request::WorkJson { id, json } => {
                let reply = match self.scripts_in_turn().await.and_then(|it| Ok((it, (it.work)(json)?))) {
                    Ok((scripts, work)) => scripts.reply_worked(self.work(&incoming, *id, work).await),
                    Err(why) => Reply::DoneJson { answer: Err(why), ending: Ending::Nothing },
                };
                self.answer_order(tab, number, reply);
            }
            Request::Rescue(choice) => rescue::choose(self, tab, number, *choice).await,
            Request::WasDone { id, form } => {
                let reply = self.was_done(*id, *form).await;
                self.answer_order(tab, number, reply);
            }
            // What it meant is done already.
            Request::Cancel(_) => {}
        }
    }

    async fn work(self: &Rc<Self>, incoming: &Incoming, id: Id, work: Work) -> Result<Worked, Refusal> {
        let (tab, number) = (incoming.envelope.tab, incoming.envelope.number);
        let job = Job::new(Rc::clone(self), (tab, number), id, incoming.file.clone());
        let begun = {
            let _answers = self.go_on_answering();
            (self.parts.begin)(Rc::new(job), work).await?
        };
        begun.await
    }

    fn answer_before(&self, tab: u64, number: u32) -> Option<Vec<u8>> {
        let answers = self.answers.borrow();
        answers.iter().find(|(of, _)| *of == (tab, number)).map(|(_, bytes)| bytes.clone())
    }

    fn answer_order(&self, tab: u64, number: u32, reply: Reply) {
        let bytes = reply_bytes(number, reply);
        self.outbox.reply_bytes(tab, &bytes);
        let mut answers = self.answers.borrow_mut();
        answers.push_back(((tab, number), bytes));
        let forgotten = answers.len().saturating_sub(N_ANSWERS);
        answers.drain(..forgotten);
    }

    async fn tell(self: &Rc<Self>, id: Id, command: &Command) -> Result<Done, Refusal> {
        // An order that comes again was done, whether or not anything may be written now.
        if let Some(done) = self.done_before(id) {
            return Ok(done);
        }
        self.may_write()?;
        let moment = self.moment();
        let step = match self.session.borrow_mut().as_mut() {
            Some(session) => session.tell(id, command, moment)?,
            None => return Err(Refusal::ReadOnly),
        };
        match step {
            Step::Already(done) => Ok(done),
            Step::Write(prepared, done) => self.write(*prepared, None).await.map(|()| done),
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

    /// Writes a batch that is true in memory; if that fails, or the job whose it is is stopped before its one
    /// transaction, memory goes back.
    pub async fn write(self: &Rc<Self>, prepared: Prepared, job: Option<&Job>) -> Result<(), Refusal> {
        let database = self.database.borrow().clone();
        if let Some(database) = database {
            let written = self.write_to(&database, &prepared, job).await;
            if let Err(error) = written {
                let is_kept = self.is_kept(&database, &prepared, &error).await;
                if is_kept != Some(true) {
                    if is_kept.is_none() {
                        // Nobody knows how it ended: only reading the whole workspace again tells.
                        self.give_up(not_saved(&error));
                    }
                    self.with_keeper(|keeper| keeper.roll_back(&prepared));
                    return Err(Refusal::NotSaved(not_saved(&error)));
                }
            }
            self.follow();
        }
        self.upkeep.note_write(self.moment().millis);
        if let Some(mark) = self.with_keeper(|keeper| keeper.mark()) {
            self.tell_all(prepared.touched, mark);
        }
        Ok(())
    }

    /// Whether a transaction that failed was kept all the same: an error that does not say is settled by the head that
    /// is stored. Nothing when that cannot be read.
    async fn is_kept(&self, database: &Database, prepared: &Prepared, error: &StorageError) -> Option<bool> {
        if !error.may_be_kept() {
            return Some(false);
        }
        let head = database.get_many(StoreName::Meta, &[meta_key(HEAD)]).await.ok()?;
        let head = head.into_iter().next()??;
        self.with_keeper(|keeper| keeper.is_kept(prepared, &head).ok())?
    }

    async fn write_to(&self, database: &Database, prepared: &Prepared, job: Option<&Job>) -> Result<(), StorageError> {
        let mut writes = self.founding.borrow().clone();
        // The head of the batch comes after the head of the founding: the later put wins.
        writes.extend(prepared.writes.iter().cloned());
        let mut flip = None;
        if !prepared.batch.ranges.is_empty() {
            flip = upkeep::stage_all(self, database, job).await?;
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

    /// Tells every tab that everything may have changed.
    pub fn tell_all_anew(&self) {
        if let Some(mark) = self.with_keeper(|keeper| keeper.mark()) {
            self.tell_all(Kinds::ALL, mark);
        }
    }

    /// What the store hears of itself.
    pub fn listener(self: &Rc<Self>) -> impl Fn(DatabaseEvent) + 'static {
        let me = Rc::downgrade(self);
        move |event| {
            if let Some(me) = me.upgrade() {
                me.hear(event);
            }
        }
    }

    /// Hears what happened to the store.
    pub fn hear(self: &Rc<Self>, event: DatabaseEvent) {
        match event {
            DatabaseEvent::Blocked => {
                self.enter(State::Rescue { reason: RescueReason::BlockedByOldTab, copy: None });
            }
            DatabaseEvent::Superseded => self.give_up(NotSaved::Superseded),
            DatabaseEvent::Deleted => self.give_up(NotSaved::Emptied),
            // The browser may have dropped the connection alone, or all data with it.
            DatabaseEvent::Closed => spawn_local(Rc::clone(self).look_whether_emptied()),
        }
    }

    async fn look_whether_emptied(self: Rc<Self>) {
        let Some(database) = self.database.borrow().clone() else { return };
        let was_founded = self.with_keeper(|keeper| keeper.sequence() > 0) == Some(true);
        // While the browser is still clearing, opening fails for reasons that say nothing.
        for _ in 0..N_LOOKS {
            match database.get(StoreName::Meta, &meta_key(HEAD)).await {
                Ok(None) if was_founded => return self.give_up(NotSaved::Emptied),
                Ok(Some(_) | None) => return,
                Err(StorageError::Emptied) => return self.give_up(NotSaved::Emptied),
                Err(_) => pause(LOOK_PAUSE_MS).await,
            }
        }
        self.give_up(NotSaved::ConnectionLost);
    }

    /// The store is gone: nothing more is written, what is in memory stays for reading and export.
    pub fn give_up(&self, why: NotSaved) {
        self.lost.set(Some(why));
        let state = self.state.borrow().clone();
        match state {
            State::Ready { engine, damages, healed, .. } => {
                self.enter(State::Ready { engine, damages, healed, writing: Writing::Failed(why) });
            }
            State::Starting | State::Relaying | State::Loading { .. } | State::Rescue { .. } => {}
        }
    }

    /// The store is there again.
    pub fn is_whole_again(&self) {
        self.lost.set(None);
    }
}

/// Why a write did not go through, as a tab is told.
pub fn not_saved(error: &StorageError) -> NotSaved {
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
