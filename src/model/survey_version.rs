//! A survey version: the questions as they were asked.

use super::record::record;

record! {
    /// The questions of a survey; once answered they do not change, a new version is made.
    SurveyVersion, SurveyVersionField {
        /// Its survey.
        1 Survey survey: Reference(Survey) [required],
        /// Number of the version.
        2 Number number: Number [required, automatic],
        /// Language it is written in.
        3 Language language: Choice choices [italian, english],
        /// Words before the questions.
        4 Introduction introduction: LongText,
        /// The questions, as JSON.
        5 Questions questions: LongText,
        /// Words after the answers.
        6 Thanks thanks: LongText,
        /// When it was published.
        7 PublishedAt published_at: Time [automatic],
    }
}
