//! The columns of the file, each with examples and the field that it goes to.

use leptos::prelude::*;

use super::Importing;
use crate::exchange::csv::header::{ImportField, Target};
use crate::i18n::imports::import_field;
use crate::i18n::phrases::Phrase;
use crate::ui::{Card, ChoiceOption, Entry, FieldInput, InputKind, LabelPlace};

/// How many rows are shown as examples.
const EXAMPLES: usize = 3;
/// How many columns are shown, beside those that go to a field.
const SHOWN: usize = 60;

/// One column a line. A choice keeps the focus: only another way to read the file draws the list anew.
#[component]
pub(super) fn Columns(
    /// The import.
    importing: Importing,
) -> impl IntoView {
    let desk = importing.desk;
    let detected = Memo::new(move |_| {
        importing.preview.with(|it| it.as_ref().map(|it| (it.detection.names.clone(), it.detection.samples.clone())))
    });
    let target =
        Memo::new(move |_| importing.preview.with(|it| it.as_ref().map_or(Target::Customers, |it| it.mapping.target)));
    let field_of = move |column: usize| {
        importing.preview.with(|it| it.as_ref().and_then(|it| it.mapping.columns.get(column).copied().flatten()))
    };
    let each = move || {
        let (names, samples) = detected.get().unwrap_or_default();
        let target = target.get();
        let shown = |column: &usize| *column < SHOWN || untrack(|| field_of(*column)).is_some();
        let line = |(column, name): (usize, String)| {
            let examples = samples.iter().take(EXAMPLES).filter_map(|row| row.cells.get(column));
            let examples: Vec<String> = examples.filter(|it| !it.is_empty()).cloned().collect();
            view! { <ColumnLine importing column name examples target field=Signal::derive(move || field_of(column)) /> }
        };
        names.into_iter().enumerate().filter(|(column, _)| shown(column)).map(line).collect_view()
    };
    view! {
        <Card title=desk.words(Phrase::ImportStepColumns)>
            <div class="import-columns" role="list">
                {each}
            </div>
        </Card>
    }
}

#[component]
fn ColumnLine(
    importing: Importing,
    column: usize,
    name: String,
    examples: Vec<String>,
    target: Target,
    field: Signal<Option<ImportField>>,
) -> impl IntoView {
    let desk = importing.desk;
    let own = desk.own.with_untracked(|own| {
        let own = own.iter().filter(|it| it.kind == target.kind());
        own.map(|it| (ImportField::Own(it.shape.number), it.shape.name.clone())).collect::<Vec<_>>()
    });
    let fields: Vec<ImportField> = target.fields().chain(own.iter().map(|(field, _)| *field)).collect();
    let keys = fields.clone();
    let chosen = Signal::derive(move || {
        let place = field.get().and_then(|field| keys.iter().position(|it| *it == field));
        Entry::Text(place.map(|it| it.to_string()).unwrap_or_default())
    });
    let all = fields.clone();
    let choose = Callback::new(move |(entry,): (Entry,)| {
        let wanted = entry.text().parse::<usize>().ok().and_then(|at| all.get(at).copied());
        let mapping = importing.preview.with_untracked(|it| it.as_ref().map(|it| it.mapping.clone()));
        if let Some(mut mapping) = mapping {
            mapping.set(column, wanted);
            importing.preview.update(|it| {
                if let Some(preview) = it {
                    preview.mapping = mapping.clone();
                }
            });
            importing.ask(|asked| {
                asked.target = Some(mapping.target);
                asked.mapping = Some(mapping);
            });
        }
    });
    let label = name.clone();
    view! {
        <div class="line" role="listitem">
            <span class="name">{name}</span>
            <span class="examples">{examples.join(" · ")}</span>
            {move || {
                let language = desk.language.get();
                let skip = ChoiceOption { key: String::new(), label: Phrase::ImportSkipColumn.text(language).to_owned() };
                let option = |(at, field): (usize, &ImportField)| ChoiceOption {
                    key: at.to_string(),
                    label: own
                        .iter()
                        .find(|(it, _)| it == field)
                        .map_or_else(|| import_field(language, *field).to_owned(), |(_, name)| name.clone()),
                };
                let options = std::iter::once(skip).chain(fields.iter().enumerate().map(option)).collect();
                let name = label.clone();
                let spoken = desk.sentence(move |language| format!("{name}: {}", Phrase::ImportGoesTo.text(language)));
                view! {
                    <FieldInput
                        label=spoken
                        label_place=LabelPlace::Spoken
                        kind=InputKind::Choice(options)
                        value=chosen
                        on_input=choose
                    />
                }
            }}
        </div>
    }
}
