//! A workflow run: what a workflow did, once.

use super::record::record;

record! {
    /// One line in the log of a workflow.
    WorkflowRun, WorkflowRunField {
        /// Its workflow.
        1 Workflow workflow: Reference(Workflow) [required],
        /// When.
        2 At at: Time [required],
        /// For which customer.
        3 Customer customer: Reference(Customer),
        /// What came of it.
        4 Outcome outcome: Choice [required] choices [done, not_matching, failed, dry_run],
        /// What it did, or would have done, one a line.
        5 Log log: LongText,
        /// The deal it was about.
        6 Deal deal: Reference(Deal),
        /// The ticket it was about.
        7 Ticket ticket: Reference(Ticket),
    }
}
