//! Fields that do not exist until they are turned on with a reason.

use leptos::prelude::*;

use crate::commands::turn_off_sensitive::TurnOffSensitive;
use crate::commands::turn_on_sensitive::TurnOnSensitive;
use crate::i18n::phrases::Phrase;
use crate::i18n::{choice_labels, field_label};
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::workspace::{EXPORTS, WorkspaceField};
use crate::pages::desk::Desk;
use crate::queries::fields::Fields;
use crate::queries::record_detail::RecordSheet;
use crate::queries::shown::ListCell;
use crate::ui::{
    Button, ButtonKind, ButtonRole, Card, Dialog, DialogShape, Entry, FieldInput, FirstFocus, InputKind, Requirement,
    Tag, Tone,
};

/// The kind that has sensitive fields.
const KIND: Kind = Kind::Customer;

/// The sensitive fields: whether they are on, why, and what they may be used for.
#[component]
pub(super) fn SensitiveCard(
    /// The workspace's record.
    sheet: Memo<Option<RecordSheet>>,
) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(|| Fields { kind: KIND });
    let asking = RwSignal::new(None::<FieldNumber>);
    let fields = Memo::new(move |_| {
        asked.with(|asked| {
            let fields = asked.here().map_or(&[][..], |shape| &shape.fields);
            let sensitive = fields.iter().filter(|field| field.sensitive);
            sensitive.map(|field| (field.number, field.name.clone(), field.turned_on)).collect::<Vec<_>>()
        })
    });
    let reasons = move || match cell(sheet, WorkspaceField::SensitiveReason) {
        ListCell::Text(text) => text,
        ListCell::Empty | ListCell::Number(_) | ListCell::Record { .. } | ListCell::Records(_) => String::new(),
    };
    let rows = move || {
        let (language, reasons) = (desk.language.get(), reasons());
        let row = |(number, name, is_on): (FieldNumber, String, bool)| {
            let start = format!("{}.{name}: ", KIND.name());
            let reason = reasons.lines().rev().find_map(|line| line.strip_prefix(&start)).filter(|_| is_on);
            let turn_off = move || {
                desk.tell(TurnOffSensitive { kind: KIND, field: number }, |language| {
                    Phrase::SensitiveIsOff.text(language).to_owned()
                });
            };
            let change = if is_on { Phrase::Change } else { Phrase::TurnOn };
            view! {
                <li>
                    <b>{field_label(language, KIND, number)}</b>
                    {is_on.then(|| view! { <Tag tone=Tone::Warn>{Phrase::TurnedOn.text(language)}</Tag> })}
                    <span class="reason">{reason.map(str::to_owned)}</span>
                    <Button on_press=move || asking.set(Some(number))>{change.text(language)}</Button>
                    {is_on
                        .then(|| {
                            view! {
                                <Button kind=ButtonKind::Danger on_press=turn_off>
                                    {Phrase::TurnOffAndEmpty.text(language)}
                                </Button>
                            }
                        })}
                </li>
            }
        };
        fields.get().into_iter().map(row).collect_view()
    };
    let is_open = Signal::derive(move || asking.with(Option::is_some));
    view! {
        <Card title=desk.words(Phrase::SensitiveSettings)>
            <p>{desk.words(Phrase::SensitiveSettingsText)}</p>
            <ul class="sensitive">{rows}</ul>
            <Dialog
                open=is_open
                title=desk.words(Phrase::SensitiveSettings)
                close_label=desk.words(Phrase::Close)
                shape=DialogShape::Small
                on_close=move || asking.set(None)
            >
                {move || asking.get().map(|field| view! { <Reason field sheet asking /> })}
            </Dialog>
        </Card>
    }
    .into_any()
}

fn cell(sheet: Memo<Option<RecordSheet>>, field: WorkspaceField) -> ListCell {
    sheet.with(|sheet| {
        let fields = sheet.as_ref().map_or(&[][..], |sheet| &sheet.fields);
        fields.iter().find(|(number, _)| *number == field.number()).map_or(ListCell::Empty, |(_, cell)| cell.clone())
    })
}

/// Why, and for what.
#[component]
fn Reason(
    field: FieldNumber,
    sheet: Memo<Option<RecordSheet>>,
    asking: RwSignal<Option<FieldNumber>>,
) -> impl IntoView {
    let desk = Desk::here();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    // A backup is to bring everything back: it may hold the field unless the user says that it may not.
    let uses = RwSignal::new(match untrack(|| cell(sheet, WorkspaceField::SensitiveUses)) {
        ListCell::Number(uses) => uses,
        ListCell::Empty | ListCell::Text(_) | ListCell::Record { .. } | ListCell::Records(_) => 1 << EXPORTS,
    });
    let save = move || {
        let (reason, uses) = (reason.get_untracked(), uses.get_untracked());
        desk.client.tell_then(TurnOnSensitive { kind: KIND, field, reason, uses }, move |outcome| match outcome {
            Ok(done) => {
                asking.try_set(None);
                let language = desk.language.get_untracked();
                desk.note_done(Phrase::SensitiveIsOn.text(language).to_owned(), &done);
            }
            Err(why) => drop(error.try_set(Some(desk.refusal_sentences(&why).join(" ")))),
        });
    };
    let language = desk.language.get_untracked();
    let labels = choice_labels(language, Kind::Workspace, WorkspaceField::SensitiveUses.number());
    let allow = |(bit, (_, label)): (usize, &(&'static str, &'static str))| {
        let label = *label;
        view! {
            <FieldInput
                label=label
                kind=InputKind::Flag
                value=Signal::derive(move || Entry::Flag(uses.get() >> bit & 1 == 1))
                on_input=move |entry: Entry| {
                    uses.update(|uses| *uses = *uses & !(1 << bit) | i64::from(entry.flag()) << bit);
                }
            />
        }
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <p>
                <b>{field_label(language, KIND, field)}</b>
            </p>
            <FieldInput
                label=desk.words(Phrase::SensitiveWhy)
                kind=InputKind::LongText
                value=Signal::derive(move || Entry::Text(reason.get()))
                on_input=move |entry: Entry| {
                    error.set(None);
                    reason.set(entry.text().to_owned());
                }
                error
                requirement=Requirement::Required
                first_focus=FirstFocus::Takes
            />
            <p>{desk.words(Phrase::SensitiveFor)}</p>
            {labels.iter().enumerate().map(allow).collect_view()}
            <div class="dialog-buttons">
                <Button on_press=move || asking.set(None)>{desk.words(Phrase::Cancel)}</Button>
                <Button kind=ButtonKind::Main role=ButtonRole::Submit>
                    {desk.words(Phrase::TurnOn)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
