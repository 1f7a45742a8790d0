//! A file that comes with an order: one that the browser holds, or bytes that a script has in memory.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A file that comes with an order.
#[derive(Debug, Clone)]
pub enum GivenFile {
    /// The browser holds it: a person chose it, or the page made it.
    Blob(Blob),
    /// A script has it in memory: the browser need not take it over first, which takes longer than to import it.
    Bytes(Uint8Array),
}

impl GivenFile {
    /// The file that came in a message; none where there is none.
    pub fn in_message(value: JsValue) -> Option<Self> {
        match value.dyn_into::<Blob>() {
            Ok(blob) => Some(Self::Blob(blob)),
            Err(value) => value.dyn_into().ok().map(Self::Bytes),
        }
    }

    /// The file that a script gives: its bytes are copied, for the script may go on to change them.
    ///
    /// # Errors
    /// When it is neither a `Blob` nor a `Uint8Array`.
    pub fn of_script(value: JsValue) -> Result<Self, JsValue> {
        match value.dyn_into::<Blob>() {
            Ok(blob) => Ok(Self::Blob(blob)),
            Err(value) => value.dyn_into().map(|bytes: Uint8Array| Self::Bytes(copy_of(&bytes))),
        }
    }

    /// How it goes into a message.
    pub fn to_message(&self) -> JsValue {
        match self {
            Self::Blob(blob) => blob.into(),
            Self::Bytes(bytes) => bytes.into(),
        }
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        match self {
            Self::Blob(blob) => blob.size() as u64,
            Self::Bytes(bytes) => u64::from(bytes.length()),
        }
    }

    /// Its bytes from `at` on, fewer than `length` at its end; they are on their way before this returns. None when the
    /// browser does not give them: the file was changed or removed.
    pub fn read(&self, at: u64, length: u64) -> impl Future<Output = Option<Vec<u8>>> + use<> {
        let end = at.saturating_add(length).min(self.size());
        let part = match self {
            // Sizes of files fit the 53 bits that a number of JavaScript holds exactly.
            Self::Blob(blob) => blob
                .slice_with_f64_and_f64(at as f64, end as f64)
                .map(|part| Part::Coming(JsFuture::from(part.array_buffer())))
                .ok(),
            // What a script has in memory is smaller than 4 GiB.
            Self::Bytes(bytes) => Some(Part::There(bytes.subarray(at.min(end) as u32, end as u32))),
        };
        async move {
            match part? {
                Part::Coming(buffer) => buffer.await.ok().map(|it| Uint8Array::new(it.unchecked_ref()).to_vec()),
                Part::There(bytes) => Some(bytes.to_vec()),
            }
        }
    }

    /// The same as the browser holds it, for what reads a file as a stream; none where the browser does not take it.
    pub fn blob(&self) -> Option<Blob> {
        match self {
            Self::Blob(blob) => Some(blob.clone()),
            Self::Bytes(bytes) => Blob::new_with_u8_array_sequence(&Array::of1(bytes)).ok(),
        }
    }
}

/// Some bytes of a file.
enum Part {
    Coming(JsFuture),
    There(Uint8Array),
}

/// A copy of these bytes alone; none of them when the script has given their memory away.
fn copy_of(bytes: &Uint8Array) -> Uint8Array {
    let copy = Uint8Array::new_with_length(bytes.length());
    if copy.length() > 0 {
        copy.set(bytes, 0);
    }
    copy
}
