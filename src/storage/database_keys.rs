//! Keys, ranges and values as IndexedDB takes and gives them.

use super::platform;
use super::store::{Key, KeyRange, StorageError};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::IdbKeyRange;

/// Where a reading stands: the bounds of its range and the last key that was read.
#[derive(Clone)]
pub(super) struct Place {
    first: Option<JsValue>,
    after: Option<JsValue>,
    end: Option<JsValue>,
}

impl Place {
    /// The whole range, which is not empty.
    pub(super) fn start(range: &KeyRange) -> Result<Self, StorageError> {
        let first = range.first.as_ref().map(key_to_js).transpose()?;
        let end = range.end.as_ref().map(key_to_js).transpose()?;
        Ok(Self { first, after: None, end })
    }

    /// The same range, from behind a key that was read.
    pub(super) fn behind(&self, key: JsValue) -> Self {
        Self { after: Some(key), ..self.clone() }
    }

    /// The range as IndexedDB takes it.
    pub(super) fn query(&self) -> Result<JsValue, StorageError> {
        let lower = self.after.as_ref().or(self.first.as_ref());
        let is_behind = self.after.is_some();
        match (lower, &self.end) {
            (None, None) => return Ok(JsValue::UNDEFINED),
            (Some(lower), None) => IdbKeyRange::lower_bound_with_open(lower, is_behind),
            (None, Some(end)) => IdbKeyRange::upper_bound_with_open(end, true),
            (Some(lower), Some(end)) => IdbKeyRange::bound_with_lower_open_and_upper_open(lower, end, is_behind, true),
        }
        .map(JsValue::from)
        .map_err(platform::error_of)
    }
}

pub(super) fn key_to_js(key: &Key) -> Result<JsValue, StorageError> {
    match key {
        Key::Sequence(sequence) if *sequence <= Key::GREATEST_SEQUENCE => Ok(JsValue::from(*sequence as f64)),
        Key::Sequence(_) => Err(StorageError::InvalidKey),
        Key::Name(name) => Ok(JsValue::from(name)),
        Key::Page { .. } => {
            let bytes = key.to_bytes();
            Ok(Uint8Array::from(bytes.get(1..).unwrap_or_default()).into())
        }
    }
}

pub(super) fn key_from_js(key: &JsValue) -> Result<Key, StorageError> {
    if let Some(number) = key.as_f64() {
        return Ok(Key::Sequence(number as u64));
    }
    if let Some(name) = key.as_string() {
        return Ok(Key::Name(name));
    }
    let bytes = key.dyn_ref::<ArrayBuffer>().map(|buffer| Uint8Array::new(buffer).to_vec());
    bytes.and_then(|bytes| Key::page_from_bytes(&bytes)).ok_or(StorageError::Damaged)
}

pub(super) fn bytes_from_js(value: &JsValue) -> Result<Vec<u8>, StorageError> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).ok_or(StorageError::Damaged)
}
