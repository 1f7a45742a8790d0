use rapporto::ui::{ListSort, ListWindow, SortDirection, initials};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn initials_are_the_first_letters_of_the_first_and_the_last_word() {
    for (name, expected) in [
        ("Marta Bellini", "MB"),
        ("officina ferri snc", "OS"),
        ("Élodie", "É"),
        ("3M Italia", "3I"),
        ("  Anna   Maria  de' Rossi ", "AR"),
        ("(ditta) Neri", "N"),
        ("", ""),
    ] {
        assert_eq!(initials(name), expected, "{name}");
    }
}

#[wasm_bindgen_test]
fn a_heading_sorts_upwards_first_and_then_turns() {
    let sort = |column: &str, direction| ListSort { column: column.to_owned(), direction };
    for (before, expected) in [
        (None, SortDirection::Ascending),
        (Some(sort("other", SortDirection::Ascending)), SortDirection::Ascending),
        (Some(sort("name", SortDirection::Ascending)), SortDirection::Descending),
        (Some(sort("name", SortDirection::Descending)), SortDirection::Ascending),
    ] {
        assert_eq!(ListSort::after_press(before.as_ref(), "name"), sort("name", expected), "{before:?}");
    }
}

#[wasm_bindgen_test]
fn the_wanted_window_moves_in_blocks() {
    for (seen, offset, limit) in [(0..0, 0, 0), (0..20, 0, 32), (31..40, 0, 64), (32..64, 32, 32), (100..101, 96, 32)] {
        assert_eq!(ListWindow::around(seen.clone(), 32), ListWindow { offset, limit }, "{seen:?}");
    }
}
