//! What there is to do, by when.

use serde::{Deserialize, Serialize};

use crate::engine::data::{Data, Kinds};
use crate::model::date::Date;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;
use crate::model::task::TaskField as Field;
use crate::model::workspace::WorkspaceField;
use crate::queries::shown::{Named, referred};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What is there to do?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskList {}

/// Tasks by when they are due.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaskGroups {
    /// Due before today.
    pub overdue: TaskGroup,
    /// Due today.
    pub today: TaskGroup,
    /// Due later this week.
    pub this_week: TaskGroup,
    /// Due after this week.
    pub later: TaskGroup,
    /// Without a day.
    pub undated: TaskGroup,
    /// Done in the last seven days, the latest first.
    pub done_lately: TaskGroup,
    /// How many are put off to a day that has not come.
    pub n_snoozed: usize,
}

/// Tasks in the order in which they are due.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaskGroup {
    /// How many there are.
    pub n: usize,
    /// The first of them, at most [`MAX_TASKS`].
    pub tasks: Vec<TaskItem>,
}

/// The most tasks of a group that are given.
pub const MAX_TASKS: usize = 200;

/// A task as lists show it; choices are indexes, as in the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskItem {
    /// Which.
    pub id: Id,
    /// What.
    pub title: String,
    /// By when: days since 1970-01-01.
    pub due: Option<i64>,
    /// Minute of the day, for an appointment.
    pub minute: Option<i64>,
    /// Kind of task.
    pub type_: Option<i64>,
    /// Priority.
    pub priority: Option<i64>,
    /// For which customer.
    pub customer: Option<Named>,
    /// The deal it belongs to.
    pub deal: Option<Named>,
    /// Who does it.
    pub owner: Option<Named>,
    /// When it was done: milliseconds since 1970-01-01.
    pub done_at: Option<i64>,
}

impl Ask for TaskList {
    type Answer = TaskGroups;

    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Task, Kind::Customer, Kind::Deal, Kind::Member, Kind::Workspace])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<TaskGroups, Unanswered> {
        let data = sight.data;
        let (table, today) = (data.table(Kind::Task), i64::from(data.today().days()));
        let week_ends = today + days_left_in_week(data, data.today());
        let done_after = sight.now.millis() - DONE_LATELY_MILLIS;
        let (mut open, mut done): (Vec<_>, Vec<_>) = (Vec::default(), Vec::default());
        let mut groups = TaskGroups::default();
        for row in table.live.rows() {
            let number = |field: Field| table.number(row, field.number());
            match number(Field::DoneAt) {
                Some(at) if at > done_after => done.push((std::cmp::Reverse(at), row)),
                Some(_) => {}
                None if number(Field::SnoozedUntil).is_some_and(|until| until > today) => groups.n_snoozed += 1,
                None => open.push(((number(Field::Due), number(Field::Minute).unwrap_or(i64::MAX)), row)),
            }
        }
        small_sort::sort(&mut open);
        small_sort::sort(&mut done);
        for ((due, _), row) in open {
            let group = match due {
                None => &mut groups.undated,
                Some(day) if day < today => &mut groups.overdue,
                Some(day) if day == today => &mut groups.today,
                Some(day) if day <= week_ends => &mut groups.this_week,
                Some(_) => &mut groups.later,
            };
            group.add(data, row);
        }
        for (_, row) in done {
            groups.done_lately.add(data, row);
        }
        Ok(groups)
    }

    picks!(TaskList);
}

/// Done tasks stay in sight for a week.
const DONE_LATELY_MILLIS: i64 = 7 * 86_400_000;

impl TaskGroup {
    fn add(&mut self, data: &Data, row: u32) {
        self.n += 1;
        if self.tasks.len() < MAX_TASKS {
            self.tasks.extend(item(data, row));
        }
    }
}

/// A task as lists show it.
pub fn item(data: &Data, row: u32) -> Option<TaskItem> {
    let table = data.table(Kind::Task);
    let number = |field: Field| table.number(row, field.number());
    let record = |field: Field| referred(data, Kind::Task, row, field.number());
    Some(TaskItem {
        id: table.ids.id_of(row)?,
        title: table.text(row, Field::Title.number()).to_owned(),
        due: number(Field::Due),
        minute: number(Field::Minute).map(|thousandths| thousandths / 1_000),
        type_: number(Field::Type),
        priority: number(Field::Priority),
        customer: record(Field::Customer),
        deal: record(Field::Deal),
        owner: record(Field::Owner),
        done_at: number(Field::DoneAt),
    })
}

/// Days from that day to the last of its week, which begins on the workspace's first weekday: Monday unless chosen.
fn days_left_in_week(data: &Data, day: Date) -> i64 {
    let table = data.table(Kind::Workspace);
    let chosen = table.live.rows().find_map(|row| table.number(row, WorkspaceField::FirstWeekday.number()));
    6 - (day.weekday() as i64 - chosen.unwrap_or(0)).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Value;
    use crate::queries::fixture::{Fixture, NOON, TODAY, text};

    #[test]
    fn a_task_stands_where_its_day_puts_it() {
        // Today is a Wednesday: the week goes on to Sunday, four days from now, unless it begins on another day.
        for (weekday, last_day_of_week) in [(None, TODAY + 4), (Some(6), TODAY + 3), (Some(2), TODAY + 6)] {
            let mut fixture = Fixture::new();
            if let Some(weekday) = weekday {
                let first = (WorkspaceField::FirstWeekday.number(), Value::Number(weekday));
                fixture.add(Kind::Workspace, &[(WorkspaceField::Name.number(), text("Ditta")), first]);
            }
            let dated = [
                ("late", Some(TODAY - 1), None, None),
                ("now", Some(TODAY), None, None),
                ("week", Some(last_day_of_week), None, None),
                ("later", Some(last_day_of_week + 1), None, None),
                ("some day", None, None, None),
                ("done", Some(TODAY), Some(NOON - 1), None),
                ("done before", Some(TODAY), Some(NOON - DONE_LATELY_MILLIS), None),
                ("snoozed", Some(TODAY), None, Some(TODAY + 1)),
                ("awake", Some(TODAY), None, Some(TODAY)),
            ];
            for (title, due, done, snoozed) in dated {
                let number = |it: Option<i64>| it.map_or(Value::Empty, Value::Number);
                fixture.add(
                    Kind::Task,
                    &[
                        (Field::Title.number(), text(title)),
                        (Field::Due.number(), number(due)),
                        (Field::DoneAt.number(), number(done)),
                        (Field::SnoozedUntil.number(), number(snoozed)),
                    ],
                );
            }
            let found = fixture.ask(&TaskList {}).unwrap();
            let titles = |group: &TaskGroup| group.tasks.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
            for (group, expected) in [
                (&found.overdue, vec!["late"]),
                (&found.today, vec!["now", "awake"]),
                (&found.this_week, vec!["week"]),
                (&found.later, vec!["later"]),
                (&found.undated, vec!["some day"]),
                (&found.done_lately, vec!["done"]),
            ] {
                assert_eq!(
                    (titles(group), group.n),
                    (expected.iter().map(|it| (*it).to_owned()).collect(), expected.len())
                );
            }
            assert_eq!(found.n_snoozed, 1);
        }
    }
}
