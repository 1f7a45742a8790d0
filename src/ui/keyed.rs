//! Items by key, of one type for all lists: each further use weighs little.

use leptos::prelude::*;

/// One item: its key, and what makes its elements.
struct Item {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Shows each item of a list. An item whose key is still there keeps its elements, its focus and its state.
pub fn keyed<T: Send + 'static>(
    each: impl Fn() -> Vec<T> + Send + 'static,
    key: impl Fn(&T) -> String + Send + 'static,
    view: impl Fn(T) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let items = move || -> Vec<Item> {
        let item = |it: T| {
            let (key, view) = (key(&it), view.clone());
            Item { key, view: Box::new(move || view(it)) }
        };
        each().into_iter().map(item).collect()
    };
    all(Box::new(items))
}

fn all(items: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    view! { <For each=items key=|item| item.key.clone() children=|item: Item| (item.view)() /> }.into_any()
}
