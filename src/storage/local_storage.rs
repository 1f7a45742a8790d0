//! Local storage, on the page: words that outlive it, for what may also be missing. Denied in some private windows.

use web_sys::Storage;

/// The words at that place; `None` also where local storage is denied.
pub(super) fn read(place: &str) -> Option<String> {
    storage()?.get_item(place).ok().flatten()
}

/// Keeps words at that place, and says whether it did: local storage can be denied or full.
pub(super) fn write(place: &str, words: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(place, words).is_ok())
}

/// Forgets the words at that place.
pub(super) fn forget(place: &str) {
    if let Some(storage) = storage() {
        // What cannot be taken away could not be written either.
        drop(storage.remove_item(place));
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
