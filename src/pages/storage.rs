//! Where the data is, how safe it is there, and how much of it there is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use super::calendar;
use super::desk::Desk;
use super::last_export::last_export;
use super::long_work::LongWork;
use crate::client::connection::Hearing;
use crate::i18n::format::{bytes, count, moment};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::clock_is_behind;
use crate::i18n::{Plural, capitalised, kind_name};
use crate::model::date::Time;
use crate::queries::counts::Counts;
use crate::storage::persistence::{Persistence, Usage, ask_for_persistence, current_persistence, usage};
use crate::ui::{Button, ButtonKind, Card, Dialog, DialogShape, PageHeader};
use crate::worker::messages::{Reply, Request, Rescue, State, Writing};
use crate::worker::work::{StoreReport, Work, Worked};

mod data_check;

use data_check::DataCheck;

/// The facts of the store, what can be done about them, and the records by kind.
#[component]
pub fn StoragePage() -> impl IntoView {
    let desk = Desk::here();
    let report = RwSignal::new(None::<StoreReport>);
    let work = LongWork::new(desk);
    Effect::new(move |_| {
        // Asked again when something was saved: the panel is looked at seldom, and the answer is small.
        desk.client.sequence();
        if matches!(desk.client.state.get(), State::Ready { .. } | State::Relaying) {
            work.begin(Work::StoreReport {}, None, move |ended| {
                if let Ok(Worked::Store(told)) = ended.map(|it| it.worked) {
                    report.try_set(Some(told));
                }
            });
        }
    });
    view! {
        <div class="storage-page">
            <PageHeader title=desk.words(Phrase::StorageTitle) />
            <p>{desk.words(Phrase::StorageText)}</p>
            <Facts desk=desk report=report />
            <DataCheck desk=desk />
            <Records desk=desk />
        </div>
    }
    .into_any()
}

#[component]
fn Facts(desk: Desk, report: RwSignal<Option<StoreReport>>) -> impl IntoView {
    let kept = RwSignal::new(None::<Persistence>);
    let room = RwSignal::new(None::<Usage>);
    let asks = RwSignal::new(false);
    spawn_local(async move {
        // Where the browser does not say, the panel says that.
        kept.try_set(current_persistence().await.ok());
        room.try_set(usage().await.ok());
    });
    let ask = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(answer) = ask_for_persistence().await {
                kept.try_set(Some(answer));
            }
        });
    });
    let unknown = move || desk.say(Phrase::StorageUnknown).to_owned();
    let persistence = move || match kept.get() {
        Some(Persistence::Granted) => desk.say(Phrase::StoragePersistent).to_owned(),
        Some(Persistence::BestEffort) => desk.say(Phrase::StorageNotPersistent).to_owned(),
        None => unknown(),
    };
    let size = move |of: fn(Usage) -> u64| room.get().map_or_else(unknown, |it| bytes(desk.language.get(), of(it)));
    let at = move |millis: Option<i64>| match millis.filter(|it| *it > 0).map(Time::from_millis) {
        Some(at) => moment(desk.language.get(), at, calendar::offset_minutes(at)),
        None => desk.say(Phrase::StorageNever).to_owned(),
    };
    let snapshot = move || report.with(|it| it.as_ref().and_then(|it| it.snapshot).map(|mark| mark.at_ms));
    let engine_here = move || {
        let phrase = engine(&desk.client.state.get());
        let is_elsewhere = phrase == Phrase::StorageEngineReady && desk.client.is_relayed.get();
        if is_elsewhere { Phrase::StorageEngineRelayed } else { phrase }
    };
    let restore = Callback::new(move |()| {
        asks.set(false);
        desk.client.send(Request::Rescue(Rescue::RestoreSnapshot), None, move |(reply, _)| {
            if matches!(reply, Reply::NotRescued) {
                desk.note(desk.say(Phrase::RescueFailed).to_owned(), None);
            }
            Hearing::Over
        });
    });
    view! {
        <Card>
            <dl class="facts">
                <dt>{desk.words(Phrase::StoragePersistence)}</dt>
                <dd>
                    {persistence}
                    {move || {
                        (kept.get() == Some(Persistence::BestEffort))
                            .then(|| {
                                view! { <Button on_press=ask>{desk.words(Phrase::StorageAskPersistent)}</Button> }
                            })
                    }}
                </dd>
                <dt>{desk.words(Phrase::StorageUsed)}</dt>
                <dd class="figure">{move || size(|it| it.used_bytes)}</dd>
                <dt>{desk.words(Phrase::StorageFree)}</dt>
                <dd class="figure">{move || size(|it| it.quota_bytes.saturating_sub(it.used_bytes))}</dd>
                <dt>{desk.words(Phrase::StorageEngine)}</dt>
                <dd>{move || desk.say(engine_here())}</dd>
                <dt>{desk.words(Phrase::StorageLastSnapshot)}</dt>
                <dd>
                    {move || at(snapshot())}
                    {move || {
                        snapshot()
                            .map(|_| {
                                view! {
                                    <Button on_press=move || asks.set(true)>
                                        {desk.words(Phrase::StorageRestoreSnapshot)}
                                    </Button>
                                }
                            })
                    }}
                </dd>
                <dt>{desk.words(Phrase::StorageLastExport)}</dt>
                <dd>
                    {move || at(last_export(desk).map(|it| it.at_millis))}
                    <a href=move || desk.to(Page::Export).href()>{desk.words(Phrase::BackupMake)}</a>
                </dd>
            </dl>
            {move || {
                let behind = report.with(|it| it.as_ref().and_then(|it| it.clock_behind_millis));
                behind.map(|millis| view! { <p role="status">{clock_is_behind(desk.language.get(), millis)}</p> })
            }}
        </Card>
        <Dialog
            open=asks
            title=desk.words(Phrase::StorageRestoreSnapshot)
            close_label=desk.words(Phrase::Close)
            on_close=move || asks.set(false)
            shape=DialogShape::Small
        >
            <p>{desk.words(Phrase::StorageRestoreSnapshotText)}</p>
            <div class="dialog-buttons">
                <Button on_press=move || asks.set(false)>{desk.words(Phrase::Cancel)}</Button>
                <Button kind=ButtonKind::Danger on_press=restore>{desk.words(Phrase::Restore)}</Button>
            </div>
        </Dialog>
    }
}

/// The state of the engine in words.
fn engine(state: &State) -> Phrase {
    match state {
        State::Starting | State::Loading { .. } => Phrase::StorageEngineBusy,
        State::Relaying => Phrase::StorageEngineRelayed,
        State::Ready { writing: Writing::Durable, .. } => Phrase::StorageEngineReady,
        State::Ready { writing: Writing::MemoryOnly, .. } => Phrase::StorageEngineMemory,
        State::Ready { writing: Writing::Off, .. } => Phrase::StorageEngineReadOnly,
        State::Ready { writing: Writing::Failed(_), .. } | State::Rescue { .. } => Phrase::StorageEngineStopped,
    }
}

#[component]
fn Records(desk: Desk) -> impl IntoView {
    let counts = desk.client.ask(|| Counts {});
    let rows = move || {
        let language = desk.language.get();
        let counts = counts.with(|counts| counts.here().cloned().unwrap_or_default());
        let there = counts.into_iter().filter(|it| it.live + it.binned > 0);
        let row = |it: crate::queries::counts::KindCount| {
            let name = capitalised(kind_name(language, it.kind, Plural::Many));
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{count(language, it.live as u64)}</td>
                    <td>{count(language, it.binned as u64)}</td>
                </tr>
            }
        };
        there.map(row).collect_view()
    };
    view! {
        <Card title=desk.words(Phrase::StorageRecords)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{desk.words(Phrase::StorageKind)}</th>
                        <th scope="col">{desk.words(Phrase::StorageNumber)}</th>
                        <th scope="col">{desk.words(Phrase::StorageInBin)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Card>
    }
}
