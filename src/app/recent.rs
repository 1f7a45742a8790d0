//! The records that were opened last: where they stand is kept, what they are called is asked when it is shown.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::desk::Desk;
use crate::pages::route::Route;
use crate::queries::list_window::Place;
use crate::queries::record_detail::RecordDetail;
use crate::storage::preferences::Preference;

/// How many are kept.
const MOST: usize = 6;

/// A record that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recent {
    /// Where it stands.
    pub route: Route,
    /// What it is called.
    pub name: String,
    /// Of which kind it is.
    pub kind: Kind,
}

/// Keeps the address of each record that is opened.
pub(super) fn keep(desk: Desk) {
    let open =
        Memo::new(move |_| desk.route.with(|route| route.record.and(route.page).map(|page| (page, route.record))));
    Effect::new(move |_| {
        let Some((page, record)) = open.get() else { return };
        let href = desk.to(page).opening(record).href();
        let kept = hrefs(desk).into_iter().filter(|it| *it != href).take(MOST - 1);
        let all: Vec<String> = std::iter::once(href.clone()).chain(kept).collect();
        // Where local storage is denied they are kept for this visit: that is enough for them.
        let _for_how_long = place(desk).write(&all.join(" "));
    });
}

/// Asks what they are called; those that are gone or in the bin are left out.
pub(super) fn ask(desk: Desk, recent: RwSignal<Vec<Recent>>) {
    spawn_local(async move {
        let mut all = Vec::new();
        for route in hrefs(desk).iter().map(|href| Route::parse(href)) {
            let kind = route.page.and_then(Page::kind);
            let (Some(kind), Some(id)) = (kind, route.record) else { continue };
            let sheet = desk.client.ask_once(RecordDetail { kind, id }).await;
            if let Ok(sheet) = sheet
                && sheet.place == Place::Live
            {
                all.push(Recent { route, name: sheet.name, kind });
            }
        }
        recent.try_set(all);
    });
}

fn hrefs(desk: Desk) -> Vec<String> {
    let words = place(desk).read::<String>().unwrap_or_default();
    words.split(' ').filter(|it| !it.is_empty()).take(MOST).map(str::to_owned).collect()
}

fn place(desk: Desk) -> Preference {
    Preference::Recent(desk.workspace().name().to_owned())
}
