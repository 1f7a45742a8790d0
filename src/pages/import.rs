//! A file becomes records: chosen, looked at, its columns matched, imported; what it came to, and the way back.

use leptos::prelude::*;
use web_sys::Blob;

use super::desk::Desk;
use super::last_export::brought_in;
use super::long_work::{LongWork, LongWorkBar};
use crate::commands::import::result::ImportResult;
use crate::commands::import::{ImportOrder, Missing};
use crate::commands::{Done, Refusal};
use crate::exchange::csv::header::ImportField;
use crate::i18n::format::count;
use crate::i18n::import_rows::{made, refused_row};
use crate::i18n::imports::import_field;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::rows_refused;
use crate::model::field::{FieldNumber, FieldType};
use crate::ui::{Button, ButtonKind, Card, Entry, FieldInput, InputKind, PageHeader, is_edit_while};
use crate::worker::work::preview_import::{Preview, PreviewImport};
use crate::worker::work::{Work, Worked};

mod columns;
mod layout;
mod outcome;
mod source;

use columns::Columns;
use layout::LayoutChoices;
use outcome::{Already, Outcome};
use source::Source;

/// The file that is being imported.
#[derive(Clone)]
struct Chosen {
    name: String,
    file: Blob,
}

/// One import, from the file to its result. It is small and copied freely.
#[derive(Clone, Copy)]
struct Importing {
    desk: Desk,
    chosen: RwSignal<Option<Chosen>, LocalStorage>,
    asked: RwSignal<PreviewImport>,
    preview: RwSignal<Option<Preview>>,
    missing: RwSignal<Missing>,
    wrong: RwSignal<Vec<String>>,
    result: RwSignal<Option<ImportResult>>,
    /// The engine died after it had written: what it came to is in the journal.
    already: RwSignal<bool>,
    looking: LongWork,
    work: LongWork,
}

impl Importing {
    fn new(desk: Desk) -> Self {
        Self {
            desk,
            chosen: RwSignal::new_local(None),
            asked: RwSignal::new(PreviewImport::default()),
            preview: RwSignal::new(None),
            missing: RwSignal::new(Missing::Refuse),
            wrong: RwSignal::new(Vec::new()),
            result: RwSignal::new(None),
            already: RwSignal::new(false),
            looking: LongWork::new(desk),
            work: LongWork::new(desk),
        }
    }

    /// A file was chosen, dropped or pasted.
    fn choose(self, name: String, file: Blob) {
        self.asked.set(PreviewImport { missing: self.missing.get_untracked(), ..PreviewImport::default() });
        self.preview.set(None);
        self.result.set(None);
        self.chosen.set(Some(Chosen { name, file }));
        self.look();
    }

    /// Wants the file read otherwise.
    fn ask(self, change: impl FnOnce(&mut PreviewImport)) {
        self.asked.update(change);
        self.look();
    }

    fn look(self) {
        let Some(chosen) = self.chosen.get_untracked() else { return };
        self.wrong.set(Vec::new());
        let asked = self.asked.get_untracked();
        let work = Work::PreviewImport(Box::new(asked.clone()));
        self.looking.begin(work, Some(chosen.file), move |ended| {
            if self.asked.try_with_untracked(|now| *now != asked) == Some(true) {
                // Something else was wished meanwhile.
                self.look();
                return;
            }
            match ended.map(|it| it.worked) {
                Ok(Worked::Previewed(preview)) => drop(self.preview.try_set(Some(*preview))),
                Ok(_) => {}
                Err(why) => self.say(&why),
            }
        });
    }

    fn start(self) {
        let (Some(chosen), Some(preview)) = (self.chosen.get_untracked(), self.preview.get_untracked()) else { return };
        self.wrong.set(Vec::new());
        let order = ImportOrder {
            layout: preview.detection.layout,
            mapping: preview.mapping,
            styles: preview.styles,
            missing: self.missing.get_untracked(),
        };
        let is_whole = preview.counted_bytes >= preview.file_bytes;
        self.work.expect(is_whole.then_some(preview.n_rows));
        self.work.begin(Work::Import(Box::new(order)), Some(chosen.file), move |ended| {
            match ended.map(|it| it.worked) {
                Ok(Worked::Imported(result)) => {
                    self.note(&result);
                    if result.sequence > 0 {
                        let n_made: u64 = result.made.iter().map(|(_, n)| u64::from(*n)).sum();
                        brought_in(self.desk, n_made.saturating_add(result.n_updated));
                    }
                    drop(self.result.try_set(Some(*result)));
                }
                Ok(Worked::Already(_)) => drop(self.already.try_set(true)),
                Ok(_) => {}
                Err(why) => self.say(&why),
            }
        });
    }

    /// The label and the type of a field of the user's own, of the kind that the rows become.
    fn own_label(self, number: FieldNumber) -> Option<(String, FieldType)> {
        let target = self.preview.with_untracked(|it| it.as_ref().map(|it| it.mapping.target))?;
        self.desk.own_label(target.kind(), number)
    }

    fn again(self) {
        self.chosen.set(None);
        self.preview.set(None);
        self.result.set(None);
        self.already.set(false);
        self.wrong.set(Vec::new());
    }

    fn say(self, why: &Refusal) {
        // The page may be gone by now.
        drop(self.wrong.try_set(self.desk.refusal_sentences(why)));
    }

    fn note(self, result: &ImportResult) {
        let language = self.desk.language.get_untracked();
        let mut parts: Vec<String> = Vec::new();
        if !result.made.is_empty() {
            parts.push(format!("{}: {}", Phrase::ImportCreated.text(language), made(language, &result.made)));
        }
        if result.n_refused > 0 {
            parts.push(rows_refused(language, result.n_refused));
        }
        let nothing = Phrase::ImportNothingNew.text(language).to_owned();
        let text = if parts.is_empty() && result.sequence == 0 { nothing } else { parts.join(" · ") };
        let done = Done { sequence: result.sequence, made: Vec::new(), kept: Vec::new(), size: 0 };
        self.desk.note_done(text, &done);
    }
}

/// The steps of an import, one under the other.
#[component]
pub fn ImportPage() -> impl IntoView {
    let desk = Desk::here();
    let importing = Importing::new(desk);
    let is_chosen = Memo::new(move |_| importing.chosen.with(Option::is_some));
    let is_seen = Memo::new(move |_| importing.preview.with(Option::is_some));
    let has_result = Memo::new(move |_| importing.result.with(Option::is_some));
    let is_over = Memo::new(move |_| has_result.get() || importing.already.get());
    is_edit_while(Signal::derive(move || is_chosen.get() && !is_over.get()));
    view! {
        <div class="import-page">
            <PageHeader title=desk.words(Phrase::ImportTitle) />
            {move || (!is_chosen.get()).then(|| view! { <Source importing /> })}
            <div class="wrong" role="alert">
                {move || importing.wrong.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            </div>
            {move || {
                (is_chosen.get() && !is_over.get())
                    .then(|| {
                        view! {
                            <p class="file-name">
                                <b>{move || importing.chosen.with(|it| it.as_ref().map(|it| it.name.clone()))}</b>
                                <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| importing.again())>
                                    {desk.words(Phrase::ImportAnother)}
                                </Button>
                            </p>
                        }
                    })
            }}
            <LongWorkBar work=importing.looking label=Phrase::ImportLooking />
            {move || {
                (is_seen.get() && !is_over.get())
                    .then(|| {
                        view! {
                            <LayoutChoices importing />
                            <Columns importing />
                            <Start importing />
                        }
                    })
            }}
            <LongWorkBar work=importing.work label=Phrase::ImportRunning />
            {move || has_result.get().then(|| view! { <Outcome importing /> })}
            {move || importing.already.get().then(|| view! { <Already importing /> })}
        </div>
    }
    .into_any()
}

/// What is still missing, what could not be taken, and the button.
#[component]
fn Start(importing: Importing) -> impl IntoView {
    let desk = importing.desk;
    let has_rows = move || importing.preview.with(|it| it.as_ref().is_some_and(|it| !it.detection.samples.is_empty()));
    let lacks = move || importing.preview.with(|it| it.as_ref().map(|it| it.missing.clone()).unwrap_or_default());
    let names_others = move || {
        let names = |field: &Option<ImportField>| {
            matches!(
                field,
                Some(
                    ImportField::CustomerId
                        | ImportField::CustomerEmail
                        | ImportField::CustomerName
                        | ImportField::OrderNumber
                )
            )
        };
        importing.preview.with(|it| it.as_ref().is_some_and(|it| it.mapping.columns.iter().any(names)))
    };
    let lacking = move || {
        let language = desk.language.get();
        let or = format!(" {} ", Phrase::ImportOr.text(language));
        let group = |group: Vec<ImportField>| {
            let names: Vec<&str> = group.into_iter().map(|field| import_field(language, field)).collect();
            view! { <li>{names.join(&or)}</li> }
        };
        let lacking = lacks();
        (!lacking.is_empty()).then(|| {
            view! {
                <p>{desk.words(Phrase::ImportStillMissing)}</p>
                <ul class="lacking">{lacking.into_iter().map(group).collect_view()}</ul>
            }
        })
    };
    let refused = move || {
        let (language, currency) = (desk.language.get(), desk.currency());
        let rows = importing.preview.with(|it| it.as_ref().map(|it| it.refused.clone()).unwrap_or_default());
        (!rows.is_empty()).then(|| {
            let own = |number| importing.own_label(number);
            let each = rows.into_iter().map(|row| view! { <li>{refused_row(language, &row, &currency, &own)}</li> });
            view! {
                <p>{desk.words(Phrase::ImportWouldRefuse)}</p>
                <ul class="refused">{each.collect_view()}</ul>
            }
        })
    };
    let counted = move || {
        let language = desk.language.get();
        importing.preview.with(|it| {
            let preview = it.as_ref().filter(|it| it.n_rows > 0)?;
            let n_known = preview.n_updated + preview.n_unchanged + preview.n_refused;
            let figures = [
                (Phrase::ImportWouldMake, preview.n_rows.saturating_sub(n_known)),
                (Phrase::ImportWouldUpdate, preview.n_updated),
                (Phrase::ImportUnchanged, preview.n_unchanged),
                (Phrase::ImportRefused, preview.n_refused),
            ];
            let figure =
                |(name, n): (Phrase, u64)| view! { <dt>{name.text(language)}</dt><dd>{count(language, n)}</dd> };
            let is_part = preview.counted_bytes < preview.file_bytes;
            Some(
                view! {
                    <div class="import-outcome" role="status">
                        <p>{Phrase::ImportWouldBecome.text(language)}</p>
                        <dl>{figures.map(figure).collect_view()}</dl>
                        {is_part.then(|| view! { <p class="hint">{Phrase::ImportCountedPart.text(language)}</p> })}
                    </div>
                }
                .into_any(),
            )
        })
    };
    let make = Callback::new(move |(entry,): (Entry,)| {
        importing.missing.set(if entry == Entry::Flag(true) { Missing::Make } else { Missing::Refuse });
        importing.ask(|asked| asked.missing = importing.missing.get_untracked());
    });
    view! {
        <Card title=desk.words(Phrase::ImportStepPreview)>
            {lacking}
            {move || (!has_rows()).then(|| view! { <p>{desk.words(Phrase::ImportNoRows)}</p> })}
            {counted}
            {refused}
            {move || {
                names_others()
                    .then(|| {
                        view! {
                            <FieldInput
                                label=desk.words(Phrase::ImportMakeMissing)
                                kind=InputKind::Flag
                                value=Signal::derive(move || Entry::Flag(importing.missing.get() == Missing::Make))
                                on_input=make
                            />
                        }
                    })
            }}
            <Button
                kind=ButtonKind::Main
                busy=Signal::derive(move || importing.work.is_running())
                disabled=Signal::derive(move || !has_rows() || !lacks().is_empty() || importing.looking.is_running())
                on_press=Callback::new(move |()| importing.start())
            >
                {desk.words(Phrase::ImportStart)}
            </Button>
        </Card>
    }
}
