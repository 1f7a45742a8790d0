//! Web Locks: the one that makes one engine of many tabs, held as long as the worker lives, freed by the browser when it
//! dies; and one that tabs share.

use super::platform;
use super::store::StorageError;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

/// A lock that is held until this is dropped, or its worker or page ends.
#[derive(Debug)]
pub struct HeldLock {
    release: Function,
}

impl HeldLock {
    /// Waits for the lock, however long another engine holds it.
    ///
    /// # Errors
    /// [`StorageError::Denied`] where storage is blocked, [`StorageError::Unsupported`] where there are no locks.
    pub async fn wait_for(name: &str) -> Result<Self, StorageError> {
        // Without `ifAvailable` the browser calls back only with the lock in hand.
        request(name, "exclusive", JsValue::FALSE).await?.ok_or(StorageError::Aborted)
    }

    /// The lock beside others who share it, once nobody has it alone.
    ///
    /// # Errors
    /// As [`Self::wait_for`].
    pub async fn share(name: &str) -> Result<Self, StorageError> {
        request(name, "shared", JsValue::FALSE).await?.ok_or(StorageError::Aborted)
    }

    /// The lock if nobody holds it now.
    ///
    /// # Errors
    /// As [`Self::wait_for`].
    pub async fn if_free(name: &str) -> Result<Option<Self>, StorageError> {
        request(name, "exclusive", JsValue::TRUE).await
    }
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        // Resolving a promise cannot fail.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

async fn request(name: &str, mode: &str, if_available: JsValue) -> Result<Option<HeldLock>, StorageError> {
    let locks = platform::locks()?;
    let options = platform::object(&[("mode", mode.into()), ("ifAvailable", if_available)])?;
    let mut asked = Ok(Promise::resolve(&JsValue::UNDEFINED));
    let granted = Promise::new(&mut |answer: Function, _| {
        let callback = Closure::once_into_js(move |lock: JsValue| hold(&lock, &answer));
        asked = locks.request(name, &options, &callback);
    });
    // The request's own promise ends only when the lock is given back, or at once with an error.
    let asked = asked.map_err(platform::error_of)?;
    let release = platform::wait(Promise::race(&Array::of2(&granted, &asked))).await?;
    Ok(release.dyn_into::<Function>().ok().map(|release| HeldLock { release }))
}

/// Answers with the function that gives the lock back (nothing where there is none) and returns what keeps it till then.
fn hold(lock: &JsValue, answer: &Function) -> JsValue {
    let mut release = JsValue::UNDEFINED;
    let held = if lock.is_null() {
        JsValue::UNDEFINED
    } else {
        Promise::new(&mut |resolve: Function, _| release = resolve.into()).into()
    };
    // Resolving a promise cannot fail.
    drop(answer.call1(&JsValue::UNDEFINED, &release));
    held
}
