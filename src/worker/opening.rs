//! From the store to an open workspace: first what a list of customers needs, then the rest, then the past.

use std::rc::Rc;

use crate::storage::database::Database;
use crate::storage::keeper::Keeper;
use crate::storage::recovery::Recovery;
use crate::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::messages::{RescueReason, Safety, State, Writing};
use crate::worker::parts::Later;
use crate::worker::server::Server;
use crate::worker::session::Session;
use crate::worker::spares::Spares;
use crate::worker::start::{self, BATCH, Coming, Found, Opened, Reading};

impl Server {
    /// Opens the store, unless that was begun ahead, and reads it, or enters the state that says why not.
    pub async fn start(self: &Rc<Self>, ahead: Option<Later<Result<Opened, StorageError>>>) {
        let today = self.moment().today();
        let opened = match ahead {
            Some(opening) => opening.await,
            None => start::open(self.workspace(), today, self.listener()).await,
        };
        let judged = match opened {
            Ok(opened) => opened.judge(self.workspace(), self.hello.sentinel, today).await,
            Err(error) => Err(error),
        };
        match judged {
            Ok((database, found)) => {
                *self.database.borrow_mut() = Some(Rc::new(database));
                self.enter_found(found).await;
            }
            Err(StorageError::Denied | StorageError::Unsupported) => match start::found_anew(today) {
                Ok((keeper, _)) => self.begin_with(keeper, Vec::new()),
                Err(error) => self.enter(State::Rescue(RescueReason::Other(error.to_string()))),
            },
            Err(error) => self.enter(State::Rescue(reason_of(&error))),
        }
    }

    /// Opens what was found.
    pub async fn enter_found(self: &Rc<Self>, found: Found) {
        match found {
            Found::Nothing(keeper, founding) => self.begin_with(*keeper, founding),
            Found::Workspace(reading) => self.read(*reading).await,
            Found::Trouble(reason) => self.enter(State::Rescue(reason)),
        }
    }

    fn begin_with(&self, keeper: Keeper, founding: Vec<Write>) {
        *self.founding.borrow_mut() = founding;
        self.open_with(keeper, Vec::new());
    }

    fn open_with(&self, keeper: Keeper, damages: Vec<String>) {
        *self.session.borrow_mut() = Some(Session::Open(Box::new(keeper)));
        let writing = match (self.hello.safe_mode, self.database.borrow().is_some()) {
            (Safety::ReadOnly, _) => Writing::Off,
            (Safety::Ordinary, true) => Writing::Durable,
            (Safety::Ordinary, false) => Writing::MemoryOnly,
        };
        self.enter(State::Ready { engine: self.engine, damages, writing });
    }

    async fn read(self: &Rc<Self>, mut reading: Reading) {
        let Some(database) = self.database.borrow().clone() else { return };
        if let Err(error) = reading.has_begun(&database).await {
            self.enter(State::Rescue(reason_of(&error)));
            return;
        }
        let Reading { mut recovery, mut spares, .. } = reading;
        recovery.apply_to_first_kinds();
        *self.session.borrow_mut() = Some(Session::Loading(Box::new(recovery)));
        self.enter(State::Loading { engine: self.engine });
        self.answer_meanwhile().await;
        if let Err(error) = self.read_rest(&database, &mut spares).await {
            self.session.take();
            self.enter(State::Rescue(reason_of(&error)));
            return;
        }
        let Some(Session::Loading(recovery)) = self.session.borrow_mut().take() else { return };
        let made_again: Vec<String> = recovery.mended.iter().map(|page| format!("Mended({:?})", page.key())).collect();
        let (keeper, damages) = recovery.finish();
        self.is_damaged.set(!damages.is_empty());
        let damages = damages.iter().map(|damage| format!("{damage:?}"));
        let mended = spares.mended.iter().map(|write| match write {
            Write::Put { key, .. } | Write::Delete { key, .. } => format!("Mended({key:?})"),
        });
        self.open_with(keeper, damages.chain(mended).chain(made_again).collect());
        if !spares.mended.is_empty() && self.may_write().is_ok() {
            // What cannot be written back now is mended again at the next start.
            drop(database.commit(&spares.mended, Durability::Strict).await);
        }
        self.remember(&database).await;
    }

    /// Reads the other pages, while questions about customers are answered.
    async fn read_rest(self: &Rc<Self>, database: &Database, spares: &mut Spares) -> Result<(), StorageError> {
        let pages = self.with_recovery(|recovery| recovery.pages().1).unwrap_or_default();
        let mut coming = Coming::of(database, &pages);
        while let Some((page, bytes)) = coming.next().await {
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
        StorageError::Emptied => RescueReason::Lost { expected: None },
        StorageError::ConnectionLost
        | StorageError::Denied
        | StorageError::Unsupported
        | StorageError::Aborted
        | StorageError::InvalidKey
        | StorageError::Unknown { .. } => RescueReason::Other(error.to_string()),
    }
}
