//! Copies of the workspace: out to a file, and back from one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::Page;
use super::calendar;
use super::desk::Desk;
use super::last_export::{exported, last_export};
use super::long_work::{LongWork, LongWorkBar};
use super::save_file::save_file;
use crate::commands::{Done, Sort};
use crate::exchange::export_file::Manifest;
use crate::i18n::backups;
use crate::i18n::format::moment;
use crate::i18n::phrases::Phrase;
use crate::model::date::Time;
use crate::model::kind::{Kind, MADE_AT_FIRST};
use crate::model::workspace::{EXPORTS, WorkspaceField};
use crate::queries::batches::Batches;
use crate::queries::counts::{Counts, KindCount};
use crate::queries::fields::Fields;
use crate::queries::list_window::{ColumnRef, ListWindow, Place};
use crate::queries::shown::ListCell;
use crate::ui::{Button, ButtonKind, Card, FileButton, IconName, PageHeader};
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
                for (name, file) in &finished.files {
                    save_file(name, file);
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

/// Says what was taken in, with the way back: the batch that the journal ends with.
async fn note_restored(desk: Desk, n_records: u64, n_unknown: u64) {
    let last = desk.client.ask_once(Batches { limit: 1, before: None }).await.unwrap_or_default();
    let restored = last.first().filter(|it| it.sort == Sort::Restore.number());
    let sequence = restored.map_or(0, |it| it.sequence);
    let text = desk.language.with_untracked(|it| backups::restored(*it, n_records, n_unknown));
    desk.note_done(text, &Done { sequence, made: Vec::new(), kept: Vec::new(), size: 0 });
}

/// Files that may be copies.
pub const COPIES: &str = ".gz,.jsonl,application/gzip";

/// What was chosen to be taken back.
#[derive(Clone)]
struct Chosen {
    file: Blob,
    manifest: Manifest,
}

/// Whether there is more than what a new workspace begins with.
pub fn holds_data(counts: &[KindCount]) -> bool {
    counts.iter().any(|it| !MADE_AT_FIRST.contains(&it.kind) && it.live + it.binned > 0)
}

#[component]
fn CopyIn(desk: Desk) -> impl IntoView {
    let counts = desk.client.ask(|| Counts {});
    let is_full = Memo::new(move |_| counts.with(|counts| counts.here().is_some_and(|it| holds_data(it))));
    let chosen = RwSignal::new_local(None::<Chosen>);
    let wrong = RwSignal::new(Vec::<String>::new());
    let work = LongWork::new(desk);
    let choose = move |file: File| {
        let file = Blob::from(file);
        chosen.set(None);
        wrong.set(Vec::new());
        work.expect(None);
        work.begin(Work::ReadManifest {}, Some(file.clone()), move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Manifest(manifest)) => drop(chosen.try_set(Some(Chosen { file, manifest }))),
            Ok(_) => {}
            Err(why) => drop(wrong.try_set(desk.refusal_sentences(&why))),
        });
    };
    let restore = Callback::new(move |()| {
        let Some(Chosen { file, manifest }) = chosen.get_untracked() else { return };
        wrong.set(Vec::new());
        work.expect(Some(manifest.n_records()));
        work.begin(Work::Restore {}, Some(file), move |ended| match ended.map(|it| it.worked) {
            Ok(Worked::Restored { n_records, n_unknown }) => {
                drop(chosen.try_set(None));
                spawn_local(note_restored(desk, n_records, n_unknown));
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
                        <FileButton
                            label=desk.words(Phrase::BackupFile)
                            accept=COPIES
                            busy=Signal::derive(move || work.is_running())
                            on_choose=choose
                        />
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
