use super::{Stage, pause, settled};
use leptos::prelude::*;
use rapporto::ui::{ColumnWidth, ListColumn, ListRows, ListSort, ListWindow, SortDirection, VirtualList};
use wasm_bindgen_test::wasm_bindgen_test;

/// The real rules, in a box in which ten rows of 36 px fit under the heading.
const RULES: &str = concat!(
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/ui/virtual-list.css"),
    ".stage-list { block-size: 399px }"
);

#[derive(Clone, Copy)]
struct Model {
    total: RwSignal<Option<usize>>,
    rows: RwSignal<ListRows<usize>>,
    windows: RwSignal<Vec<ListWindow>>,
    opened: RwSignal<Vec<usize>>,
    sort: RwSignal<Option<ListSort>>,
    subject: RwSignal<String>,
}

impl Model {
    async fn stage(total: Option<usize>) -> (Self, Stage) {
        let model = Self {
            total: RwSignal::new(total),
            rows: RwSignal::default(),
            windows: RwSignal::default(),
            opened: RwSignal::default(),
            sort: RwSignal::new(None),
            subject: RwSignal::default(),
        };
        let stage = Stage::new(move || model.view()).await;
        stage.style(RULES);
        pause(80).await;
        (model, stage)
    }

    fn view(self) -> impl IntoView {
        let columns = vec![
            ListColumn::new("number", "Number").numeric().sortable(),
            ListColumn::new("name", "Name").width(ColumnWidth::Wide),
        ];
        let answer = move |window: ListWindow| {
            self.windows.update(|windows| windows.push(window));
            let end = (window.offset + window.limit).min(self.total.get_untracked().unwrap_or(0));
            self.rows.set(ListRows { offset: window.offset, rows: (window.offset..end).collect() });
        };
        let cell = |row: &usize, key: &str| match key {
            "number" => row.to_string().into_any(),
            _ => view! { <button class="inside">{format!("Row {row}")}</button> }.into_any(),
        };
        view! {
            <div class="stage-list">
                <VirtualList
                    label="Rows"
                    columns
                    total=self.total
                    rows=self.rows
                    on_window=answer
                    cell
                    on_open=move |row: usize| self.opened.update(|opened| opened.push(row))
                    sort=self.sort
                    on_sort=move |sort: ListSort| self.sort.set(Some(sort))
                    is_chosen=|row: usize| row == 2
                    subject=self.subject
                    empty=|| view! { <p class="none">"Nothing"</p> }
                />
            </div>
        }
    }
}

/// The text of the first and the last cell in view.
fn in_view(stage: &Stage) -> (String, String) {
    let view = stage.one(".scroller").get_bounding_client_rect();
    let mut seen = stage.all(".window .row").into_iter().filter(|row| {
        let row = row.get_bounding_client_rect();
        row.top() >= view.top() + 36.0 && row.bottom() <= view.bottom() + 1.0
    });
    let text = |row: Option<web_sys::HtmlElement>| {
        row.and_then(|row| row.first_element_child()).and_then(|cell| cell.text_content()).unwrap_or_default()
    };
    let first = seen.next();
    let last = seen.next_back();
    (text(first), text(last))
}

#[wasm_bindgen_test]
async fn of_a_million_rows_only_those_in_view_exist() {
    let (model, stage) = Model::stage(Some(1_000_000)).await;
    let n_rows = stage.all(".window .row").len();
    assert!((10..=30).contains(&n_rows), "{n_rows}");
    assert_eq!(in_view(&stage), ("0".to_owned(), "9".to_owned()));
    assert_eq!(stage.one(".scroller").get_attribute("aria-rowcount").as_deref(), Some("1000001"));
    assert_eq!(
        model.windows.get_untracked(),
        [ListWindow { offset: 0, limit: 0 }, ListWindow { offset: 0, limit: 32 }]
    );
}

#[wasm_bindgen_test]
async fn keys_move_the_current_row_from_end_to_end_and_enter_opens_it() {
    let (model, stage) = Model::stage(Some(1_000_000)).await;
    for (key, current, first, last) in [
        ("ArrowDown", 1, "0", "9"),
        ("PageDown", 10, "1", "10"),
        ("End", 999_999, "999990", "999999"),
        ("ArrowUp", 999_998, "999990", "999999"),
        ("PageUp", 999_989, "999989", "999998"),
        ("Home", 0, "0", "9"),
    ] {
        stage.key(".scroller", key).await;
        assert_eq!(in_view(&stage), (first.to_owned(), last.to_owned()), "{key}");
        let row = stage.one(".row.current");
        assert_eq!(row.get_attribute("aria-rowindex"), Some((current + 2).to_string()), "{key}");
        assert_eq!(stage.one(".scroller").get_attribute("aria-activedescendant"), Some(row.id()), "{key}");
        stage.key(".scroller", "Enter").await;
        assert_eq!(model.opened.get_untracked().last(), Some(&current), "{key}");
    }
}

#[wasm_bindgen_test]
async fn a_dragged_bar_shows_the_rows_in_proportion() {
    let (_, stage) = Model::stage(Some(1_000_000)).await;
    let scroller = stage.one(".scroller");
    scroller.set_scroll_top(scroller.scroll_height() / 2);
    pause(80).await;
    let middle: usize = in_view(&stage).0.parse().unwrap();
    assert!((499_900..500_100).contains(&middle), "{middle}");
    scroller.set_scroll_top(scroller.scroll_height());
    pause(80).await;
    assert_eq!(in_view(&stage).1, "999999");
}

#[wasm_bindgen_test]
async fn a_press_opens_the_row_but_not_what_has_a_meaning_of_its_own() {
    let (model, stage) = Model::stage(Some(50)).await;
    stage.press(".window .row:nth-child(3) .cell").await;
    stage.press(".window .row:nth-child(4) .inside").await;
    assert_eq!(model.opened.get_untracked(), [2]);
    assert_eq!(stage.all("[aria-selected=true]").len(), 1);
}

#[wasm_bindgen_test]
async fn a_heading_asks_for_an_order_and_says_which_it_is() {
    let (model, stage) = Model::stage(Some(50)).await;
    assert_eq!(stage.all(".heading button").len(), 1, "only columns that sort have a button");
    for (direction, spoken) in [(SortDirection::Ascending, "ascending"), (SortDirection::Descending, "descending")] {
        stage.press(".heading button").await;
        let asked = model.sort.get_untracked().unwrap();
        assert_eq!(asked, ListSort { column: "number".to_owned(), direction });
        assert_eq!(stage.one(".heading").get_attribute("aria-sort").as_deref(), Some(spoken));
    }
}

#[wasm_bindgen_test]
async fn another_subject_starts_at_the_first_row_and_fewer_rows_stay_in_reach() {
    let (model, stage) = Model::stage(Some(1_000)).await;
    stage.key(".scroller", "End").await;
    model.total.set(Some(500));
    settled().await;
    assert_eq!(in_view(&stage).1, "499");
    model.subject.set("other".to_owned());
    settled().await;
    assert_eq!(in_view(&stage).0, "0");
}

#[wasm_bindgen_test]
async fn an_empty_list_says_what_it_is_for_and_one_on_its_way_is_busy() {
    let (_, stage) = Model::stage(Some(0)).await;
    assert_eq!(stage.text(".none"), "Nothing");
    let (model, stage) = Model::stage(None).await;
    assert!(stage.find(".none").is_none());
    assert_eq!(stage.one(".scroller").get_attribute("aria-busy").as_deref(), Some("true"));
    model.total.set(Some(3));
    settled().await;
    model.rows.set(ListRows { offset: 0, rows: vec![0, 1] });
    settled().await;
    assert_eq!((stage.all(".row").len(), stage.all(".row.coming").len()), (4, 1));
}

#[wasm_bindgen_test]
async fn what_has_not_arrived_is_sketched_but_not_at_once() {
    let (model, stage) = Model::stage(Some(50)).await;
    let opacity = || {
        let style = window().get_computed_style_with_pseudo_elt(&stage.one(".row.coming .cell"), "::before");
        style.unwrap().unwrap().get_property_value("opacity").unwrap()
    };
    model.rows.set(ListRows::default());
    settled().await;
    assert_eq!(opacity(), "0");
    pause(250).await;
    assert_eq!(opacity(), "1");
}
