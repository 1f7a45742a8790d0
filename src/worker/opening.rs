//! From the store to an open workspace: first what a list of customers needs, then the rest, then the past.

use std::rc::Rc;

use wasm_bindgen_futures::JsFuture;

use crate::storage::database::Database;
use crate::storage::head::Identity;
use crate::storage::keeper::Keeper;
use crate::storage::mirror_files::Missing;
use crate::storage::recovery::Recovery;
use crate::storage::sentinel::Mark;
use crate::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::copies;
use crate::worker::inbox::within;
use crate::worker::messages::{Healed, Loss, RescueReason, Safety, State, Writing};
use crate::worker::parts::Later;
use crate::worker::server::Server;
use crate::worker::session::Session;
use crate::worker::spares::Spares;
use crate::worker::start::{self, BATCH, Coming, Found, Opened, Read, Reading, name_of};

/// How long the rescue screen waits to say how far the internal copy leads, in milliseconds.
const COPY_MS: i32 = 5_000;
/// How long a start waits for the mirror once all else is read, in milliseconds.
const MIRROR_MS: i32 = 1_000;

impl Server {
    /// Opens the store, unless that was begun ahead, and reads it, or enters the state that says why not.
    pub async fn start(self: &Rc<Self>, ahead: Option<Later<Result<Opened, StorageError>>>) {
        let today = self.moment().today();
        let opened = match ahead {
            Some(opening) => opening.await,
            None => start::open(self.workspace(), today, self.listener(), &|percent| self.say_read(percent)).await,
        };
        let judged = match opened {
            Ok(opened) => opened.judge(self, today).await,
            Err(error) => Err(error),
        };
        match judged {
            Ok((database, found)) => {
                *self.database.borrow_mut() = Some(Rc::new(database));
                self.enter_found(found).await;
            }
            Err(StorageError::Denied | StorageError::Unsupported) => match start::found_anew(today) {
                Ok((keeper, _)) => self.begin_with(keeper, Vec::new()).await,
                Err(error) => self.enter_rescue(RescueReason::Other(error.to_string())).await,
            },
            Err(error) => self.enter_rescue(reason_of(&error)).await,
        }
    }

    /// Opens what was found.
    pub async fn enter_found(self: &Rc<Self>, found: Found) {
        match found {
            Found::Nothing(keeper, founding) => self.begin_with(*keeper, founding).await,
            Found::Workspace(reading) => self.read(*reading).await,
            Found::Trouble(reason) => self.enter_rescue(reason).await,
        }
    }

    /// Shows the rescue screen, and how far the internal copy would lead.
    async fn enter_rescue(self: &Rc<Self>, reason: RescueReason) {
        let look = async {
            let mirror = self.mirror.open(self.workspace(), Missing::Leave).await;
            copies::newest(&name_of(self.workspace()), &mirror, self.moment().today(), |copy| copy.mark.sequence > 0)
                .await
        };
        // Whatever ails the store may ail the copies too: the screen comes all the same.
        let copy = within(COPY_MS, look).await.and_then(Result::ok).flatten();
        self.enter(State::Rescue { reason, copy: copy.map(|copy| copy.mark.sequence) });
    }

    async fn begin_with(self: &Rc<Self>, keeper: Keeper, founding: Vec<Write>) {
        *self.founding.borrow_mut() = founding;
        *self.session.borrow_mut() = Some(Session::Open(Box::new(keeper)));
        self.enter_ready(Vec::new(), None);
        if self.database.borrow().is_some() {
            self.mirror.open(self.workspace(), Missing::Make).await;
            self.follow();
        }
    }

    /// All is there.
    pub fn enter_ready(&self, damages: Vec<String>, healed: Option<Healed>) {
        let writing = match (self.hello.safe_mode, self.database.borrow().is_some()) {
            (Safety::ReadOnly, _) => Writing::Off,
            (Safety::Ordinary, true) => Writing::Durable,
            (Safety::Ordinary, false) => Writing::MemoryOnly,
        };
        self.enter(State::Ready { engine: self.engine, damages, healed, writing });
    }

    async fn read(self: &Rc<Self>, mut reading: Reading) {
        let Some(database) = self.database.borrow().clone() else { return };
        if let Err(error) = reading.has_begun(&database, &|percent| self.say_read(percent)).await {
            self.enter_rescue(reason_of(&error)).await;
            return;
        }
        let Reading { mut recovery, mut spares, healed, .. } = reading;
        recovery.apply_to_first_kinds();
        *self.session.borrow_mut() = Some(Session::Loading(Box::new(recovery)));
        self.enter(State::Loading { engine: self.engine });
        let mirror = self.open_mirror_ahead();
        self.answer_meanwhile().await;
        let read = self.read_rest(&database, &mut spares).await.map_err(|error| reason_of(&error));
        // The promise has no way to fail; without the mirror the store is what there is.
        drop(within(MIRROR_MS, JsFuture::from(mirror)).await);
        let caught_up = match read {
            Ok(()) => self.catch_up(&database, &mut spares).await,
            Err(reason) => Err(reason),
        };
        let healed = match caught_up {
            Ok(caught_up) => healed.or(caught_up),
            Err(reason) => {
                let held = self.with_recovery(|recovery| recovery.end());
                self.session.take();
                match self.bring_end_back(&database, &reason, held).await {
                    Some(reading) => Box::pin(self.read(*reading)).await,
                    None => self.enter_rescue(reason).await,
                }
                return;
            }
        };
        let Some(Session::Loading(recovery)) = self.session.borrow_mut().take() else { return };
        let made_again: Vec<String> = recovery.mended.iter().map(|page| format!("Mended({:?})", page.key())).collect();
        let (keeper, damages) = recovery.finish();
        self.is_damaged.set(!damages.is_empty());
        let damages = damages.iter().map(|damage| format!("{damage:?}"));
        let mended = spares.mended.iter().map(|write| match write {
            Write::Put { key, .. } | Write::Delete { key, .. } => format!("Mended({key:?})"),
        });
        *self.session.borrow_mut() = Some(Session::Open(Box::new(keeper)));
        self.enter_ready(damages.chain(mended).chain(made_again).collect(), healed);
        if !spares.mended.is_empty() && self.may_write().is_ok() {
            // What cannot be written back now is mended again at the next start.
            drop(database.commit(&spares.mended, Durability::Strict).await);
        }
        self.remember(&database).await;
        self.follow();
    }

    /// Puts back what the store lost at its end without a word and the mirror has, before all is said to be read.
    async fn catch_up(&self, database: &Database, spares: &mut Spares) -> Result<Option<Healed>, RescueReason> {
        let mirror = self.mirror.read();
        let Some((identity, found, chain)) = self.with_recovery(|recovery| recovery.end()) else { return Ok(None) };
        for sequence in self.with_recovery(|recovery| recovery.missing_records()).unwrap_or_default() {
            if let Some(bytes) = mirror.record(&identity, sequence) {
                let key = Key::Sequence(sequence);
                spares.mended.push(Write::Put { store: StoreName::Journal, key, bytes: bytes.clone() });
                self.with_recovery(|recovery| recovery.take_record(sequence, bytes));
            }
        }
        let is_of_it = |mark: &Mark| mark.workspace_id.as_u128() == identity.workspace.to_u128();
        let Some(last) = mirror.mark().filter(|mark| is_of_it(mark) && mark.sequence > found) else { return Ok(None) };
        let set_back = RescueReason::RolledBack { expected: last.sequence, found };
        let batches = mirror.behind(identity.workspace, found, Some(chain));
        let is_whole = self.with_recovery(|recovery| recovery.missing_records().is_empty()) == Some(true);
        if !is_whole || batches.last().map(|it| it.sequence) != Some(last.sequence) {
            return Err(set_back);
        }
        let Some(Ok(writes)) = self.with_recovery(|recovery| recovery.go_on(&batches)) else { return Err(set_back) };
        if self.may_write().is_ok() {
            database.commit(&writes, Durability::Strict).await.map_err(|error| reason_of(&error))?;
        }
        Ok(Some(Healed { loss: Loss::End { found }, reaches: last.sequence }))
    }

    /// Brings back what the store lost at its end and the mirror alone does not lead to: over an import a snapshot may.
    async fn bring_end_back(
        &self,
        database: &Database,
        reason: &RescueReason,
        held: Option<(Identity, u64, u64)>,
    ) -> Option<Box<Reading>> {
        let RescueReason::RolledBack { found, .. } = *reason else { return None };
        let loss = Loss::End { found };
        start::bring_back(self, database, &self.mirror.read(), self.moment().today(), loss, Some(held?)).await
    }

    /// Reads the other pages, while questions about customers are answered.
    async fn read_rest(self: &Rc<Self>, database: &Database, spares: &mut Spares) -> Result<(), StorageError> {
        let (first, pages) = self.with_recovery(|recovery| recovery.pages()).unwrap_or_default();
        let told = |percent| self.say_read(percent);
        let mut read = Read::new(first.len(), first.len() + pages.len(), &told);
        let mut coming = Coming::of(database, &pages);
        while let Some((page, bytes)) = coming.next().await {
            read.one_more();
            let bytes = bytes?;
            let take = |recovery: &mut Recovery| recovery.take_whole_page(page, bytes.as_deref());
            if self.with_recovery(take) == Some(false)
                && let Some(judge) = self.with_recovery(|recovery| recovery.judge())
            {
                let mended = start::mend(database, judge, &page, spares).await;
                self.with_recovery(|recovery| mended.take_into(recovery, page));
            }
            self.answer_waiting();
        }
        Ok(())
    }

    fn with_recovery<T>(&self, act: impl FnOnce(&mut Recovery) -> T) -> Option<T> {
        match self.session.borrow_mut().as_mut() {
            Some(Session::Loading(recovery)) => Some(act(recovery)),
            Some(Session::Open(_)) | None => None,
        }
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
}

fn reason_of(error: &StorageError) -> RescueReason {
    match error {
        StorageError::TimedOut => RescueReason::NoAnswer,
        StorageError::Blocked => RescueReason::BlockedByOldTab,
        StorageError::Newer | StorageError::Superseded => RescueReason::Newer,
        StorageError::Quota => RescueReason::NoRoom,
        StorageError::Damaged => RescueReason::Damaged,
        StorageError::Emptied => RescueReason::Lost { expected: None, words: None },
        StorageError::ConnectionLost
        | StorageError::Denied
        | StorageError::Unsupported
        | StorageError::Aborted
        | StorageError::InvalidKey
        | StorageError::Unknown { .. } => RescueReason::Other(error.to_string()),
    }
}
