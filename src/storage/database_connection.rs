//! Connections to a database: made against a timer, and given up when others need the database or the browser drops them.

use super::database::DatabaseEvent;
use super::platform::{self, Connection};
use super::store::{Birth, StorageError, StoreName};
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest, IdbVersionChangeEvent};

/// Version of the stores' layout, which has nothing to do with the format of what is in them.
const LAYOUT_VERSION: u32 = 1;

pub(super) enum Link {
    Open(Connection),
    /// Gone, and worth opening again.
    Lost,
    /// Gone for good.
    Refused(StorageError),
}

/// What to do where there is no database of that name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Make,
    /// It was there a moment ago: making it anew would write the end of a journal without its beginning.
    Refuse,
}

pub(super) async fn connect(
    name: &str,
    deadline_ms: u32,
    missing: Missing,
    events: &Rc<dyn Fn(DatabaseEvent)>,
) -> Result<(Connection, Birth), StorageError> {
    let request = platform::database_factory()?.open_with_u32(name, LAYOUT_VERSION).map_err(platform::error_of)?;
    let outcome = Rc::new(RefCell::new(Ok(Birth::Existing)));
    let on_upgrade = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new({
        let (request, outcome) = (request.clone(), Rc::clone(&outcome));
        move |event: IdbVersionChangeEvent| {
            let born = upgrade(&request, &event, missing);
            if born.is_err() {
                // Takes the empty database away again. An abort that fails comes after one that happened.
                drop(request.transaction().map(|transaction| transaction.abort()));
            }
            *outcome.borrow_mut() = born;
        }
    });
    let is_blocked = Rc::new(RefCell::new(false));
    let on_blocked = Closure::<dyn FnMut()>::new({
        let (events, is_blocked) = (Rc::clone(events), Rc::clone(&is_blocked));
        move || {
            is_blocked.replace(true);
            events(DatabaseEvent::Blocked);
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let answer = platform::wait_at_most(settled(&request), deadline_ms).await;
    request.set_onblocked(None);
    match answer {
        Some(Ok(_)) => {
            request.set_onupgradeneeded(None);
            let connection = request.result().map_err(platform::error_of)?.unchecked_into();
            outcome.replace(Ok(Birth::Existing)).map(|birth| (connection, birth))
        }
        Some(Err(_)) => {
            outcome.replace(Ok(Birth::Existing))?;
            Err(open_error(&request))
        }
        None => {
            // If the answer still comes, the stores are made as they should be and the connection is let go.
            on_upgrade.forget();
            request.set_onsuccess(Some(Closure::once_into_js(close_late).unchecked_ref()));
            Err(if *is_blocked.borrow() { StorageError::Blocked } else { StorageError::TimedOut })
        }
    }
}

/// Removes a database; see [`super::database::Database::delete`].
pub(super) async fn delete(name: &str, deadline_ms: u32) -> Result<(), StorageError> {
    let request = platform::database_factory()?.delete_database(name).map_err(platform::error_of)?;
    match platform::wait_at_most(settled(&request), deadline_ms).await {
        Some(Ok(_)) => Ok(()),
        Some(Err(_)) => Err(open_error(&request)),
        None => Err(StorageError::Blocked),
    }
}

fn upgrade(request: &IdbOpenDbRequest, event: &IdbVersionChangeEvent, missing: Missing) -> Result<Birth, StorageError> {
    let is_new = event.old_version() == 0.0;
    if is_new && missing == Missing::Refuse {
        return Err(StorageError::Emptied);
    }
    let database: IdbDatabase = request.result().map_err(platform::error_of)?.unchecked_into();
    let there = database.object_store_names();
    for store in StoreName::ALL {
        if !there.contains(store.name()) {
            database.create_object_store(store.name()).map_err(platform::error_of)?;
        }
    }
    // Only Chromium says that it lost a database: https://chromium.googlesource.com/chromium/src,
    // third_party/blink/renderer/modules/indexeddb/idb_version_change_event.idl
    let said = |name: &str| Reflect::get(event, &name.into()).ok().and_then(|it| it.as_string());
    Ok(match said("dataLoss") {
        Some(loss) if loss != "none" => Birth::Emptied(said("dataLossMessage").unwrap_or(loss)),
        Some(_) | None if is_new => Birth::New,
        Some(_) | None => Birth::Existing,
    })
}

fn close_late(event: Event) {
    let request = event.target().and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok());
    if let Some(Ok(database)) = request.map(|request| request.result()) {
        database.unchecked_into::<IdbDatabase>().close();
    }
}

pub(super) fn step_aside(
    link: &Rc<RefCell<Link>>,
    events: &Rc<dyn Fn(DatabaseEvent)>,
) -> Closure<dyn FnMut(IdbVersionChangeEvent)> {
    let (link, events) = (Rc::clone(link), Rc::clone(events));
    Closure::new(move |event: IdbVersionChangeEvent| {
        let (error, news) = match event.new_version() {
            Some(_) => (StorageError::Superseded, DatabaseEvent::Superseded),
            None => (StorageError::Emptied, DatabaseEvent::Deleted),
        };
        if let Link::Open(connection) = link.replace(Link::Refused(error)) {
            connection.close();
        }
        events(news);
    })
}

pub(super) fn notice_loss(link: &Rc<RefCell<Link>>, events: &Rc<dyn Fn(DatabaseEvent)>) -> Closure<dyn FnMut()> {
    let (link, events) = (Rc::clone(link), Rc::clone(events));
    Closure::new(move || {
        if matches!(&*link.borrow(), Link::Open(_)) {
            link.replace(Link::Lost);
        }
        events(DatabaseEvent::Closed);
    })
}

pub(super) fn detach(connection: &Connection) {
    connection.set_onversionchange(None);
    connection.set_onclose(None);
    connection.close();
}

fn settled(request: &IdbOpenDbRequest) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

fn open_error(request: &IdbOpenDbRequest) -> StorageError {
    match request.error() {
        Ok(Some(exception)) => platform::error_of(exception.into()),
        Ok(None) => StorageError::Aborted,
        Err(thrown) => platform::error_of(thrown),
    }
}
