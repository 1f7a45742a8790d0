//! A deal: a sale that may come.

use super::record::record;

record! {
    /// A sale that may come.
    Deal, DealField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// With whom.
        2 Customer customer: Reference(Customer) [required],
        /// Where it stands.
        3 Stage stage: Reference(Stage) [required],
        /// Expected value.
        4 Value value: Money,
        /// Day it is expected to close.
        5 ExpectedClose expected_close: Date,
        /// Day it was opened.
        6 OpenedOn opened_on: Date,
        /// Day it was won or lost.
        7 ClosedOn closed_on: Date,
        /// Why it was won or lost.
        8 Reason reason: Text,
        /// Who it was lost to.
        9 Competitor competitor: Repeating,
        /// Whose it is.
        10 Owner owner: Reference(Member),
        /// Where it came from.
        11 Source source: Repeating,
        /// Own probability, where it differs from the stage's.
        12 Probability probability: Percent,
        /// When it came to this stage.
        13 StageSince stage_since: Time [automatic],
        /// Notes.
        14 Notes notes: LongText,
        /// Place in its column: a key between its neighbours'.
        15 Place place: Text [automatic],
        /// Checklist items done, one a line.
        16 ChecklistDone checklist_done: LongText,
        /// How it counts in the forecast, where it differs from its stage's weight.
        17 Forecast forecast: Choice choices [weighted, best_case, commit, left_out],
        /// The campaign it came from.
        18 Campaign campaign: Reference(Campaign),
        /// What must happen next.
        19 NextStep next_step: Text,
    }
}
