//! Small and capital letters, by the browser: the tables that Rust has for them would be part of the download.

use js_sys::JsString;

/// The text in small letters.
pub fn in_small_letters(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The text in capitals.
pub fn in_capitals(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}
