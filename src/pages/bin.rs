//! The bin: what was deleted, of every kind, and the way back.

use leptos::prelude::*;

use super::desk::Desk;
use super::failed::Failed;
use crate::client::Asked;
use crate::commands::restore_records::RestoreRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::restore_named;
use crate::i18n::{Language, Plural, capitalised, format, kind_name};
use crate::model::kind::Kind;
use crate::queries::binned::{BinPart, Binned, BinnedRecord};
use crate::ui::{
    ColumnWidth, EmptyState, IconName, ListColumn, ListRows, NarrowPlace, PageHeader, Tab, Tabs, VirtualList,
};

/// What is in the bin, the latest first, with a tab for each kind that is there.
#[component]
pub fn BinPage() -> impl IntoView {
    let desk = Desk::here();
    let window = RwSignal::new(crate::ui::ListWindow::default());
    let kind = Memo::new(move |_| desk.route.with(|route| route.detail("kind").and_then(Kind::from_name)));
    let asked = desk.client.ask(move || {
        let part = window.get();
        Binned { kind: kind.get(), offset: part.offset, limit: part.limit.max(FIRST_ROWS) }
    });
    let part = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let total = Signal::derive(move || part.with(|part| part.as_ref().map(|it| it.total)));
    let rows = Signal::derive(move || {
        part.with(|part| {
            part.as_ref().map_or_else(ListRows::default, |it| ListRows { offset: it.offset, rows: it.rows.clone() })
        })
    });
    let tabs = Signal::derive(move || {
        let language = desk.language.get();
        part.with(|part| part.as_ref().map_or_else(Vec::new, |part| tabs(language, part, kind.get())))
    });
    let columns = Signal::derive(move || {
        let column = |key: &str, phrase: Phrase| ListColumn::new(key, desk.say(phrase));
        vec![
            column("name", Phrase::RecordName).width(ColumnWidth::Wide).narrow(NarrowPlace::Title),
            column("kind", Phrase::RecordKind).narrow(NarrowPlace::Detail),
            column("since", Phrase::InBinSince).narrow(NarrowPlace::DetailEnd),
            column("restore", Phrase::Restore).narrow(NarrowPlace::TitleEnd),
        ]
    });
    let cell = move |row: &BinnedRecord, key: &str| cell(desk, row, key);
    let subject = Signal::derive(move || format!("{:?}", kind.get()));
    let empty =
        move || view! { <EmptyState icon=IconName::Trash sentence=desk.words(Phrase::BinEmptyText) /> }.into_any();
    view! {
        <div class="list-page bin">
            <PageHeader title=desk.words(Phrase::Bin) />
            <Show
                when=move || failed.with(Option::is_none)
                fallback=move || view! { <Failed why=failed /> }
            >
                <Tabs
                    label=desk.words(Phrase::RecordKind)
                    tabs=tabs
                    chosen=Signal::derive(move || kind.get().map_or(ALL, Kind::name).to_owned())
                    on_choose=move |key: String| {
                        let kind = if key == ALL { "" } else { &key };
                        desk.adjust(&desk.route.get_untracked().with("kind", kind));
                    }
                >
                    <VirtualList
                        label=desk.words(Phrase::Bin)
                        columns=columns
                        total=total
                        rows=rows
                        on_window=move |wanted: crate::ui::ListWindow| window.set(wanted)
                        cell=cell
                        subject=subject
                        empty=empty
                    />
                </Tabs>
            </Show>
        </div>
    }
    .into_any()
}

/// Rows asked for before the list has measured itself.
const FIRST_ROWS: usize = 64;

/// The key of the tab of all kinds: the name of none.
const ALL: &str = "all";

fn tabs(language: Language, part: &BinPart, chosen: Option<Kind>) -> Vec<Tab> {
    let n_all = part.counts.iter().map(|(_, n)| *n as u64).sum();
    let all = Tab {
        key: ALL.to_owned(),
        label: Phrase::All.text(language).to_owned(),
        count: Some(format::count(language, n_all)),
    };
    // The tab that is open stays while it empties.
    let open = chosen.filter(|kind| part.counts.iter().all(|(it, _)| it != kind)).map(|kind| (kind, 0));
    let of_kind = |(kind, n): (Kind, usize)| Tab {
        key: kind.name().to_owned(),
        label: capitalised(kind_name(language, kind, Plural::Many)),
        count: Some(format::count(language, n as u64)),
    };
    std::iter::once(all).chain(part.counts.iter().copied().chain(open).map(of_kind)).collect()
}

fn cell(desk: Desk, row: &BinnedRecord, key: &str) -> AnyView {
    let language = desk.language.get();
    match key {
        "name" => {
            let name = if row.name.is_empty() { Phrase::Unnamed.text(language).to_owned() } else { row.name.clone() };
            view! { <b class="name">{name}</b> <span class="hint">{row.hint.clone()}</span> }.into_any()
        }
        "kind" => capitalised(kind_name(language, row.kind, Plural::One)).into_any(),
        "since" => desk.showing().moment(row.since as i64).into_any(),
        _ => {
            let (kind, id) = (row.kind, row.id);
            let restore = move |_| {
                desk.tell(RestoreRecords { kind, ids: vec![id] }, move |language| {
                    done_to_one(language, Deed::Restored, kind)
                });
            };
            let label = restore_named(language, &row.name);
            view! {
                <button type="button" class="button quiet" aria-label=label on:click=restore>
                    {desk.words(Phrase::Restore)}
                </button>
            }
            .into_any()
        }
    }
}
