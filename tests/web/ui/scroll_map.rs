use rapporto::ui::{Place, ScrollMap, TALLEST};
use wasm_bindgen_test::wasm_bindgen_test;

const SHORT: ScrollMap = ScrollMap { rows: 1_000, row: 36.0, view: 720.0 };
const LONG: ScrollMap = ScrollMap { rows: 1_000_000, row: 36.0, view: 720.0 };
const START: Place = Place { top: 0.0, scroll: 0.0 };

#[wasm_bindgen_test]
fn a_list_that_fits_scrolls_as_the_bar_says() {
    for (scroll, first) in [(0.0, 0), (36.0, 1), (18_000.0, 500), (35_280.0, 980)] {
        let place = SHORT.follow(START, scroll);
        assert_eq!(SHORT.seen(place, 0), first..first + 20, "{scroll}");
        assert_eq!(SHORT.offset(place, first), scroll, "{scroll}");
    }
    assert_eq!(SHORT.spacer(), 36_000.0);
}

#[wasm_bindgen_test]
fn a_long_list_reaches_its_first_and_last_row_by_the_bar() {
    let end = LONG.follow(START, TALLEST - LONG.view);
    assert_eq!(LONG.seen(end, 0), 999_980..1_000_000);
    assert_eq!(LONG.seen(LONG.follow(end, 0.0), 0), 0..20);
    assert_eq!(LONG.spacer(), TALLEST);
}

#[wasm_bindgen_test]
fn a_wheel_moves_a_long_list_row_by_row_wherever_it_stands() {
    for start in [0.0, 1_000.0, 4_000_000.0, 7_000_000.0] {
        let mut place = LONG.follow(START, start);
        for _ in 0..50 {
            let next = LONG.follow(place, place.scroll + 100.0);
            assert!((next.top - place.top - 100.0).abs() < 1e-6, "from {start}");
            place = next;
        }
    }
}

#[wasm_bindgen_test]
fn a_wheel_reaches_both_ends_of_a_long_list_without_a_leap() {
    for (dragged_to, step) in [(2_000.0, -100.0), (TALLEST - LONG.view - 2_000.0, 100.0)] {
        let mut place = LONG.follow(START, dragged_to);
        for _ in 0..400 {
            let asked = (place.scroll + step).clamp(0.0, TALLEST - LONG.view);
            let next = LONG.follow(place, asked);
            assert!((next.top - place.top).abs() <= 101.0, "from {dragged_to}: {place:?} to {next:?}");
            place = next;
        }
        let expected = if step < 0.0 { 0 } else { 999_980 };
        assert_eq!(LONG.seen(place, 0).start, expected, "{place:?}");
    }
}

#[wasm_bindgen_test]
fn a_revealed_row_is_wholly_seen_and_the_list_moves_no_more_than_that() {
    for map in [SHORT, LONG] {
        let mut place = START;
        for at in [5, 19, 20, 21, 3, 999, 0, 500, 490, 510, 525] {
            let next = map.reveal(place, at);
            let seen = map.seen(next, 0);
            assert!(seen.contains(&at), "{at} in {seen:?}");
            if map.seen(place, 0).contains(&at) && place.top % map.row == 0.0 {
                assert_eq!(next.top, place.top, "{at}");
            }
            place = next;
        }
    }
}

#[wasm_bindgen_test]
fn a_list_without_rows_or_height_asks_for_nothing() {
    for map in [ScrollMap::default(), ScrollMap { rows: 0, ..SHORT }, ScrollMap { row: 0.0, ..SHORT }] {
        assert!(map.seen(map.follow(START, 100.0), 6).is_empty(), "{map:?}");
        assert_eq!(map.spacer(), 0.0);
    }
}
