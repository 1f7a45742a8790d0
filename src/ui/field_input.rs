//! One field of a form: label, control, hint and error, whatever its type.

mod choice_input;
mod field_frame;
mod flag_input;
mod tags_input;
mod text_area;
mod text_input;

use super::element_id::element_id;
use choice_input::ChoiceInput;
use field_frame::FieldFrame;
use flag_input::FlagInput;
use leptos::prelude::*;
use tags_input::TagsInput;
use text_area::TextArea;
use text_input::TextInput;

/// Label, control, hint and error of one value. The hint gives way to the error, in the same line, so that nothing moves.
#[component]
pub fn FieldInput(
    /// The field's name.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed or chosen here.
    kind: InputKind,
    /// What stands in it.
    #[prop(into)]
    value: Signal<Entry>,
    /// Called at each key or choice.
    #[prop(into)]
    on_input: Callback<(Entry,)>,
    /// Called when the entry is complete: the field is left, a choice is made, a tag is added.
    #[prop(into, optional)]
    on_commit: Option<Callback<(Entry,)>>,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: MaybeProp<String>,
    /// What is wrong and what would be right.
    #[prop(into, optional)]
    error: MaybeProp<String>,
    /// Whether it may stay empty.
    #[prop(optional)]
    requirement: Requirement,
    /// Whether the label is seen or only spoken.
    #[prop(optional)]
    label_place: LabelPlace,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    first_focus: FirstFocus,
) -> impl IntoView {
    let link = FieldLink {
        id: StoredValue::new(element_id("field")),
        wrong: Signal::derive(move || error.with(Option::is_some)),
        requirement,
        first_focus,
    };
    let commit = Callback::new(move |(entry,): (Entry,)| {
        if let Some(on_commit) = on_commit {
            on_commit.run((entry,));
        }
    });
    let side = match kind {
        InputKind::Flag => LabelSide::After,
        InputKind::Text(_)
        | InputKind::LongText
        | InputKind::Number { .. }
        | InputKind::Date
        | InputKind::Choice(_)
        | InputKind::Tags { .. } => LabelSide::Before,
    };
    let control = match kind {
        InputKind::Text(kind) => view! { <TextInput link kind value on_input commit /> }.into_any(),
        InputKind::Number { unit } => {
            view! { <TextInput link kind=TextKind::Number unit value on_input commit /> }.into_any()
        }
        InputKind::Date => view! { <TextInput link kind=TextKind::Date value on_input commit /> }.into_any(),
        InputKind::LongText => view! { <TextArea link value on_input commit /> }.into_any(),
        InputKind::Choice(options) => view! { <ChoiceInput link options value on_input commit /> }.into_any(),
        InputKind::Flag => view! { <FlagInput link value on_input commit /> }.into_any(),
        InputKind::Tags { suggestions, remove_word } => {
            view! { <TagsInput link suggestions remove_word value on_input commit /> }.into_any()
        }
    };
    view! {
        <FieldFrame link label hint error side label_place>
            {control}
        </FieldFrame>
    }
}

/// What stands in a field while it is being edited, as the person typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Text, a number or an amount as typed, a date as `YYYY-MM-DD`, the key of a choice.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Words without order.
    Tags(Vec<String>),
}

impl Entry {
    /// The text of a text entry; empty for the other kinds.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Flag(_) | Self::Tags(_) => "",
        }
    }

    /// The answer of a yes-or-no entry; no for the other kinds.
    pub fn flag(&self) -> bool {
        match self {
            Self::Flag(flag) => *flag,
            Self::Text(_) | Self::Tags(_) => false,
        }
    }

    /// The words of a tags entry; none for the other kinds.
    pub fn tags(&self) -> &[String] {
        match self {
            Self::Tags(tags) => tags,
            Self::Text(_) | Self::Flag(_) => &[],
        }
    }
}

/// Which control a field has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// One line.
    Text(TextKind),
    /// Several lines; grows with what is typed.
    LongText,
    /// A number, an amount or a per cent, as typed, with its unit after it (`€`, `%`, or nothing).
    Number {
        /// What is counted; nothing where what is typed says it.
        unit: Signal<String>,
    },
    /// A calendar day.
    Date,
    /// One of a few; give an option with an empty key where none is allowed.
    Choice(Vec<ChoiceOption>),
    /// Yes or no.
    Flag,
    /// Any number of words.
    Tags {
        /// Words already in use, offered while typing.
        suggestions: Vec<String>,
        /// The word before a tag's name on the button that takes it off, such as "Remove".
        remove_word: String,
    },
}

/// What one line of text is, so that a phone shows the right keys and the browser offers the right words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Anything.
    #[default]
    Plain,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    Link,
    /// Digits with separators of the reader's language.
    Number,
    /// A calendar day.
    Date,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What is stored.
    pub key: String,
    /// What is read.
    pub label: String,
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requirement {
    /// It may.
    #[default]
    Optional,
    /// It may not; marked.
    Required,
}

/// Whether a label is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelPlace {
    /// Beside the control.
    #[default]
    Seen,
    /// Only spoken, where the place already says it.
    Spoken,
}

/// Whether a control takes the focus when it appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstFocus {
    /// It waits.
    #[default]
    Waits,
    /// It takes it, with the text selected.
    Takes,
}

/// On which side of the control the label stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelSide {
    Before,
    After,
}

/// What ties a control to its frame.
#[derive(Clone, Copy)]
struct FieldLink {
    id: StoredValue<String>,
    wrong: Signal<bool>,
    requirement: Requirement,
    first_focus: FirstFocus,
}

impl FieldLink {
    fn id(self) -> String {
        self.id.get_value()
    }

    /// The id of the line with the hint or the error.
    fn note_id(self) -> String {
        self.id.with_value(|id| format!("{id}-note"))
    }

    /// `true` while what stands in the control is wrong.
    fn invalid(self) -> Option<&'static str> {
        self.wrong.get().then_some("true")
    }

    /// `true` if the field must not stay empty.
    fn required(self) -> Option<&'static str> {
        (self.requirement == Requirement::Required).then_some("true")
    }
}
