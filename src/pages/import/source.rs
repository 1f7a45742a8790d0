//! Where the file comes from: chosen, dropped, pasted as text, or opened with the installed program.

use js_sys::{Array, Function, Reflect};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileSystemFileHandle};

use super::Importing;
use crate::i18n::phrases::Phrase;
use crate::ui::{Button, Card, Entry, FieldInput, FileButton, InputKind, is_edit_while};

/// A place to drop a file on, a button to choose one, a box to paste rows into.
#[component]
pub(super) fn Source(
    /// The import.
    importing: Importing,
) -> impl IntoView {
    let desk = importing.desk;
    let is_over = RwSignal::new(false);
    let take = move |file: Option<File>| {
        if let Some(file) = file {
            importing.choose(file.name(), file.into());
        }
    };
    let _no_queue = hear_opened_files(move |file| {
        // This step may be over by now.
        if is_over.try_get_untracked().is_some() {
            take(Some(file));
        }
    });
    let drop_in = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        take(event.data_transfer().and_then(|it| it.files()).and_then(|files| files.get(0)));
    };
    let drag = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let pasted = RwSignal::new(String::new());
    let paste = move || {
        let text = pasted.get_untracked();
        let parts = Array::of1(&text.as_str().into());
        if let (false, Ok(blob)) = (text.trim().is_empty(), Blob::new_with_str_sequence(&parts)) {
            importing.choose(desk.say(Phrase::ImportPastedName).to_owned(), blob);
        }
    };
    let nothing = Signal::derive(move || pasted.with(|text| text.trim().is_empty()));
    is_edit_while(Signal::derive(move || !nothing.get()));
    view! {
        <Card title=desk.words(Phrase::ImportStepFile)>
            <div
                class="import-source"
                class:over=is_over
                on:dragover=drag
                on:dragleave=move |_| is_over.set(false)
                on:drop=drop_in
            >
                <p>{desk.words(Phrase::DoorImportText)}</p>
                <FileButton
                    label=desk.words(Phrase::ImportChooseFile)
                    accept=".csv,.tsv,.txt,text/csv,text/plain"
                    on_choose=move |file: File| take(Some(file))
                />
                <p class="hint">{desk.words(Phrase::ImportDropFile)}</p>
            </div>
            <FieldInput
                label=desk.words(Phrase::ImportPaste)
                kind=InputKind::LongText
                value=Signal::derive(move || Entry::Text(pasted.get()))
                on_input=Callback::new(move |(entry,): (Entry,)| pasted.set(entry.text().to_owned()))
            />
            <p class="go-on">
                <Button disabled=nothing on_press=paste>{desk.words(Phrase::ImportPasteGo)}</Button>
            </p>
        </Card>
    }
}

/// What the system opens with the installed program comes by a queue, where the browser has one: `public/static/` says in
/// the manifest which files, and that they come to this page.
fn hear_opened_files(take: impl Fn(File) + Copy + 'static) -> Option<()> {
    let queue = Reflect::get(&window(), &"launchQueue".into()).ok()?;
    let consume: Function = Reflect::get(&queue, &"setConsumer".into()).ok()?.dyn_into().ok()?;
    let hear = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        let files = Reflect::get(&launch, &"files".into()).ok().and_then(|it| it.dyn_into::<Array>().ok());
        let handle = files.and_then(|it| it.get(0).dyn_into::<FileSystemFileHandle>().ok());
        if let Some(handle) = handle {
            spawn_local(async move {
                // One that is gone or may not be read can be chosen by hand.
                if let Some(file) = JsFuture::from(handle.get_file()).await.ok().and_then(|it| it.dyn_into().ok()) {
                    take(file);
                }
            });
        }
    });
    drop(consume.call1(&queue, &hear.into_js_value()));
    Some(())
}
