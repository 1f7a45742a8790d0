//! What happened with a customer, in the words and days of the timeline.

use crate::i18n::phrases::Phrase;
use crate::i18n::{capitalised, choice_label, format};
use crate::model::date::{Date, Time};
use crate::model::field::FieldNumber;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::stage::StageField;
use crate::model::ticket::TicketField;
use crate::pages::calendar;
use crate::pages::shown_value::Showing;
use crate::queries::timeline::{Event, Precision, TimelineEvent};
use crate::ui::{IconName, TimelineDay, TimelineEntry, Tone, in_small_letters};

/// Events, newest first, gathered by the reader's day.
pub(super) fn days(showing: &Showing, events: &[TimelineEvent]) -> Vec<TimelineDay> {
    let mut days: Vec<(Date, Vec<TimelineEntry>)> = Vec::new();
    for event in events {
        let entry = entry(showing, event);
        let day = day_of(event);
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, entries)) => entries.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    let named = |(day, entries)| TimelineDay {
        label: capitalised(&format::day_near(showing.language, day, showing.today)),
        entries,
    };
    days.into_iter().map(named).collect()
}

fn day_of(event: &TimelineEvent) -> Date {
    let time = Time::from_millis(event.at);
    let offset = match event.precision {
        Precision::Day => 0,
        Precision::Moment => calendar::offset_minutes(time),
    };
    time.date_at(offset).unwrap_or(Date::MIN)
}

/// One event as the timeline draws it.
pub(super) fn entry(showing: &Showing, event: &TimelineEvent) -> TimelineEntry {
    let told = tell(showing, &event.event);
    let time = match event.precision {
        Precision::Day => String::new(),
        Precision::Moment => {
            let time = Time::from_millis(event.at);
            let minutes = event.at.div_euclid(60_000) + i64::from(calendar::offset_minutes(time));
            format::minute_of_day(u32::try_from(minutes.rem_euclid(1_440)).unwrap_or_default())
        }
    };
    TimelineEntry {
        key: event.id.to_string(),
        icon: told.icon,
        tone: told.tone,
        title: told.title,
        text: told.text,
        time,
        author: told.author,
        opens: opens(&event.event).is_some(),
    }
}

/// The kind of the record that tells of an event, where it can be opened.
pub(super) fn opens(event: &Event) -> Option<Kind> {
    match event {
        Event::Interaction { .. } => Some(Kind::Interaction),
        Event::Order { .. } => Some(Kind::Order),
        Event::TaskDone { .. } => Some(Kind::Task),
        Event::DealOpened { .. }
        | Event::DealClosed { .. }
        | Event::TicketOpened { .. }
        | Event::TicketSolved { .. }
        | Event::Response { .. } => None,
    }
}

struct Told {
    icon: IconName,
    tone: Tone,
    title: String,
    text: String,
    author: Option<String>,
}

fn tell(showing: &Showing, event: &Event) -> Told {
    let language = showing.language;
    let say = |phrase: Phrase| phrase.text(language).to_owned();
    let plain = |icon, tone, title: String, text: String| Told { icon, tone, title, text, author: None };
    match event {
        Event::Interaction { type_, direction, text, sentiment, member, .. } => {
            let name = choice(showing, Kind::Interaction, InteractionField::Type.number(), *type_);
            let way = choice(showing, Kind::Interaction, InteractionField::Direction.number(), *direction);
            let title = joined([name, way.map(|way| in_small_letters(&way))], " ");
            Told {
                icon: interaction_icon(*type_),
                tone: sentiment_tone(*sentiment),
                title,
                text: text.clone(),
                author: member.as_ref().map(|it| it.name.clone()),
            }
        }
        Event::Order { number, status, net } => {
            let status = choice(showing, Kind::Order, OrderField::Status.number(), *status);
            let title = joined([Some(say(Phrase::EventOrder)), Some(number.clone())], " ");
            let text = joined([status, Some(showing.money(*net))], ", ");
            plain(IconName::Receipt, Tone::Accent, title, text)
        }
        Event::DealOpened { name, stage, value } => {
            let stage = stage.as_ref().map(|it| it.name.clone());
            let text = joined([Some(name.clone()), stage, value.map(|it| showing.money(it))], ", ");
            plain(IconName::Handshake, Tone::Neutral, say(Phrase::EventDealOpened), text)
        }
        Event::DealClosed { name, outcome, value, reason } => {
            let outcome =
                outcome.and_then(|it| Kind::Stage.field(StageField::Outcome.number())?.choices.get(it as usize));
            let (tone, phrase) = match outcome.copied() {
                Some("won") => (Tone::Good, Phrase::EventDealWon),
                Some("lost") => (Tone::Bad, Phrase::EventDealLost),
                Some(_) | None => (Tone::Neutral, Phrase::EventDealClosed),
            };
            let text = joined([Some(name.clone()), value.map(|it| showing.money(it)), Some(reason.clone())], ", ");
            plain(IconName::Handshake, tone, say(phrase), text)
        }
        Event::TicketOpened { subject, status, .. } => {
            let status = choice(showing, Kind::Ticket, TicketField::Status.number(), *status);
            let text = joined([Some(subject.clone()), status], ", ");
            plain(IconName::Ticket, Tone::Warn, say(Phrase::EventTicketOpened), text)
        }
        Event::TicketSolved { subject } => {
            plain(IconName::Ticket, Tone::Good, say(Phrase::EventTicketSolved), subject.clone())
        }
        Event::TaskDone { title, owner, .. } => Told {
            author: owner.as_ref().map(|it| it.name.clone()),
            ..plain(IconName::CheckCircle, Tone::Neutral, say(Phrase::EventTaskDone), title.clone())
        },
        Event::Response { nps, csat, comment, .. } => {
            let nps = nps.map(|it| format!("NPS {}", it / 1_000));
            let csat = csat.map(|it| format!("CSAT {it}"));
            let text = joined([nps, csat, Some(comment.clone())], ", ");
            plain(IconName::Star, Tone::Neutral, say(Phrase::EventResponse), text)
        }
    }
}

/// The label of a choice, where one was made.
pub(super) fn choice(showing: &Showing, kind: Kind, field: FieldNumber, index: Option<i64>) -> Option<String> {
    let index = usize::try_from(index?).ok()?;
    Some(choice_label(showing.language, kind, field, index).to_owned())
}

fn joined<const N: usize>(parts: [Option<String>; N], between: &str) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// By [`InteractionField::Type`].
fn interaction_icon(type_: Option<i64>) -> IconName {
    match type_ {
        Some(1) => IconName::Phone,
        Some(2) => IconName::UsersThree,
        Some(3) => IconName::MapPin,
        Some(4) => IconName::EnvelopeSimple,
        Some(5 | 6) => IconName::ChatCircleText,
        Some(7) => IconName::Lightning,
        Some(_) | None => IconName::NotePencil,
    }
}

/// By [`InteractionField::Sentiment`].
fn sentiment_tone(sentiment: Option<i64>) -> Tone {
    match sentiment {
        Some(0) => Tone::Bad,
        Some(2) => Tone::Good,
        Some(_) | None => Tone::Neutral,
    }
}
