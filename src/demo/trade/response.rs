//! The answers to the demo trade's survey: good on the whole, poor where service is weak.

use super::{Trade, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::demo::workload::{self, TODAY_DAY};
use crate::model::date::Date;

/// One customer's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Day.
    pub on: Date,
    /// "Would you recommend us?", 0 to 10.
    pub nps: u8,
    /// What was said, in the demo's language; often empty.
    pub comment: &'static str,
}

/// Answers of the badly served province, equally likely.
const WEAK_ANSWERS: [u8; 16] = [0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 7, 8];

impl Trade {
    /// The answer in a row, counted from 0.
    pub fn response(&self, row: u32) -> Response {
        let base = workload::survey(row, self.size);
        let mut draws = Draws::of_row(streams::RESPONSE, row);
        let customer_id = self.plan.buyer_instead_of(row, base.customer_id);
        let days_ago = TODAY_DAY - base.day;
        let is_weak = self.plan.has(customer_id, Role::Weak);
        let (nps, days_ago) = if is_weak {
            (draws.pick(&WEAK_ANSWERS), days_ago * 300 / 1095)
        } else {
            let more = u8::from(draws.below(100) < 40);
            ((base.nps + more).min(10), days_ago)
        };
        let comments = match nps {
            ..=6 if is_weak => sayings::WEAK_COMMENTS,
            ..=6 => sayings::BAD_COMMENTS,
            7 | 8 => &[],
            9.. => sayings::GOOD_COMMENTS,
        };
        let has_comment = draws.below(100) < 60;
        Response {
            id: row + 1,
            customer_id,
            on: self.ago(self.days_ago_with(customer_id, days_ago)),
            nps,
            comment: if has_comment { self.say_one(comments, &mut draws) } else { "" },
        }
    }
}
