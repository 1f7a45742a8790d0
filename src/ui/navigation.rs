//! The way to every page: a bar at the side, on a phone at the bottom.

use super::{Dialog, DialogShape, Icon, IconName, OutsidePress, keyed};
use leptos::prelude::*;

/// Groups of links with counts. On a narrow screen those marked `Bar` stand at the bottom and the rest is behind "more".
#[component]
pub fn Navigation(
    /// What it is, spoken.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the program; stands at the top.
    #[prop(into)]
    brand: Signal<String>,
    /// The groups, in order.
    #[prop(into)]
    groups: Signal<Vec<NavigationGroup>>,
    /// The key of the page that is shown.
    #[prop(into)]
    active: Signal<String>,
    /// The word on the button that shows the rest on a narrow screen.
    #[prop(into)]
    more_label: Signal<String>,
    /// The name of the cross that closes the rest.
    #[prop(into)]
    close_label: Signal<String>,
    /// Stands at the foot, such as the state of saving.
    #[prop(into, optional)]
    footer: ViewFn,
) -> impl IntoView {
    let more = RwSignal::new(false);
    // A page was chosen: the rest has done its work.
    Effect::new(move |_| {
        active.track();
        more.set(false);
    });
    let in_bar = Memo::new(move |_| {
        groups.with(|groups| {
            let items = groups.iter().flat_map(|group| &group.items);
            items.filter(|item| item.place == NavigationPlace::Bar).cloned().collect::<Vec<_>>()
        })
    });
    let all =
        move || groups.get().into_iter().map(|group| view! { <NavigationGroupView group active /> }).collect_view();
    let key = |item: &NavigationItem| format!("{item:?}");
    let links_in_bar =
        keyed(move || in_bar.get(), key, move |item| view! { <NavigationLink item active /> }.into_any());
    view! {
        <nav class="navigation" aria-label=label>
            <div class="side">
                <div class="brand">
                    <span class="sign" aria-hidden="true"></span>
                    {brand}
                </div>
                <div class="groups">{all}</div>
                <div class="footer">{footer.run()}</div>
            </div>
            <div class="bottom">
                {links_in_bar}
                <button
                    type="button"
                    aria-haspopup="dialog"
                    aria-expanded=move || if more.get() { "true" } else { "false" }
                    on:click=move |_| more.set(true)
                >
                    <Icon name=IconName::List />
                    <span class="word">{more_label}</span>
                </button>
            </div>
            <Dialog
                open=more
                title=brand
                close_label
                shape=DialogShape::Side
                outside=OutsidePress::Closes
                on_close=move || more.set(false)
            >
                <div class="navigation-more">{all}</div>
            </Dialog>
        </nav>
    }
}

/// Pages that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationGroup {
    /// What they have in common; none for the first.
    pub label: Option<String>,
    /// The pages.
    pub items: Vec<NavigationItem>,
}

/// The way to one page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NavigationItem {
    /// What tells it from the others.
    pub key: String,
    /// Where it leads, such as `#/customers`.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Its picture.
    pub icon: IconName,
    /// How many things wait there.
    pub count: Option<String>,
    /// The keys that lead there, such as "G C": shown when the pointer rests on it.
    pub kbd: Option<String>,
    /// Where it stands on a narrow screen.
    pub place: NavigationPlace,
}

/// Where a link stands on a narrow screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NavigationPlace {
    /// In the bar at the bottom; four at most.
    Bar,
    /// Behind "more".
    #[default]
    More,
}

#[component]
fn NavigationGroupView(group: NavigationGroup, active: Signal<String>) -> impl IntoView {
    let NavigationGroup { label, items } = group;
    view! {
        {label.map(|label| view! { <p class="group">{label}</p> })}
        <ul>
            {items.into_iter().map(|item| view! { <li><NavigationLink item active /></li> }).collect_view()}
        </ul>
    }
}

#[component]
fn NavigationLink(item: NavigationItem, active: Signal<String>) -> impl IntoView {
    let NavigationItem { key, href, label, icon, count, kbd, place: _ } = item;
    view! {
        <a href=href title=kbd aria-current=move || active.with(|active| *active == key).then_some("page")>
            <Icon name=icon />
            <span class="word">{label}</span>
            {count.map(|count| view! { <span class="count">{count}</span> })}
        </a>
    }
}
