//! The parts of the browser that page and worker share, and those that `web-sys` still calls unstable.

use super::store::StorageError;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbFactory, IdbRequest, IdbTransaction, ReadableStream, Response, StorageManager};

#[wasm_bindgen]
extern "C" {
    /// The global object, of a page or of a worker.
    type Scope;
    #[wasm_bindgen(method, getter, catch, js_name = indexedDB)]
    fn indexed_db(this: &Scope) -> Result<Option<IdbFactory>, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn caches(this: &Scope) -> Result<Option<Caches>, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn navigator(this: &Scope) -> ScopeNavigator;
    #[wasm_bindgen(method, js_name = setTimeout)]
    fn set_timeout(this: &Scope, handler: &Function, delay_ms: u32) -> JsValue;
    #[wasm_bindgen(method, js_name = clearTimeout)]
    fn clear_timeout(this: &Scope, timer: &JsValue);

    type ScopeNavigator;
    #[wasm_bindgen(method, getter, catch)]
    fn storage(this: &ScopeNavigator) -> Result<Option<StorageManager>, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn locks(this: &ScopeNavigator) -> Result<Option<Locks>, JsValue>;

    /// `navigator.locks`.
    pub(super) type Locks;
    #[wasm_bindgen(method, catch)]
    pub(super) fn request(this: &Locks, name: &str, options: &Object, callback: &JsValue) -> Result<Promise, JsValue>;

    /// Cache Storage.
    pub(super) type Caches;
    #[wasm_bindgen(method, catch)]
    pub(super) fn open(this: &Caches, name: &str) -> Result<Promise, JsValue>;

    /// One cache of it.
    #[derive(Clone)]
    pub(super) type ResponseCache;
    #[wasm_bindgen(method, catch, js_name = match)]
    pub(super) fn find(this: &ResponseCache, address: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn put(this: &ResponseCache, address: &str, response: &Response) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn delete(this: &ResponseCache, address: &str) -> Result<Promise, JsValue>;

    /// A file that a worker writes without waiting.
    pub(super) type WritableFile;
    #[wasm_bindgen(method, catch, js_name = write)]
    pub(super) fn write_at(this: &WritableFile, bytes: &[u8], options: &Object) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch, js_name = read)]
    pub(super) fn read_at(this: &WritableFile, bytes: &mut [u8], options: &Object) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getSize)]
    pub(super) fn size(this: &WritableFile) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn truncate(this: &WritableFile, length: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn flush(this: &WritableFile) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub(super) fn close(this: &WritableFile);

    /// A database connection whose transactions take a durability.
    #[wasm_bindgen(extends = web_sys::IdbDatabase)]
    #[derive(Clone, PartialEq)]
    pub(super) type Connection;
    #[wasm_bindgen(method, catch)]
    pub(super) fn transaction(
        this: &Connection,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// A transaction that can be told that nothing more comes.
    pub(super) type Committable;
    #[wasm_bindgen(method, catch)]
    pub(super) fn commit(this: &Committable) -> Result<(), JsValue>;

    /// A stream of bytes that can be sent through a change.
    pub(super) type ByteSource;
    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    pub(super) fn pipe_through(this: &ByteSource, change: &JsValue) -> Result<ReadableStream, JsValue>;
    #[wasm_bindgen(js_name = CompressionStream)]
    pub(super) type Compression;
    #[wasm_bindgen(constructor, catch, js_class = "CompressionStream")]
    pub(super) fn new(format: &str) -> Result<Compression, JsValue>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn writable(this: &Compression) -> ByteSink;
    #[wasm_bindgen(method, getter)]
    pub(super) fn readable(this: &Compression) -> ReadableStream;

    /// Where bytes go in.
    pub(super) type ByteSink;
    #[wasm_bindgen(method, catch, js_name = getWriter)]
    pub(super) fn writer(this: &ByteSink) -> Result<StreamWriter, JsValue>;
    pub(super) type StreamWriter;
    #[wasm_bindgen(method)]
    pub(super) fn write(this: &StreamWriter, bytes: &js_sys::Uint8Array) -> Promise;
    #[wasm_bindgen(method)]
    pub(super) fn close(this: &StreamWriter) -> Promise;

    #[wasm_bindgen(js_name = DecompressionStream)]
    pub(super) type Decompression;
    #[wasm_bindgen(constructor, catch, js_class = "DecompressionStream")]
    pub(super) fn new(format: &str) -> Result<Decompression, JsValue>;
}

/// The door to the databases.
pub(super) fn database_factory() -> Result<IdbFactory, StorageError> {
    scope().indexed_db().map_err(error_of)?.ok_or(StorageError::Unsupported)
}

/// The door to caches.
pub(super) fn caches() -> Result<Caches, StorageError> {
    scope().caches().map_err(error_of)?.ok_or(StorageError::Unsupported)
}

/// The door to the private file system and to what the browser says of room and persistence.
pub(super) fn storage_manager() -> Result<StorageManager, StorageError> {
    scope().navigator().storage().map_err(error_of)?.ok_or(StorageError::Unsupported)
}

/// The door to locks.
pub(super) fn locks() -> Result<Locks, StorageError> {
    scope().navigator().locks().map_err(error_of)?.ok_or(StorageError::Unsupported)
}

/// Whether an object has that method: a call of a missing one would stop the program.
pub(super) fn has_method(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|method| method.is_function())
}

/// A plain object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> Result<Object, StorageError> {
    let object = Object::new();
    for (name, value) in properties {
        Reflect::set(&object, &(*name).into(), value).map_err(error_of)?;
    }
    Ok(object)
}

/// Waits for a promise.
pub(super) async fn wait(promise: Promise) -> Result<JsValue, StorageError> {
    JsFuture::from(promise).await.map_err(error_of)
}

/// Waits for a promise, but not longer than so many milliseconds: then `None`. It is listened to before this returns: a
/// promise that is broken while nobody does would count as a failure of the whole program.
pub(super) fn wait_at_most(
    promise: Promise,
    deadline_ms: u32,
) -> impl Future<Output = Option<Result<JsValue, JsValue>>> {
    let late = JsValue::from(Object::new());
    let mut timer = JsValue::UNDEFINED;
    let alarm = Promise::new(&mut |resolve, _| {
        timer = scope().set_timeout(resolve.bind1(&JsValue::NULL, &late).unchecked_ref(), deadline_ms);
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&promise, &alarm)));
    async move {
        let first = first.await;
        scope().clear_timeout(&timer);
        match first {
            Ok(value) if value == late => None,
            answer => Some(answer),
        }
    }
}

/// How long a reading may take: a file that is damaged can leave a request without any answer.
const READING_MS: u32 = 30_000;

/// Waits for a request and gives its result. The handlers are in place before this returns.
pub(super) fn answer(request: IdbRequest) -> impl Future<Output = Result<JsValue, StorageError>> {
    // The promise's own functions serve as handlers: no closure to keep alive, none to leak.
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let settled = wait_at_most(settled, READING_MS);
    async move {
        match settled.await {
            Some(Ok(_)) => request.result().map_err(error_of),
            Some(Err(_)) => Err(request.error().map_or_else(error_of, failure)),
            None => Err(StorageError::TimedOut),
        }
    }
}

/// Waits for the end of a transaction, which alone decides. The handlers are in place before this returns.
pub(super) fn end(transaction: IdbTransaction) -> impl Future<Output = Result<(), StorageError>> {
    let settled = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let settled = JsFuture::from(settled);
    async move {
        match settled.await {
            Ok(_) => Ok(()),
            Err(_) => Err(failure(transaction.error())),
        }
    }
}

/// What a thrown value means.
pub(super) fn error_of(thrown: JsValue) -> StorageError {
    if let Some(exception) = thrown.dyn_ref::<DomException>() {
        return error_named(exception.name(), exception.message());
    }
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => error_named(error.name().into(), error.message().into()),
        None => error_named(String::new(), format!("{thrown:?}")),
    }
}

fn scope() -> Scope {
    js_sys::global().unchecked_into()
}

fn failure(exception: Option<DomException>) -> StorageError {
    exception.map_or(StorageError::Aborted, |it| error_named(it.name(), it.message()))
}

/// The names are those of `WebIDL` and IndexedDB; the two texts under `UnknownError` are what Safari and Chromium say.
fn error_named(name: String, message: String) -> StorageError {
    match name.as_str() {
        "QuotaExceededError" => StorageError::Quota,
        "InvalidStateError" => StorageError::ConnectionLost,
        "VersionError" => StorageError::Newer,
        "SecurityError" | "NotAllowedError" => StorageError::Denied,
        "AbortError" => StorageError::Aborted,
        "DataError" => StorageError::InvalidKey,
        "UnknownError" if message.contains("denied permission") => StorageError::Denied,
        "UnknownError" if message.contains("server lost") => StorageError::ConnectionLost,
        _ => StorageError::Unknown { name, message },
    }
}
