//! Where a contact or a task is written down: note, call, meeting, visit, task.

use leptos::prelude::*;

use crate::commands::create_record::CreateRecord;
use crate::i18n::Language;
use crate::i18n::choice_labels;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::model::date::Date;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::task::TaskField;
use crate::pages::calendar;
use crate::pages::desk::Desk;
use crate::pages::record_form::RecordForm;
use crate::ui::{
    Button, ButtonKind, ButtonRole, ChoiceOption, Entry, FieldInput, FirstFocus, Icon, IconName, InputKind, LabelPlace,
    is_edit_while,
};

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Composed {
    /// A note.
    Note,
    /// A call.
    Call,
    /// A meeting.
    Meeting,
    /// A visit.
    Visit,
    /// Something to do.
    Task,
}

impl Composed {
    const ALL: [Self; 5] = [Self::Note, Self::Call, Self::Meeting, Self::Visit, Self::Task];

    fn words(self) -> (Phrase, Phrase, IconName) {
        match self {
            Self::Note => (Phrase::ComposeNote, Phrase::NotePlaceholder, IconName::NotePencil),
            Self::Call => (Phrase::ComposeCall, Phrase::CallPlaceholder, IconName::Phone),
            Self::Meeting => (Phrase::ComposeMeeting, Phrase::MeetingPlaceholder, IconName::UsersThree),
            Self::Visit => (Phrase::ComposeVisit, Phrase::VisitPlaceholder, IconName::MapPin),
            Self::Task => (Phrase::ComposeTask, Phrase::TaskPlaceholder, IconName::ListChecks),
        }
    }

    fn kind(self) -> Kind {
        if self == Self::Task { Kind::Task } else { Kind::Interaction }
    }

    /// The name of its [`InteractionField::Type`].
    fn interaction(self) -> Option<&'static str> {
        match self {
            Self::Note => Some("note"),
            Self::Call => Some("call"),
            Self::Meeting => Some("meeting"),
            Self::Visit => Some("visit"),
            Self::Task => None,
        }
    }
}

/// A row of what can be written down; the chosen one opens a field under it.
#[component]
pub(super) fn Composer(
    /// With whom.
    customer: Id,
    /// What is being written, if anything.
    composing: RwSignal<Option<Composed>>,
) -> impl IntoView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    is_edit_while(Signal::derive(move || composing.get().is_some() && text.with(|text| !text.trim().is_empty())));
    let choose = move |composed: Composed| {
        let (phrase, _, icon) = composed.words();
        view! {
            <button
                type="button"
                class="kind"
                aria-pressed=move || if composing.get() == Some(composed) { "true" } else { "false" }
                on:click=move |_| composing.update(|it| *it = (*it != Some(composed)).then_some(composed))
            >
                <Icon name=icon />
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <div class="composer">
            <div class="kinds" role="group" aria-label=desk.words(Phrase::LogContact)>
                {Composed::ALL.map(choose).collect_view()}
            </div>
            {move || composing.get().map(|composed| view! { <Writing customer composing composed text /> })}
        </div>
    }
}

#[component]
fn Writing(
    customer: Id,
    composing: RwSignal<Option<Composed>>,
    composed: Composed,
    text: RwSignal<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let (_, placeholder, _) = composed.words();
    let tomorrow = desk.today.get_untracked().add_days(1).unwrap_or(Date::MAX);
    let due = RwSignal::new(iso(tomorrow));
    let sentiment = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let end = move || {
        text.try_set(String::new());
        composing.try_set(None);
    };
    let command = move || {
        let written = text.with(|text| text.trim().to_owned());
        match composed.interaction() {
            Some(name) => contact(customer, name, &written, &sentiment.get()),
            None => task(customer, &written, &due.get()),
        }
    };
    let save = move || {
        if text.with_untracked(|text| text.trim().is_empty()) || busy.get_untracked() {
            return;
        }
        if desk.asks_for_more(composed.kind()) {
            // Words and a day are not enough: a form asks for the rest.
            asking.set(true);
            return;
        }
        let command = untrack(command);
        let kind = command.kind;
        busy.set(true);
        desk.client.tell_then(command, move |outcome| {
            busy.try_set(false);
            match outcome {
                Ok(done) => {
                    end();
                    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, kind), &done);
                }
                Err(why) => desk.refuse(&why),
            }
        });
    };
    let more = move || match composed {
        Composed::Task => view! {
            <FieldInput
                label=desk.words(Phrase::ByWhen)
                kind=InputKind::Date
                value=Signal::derive(move || Entry::Text(due.get()))
                on_input=move |entry: Entry| due.set(entry.text().to_owned())
            />
        }
        .into_any(),
        Composed::Call | Composed::Meeting | Composed::Visit => view! {
            <FieldInput
                label=desk.words(Phrase::HowItWent)
                kind=InputKind::Choice(sentiments(desk.language.get()))
                value=Signal::derive(move || Entry::Text(sentiment.get()))
                on_input=move |entry: Entry| sentiment.set(entry.text().to_owned())
            />
        }
        .into_any(),
        Composed::Note => ().into_any(),
    };
    let form = move || {
        let given = Signal::derive(move || command().values);
        view! { <RecordForm kind=composed.kind() open=asking fields=&[] given on_made=move |_: Id| end() /> }.into_any()
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            composing.set(None);
        }
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            save();
        }
        _ => {}
    };
    view! {
        <form
            on:keydown=on_key
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <FieldInput
                label=desk.words(placeholder)
                kind=InputKind::LongText
                value=Signal::derive(move || Entry::Text(text.get()))
                on_input=move |entry: Entry| text.set(entry.text().to_owned())
                first_focus=FirstFocus::Takes
                label_place=LabelPlace::Seen
            />
            <div class="end">
                {more}
                <div class="buttons">
                    <Button kind=ButtonKind::Quiet on_press=move || composing.set(None)>
                        {desk.words(Phrase::Cancel)}
                    </Button>
                    <Button kind=ButtonKind::Main role=ButtonRole::Submit busy=busy kbd="Ctrl ↵">
                        {desk.words(Phrase::Save)}
                    </Button>
                </div>
            </div>
        </form>
        {form()}
    }
}

fn contact(customer: Id, type_: &str, text: &str, sentiment: &str) -> CreateRecord {
    let mut values = vec![
        (InteractionField::Customer.number(), Value::Reference(customer)),
        (InteractionField::At.number(), Value::Number(calendar::now().millis())),
        (InteractionField::Type.number(), choice_named(Kind::Interaction, InteractionField::Type.number(), type_)),
        (InteractionField::Text.number(), Value::from_text(text)),
    ];
    if let Ok(sentiment) = sentiment.parse() {
        values.push((InteractionField::Sentiment.number(), Value::Number(sentiment)));
    }
    CreateRecord { kind: Kind::Interaction, values }
}

/// The first line is the title, what follows are notes.
fn task(customer: Id, text: &str, due: &str) -> CreateRecord {
    let (title, notes) = text.split_once('\n').unwrap_or((text, ""));
    let day = Date::parse_iso(due).map_or(Value::Empty, |day| Value::Number(i64::from(day.days())));
    let values = vec![
        (TaskField::Title.number(), Value::from_text(title.trim())),
        (TaskField::Notes.number(), Value::from_text(notes.trim())),
        (TaskField::Customer.number(), Value::Reference(customer)),
        (TaskField::Due.number(), day),
    ];
    CreateRecord { kind: Kind::Task, values }
}

fn choice_named(kind: Kind, field: FieldNumber, name: &str) -> Value {
    let at = kind.field(field).and_then(|spec| spec.choices.iter().position(|it| *it == name));
    at.and_then(|at| i64::try_from(at).ok()).map_or(Value::Empty, Value::Number)
}

fn sentiments(language: Language) -> Vec<ChoiceOption> {
    let none = ChoiceOption { key: String::new(), label: Phrase::NotSet.text(language).to_owned() };
    let labels = choice_labels(language, Kind::Interaction, InteractionField::Sentiment.number());
    let option =
        |(at, (_, label)): (usize, &(&str, &str))| ChoiceOption { key: at.to_string(), label: (*label).to_owned() };
    std::iter::once(none).chain(labels.iter().enumerate().map(option)).collect()
}

fn iso(day: Date) -> String {
    let civil = day.civil();
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}
