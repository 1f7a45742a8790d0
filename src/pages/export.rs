//! Copies of the workspace: out to a file, and back from one.

use leptos::ev::Event;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::Blob;

use super::Page;
use super::calendar;
use super::desk::Desk;
use super::last_export::{exported, last_export};
use super::long_work::{LongWork, LongWorkBar};
use super::save_file::save_file;
use crate::exchange::export_file::Manifest;
use crate::i18n::backups;
use crate::i18n::format::moment;
use crate::i18n::phrases::Phrase;
use crate::model::date::Time;
use crate::model::kind::{Kind, MADE_AT_FIRST};
use crate::model::workspace::{EXPORTS, WorkspaceField};
use crate::queries::counts::Counts;
use crate::queries::fields::Fields;
use crate::queries::list_window::{ColumnRef, ListWindow, Place};
use crate::queries::shown::ListCell;
use crate::ui::{Button, ButtonKind, Card, IconName, PageHeader};
use crate::worker::work::{Work, Worked};

/// One button that makes a copy, and the way back.
#[component]
pub fn ExportPage() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <div class="export-page">
            <PageHeader title=desk.words(Phrase::BackupPage) />
            <CopyOut desk=desk />
            <CopyIn desk=desk />
        </div>
    }
    .into_any()
}

#[component]
fn CopyOut(desk: Desk) -> impl IntoView {
    let work = LongWork::new(desk);
    let last = RwSignal::new(last_export(desk));
    let copy = Callback::new(move |()| {
        work.begin(Work::Export {}, None, move |ended| match ended {
            Ok(finished) => {
                for (name, bytes) in &finished.files {
                    save_file(name, bytes);
                }
                if let Worked::Exported { n_records, mark } = finished.worked {
                    exported(desk, mark.sequence);
                    last.try_set(last_export(desk));
                    let text = desk.language.with_untracked(|language| backups::exported(*language, n_records));
                    desk.note(text, None);
                }
            }
            Err(why) => desk.refuse(&why),
        });
    });
    let when = desk.sentence(move |language| match last.get() {
        Some(last) => {
            let at = Time::from_millis(last.at_millis);
            moment(language, at, calendar::offset_minutes(at))
        }
        None => Phrase::StorageNever.text(language).to_owned(),
    });
    view! {
        <Card title=desk.words(Phrase::BackupMake)>
            <p>{desk.words(Phrase::BackupMakeText)}</p>
            <SensitiveNote desk=desk />
            <p class="last">{desk.words(Phrase::StorageLastExport)} ": " <b>{when}</b></p>
            <Button
                kind=ButtonKind::Main
                icon=IconName::DownloadSimple
                busy=Signal::derive(move || work.is_running())
                on_press=copy
            >
                {desk.words(Phrase::BackupMake)}
            </Button>
            <LongWorkBar work=work label=Phrase::ExportRunning />
        </Card>
    }
}

/// Where sensitive fields are on: whether the copy holds them.
#[component]
fn SensitiveNote(desk: Desk) -> impl IntoView {
    let fields = desk.client.ask(|| Fields { kind: Kind::Customer });
    let workspace = desk.client.ask(|| ListWindow {
        kind: Kind::Workspace,
        columns: vec![ColumnRef::Field(WorkspaceField::SensitiveUses.number())],
        filter: String::new(),
        sort: None,
        offset: 0,
        limit: 1,
        place: Place::Live,
    });
    let note = move || {
        let is_on = fields.with(|it| it.here().is_some_and(|it| it.fields.iter().any(|field| field.turned_on)));
        let uses = workspace.with(|it| it.here().and_then(|it| it.rows.first()?.cells.first().cloned()));
        let is_in = matches!(uses, Some(ListCell::Number(uses)) if uses >> EXPORTS & 1 == 1);
        let phrase = if is_in { Phrase::BackupSensitiveIn } else { Phrase::BackupSensitiveOut };
        is_on.then(|| view! { <a href=desk.to(Page::Settings).href()>{desk.words(phrase)}</a> })
    };
    view! { <p class="sensitive">{note}</p> }
}

/// What was chosen to be taken back.
#[derive(Clone)]
struct Chosen {
    file: Blob,
    manifest: Manifest,
}

#[component]
fn CopyIn(desk: Desk) -> impl IntoView {
    let counts = desk.client.ask(|| Counts {});
    let is_full = Memo::new(move |_| {
        let holds = |counts: &Vec<crate::queries::counts::KindCount>| {
            counts.iter().any(|it| !MADE_AT_FIRST.contains(&it.kind) && it.live + it.binned > 0)
        };
        counts.with(|counts| counts.here().is_some_and(holds))
    });
    let chosen = RwSignal::new_local(None::<Chosen>);
    let wrong = RwSignal::new(Vec::<String>::new());
    let input = NodeRef::<Input>::new();
    let work = LongWork::new(desk);
    let choose = move |_: Event| {
        chosen.set(None);
        wrong.set(Vec::new());
        let file = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(file) = file.map(Blob::from) else { return };
        work.begin(Work::ReadManifest {}, Some(file.clone()), move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Manifest(manifest)) => drop(chosen.try_set(Some(Chosen { file, manifest }))),
            Ok(_) => {}
            Err(why) => drop(wrong.try_set(desk.refusal_sentences(&why))),
        });
    };
    let restore = Callback::new(move |()| {
        let Some(Chosen { file, .. }) = chosen.get_untracked() else { return };
        wrong.set(Vec::new());
        work.begin(Work::Restore {}, Some(file), move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Restored { n_records, n_unknown }) => {
                drop(chosen.try_set(None));
                let text = desk.language.with_untracked(|it| backups::restored(*it, n_records, n_unknown));
                desk.note(text, None);
            }
            Ok(_) => {}
            Err(why) => drop(wrong.try_set(desk.refusal_sentences(&why))),
        });
    });
    let preview = move || {
        chosen.get().map(|chosen| {
            let at = Time::from_millis(i64::try_from(chosen.manifest.created_millis).unwrap_or(0));
            let offset = calendar::offset_minutes(at);
            let manifest = chosen.manifest;
            view! {
                <p class="preview">{desk.sentence(move |language| backups::manifest(language, &manifest, offset))}</p>
                <Button
                    kind=ButtonKind::Main
                    busy=Signal::derive(move || work.is_running())
                    on_press=restore
                >
                    {desk.words(Phrase::BackupGoOn)}
                </Button>
            }
        })
    };
    view! {
        <Card title=desk.words(Phrase::BackupTakeBack)>
            <p>{desk.words(Phrase::BackupTakeBackText)}</p>
            {move || {
                if is_full.get() {
                    view! { <p class="last">{desk.words(Phrase::BackupNeedsEmpty)}</p> }.into_any()
                } else {
                    view! {
                        <label class="file">
                            <span>{desk.words(Phrase::BackupFile)}</span>
                            <input type="file" accept=".gz,.jsonl,application/gzip" node_ref=input on:change=choose />
                        </label>
                        {preview}
                    }
                    .into_any()
                }
            }}
            <div class="wrong" role="alert">
                {move || wrong.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            </div>
            <LongWorkBar work=work label=Phrase::BackupReading />
        </Card>
    }
}
