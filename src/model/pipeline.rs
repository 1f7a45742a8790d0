//! A pipeline: the way a deal goes.

use super::record::record;

record! {
    /// A named list of stages.
    Pipeline, PipelineField {
        /// Name.
        1 Name name: Text [required],
        /// Place among the pipelines.
        2 Position position: Number,
    }
}
