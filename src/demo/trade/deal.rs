//! The deals of the demo trade: open ones are young, and those of quiet customers rot.

use super::{CHURN_DAYS, ROTTING_DAYS, Trade, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::{Plan, Role};
use crate::demo::workload::{self, Size, TODAY_DAY};
use crate::model::date::Date;
use crate::model::money::Money;

/// A sale that may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Row number + 1.
    pub id: u32,
    /// What it is about, in the demo's language.
    pub name: &'static str,
    /// Id of the customer.
    pub customer_id: u32,
    /// Place in [`super::STAGE_SHAPES`].
    pub stage: u8,
    /// Expected value.
    pub value: Money,
    /// Day it was opened.
    pub opened_on: Date,
    /// Day it is expected to close.
    pub expected_close: Date,
    /// Day it was won or lost.
    pub closed_on: Option<Date>,
    /// Why it was won or lost, in the demo's language; empty while it is open.
    pub reason: &'static str,
    /// Day it came to its stage.
    pub stage_since: Date,
    /// Day of the last interaction about it, while it is open.
    pub last_activity: Option<Date>,
    /// Place in `Trade::members`.
    pub owner: usize,
}

const WON: u8 = 4;
const LOST: u8 = 5;
/// Days after which no deal is still open.
const OPEN_DAYS: i32 = 365;
/// Days since a rotting deal was opened, at least.
const ROTTING_OPENED_DAYS: i32 = 110;

/// How a deal stands, without its words.
pub(in crate::demo) struct DealState {
    pub(in crate::demo) customer_id: u32,
    pub(in crate::demo) stage: u8,
    pub(in crate::demo) opened_days_ago: i32,
    /// Days since the last interaction about an open deal.
    pub(in crate::demo) activity_days_ago: Option<i32>,
}

/// The state of the deal in a row, for a plan that knows the roles of the customers.
pub(in crate::demo) fn state(row: u32, size: Size, plan: &Plan) -> DealState {
    let base = workload::deal(row, size);
    let mut draws = Draws::of_row(streams::DEAL, row);
    let id = base.customer_id;
    let base_days_ago = TODAY_DAY - base.created_day;
    let is_open = base.stage < WON && base_days_ago < OPEN_DAYS && !plan.has(id, Role::Churned);
    let is_rotting = is_open && plan.has(id, Role::Quiet);
    let opened_days_ago = if plan.has(id, Role::Churned) {
        CHURN_DAYS + base_days_ago / 2
    } else {
        let at_least = if is_rotting { ROTTING_OPENED_DAYS } else { 0 };
        base_days_ago.max(at_least).min(plan.entered_days_ago(id))
    };
    let stage = match base.stage {
        0..WON if is_open => base.stage,
        LOST => LOST,
        _ if !plan.has(id, Role::Buyer) => LOST,
        WON => WON,
        _ if draws.below(100) < 45 => WON,
        _ => LOST,
    };
    let idle = draws.below(60) as i32;
    let activity_days_ago = is_open.then(|| {
        if is_rotting { ROTTING_DAYS + 1 + idle } else { idle % (opened_days_ago.min(ROTTING_DAYS - 15) + 1) }
    });
    DealState { customer_id: id, stage, opened_days_ago, activity_days_ago }
}

impl Trade {
    /// The deal in a row, counted from 0.
    pub fn deal(&self, row: u32) -> Deal {
        let base = workload::deal(row, self.size);
        let state = state(row, self.size, &self.plan);
        let mut draws = Draws::of_row(streams::DEAL_WORDS, row);
        let is_firm = self.plan.has(state.customer_id, Role::Firm);
        let titles = if is_firm { sayings::FIRM_DEALS } else { sayings::PERSON_DEALS };
        let name = self.say_one(titles, &mut draws);
        let is_open = state.activity_days_ago.is_some();
        let base_close_in_days = (base.expected_day - TODAY_DAY).max(15 - state.opened_days_ago);
        let close_in_days = if is_open && base_close_in_days < 0 && state.activity_days_ago < Some(ROTTING_DAYS) {
            5 + draws.below(90) as i32
        } else {
            base_close_in_days
        };
        let closed_days_ago = (state.opened_days_ago - 15 - draws.below(100) as i32).max(0);
        let (closed_on, reason) = if is_open {
            (None, "")
        } else {
            let reasons = if state.stage == WON { sayings::WINS } else { sayings::LOSSES };
            (Some(self.ago(closed_days_ago)), self.say_one(reasons, &mut draws))
        };
        let value_minor = i64::from(base.value_minor) / if is_firm { 1 } else { 10 };
        Deal {
            id: base.id,
            name,
            customer_id: state.customer_id,
            stage: state.stage,
            value: Money::from_minor(value_minor / 1_000 * 1_000),
            opened_on: self.ago(state.opened_days_ago),
            expected_close: self.ago(-close_in_days),
            closed_on,
            reason,
            stage_since: closed_on
                .unwrap_or_else(|| self.ago(state.activity_days_ago.unwrap_or(state.opened_days_ago))),
            last_activity: state.activity_days_ago.map(|days| self.ago(days)),
            owner: (draws.below(3)) as usize,
        }
    }
}
