//! A file into the user's downloads.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Hands the browser a file of that name to keep.
pub fn save_file(name: &str, file: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return };
    let link = document().create_element("a").ok().and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser has taken the bytes by the time the page is idle again.
    set_timeout(move || drop(Url::revoke_object_url(&address)), std::time::Duration::from_mins(1));
}
