//! The interactions of the demo trade: those of the workload with words, and the last activity of each open deal.

use super::deal::state;
use super::{CHURN_DAYS, ROTTING_DAYS, Trade, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::demo::words;
use crate::demo::workload::{self, TODAY_DAY, Table};
use crate::model::date::Date;

/// One contact with a customer. Choices are named as in `model::interaction`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// Row number + 1.
    pub id: u32,
    /// Id of the customer.
    pub customer_id: u32,
    /// Id of the deal that it is about.
    pub deal_id: Option<u32>,
    /// Day.
    pub on: Date,
    /// Minute of the day, in opening hours.
    pub minute: u32,
    /// `call`, `visit`, `email`, `message` or `chat`.
    pub type_: &'static str,
    /// `email`, `phone`, `whatsapp`, `sms`, `visit` or `chat`.
    pub channel: &'static str,
    /// `outgoing` or `incoming`.
    pub direction: &'static str,
    /// What was said, in the demo's language.
    pub text: &'static str,
    /// `bad`, `neutral` or `good`.
    pub sentiment: &'static str,
    /// Length of a call or visit in minutes.
    pub minutes: Option<u32>,
    /// Place in `Trade::members`.
    pub member: usize,
}

/// How many weakly served customers of a hundred interactions complain.
const WEAK_COMPLAINT_PERCENT: u32 = 65;
/// Service became weak that many days ago.
const WEAK_SINCE_DAYS: i32 = 300;
/// In that many days before they left, churned customers say why.
const CHURN_TALK_DAYS: i32 = 120;

impl Trade {
    /// The interaction in a row, counted from 0.
    pub fn interaction(&self, row: u32) -> Interaction {
        let n_drawn = Table::Interactions.n_rows(self.size);
        let open_deals = self.plan.open_deals();
        match row.checked_sub(n_drawn).and_then(|place| open_deals.get(place as usize)) {
            Some(&deal_id) => self.activity(row, deal_id),
            None => self.contact(row),
        }
    }

    fn contact(&self, row: u32) -> Interaction {
        let base = workload::interaction(row, self.size);
        let mut draws = Draws::of_row(streams::INTERACTION, row);
        let id = base.customer_id;
        let base_days_ago = self.days_ago_with(id, TODAY_DAY - base.day);
        // Who has a rotting deal was not spoken to since.
        let days_ago = if self.plan.has(id, Role::Quiet) {
            base_days_ago.max(ROTTING_DAYS + 1 + row as i32 % 60)
        } else {
            base_days_ago
        };
        let complains = draws.below(100) < WEAK_COMPLAINT_PERCENT;
        let is_firm = self.plan.has(id, Role::Firm);
        let (texts, sentiment) = if self.plan.has(id, Role::Weak) && days_ago < WEAK_SINCE_DAYS && complains {
            (sayings::WEAK_SERVICE, -1)
        } else if self.plan.has(id, Role::Churned) && days_ago < CHURN_DAYS + CHURN_TALK_DAYS {
            (sayings::CHURN, -1)
        } else {
            let texts = match (base.sentiment, is_firm) {
                (..0, true) => sayings::FIRM_BAD,
                (..0, false) => sayings::PERSON_BAD,
                (0, true) => sayings::FIRM_NEUTRAL,
                (0, false) => sayings::PERSON_NEUTRAL,
                (1.., true) => sayings::FIRM_GOOD,
                (1.., false) => sayings::PERSON_GOOD,
            };
            (texts, base.sentiment)
        };
        let channel = words::INTERACTION_CHANNELS[usize::from(base.channel)];
        let is_outgoing = channel == "visit" || (is_firm && sentiment == 0) || draws.below(100) < 20;
        spoken(
            Interaction {
                id: row + 1,
                customer_id: id,
                deal_id: None,
                on: self.ago(days_ago),
                minute: 0,
                type_: "",
                channel,
                direction: if is_outgoing { "outgoing" } else { "incoming" },
                text: self.say_one(texts, &mut draws),
                sentiment: match sentiment {
                    ..0 => "bad",
                    0 => "neutral",
                    1.. => "good",
                },
                minutes: None,
                member: draws.below(4) as usize,
            },
            &mut draws,
        )
    }

    /// The last interaction about an open deal.
    fn activity(&self, row: u32, deal_id: u32) -> Interaction {
        let state = state(deal_id - 1, self.size, &self.plan);
        let days_ago = state.activity_days_ago.unwrap_or(state.opened_days_ago);
        let mut draws = Draws::of_row(streams::ACTIVITY, deal_id - 1);
        let texts = if days_ago > ROTTING_DAYS { sayings::DEAL_LAST_WORD } else { sayings::DEAL_MOVES };
        spoken(
            Interaction {
                id: row + 1,
                customer_id: state.customer_id,
                deal_id: Some(deal_id),
                on: self.ago(days_ago),
                minute: 0,
                type_: "",
                channel: draws.pick(&["phone", "email", "visit"]),
                direction: "outgoing",
                text: self.say_one(texts, &mut draws),
                sentiment: "neutral",
                minutes: None,
                member: draws.below(3) as usize,
            },
            &mut draws,
        )
    }
}

/// Adds what follows from the channel.
fn spoken(interaction: Interaction, draws: &mut Draws) -> Interaction {
    let (type_, minutes) = match interaction.channel {
        "phone" => ("call", Some(2 + draws.below(14))),
        "visit" => ("visit", Some(20 + 5 * draws.below(9))),
        "email" => ("email", None),
        "chat" => ("chat", None),
        _ => ("message", None),
    };
    Interaction { type_, minutes, minute: 510 + draws.below(570), ..interaction }
}
