//! What an import came to: figures, refused rows with their reasons, and those rows as a file.

use js_sys::Array;
use leptos::prelude::*;
use web_sys::Blob;

use super::super::Page;
use super::super::save_file::save_file;
use super::Importing;
use crate::commands::import::result::ImportResult;
use crate::exchange::csv::write::{Content, Dialect, Writer};
use crate::i18n::Language;
use crate::i18n::format::count;
use crate::i18n::import_rows::{OwnLabel, made, refused_listed, refused_row, row_reason};
use crate::i18n::phrases::Phrase;
use crate::ui::{Button, ButtonKind, Card, in_small_letters};

/// How many refused rows are shown; all that are listed go into the file.
const SHOWN: u64 = 50;

/// The figures, the refused rows, and what can be done next.
#[component]
pub(super) fn Outcome(
    /// The import.
    importing: Importing,
) -> impl IntoView {
    let desk = importing.desk;
    let figures = move || {
        let language = desk.language.get();
        importing.result.with(|result| {
            let Some(result) = result else { return Vec::new() };
            let figure = |name: Phrase, value: String| view! { <dt>{name.text(language)}</dt><dd>{value}</dd> };
            let mut figures = Vec::new();
            if result.sequence == 0 && result.n_refused == 0 {
                figures.push(figure(Phrase::ImportNothingNew, String::new()));
            }
            if !result.made.is_empty() {
                figures.push(figure(Phrase::ImportCreated, made(language, &result.made)));
            }
            for (name, n) in [
                (Phrase::ImportUpdated, result.n_updated),
                (Phrase::ImportUnchanged, result.n_unchanged),
                (Phrase::ImportRefused, result.n_refused),
                (Phrase::ImportRepaired, result.n_repaired_bytes),
            ] {
                if n > 0 {
                    figures.push(figure(name, count(language, n)));
                }
            }
            figures
        })
    };
    let refused = move || {
        let (language, currency) = (desk.language.get(), desk.currency());
        let rows = importing.result.with(|it| it.as_ref().map(|it| it.refused.clone()).unwrap_or_default());
        let n_refused = importing.result.with(|it| it.as_ref().map_or(0, |it| it.n_refused));
        (!rows.is_empty()).then(|| {
            let n_listed = rows.len() as u64;
            let own = |number| importing.own_label(number);
            let line = |row| view! { <li>{refused_row(language, row, &currency, &own)}</li> };
            let lines = rows.iter().take(SHOWN as usize).map(line).collect_view();
            view! {
                <p class="hint">{refused_listed(language, SHOWN.min(n_listed), n_listed, n_refused)}</p>
                <ul class="refused">{lines}</ul>
                <Button on_press=Callback::new(move |()| save_refused(importing))>
                    {desk.words(Phrase::ImportSaveRefused)}
                </Button>
            }
        })
    };
    let sequence = move || importing.result.with(|it| it.as_ref().map_or(0, |it| it.sequence));
    view! {
        <Card title=desk.words(Phrase::ImportStepResult)>
            <div class="import-outcome" role="status">
                <dl>{figures}</dl>
            </div>
            {refused}
            <p class="next">
                <Button kind=ButtonKind::Main on_press=Callback::new(move |()| importing.again())>
                    {desk.words(Phrase::ImportAnother)}
                </Button>
                {move || {
                    let sequence = sequence();
                    (sequence > 0)
                        .then(|| {
                            view! {
                                <Button on_press=Callback::new(move |()| desk.take_back(sequence))>
                                    {desk.words(Phrase::ImportUndo)}
                                </Button>
                            }
                        })
                }}
            </p>
        </Card>
    }
}

/// What stands there when the engine died between writing and answering, and knows only that it was done.
#[component]
pub(super) fn Already(
    /// The import.
    importing: Importing,
) -> impl IntoView {
    let desk = importing.desk;
    view! {
        <Card title=desk.words(Phrase::ImportStepResult)>
            <p role="status">{desk.words(Phrase::ImportAlready)}</p>
            <p class="next">
                <Button kind=ButtonKind::Main on_press=move || desk.go(&desk.to(Page::Journal))>
                    {desk.words(Phrase::Journal)}
                </Button>
                <Button on_press=move || importing.again()>{desk.words(Phrase::ImportAnother)}</Button>
            </p>
        </Card>
    }
}

fn save_refused(importing: Importing) {
    let language = importing.desk.language.get_untracked();
    let currency = untrack(|| importing.desk.currency());
    let names = importing.preview.with_untracked(|it| it.as_ref().map(|it| it.detection.names.clone()));
    let text = importing.result.with_untracked(|result| {
        let own = |number| importing.own_label(number);
        result.as_ref().map(|result| refused_file(language, &currency, &own, &names.unwrap_or_default(), result))
    });
    let file = text.and_then(|text| Blob::new_with_str_sequence(&Array::of1(&text.into())).ok());
    if let Some(file) = file {
        let name = importing.chosen.with_untracked(|it| it.as_ref().map(|it| it.name.clone())).unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        save_file(
            &format!("{stem}-{}.csv", in_small_letters(Phrase::ImportRefused.text(language)).replace(' ', "-")),
            &file,
        );
    }
}

/// The refused rows as they stood in the file, each with its reason behind it: mended, they can be imported.
fn refused_file(
    language: Language,
    currency: &str,
    own: OwnLabel<'_>,
    names: &[String],
    result: &ImportResult,
) -> String {
    let dialect = match language {
        Language::Italian => Dialect::ItalianExcel,
        Language::English => Dialect::Standard,
    };
    let mut writer = Writer::new(dialect);
    let reason = Phrase::ImportRefusedReason.text(language);
    writer.row(names.iter().map(|it| Content::Text(it)).chain([Content::Text(reason)]));
    for row in &result.refused {
        let why = row_reason(language, &row.reason, currency, own);
        let missing = names.len().saturating_sub(row.cells.len());
        let cells = row.cells.iter().map(|it| Content::Text(it)).chain(std::iter::repeat_n(Content::Text(""), missing));
        writer.row(cells.chain([Content::Text(why.as_str())]));
    }
    writer.take()
}
