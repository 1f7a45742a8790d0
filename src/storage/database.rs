//! A workspace's IndexedDB database: opened against a timer, written whole or not at all, opened again once where the
//! browser drops it.

use super::database_connection::{self as connection, Link, Missing};
use super::database_keys::{Place, bytes_from_js, key_from_js, key_to_js};
use super::platform::{self, Committable, Connection};
use super::store::{Birth, Durability, Key, KeyRange, StorageError, StoreName, Write};
use crate::model::small_sort;
use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{IdbObjectStore, IdbRequest, IdbTransaction, IdbVersionChangeEvent};

/// An open database. Dropping it closes the connection.
pub struct Database {
    name: String,
    deadline_ms: u32,
    events: Rc<dyn Fn(DatabaseEvent)>,
    link: Rc<RefCell<Link>>,
    link_number: Cell<u32>,
    on_version_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    on_close: Closure<dyn FnMut()>,
}

/// What happens to a database unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseEvent {
    /// Opening waits for an older connection, of another tab.
    Blocked,
    /// A newer version of the application wants to upgrade the database: this connection is closed for good.
    Superseded,
    /// The database is being deleted: this connection is closed for good.
    Deleted,
    /// The browser closed the connection: site data were cleared, or the files are damaged.
    Closed,
}

impl Database {
    /// Opens the database of that name, making it where there is none. `events` hears what happens to it from then on.
    ///
    /// # Errors
    /// [`StorageError::TimedOut`] and [`StorageError::Blocked`] after the deadline; [`StorageError::Newer`],
    /// [`StorageError::Denied`], [`StorageError::Unsupported`], or what else the browser says.
    pub async fn open(
        name: &str,
        deadline_ms: u32,
        events: impl Fn(DatabaseEvent) + 'static,
    ) -> Result<(Self, Birth), StorageError> {
        let events: Rc<dyn Fn(DatabaseEvent)> = Rc::new(events);
        let (connection, birth) = connection::connect(name, deadline_ms, Missing::Make, &events).await?;
        let link = Rc::new(RefCell::new(Link::Refused(StorageError::ConnectionLost)));
        let database = Self {
            name: name.to_owned(),
            deadline_ms,
            on_version_change: connection::step_aside(&link, &events),
            on_close: connection::notice_loss(&link, &events),
            events,
            link,
            link_number: Cell::new(0),
        };
        database.attach(connection);
        Ok((database, birth))
    }

    /// Commits all writes in one transaction; `Ok` only once it is complete, with that durability.
    ///
    /// # Errors
    /// What ended the transaction. After [`StorageError::ConnectionLost`] it was tried again on a new connection first: the
    /// same writes twice are the same as once.
    pub async fn commit(&self, writes: &[Write], durability: Durability) -> Result<(), StorageError> {
        self.end(self.begin(writes, durability), writes).await
    }

    /// The first part of [`Self::commit`]: the writes are on their way when this returns.
    pub fn begin(&self, writes: &[Write], durability: Durability) -> Begun {
        Begun { link: self.link_number.get(), durability, under_way: self.begin_once(writes, durability) }
    }

    /// The other part of [`Self::commit`], of the same writes.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn end(&self, begun: Begun, writes: &[Write]) -> Result<(), StorageError> {
        let first = end_of(begun.under_way).await;
        if first == Err(StorageError::ConnectionLost) {
            self.connect_again(begun.link).await?;
            end_of(self.begin_once(writes, begun.durability)).await
        } else {
            first
        }
    }

    /// The value of a key.
    ///
    /// # Errors
    /// What the browser says; a lost connection was opened again once.
    pub async fn get(&self, store: StoreName, key: &Key) -> Result<Option<Vec<u8>>, StorageError> {
        let mut values = self.get_many(store, std::slice::from_ref(key)).await?;
        Ok(values.pop().flatten())
    }

    /// The values of these keys, in their order, read in one transaction.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn get_many(&self, store: StoreName, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        self.get_ahead(store, keys.to_vec()).await
    }

    /// As [`Self::get_many`]; the values are on their way before this returns.
    pub fn get_ahead(
        &self,
        store: StoreName,
        keys: Vec<Key>,
    ) -> impl Future<Output = Result<Vec<Option<Vec<u8>>>, StorageError>> {
        let link = self.link_number.get();
        let asked = self.ask_for(store, &keys);
        async move {
            let first = match asked {
                Ok(answers) => values_of(answers).await,
                Err(error) => Err(error),
            };
            if first == Err(StorageError::ConnectionLost) {
                self.connect_again(link).await?;
                values_of(self.ask_for(store, &keys)?).await
            } else {
                first
            }
        }
    }

    /// Gives every key and value of a range to `each`, in the order of the keys, so many at a time.
    ///
    /// # Errors
    /// As [`Self::get`]; after a lost connection the reading goes on behind the last key given.
    pub async fn for_each(
        &self,
        store: StoreName,
        range: &KeyRange,
        batch: u32,
        mut each: impl FnMut(Key, Vec<u8>),
    ) -> Result<(), StorageError> {
        if range.is_empty() {
            return Ok(());
        }
        let mut place = Place::start(range)?;
        let link = self.link_number.get();
        let first = self.read_on(store, &mut place, batch, &mut each).await;
        if first == Err(StorageError::ConnectionLost) {
            self.connect_again(link).await?;
            self.read_on(store, &mut place, batch, &mut each).await
        } else {
            first
        }
    }

    /// Every key and value of a range, read so many at a time.
    ///
    /// # Errors
    /// As [`Self::for_each`].
    pub async fn get_all(
        &self,
        store: StoreName,
        range: &KeyRange,
        batch: u32,
    ) -> Result<Vec<(Key, Vec<u8>)>, StorageError> {
        let mut all = Vec::new();
        self.for_each(store, range, batch, |key, bytes| all.push((key, bytes))).await?;
        Ok(all)
    }

    /// All keys of a range, in order.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn keys(&self, store: StoreName, range: &KeyRange) -> Result<Vec<Key>, StorageError> {
        let keys = self.ask(store, range, IdbObjectStore::get_all_keys_with_key).await?;
        match keys {
            Some(keys) => keys.unchecked_into::<Array>().iter().map(|key| key_from_js(&key)).collect(),
            None => Ok(Vec::new()),
        }
    }

    /// How many keys are in a range.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn count(&self, store: StoreName, range: &KeyRange) -> Result<u64, StorageError> {
        let count = self.ask(store, range, IdbObjectStore::count_with_key).await?;
        Ok(count.and_then(|count| count.as_f64()).unwrap_or(0.0) as u64)
    }

    /// Removes a database with all that is in it; connections to it are told to close.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] where a connection does not let go in time (the database goes once it does), or what the
    /// browser says.
    pub async fn delete(name: &str, deadline_ms: u32) -> Result<(), StorageError> {
        connection::delete(name, deadline_ms).await
    }

    /// Puts writes into one transaction, which is under way when this returns; nothing for no writes.
    fn begin_once(&self, writes: &[Write], durability: Durability) -> Result<Option<UnderWay>, StorageError> {
        if writes.is_empty() {
            return Ok(None);
        }
        let mut stores: Vec<StoreName> = writes.iter().map(Write::store).collect();
        small_sort::sort(&mut stores);
        stores.dedup();
        let durability = match durability {
            Durability::Strict => "strict",
            Durability::Relaxed => "relaxed",
        };
        let transaction = self.transaction(&stores, "readwrite", durability)?;
        let end = Box::pin(platform::end(transaction.clone()));
        let written = write_all(&transaction, writes);
        if written.is_err() {
            transaction.abort().map_err(platform::error_of)?;
        } else {
            // Saves the wait for the last request's answer. If it cannot be asked for, the transaction has ended: `end`
            // says how.
            drop(transaction.unchecked_ref::<Committable>().commit());
        }
        Ok(Some(UnderWay { written, end }))
    }

    /// Asks for values in one transaction: they are on their way when this returns.
    fn ask_for(
        &self,
        store: StoreName,
        keys: &[Key],
    ) -> Result<Vec<impl Future<Output = Answer> + use<>>, StorageError> {
        let source = self.read(store)?;
        let mut answers = Vec::with_capacity(keys.len());
        for key in keys {
            answers.push(platform::answer(source.get(&key_to_js(key)?).map_err(platform::error_of)?));
        }
        Ok(answers)
    }

    async fn read_on(
        &self,
        store: StoreName,
        place: &mut Place,
        batch: u32,
        each: &mut impl FnMut(Key, Vec<u8>),
    ) -> Result<(), StorageError> {
        let batch = batch.max(1);
        let source = self.read(store)?;
        let ask = |place: &Place| -> Result<_, StorageError> {
            let query = place.query()?;
            let values = source.get_all_with_key_and_limit(&query, batch).map_err(platform::error_of)?;
            let keys = source.get_all_keys_with_key_and_limit(&query, batch).map_err(platform::error_of)?;
            Ok((platform::answer(values), platform::answer(keys)))
        };
        let mut asked = ask(place)?;
        loop {
            let values: Array = asked.0.await?.unchecked_into();
            let keys: Array = asked.1.await?.unchecked_into();
            if keys.length() == 0 {
                return Ok(());
            }
            // The next batch is on its way while this one is handed over.
            let ahead = place.behind(keys.get(keys.length() - 1));
            let next = (keys.length() == batch).then(|| ask(&ahead)).transpose()?;
            for (key, value) in keys.iter().zip(values.iter()) {
                each(key_from_js(&key)?, bytes_from_js(&value)?);
            }
            *place = ahead;
            match next {
                Some(next) => asked = next,
                None => return Ok(()),
            }
        }
    }

    /// One request over a range; `None` where the range can hold no key.
    async fn ask(
        &self,
        store: StoreName,
        range: &KeyRange,
        request: impl Fn(&IdbObjectStore, &JsValue) -> Result<IdbRequest, JsValue>,
    ) -> Result<Option<JsValue>, StorageError> {
        if range.is_empty() {
            return Ok(None);
        }
        let query = Place::start(range)?.query()?;
        let once = async || platform::answer(request(&self.read(store)?, &query).map_err(platform::error_of)?).await;
        let link = self.link_number.get();
        let first = once().await;
        if first == Err(StorageError::ConnectionLost) {
            self.connect_again(link).await?;
            once().await.map(Some)
        } else {
            first.map(Some)
        }
    }

    fn read(&self, store: StoreName) -> Result<IdbObjectStore, StorageError> {
        let transaction = self.transaction(&[store], "readonly", "default")?;
        transaction.object_store(store.name()).map_err(platform::error_of)
    }

    fn transaction(&self, stores: &[StoreName], mode: &str, durability: &str) -> Result<IdbTransaction, StorageError> {
        let connection = match &*self.link.borrow() {
            Link::Open(connection) => connection.clone(),
            Link::Lost => return Err(StorageError::ConnectionLost),
            Link::Refused(error) => return Err(error.clone()),
        };
        let names: Array = stores.iter().map(|store| JsValue::from(store.name())).collect();
        let options = platform::object(&[("durability", durability.into())])?;
        connection.transaction(&names, mode, &options).map_err(|thrown| {
            let error = platform::error_of(thrown);
            let is = |wanted: &str| matches!(&error, StorageError::Unknown { name, .. } if name == wanted);
            if is("UnknownError") {
                // Safari throws an unnamed trouble when it has dropped the connection.
                StorageError::ConnectionLost
            } else if is("NotFoundError") {
                // The stores are not there: this database was not made, or not left, by us.
                StorageError::Damaged
            } else {
                error
            }
        })
    }

    /// Opens a new connection in the place of the dead one of that number, unless another task has done so.
    async fn connect_again(&self, dead: u32) -> Result<(), StorageError> {
        if let Link::Refused(error) = &*self.link.borrow() {
            return Err(error.clone());
        }
        if self.link_number.get() != dead {
            return Ok(());
        }
        let connected = connection::connect(&self.name, self.deadline_ms, Missing::Refuse, &self.events).await;
        match connected {
            Ok((connection, _)) => {
                self.attach(connection);
                Ok(())
            }
            Err(error) => {
                if error == StorageError::Emptied {
                    self.link.replace(Link::Refused(StorageError::Emptied));
                }
                Err(error)
            }
        }
    }

    fn attach(&self, connection: Connection) {
        connection.set_onversionchange(Some(self.on_version_change.as_ref().unchecked_ref()));
        connection.set_onclose(Some(self.on_close.as_ref().unchecked_ref()));
        self.link_number.set(self.link_number.get().wrapping_add(1));
        if let Link::Open(before) = self.link.replace(Link::Open(connection)) {
            connection::detach(&before);
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Link::Open(connection) = &*self.link.borrow() {
            connection::detach(connection);
        }
    }
}

/// A commit that has begun.
pub struct Begun {
    link: u32,
    durability: Durability,
    under_way: Result<Option<UnderWay>, StorageError>,
}

struct UnderWay {
    written: Result<(), StorageError>,
    end: Pin<Box<dyn Future<Output = Result<(), StorageError>>>>,
}

async fn end_of(begun: Result<Option<UnderWay>, StorageError>) -> Result<(), StorageError> {
    let Some(UnderWay { written, end }) = begun? else { return Ok(()) };
    let ended = end.await;
    written.and(ended)
}

type Answer = Result<JsValue, StorageError>;

async fn values_of(answers: Vec<impl Future<Output = Answer>>) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
    let mut values = Vec::with_capacity(answers.len());
    for answer in answers {
        let value = answer.await?;
        values.push(if value.is_undefined() { None } else { Some(bytes_from_js(&value)?) });
    }
    Ok(values)
}

fn write_all(transaction: &IdbTransaction, writes: &[Write]) -> Result<(), StorageError> {
    for write in writes {
        let store = transaction.object_store(write.store().name()).map_err(platform::error_of)?;
        match write {
            Write::Put { key, bytes, .. } => store.put_with_key(&Uint8Array::from(bytes.as_slice()), &key_to_js(key)?),
            Write::Delete { key, .. } => store.delete(&key_to_js(key)?),
        }
        .map_err(platform::error_of)?;
    }
    Ok(())
}
