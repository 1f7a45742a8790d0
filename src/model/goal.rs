//! A goal: a figure to reach by a day.

use super::record::record;

record! {
    /// What we want to reach.
    Goal, GoalField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// What is measured.
        2 Measure measure: Choice choices [revenue, margin, orders, customers, new_customers, retention, conversion, nps, csat, answer_time, cost_of_sales, campaign_return, own],
        /// Money to reach.
        3 TargetMoney target_money: Money,
        /// Number to reach.
        4 TargetNumber target_number: Number,
        /// Share to reach.
        5 TargetShare target_share: Percent,
        /// First day.
        6 Start start: Date,
        /// Last day.
        7 End end: Date,
        /// Whose.
        8 Member member: Reference(Member),
        /// For which segment.
        9 Segment segment: Reference(Segment),
        /// For which class.
        10 Class class: Choice choices [a, b, c],
        /// The greater goal it serves.
        11 Parent parent: Reference(Goal),
        /// Number reached, where the program cannot measure it.
        12 ActualNumber actual_number: Number,
        /// Why, and how.
        13 Notes notes: LongText,
        /// The pipeline whose deals count.
        14 Pipeline pipeline: Reference(Pipeline),
    }
}
