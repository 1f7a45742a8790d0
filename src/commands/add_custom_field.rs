//! Makes a field of the user's own.

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::create_record::making;
use crate::commands::refusal::{Invalid, Mistake, NotAField};
use crate::commands::validate::MAX_LINE;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::check::Wrong;
use crate::model::custom_field::{CustomFieldField as Field, choice_of, field_type};
use crate::model::field::{FIRST_CUSTOM, FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Makes a field of the user's own: it behaves as a built-in one everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddCustomField {
    /// Of which kind.
    pub kind: Kind,
    /// Its label.
    pub name: String,
    /// Its type.
    pub field_type: OwnType,
    /// How strict it is.
    pub need: Need,
    /// Whether search finds it.
    pub search: InSearch,
    /// Help shown beside it.
    pub help: String,
}

/// The type of a field of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnType {
    /// Words.
    Text,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A day.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// Several of these.
    Choices(Vec<String>),
    /// Yes or no.
    YesNo,
    /// A record of that kind.
    Reference(Kind),
    /// One to five stars.
    Rating,
    /// A web address.
    Link,
}

impl OwnType {
    /// The type of a field of that type, with its choices; words where no field of the user's own has it.
    pub fn of(field_type: FieldType, choices: Vec<String>) -> Self {
        match field_type {
            FieldType::Number => Self::Number,
            FieldType::Money => Self::Money,
            FieldType::Percent => Self::Percent,
            FieldType::Date => Self::Date,
            FieldType::Choice => Self::Choice(choices),
            FieldType::Choices => Self::Choices(choices),
            FieldType::Flag => Self::YesNo,
            FieldType::Reference(to) => Self::Reference(to),
            FieldType::Rating => Self::Rating,
            FieldType::WebAddress => Self::Link,
            FieldType::Text
            | FieldType::Repeating
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::PostalCode
            | FieldType::SdiCode
            | FieldType::Time
            | FieldType::References(_) => Self::Text,
        }
    }
}

/// Whether a record is refused without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It may stay empty.
    Optional,
    /// A new record is refused without it.
    Required,
}

/// Whether search finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InSearch {
    /// It does not.
    LeftOut,
    /// It does.
    Found,
}

/// A byte holds a choice, with one value for none.
const MAX_CHOICE: usize = 254;
/// 63 bits hold several.
const MAX_CHOICES: usize = 63;

impl Tell for AddCustomField {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        if matches!(self.kind, Kind::CustomField | Kind::Workspace | Kind::SavedView | Kind::WorkflowRun) {
            return Err(Refusal::NotAField(NotAField::KindFixed(self.kind)));
        }
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        check_name(data, self.kind, &name, None)?;
        let (field_type, choices, to) = self.type_values()?;
        let place = choice_of(field_type).and_then(|place| i64::try_from(place).ok());
        let number = next_number(data, self.kind).ok_or(Refusal::NotAField(NotAField::NoNumberLeft))?;
        let flag = |is_set: bool| if is_set { Value::Number(1) } else { Value::Empty };
        let values = vec![
            (Field::Name.number(), Value::Text(name)),
            (Field::On.number(), Value::from_text(self.kind.name())),
            (Field::Number.number(), Value::Number(i64::from(number) * 1_000)),
            (Field::Type.number(), place.map_or(Value::Empty, Value::Number)),
            (Field::Choices.number(), Value::from_text(&choices.join("\n"))),
            (Field::To.number(), Value::from_text(to.map_or("", Kind::name))),
            (Field::Required.number(), flag(self.need == Need::Required)),
            (Field::Searchable.number(), flag(self.search == InSearch::Found)),
            (Field::Help.number(), Value::from_text(self.help.trim())),
        ];
        let id = context.ids.next_id();
        let changes = making(Kind::CustomField, id, values);
        let made = vec![(Kind::CustomField, id)];
        Ok(Planned { made, ..Planned::done(Plan { changes, ..Plan::default() }) })
    }
}

impl AddCustomField {
    /// The type, its choices, the kind referred to.
    fn type_values(&self) -> Result<(FieldType, Vec<String>, Option<Kind>), Refusal> {
        let plain = |field_type| Ok((field_type, Vec::new(), None));
        match &self.field_type {
            OwnType::Text => plain(FieldType::Text),
            OwnType::Number => plain(FieldType::Number),
            OwnType::Money => plain(FieldType::Money),
            OwnType::Percent => plain(FieldType::Percent),
            OwnType::Date => plain(FieldType::Date),
            OwnType::Choice(choices) => Ok((FieldType::Choice, checked_choices(choices, MAX_CHOICE)?, None)),
            OwnType::Choices(choices) => Ok((FieldType::Choices, checked_choices(choices, MAX_CHOICES)?, None)),
            OwnType::YesNo => plain(FieldType::Flag),
            OwnType::Reference(to) => Ok((FieldType::Reference(*to), Vec::new(), Some(*to))),
            OwnType::Rating => plain(FieldType::Rating),
            OwnType::Link => plain(FieldType::WebAddress),
        }
    }
}

/// Checks what is to be written into a definition that is there: its name stays its own, and its choices, which records
/// hold by their place, stay where they are.
pub fn check_definition(data: &Data, id: Id, values: &mut [(FieldNumber, Value)]) -> Result<(), Refusal> {
    let definitions = data.table(Kind::CustomField);
    let Some(row) = definitions.ids.row_of(id) else { return Ok(()) };
    let Some(kind) = Kind::from_name(definitions.text(row, Field::On.number())) else { return Ok(()) };
    let number = definitions.number(row, Field::Number.number()).and_then(|it| FieldNumber::try_from(it / 1_000).ok());
    for (field, value) in values {
        if *field == Field::Name.number() {
            check_name(data, kind, value.text(), number)?;
        } else if *field == Field::Choices.number() {
            let before: Vec<&str> = definitions.text(row, *field).lines().collect();
            if before.is_empty() && value.is_empty() {
                continue;
            }
            let place = definitions.number(row, Field::Type.number());
            let is_one = place.and_then(|place| field_type(place, None)) == Some(FieldType::Choice);
            let lines: Vec<String> = value.text().lines().map(str::to_owned).collect();
            let after = checked_choices(&lines, if is_one { MAX_CHOICE } else { MAX_CHOICES })?;
            let stays = |(place, choice): (usize, &&str)| match after.get(place) {
                Some(now) => now == choice || after.iter().all(|it| it != choice),
                None => false,
            };
            if let Some(choice) = before.iter().enumerate().find(|it| !stays(*it)).map(|(_, choice)| *choice) {
                return Err(Refusal::NotAField(NotAField::ChoiceMoved(choice.to_owned())));
            }
            *value = Value::from_text(&after.join("\n"));
        }
    }
    Ok(())
}

fn check_name(data: &Data, kind: Kind, name: &str, own: Option<FieldNumber>) -> Result<(), Refusal> {
    let found = name.chars().count();
    let wrong = match found {
        0 => Some(Wrong::Required),
        _ if found > MAX_LINE => Some(Wrong::TooLong { max: MAX_LINE as u32, found: found as u32 }),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let wrong = Mistake::Value(wrong);
        return Err(Refusal::Invalid(vec![Invalid { kind: Kind::CustomField, field: Field::Name.number(), wrong }]));
    }
    let same = |other: &str| other.to_lowercase() == name.to_lowercase();
    if data.fields(kind).any(|field| field.shown && Some(field.number) != own && same(&field.name)) {
        return Err(Refusal::NotAField(NotAField::NameTaken));
    }
    Ok(())
}

fn checked_choices(choices: &[String], max: usize) -> Result<Vec<String>, Refusal> {
    let mut checked: Vec<String> = Vec::new();
    for choice in choices.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if checked.contains(&choice) {
            return Err(Refusal::NotAField(NotAField::ChoiceTwice(choice)));
        }
        if !choice.is_empty() {
            checked.push(choice);
        }
    }
    match checked.len() {
        0 => Err(Refusal::NotAField(NotAField::NoChoices)),
        found if found > max => Err(Refusal::NotAField(NotAField::TooManyChoices { max: max as u32 })),
        _ => Ok(checked),
    }
}

/// The first number that no field of the kind ever had: definitions in the bin and columns count too.
fn next_number(data: &Data, kind: Kind) -> Option<FieldNumber> {
    let own = data.table(kind).columns().iter().map(|(number, _)| *number);
    let known = own.chain(data.fields(kind).map(|field| field.number)).filter(|number| *number >= FIRST_CUSTOM);
    known.max().map_or(Some(FIRST_CUSTOM), |last| last.checked_add(1))
}
