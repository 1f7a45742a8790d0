//! A workflow: when something happens, if a condition holds, then do.

use super::record::record;

record! {
    /// When, if, then.
    Workflow, WorkflowField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// It runs.
        2 Enabled enabled: Flag,
        /// When.
        3 Trigger trigger: Choice [required] choices [created, changed, stage_changed, date_reached, quiet_since, order_made, ticket_opened, response_given, segment_entered, segment_left],
        /// Name of the kind it watches.
        4 On on: Text,
        /// What exactly it watches, as JSON.
        5 TriggerDetail trigger_detail: LongText,
        /// If: a condition on the customer, as JSON.
        6 Condition condition: LongText,
        /// Then: the steps, as JSON.
        7 Steps steps: LongText,
        /// Least days between two runs for one customer.
        8 PauseDays pause_days: Number,
        /// Who looks after it.
        9 Owner owner: Reference(Member),
        /// Place among the workflows.
        10 Position position: Number,
        /// What it is for.
        11 Description description: LongText,
    }
}
