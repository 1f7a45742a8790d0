//! The figures that sum up a customer, each with what it rests on.

use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{count_of, every_days, n_and_as_of};
use crate::i18n::{capitalised, format};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::pages::shown_value::Showing;
use crate::queries::figure::Figure;
use crate::queries::record_detail::{FigureValue, RecordSheet};
use crate::ui::{StripItem, Tone};

/// The strip under the name.
pub(super) fn strip(showing: &Showing, sheet: &RecordSheet) -> Vec<StripItem> {
    let language = showing.language;
    let say = |phrase: Phrase| phrase.text(language).to_owned();
    let figure = |figure: Figure| sheet.figures.iter().find(|it| it.figure == figure).copied();
    let number = |it: Figure| figure(it).and_then(|value| value.number);
    let rests_on = |it: Figure, kind: Kind| {
        figure(it).map(|FigureValue { n, .. }| n_and_as_of(language, kind, n as u64, sheet.as_of))
    };
    let or_too_little = |label: Phrase, value: Option<String>, note: Option<String>| match value {
        Some(value) => StripItem { label: say(label), value, note, tone: Tone::Neutral },
        None => StripItem {
            label: say(label),
            value: "–".to_owned(),
            note: Some(say(Phrase::NotEnoughData)),
            tone: Tone::Neutral,
        },
    };
    let item = |label: Phrase, value: String, note: Option<String>| StripItem {
        label: say(label),
        value,
        note,
        tone: Tone::Neutral,
    };
    let money = |minor: i64| format::money_whole(language, Money::from_minor(minor), &showing.currency);
    let whole = |thousandths: i64| u64::try_from(thousandths / 1_000).unwrap_or_default();
    vec![
        item(
            Phrase::Value12Months,
            money(number(Figure::SpendYear).unwrap_or(0)),
            rests_on(Figure::SpendYear, Kind::Order),
        ),
        item(
            Phrase::NumberOfOrders,
            format::count(language, whole(number(Figure::Orders).unwrap_or(0))),
            number(Figure::LastOrder).map(|day| format!("{} {}", say(Phrase::LastOneWas), showing.day(day))),
        ),
        or_too_little(
            Phrase::MeanInterval,
            number(Figure::MeanInterval).map(|days| capitalised(&every_days(language, whole(days + 500)))),
            rests_on(Figure::MeanInterval, Kind::Order),
        ),
        item(
            Phrase::LastContact,
            capitalised(
                &number(Figure::LastContact).map_or_else(|| say(Phrase::StorageNever), |at| showing.moment(at)),
            ),
            rests_on(Figure::LastContact, Kind::Interaction),
        ),
        item(
            Phrase::OpenDeals,
            money(number(Figure::OpenValue).unwrap_or(0)),
            Some(count_of(language, Kind::Deal, whole(number(Figure::OpenDeals).unwrap_or(0)))),
        ),
        or_too_little(
            Phrase::LastNps,
            number(Figure::LastNps).map(|score| format!("{} / 10", whole(score))),
            rests_on(Figure::LastNps, Kind::Response),
        ),
    ]
}
