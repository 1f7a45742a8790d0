//! A stage of a pipeline.

use super::record::record;

record! {
    /// A step of a pipeline.
    Stage, StageField {
        /// Name.
        1 Name name: Text [required],
        /// Its pipeline.
        2 Pipeline pipeline: Reference(Pipeline) [required],
        /// Place in the pipeline.
        3 Position position: Number,
        /// Chance that a deal here is won.
        4 Probability probability: Percent [required],
        /// Days after which an idle deal rots.
        5 RottingDays rotting_days: Number,
        /// What it means.
        6 Outcome outcome: Choice choices [open, won, lost],
        /// What must be done before a deal leaves it, one a line.
        7 Checklist checklist: LongText,
    }
}
