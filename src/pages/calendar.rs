//! The reader's clock: where the page asks the browser what time it is.

use crate::model::date::{Date, Time};

/// Now.
pub fn now() -> Time {
    Time::from_millis(js_sys::Date::now() as i64)
}

/// Minutes that the reader's clock is ahead of UTC at that moment.
pub fn offset_minutes(at: Time) -> i32 {
    let at = js_sys::Date::new(&(at.millis() as f64).into());
    let minutes = at.get_timezone_offset();
    if minutes.is_finite() { -(minutes as i32) } else { 0 }
}

/// The day it is where the reader is.
pub fn today() -> Date {
    let now = now();
    now.date_at(offset_minutes(now)).unwrap_or(Date::MIN)
}
