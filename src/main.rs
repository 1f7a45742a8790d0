//! Starts the page. What a first visit does not show is in parts of their own, fetched when they are first shown.

fn main() {
    #[cfg(all(target_arch = "wasm32", feature = "screen"))]
    rapporto::app::start(parts::fetch);
}

#[cfg(all(target_arch = "wasm32", feature = "screen"))]
mod parts {
    #![expect(clippy::unnecessary_wraps, reason = "a function that is fetched says whether it could be")]

    use leptos::prelude::IntoAny;
    use rapporto::pages::fetched::{Fetching, NotFetched, Screen, View};
    use rapporto::pages::{self, Page};
    use wasm_split_helpers::wasm_split;

    macro_rules! parts {
        ($($page:ident $path:literal $module:ident::$view:ident $icon:ident $name:ident $key:literal $group:ident $place:ident of $part:ident,)*) => {
            /// Fetches the part that a screen is in, unless it is there.
            pub(super) fn fetch(screen: Screen) -> Fetching {
                match screen {
                    Screen::Welcome => Box::pin(welcome()),
                    Screen::Demo => Box::pin(demo_start()),
                    Screen::Customer => Box::pin(customer()),
                    Screen::Updates => Box::pin(updates()),
                    $( Screen::Page(Page::$page) => Box::pin($module()), )*
                }
            }

            $(
                #[wasm_split($part, fallible)]
                fn $module() -> Result<View, NotFetched> {
                    Ok(|| pages::$module::$view().into_any())
                }
            )*
        };
    }

    rapporto::pages!(parts);

    #[wasm_split(profile, fallible)]
    fn customer() -> Result<View, NotFetched> {
        Ok(|| pages::customers::CustomerPage().into_any())
    }

    #[wasm_split(data, fallible)]
    fn welcome() -> Result<View, NotFetched> {
        Ok(|| pages::welcome::Welcome().into_any())
    }

    #[wasm_split(data, fallible)]
    fn demo_start() -> Result<View, NotFetched> {
        Ok(|| pages::demo_start::DemoStart().into_any())
    }

    #[wasm_split(data, fallible)]
    fn updates() -> Result<View, NotFetched> {
        Ok(|| pages::update_notice::UpdateNotice().into_any())
    }
}
