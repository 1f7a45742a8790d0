//! How the file was recognised, each guess with a choice to make another.

use leptos::prelude::*;

use super::Importing;
use crate::exchange::csv::decode::{Encoding, Evidence};
use crate::exchange::csv::detect::{HeaderRow, Separator};
use crate::exchange::csv::header::Target;
use crate::i18n::Language;
use crate::i18n::imports::{date_order, encoding, separator, target};
use crate::i18n::phrases::Phrase;
use crate::model::number_text::{DateOrder, NumberStyle};
use crate::ui::{Card, ChoiceOption, Entry, FieldInput, InputKind};
use crate::worker::work::preview_import::Preview;

const NUMBERS: [NumberStyle; 2] = [NumberStyle::ITALIAN, NumberStyle::ENGLISH];
const DATES: [DateOrder; 3] = [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];

/// One choice a line: what the rows are, encoding, separator, decimals, dates, titles.
#[component]
pub(super) fn LayoutChoices(
    /// The import.
    importing: Importing,
) -> impl IntoView {
    let desk = importing.desk;
    let seen = move |look: fn(&Preview) -> usize| {
        Signal::derive(move || importing.preview.with(|it| it.as_ref().map_or(0, look)))
    };
    let is_guess =
        move || importing.preview.with(|it| it.as_ref().is_some_and(|it| it.detection.evidence == Evidence::Guess));
    view! {
        <Card title=desk.words(Phrase::ImportDetected)>
            <div class="layout-choices">
                <Choice
                    importing
                    label=Phrase::ImportWhat
                    options=&|language| Target::ALL.iter().map(|it| target(language, *it).to_owned()).collect()
                    chosen=seen(|it| place(&Target::ALL, &it.mapping.target))
                    on_choose=Callback::new(move |(at,): (usize,)| {
                        importing
                            .ask(|asked| {
                                asked.target = Target::ALL.get(at).copied();
                                asked.mapping = None;
                            });
                    })
                />
                <Choice
                    importing
                    label=Phrase::ImportEncoding
                    options=&|language| Encoding::ALL.iter().map(|it| encoding(language, *it).to_owned()).collect()
                    chosen=seen(|it| place(&Encoding::ALL, &it.detection.layout.encoding))
                    on_choose=Callback::new(move |(at,): (usize,)| {
                        importing.ask(|asked| asked.wishes.encoding = Encoding::ALL.get(at).copied());
                    })
                />
                <Choice
                    importing
                    label=Phrase::ImportSeparator
                    options=&|language| Separator::ALL.iter().map(|it| separator(language, *it).to_owned()).collect()
                    chosen=seen(|it| place(&Separator::ALL, &it.detection.layout.separator))
                    on_choose=Callback::new(move |(at,): (usize,)| {
                        importing
                            .ask(|asked| {
                                asked.wishes.separator = Separator::ALL.get(at).copied();
                                asked.mapping = None;
                                asked.styles = None;
                            });
                    })
                />
                <Choice
                    importing
                    label=Phrase::ImportDecimals
                    options=&|language| {
                        [Phrase::DecimalComma, Phrase::DecimalPoint].map(|it| it.text(language).to_owned()).to_vec()
                    }
                    chosen=seen(|it| {
                        let n_points = it.styles.iter().filter(|it| it.numbers == NumberStyle::ENGLISH).count();
                        usize::from(n_points * 2 > it.styles.len())
                    })
                    on_choose=Callback::new(move |(at,): (usize,)| {
                        let styles = importing.preview.with_untracked(|it| it.as_ref().map(|it| it.styles.clone()));
                        if let (Some(mut styles), Some(numbers)) = (styles, NUMBERS.get(at)) {
                            for style in &mut styles {
                                style.numbers = *numbers;
                            }
                            importing.ask(|asked| asked.styles = Some(styles));
                        }
                    })
                />
                <Choice
                    importing
                    label=Phrase::ImportDates
                    options=&|language| DATES.map(|it| date_order(language, it).to_owned()).to_vec()
                    chosen=seen(|it| {
                        let of = |order: &DateOrder| it.styles.iter().filter(|style| style.dates == *order).count();
                        DATES.iter().enumerate().max_by_key(|(at, order)| (of(order), usize::MAX - at)).map_or(0, |it| it.0)
                    })
                    on_choose=Callback::new(move |(at,): (usize,)| {
                        let styles = importing.preview.with_untracked(|it| it.as_ref().map(|it| it.styles.clone()));
                        if let (Some(mut styles), Some(dates)) = (styles, DATES.get(at)) {
                            for style in &mut styles {
                                style.dates = *dates;
                            }
                            importing.ask(|asked| asked.styles = Some(styles));
                        }
                    })
                />
                <FieldInput
                    label=desk.words(Phrase::ImportHeader)
                    kind=InputKind::Flag
                    value=Signal::derive(move || {
                        let has_titles = |it: &Preview| matches!(it.detection.layout.header, HeaderRow::At { .. });
                        Entry::Flag(importing.preview.with(|it| it.as_ref().is_none_or(has_titles)))
                    })
                    on_input=Callback::new(move |(entry,): (Entry,)| {
                        let header = importing
                            .preview
                            .with_untracked(|it| it.as_ref().map(|it| it.detection.layout.header));
                        let line = match header {
                            Some(HeaderRow::At { line } | HeaderRow::Missing { line }) => line,
                            None => 1,
                        };
                        let has_titles = entry == Entry::Flag(true);
                        let wish = if has_titles { HeaderRow::At { line } } else { HeaderRow::Missing { line } };
                        importing
                            .ask(|asked| {
                                asked.wishes.header = Some(wish);
                                asked.mapping = None;
                            });
                    })
                />
            </div>
            {move || is_guess().then(|| view! { <p class="hint">{desk.words(Phrase::ImportCheckLetters)}</p> })}
        </Card>
    }
}

/// A list with its label, in the language of now.
#[component]
fn Choice(
    importing: Importing,
    label: Phrase,
    options: &'static (dyn Fn(Language) -> Vec<String> + Send + Sync),
    chosen: Signal<usize>,
    on_choose: Callback<(usize,)>,
) -> impl IntoView {
    let desk = importing.desk;
    let choose = Callback::new(move |(entry,): (Entry,)| {
        if let Ok(at) = entry.text().parse() {
            on_choose.run((at,));
        }
    });
    move || {
        let option = |(at, label): (usize, String)| ChoiceOption { key: at.to_string(), label };
        let options = options(desk.language.get()).into_iter().enumerate().map(option).collect();
        view! {
            <FieldInput
                label=desk.words(label)
                kind=InputKind::Choice(options)
                value=Signal::derive(move || Entry::Text(chosen.get().to_string()))
                on_input=choose
            />
        }
    }
}

fn place<T: PartialEq>(all: &[T], wanted: &T) -> usize {
    all.iter().position(|it| it == wanted).unwrap_or(0)
}
