//! A response to a survey.

use super::record::record;

record! {
    /// One person's answers to a survey.
    Response, ResponseField {
        /// Whose.
        1 Customer customer: Reference(Customer),
        /// When.
        2 At at: Time [required],
        /// Answer to "would you recommend us", 0 to 10.
        3 Nps nps: Number range 0..=10,
        /// What was said.
        4 Comment comment: LongText,
        /// All answers, as the survey's version defines them.
        5 Answers answers: LongText,
        /// Satisfaction, 1 to 5.
        6 Csat csat: Rating,
        /// Effort, 1 to 7.
        7 Ces ces: Number range 1..=7,
        /// The version of the survey that was answered.
        8 SurveyVersion survey_version: Reference(SurveyVersion),
        /// The member who answered, in a survey of the team.
        9 Member member: Reference(Member),
        /// The order it is about.
        10 Order order: Reference(Order),
        /// The ticket it is about.
        11 Ticket ticket: Reference(Ticket),
        /// When we got back to who answered.
        12 FollowedUpAt followed_up_at: Time,
    }
}
