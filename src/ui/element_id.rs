//! Ids that tie a label to its control: unique within the page.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A new id that starts with `stem`.
pub(crate) fn element_id(stem: &str) -> String {
    NEXT.with(|next| {
        let number = next.get();
        next.set(number.wrapping_add(1));
        format!("{stem}-{number}")
    })
}
