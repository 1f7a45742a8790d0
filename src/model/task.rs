//! A task: something to do, by a day.

use super::record::record;

record! {
    /// Something to do.
    Task, TaskField {
        /// What.
        1 Title title: Text [required, searchable],
        /// By when.
        2 Due due: Date,
        /// For which customer.
        3 Customer customer: Reference(Customer),
        /// Kind of task.
        4 Type type_: Choice choices [task, call, meeting, visit, email],
        /// When it was done.
        5 DoneAt done_at: Time,
        /// Who does it.
        6 Owner owner: Reference(Member),
        /// Notes.
        7 Notes notes: LongText,
        /// Priority.
        8 Priority priority: Choice choices [low, normal, high],
        /// The deal it belongs to.
        9 Deal deal: Reference(Deal),
        /// Minute of the day, for an appointment.
        10 Minute minute: Number range 0..=1439,
        /// How it comes again.
        11 Recurrence recurrence: Choice choices [daily, weekly, monthly, yearly],
        /// The action of a plan it came from.
        12 Source source: Text,
        /// Length in minutes.
        13 Minutes minutes: Number,
        /// Not shown before this day.
        14 SnoozedUntil snoozed_until: Date,
        /// The ticket it belongs to.
        15 Ticket ticket: Reference(Ticket),
    }
}
