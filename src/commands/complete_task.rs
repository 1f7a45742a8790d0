//! Ticks a task off, and makes the next one where it comes again.

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::create_record::making;
use crate::commands::edit_records::{editing, present};
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::date::Date;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::task::TaskField as Field;

/// Ticks a task off; one that comes again gets its successor, on its next day after today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteTask {
    /// Which.
    pub task: Id,
}

impl Tell for CompleteTask {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        let row = present(data, Kind::Task, self.task)?;
        let value = |field: Field| data.value(Kind::Task, row, field.number());
        if !value(Field::DoneAt).is_empty() {
            return Ok(Planned::done(Plan::default()));
        }
        let done_at = Value::Number(context.now.millis());
        let mut changes: Vec<_> =
            editing(data, Kind::Task, self.task, vec![(Field::DoneAt.number(), done_at)]).collect();
        let mut made = Vec::new();
        let due = value(Field::Due).number().and_then(|days| Date::from_days(i32::try_from(days).ok()?).ok());
        let next = value(Field::Recurrence).number().and_then(|every| next_day(due, every, context.today));
        if let Some(next) = next {
            let id = context.ids.next_id();
            let left_out = [Field::DoneAt.number(), Field::SnoozedUntil.number(), Field::Due.number()];
            let fields = data.fields(Kind::Task).map(|field| field.number).filter(|field| !left_out.contains(field));
            let mut values: Vec<_> = fields.map(|field| (field, data.value(Kind::Task, row, field))).collect();
            values.push((Field::Due.number(), Value::Number(i64::from(next.days()))));
            changes.extend(making(Kind::Task, id, values));
            made.push((Kind::Task, id));
        }
        Ok(Planned { made, ..Planned::done(Plan { changes, ..Plan::default() }) })
    }
}

/// The first day after today on which the task comes again: counted from the day it was due, so that it keeps its weekday
/// and its day of the month.
fn next_day(due: Option<Date>, every: i64, today: Date) -> Option<Date> {
    let due = due.unwrap_or(today);
    let behind = (today.days() - due.days()).max(0);
    match every {
        0 => due.add_days(behind + 1).ok(),
        1 => due.add_days((behind / 7 + 1) * 7).ok(),
        2 => (behind / 31 + 1..).find_map(|months| after(due.add_months(months).ok(), today))?,
        3 => (behind / 366 + 1..).find_map(|years| after(due.add_months(years * 12).ok(), today))?,
        _ => None,
    }
}

/// The day, if it comes after today; nothing at all, if there is none any more.
#[expect(clippy::option_option, reason = "not yet is another thing than never")]
fn after(day: Option<Date>, today: Date) -> Option<Option<Date>> {
    match day {
        Some(day) => (day > today).then_some(Some(day)),
        None => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_comes_again_on_its_next_day_after_today() {
        let day = |text: &str| Date::parse_iso(text).unwrap();
        for (due, every, today, next) in [
            (Some("2026-03-15"), 0, "2026-03-15", Some("2026-03-16")),
            (Some("2026-03-10"), 0, "2026-03-15", Some("2026-03-16")),
            (Some("2026-03-20"), 0, "2026-03-15", Some("2026-03-21")),
            (None, 0, "2026-03-15", Some("2026-03-16")),
            (Some("2026-03-02"), 1, "2026-03-15", Some("2026-03-16")),
            (Some("2026-03-01"), 1, "2026-03-15", Some("2026-03-22")),
            (Some("2026-01-31"), 2, "2026-02-10", Some("2026-02-28")),
            (Some("2026-01-31"), 2, "2026-03-15", Some("2026-03-31")),
            (Some("2020-02-29"), 3, "2026-03-15", Some("2027-02-28")),
            (Some("2199-12-31"), 3, "2026-03-15", None),
            (Some("2026-03-15"), 9, "2026-03-15", None),
        ] {
            assert_eq!(next_day(due.map(day), every, day(today)), next.map(day), "{due:?} {every} {today}");
        }
    }
}
