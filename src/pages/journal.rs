//! The journal: what was done, the latest first, and the way to take any of it back.

use leptos::prelude::*;

use super::desk::Desk;
use super::failed::Failed;
use super::record_link::RecordLink;
use crate::client::Asked;
use crate::commands::revert_batch::RevertBatch;
use crate::commands::{Done, Sort};
use crate::i18n::deeds::{later_changes_kept, sort_name, undone};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{count_of, quoted};
use crate::i18n::{Language, Plural, capitalised, field_label, format, kind_name};
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::batches::{BatchItem, Batches};
use crate::queries::list_window::Place;
use crate::queries::record_detail::RecordDetail;
use crate::ui::{
    ColumnWidth, Dialog, DialogShape, EmptyState, IconName, ListColumn, ListRows, NarrowPlace, OutsidePress,
    PageHeader, Tag, Tone, VirtualList,
};

/// What one batch left alone when it was taken back.
type Kept = Vec<(Kind, Id, Vec<FieldNumber>)>;

/// All batches with what they touched; each that stands can be taken back.
#[component]
pub fn JournalPage() -> impl IntoView {
    let desk = Desk::here();
    let limit = RwSignal::new(STEP);
    let kept = RwSignal::new(Kept::new());
    let asked = desk.client.ask(move || Batches { limit: limit.get(), before: None });
    let batches = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let total = Signal::derive(move || batches.with(|batches| batches.as_ref().map(Vec::len)));
    let rows = Signal::derive(move || {
        let rows = batches.get().unwrap_or_default();
        ListRows { offset: 0, rows }
    });
    // The foot of the list comes near: more of the past is fetched.
    let on_window = move |wanted: crate::ui::ListWindow| {
        let known = total.get_untracked().unwrap_or(0);
        if known == limit.get_untracked() && wanted.offset + wanted.limit >= known {
            limit.update(|limit| *limit += STEP);
        }
    };
    let columns = Signal::derive(move || {
        let column = |key: &str, phrase: Phrase| ListColumn::new(key, desk.say(phrase));
        vec![
            column("what", Phrase::WhatWasDone).width(ColumnWidth::Wide).narrow(NarrowPlace::Title),
            column("size", Phrase::HowManyChanges).width(ColumnWidth::Narrow).numeric(),
            column("when", Phrase::When).narrow(NarrowPlace::Detail),
            column("back", Phrase::TakeBack).narrow(NarrowPlace::DetailEnd),
        ]
    });
    let cell = move |row: &BatchItem, key: &str| cell(desk, kept, row, key);
    let empty =
        move || view! { <EmptyState icon=IconName::Clock sentence=desk.words(Phrase::JournalEmptyText) /> }.into_any();
    let kept_title = desk.sentence(move |language| {
        let n = kept.with(|kept| kept.iter().map(|(_, _, fields)| fields.len() as u64).sum());
        later_changes_kept(language, n)
    });
    view! {
        <div class="list-page journal">
            <PageHeader title=desk.words(Phrase::Journal) />
            <Show
                when=move || failed.with(Option::is_none)
                fallback=move || view! { <Failed why=failed /> }
            >
                <VirtualList
                    label=desk.words(Phrase::Journal)
                    columns=columns
                    total=total
                    rows=rows
                    on_window=on_window
                    cell=cell
                    empty=empty
                />
            </Show>
            <Dialog
                open=Signal::derive(move || kept.with(|kept| !kept.is_empty()))
                title=kept_title
                close_label=desk.words(Phrase::Close)
                on_close=move || kept.set(Vec::new())
                shape=DialogShape::Small
                outside=OutsidePress::Closes
            >
                <p>{desk.words(Phrase::KeptText)}</p>
                <ul class="kept">
                    {move || {
                        kept.get()
                            .into_iter()
                            .map(|(kind, id, fields)| view! { <KeptRecord kind id fields /> })
                            .collect_view()
                    }}
                </ul>
            </Dialog>
        </div>
    }
    .into_any()
}

/// Batches that are fetched at a time.
const STEP: usize = 200;

#[component]
fn KeptRecord(kind: Kind, id: Id, fields: Vec<FieldNumber>) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind, id });
    let name = Memo::new(move |_| asked.with(|asked| asked.here().map(|sheet| sheet.name.clone())).unwrap_or_default());
    let labels = move || {
        let language = desk.language.get();
        fields.iter().map(|field| field_label(language, kind, *field)).collect::<Vec<_>>().join(", ")
    };
    view! {
        <li>
            {move || capitalised(kind_name(desk.language.get(), kind, Plural::One))} " "
            {move || view! { <RecordLink kind id name=name.get() /> }} ": " {labels}
        </li>
    }
}

fn cell(desk: Desk, kept: RwSignal<Kept>, row: &BatchItem, key: &str) -> AnyView {
    let language = desk.language.get();
    match key {
        "what" => what(language, row),
        "size" => format::count(language, row.size as u64).into_any(),
        "when" => desk.showing().moment(row.when.millis as i64).into_any(),
        _ if row.taken_back_by.is_some() => {
            view! { <Tag tone=Tone::Neutral>{desk.words(Phrase::TakenBackState)}</Tag> }.into_any()
        }
        _ if !row.can_be_reverted => ().into_any(),
        _ => {
            let (sequence, words) = (row.sequence, summary(language, row));
            let label = format!("{}: {words}", Phrase::TakeBack.text(language));
            let take_back = move |_| {
                let words = words.clone();
                desk.client.tell_then(RevertBatch { sequence }, move |outcome| match outcome {
                    Ok(done) => {
                        // Where all of it stands nothing was taken back: the dialog says what stands.
                        if done.sequence > 0 || done.kept.is_empty() {
                            desk.note_done(undone(desk.language.get_untracked(), &words), &done);
                        }
                        kept.set(by_record(&done));
                    }
                    Err(why) => desk.refuse(&why),
                });
            };
            view! {
                <button type="button" class="button quiet" aria-label=label on:click=take_back>
                    {desk.words(Phrase::TakeBack)}
                </button>
            }
            .into_any()
        }
    }
}

/// The fields that were left alone, record by record.
fn by_record(done: &Done) -> Kept {
    let mut kept = Kept::new();
    for (kind, id, field) in &done.kept {
        match kept.iter_mut().find(|(it, of, _)| it == kind && of == id) {
            Some((_, _, fields)) => fields.push(*field),
            None => kept.push((*kind, *id, vec![*field])),
        }
    }
    kept
}

fn what(language: Language, row: &BatchItem) -> AnyView {
    let rest = others(language, row);
    let sort = sort_words(language, row);
    match only_first(row) {
        Some(first) if first.place == Some(Place::Live) => {
            let kind = kind_name(language, first.kind, Plural::One);
            view! {
                <span class="what">
                    <b>{sort}</b> " · " {kind} " " <RecordLink kind=first.kind id=first.id name=first.name.clone() />
                    {rest}
                </span>
            }
            .into_any()
        }
        Some(_) | None => {
            let touched = touched_words(language, row);
            view! { <span class="what"><b>{sort}</b> {(!touched.is_empty()).then(|| format!(" · {touched}"))}</span> }
                .into_any()
        }
    }
}

/// What was done, in one line: `Modifica · cliente «Marta Bellini»`.
fn summary(language: Language, row: &BatchItem) -> String {
    let (sort, touched) = (sort_words(language, row), touched_words(language, row));
    if touched.is_empty() { sort } else { format!("{sort} · {touched}") }
}

fn sort_words(language: Language, row: &BatchItem) -> String {
    let sort = Sort::from_number(row.sort);
    sort.map_or_else(|| Phrase::Unknown.text(language), |sort| sort_name(language, sort)).to_owned()
}

/// The first record, where the batch touched no other of its kind and it has a name.
fn only_first(row: &BatchItem) -> Option<&crate::queries::batches::Touched> {
    let alone = row.touched.first().is_some_and(|(_, n)| *n == 1);
    row.first.as_ref().filter(|first| alone && !first.name.is_empty())
}

fn touched_words(language: Language, row: &BatchItem) -> String {
    match only_first(row) {
        Some(first) => {
            let kind = kind_name(language, first.kind, Plural::One);
            format!("{kind} {}{}", quoted(language, &first.name), others(language, row))
        }
        None => counts(language, &row.touched),
    }
}

fn others(language: Language, row: &BatchItem) -> String {
    match row.touched.get(1..) {
        Some(others) if !others.is_empty() => format!(", {}", counts(language, others)),
        Some(_) | None => String::new(),
    }
}

fn counts(language: Language, touched: &[(Kind, usize)]) -> String {
    touched.iter().map(|(kind, n)| count_of(language, *kind, *n as u64)).collect::<Vec<_>>().join(", ")
}
