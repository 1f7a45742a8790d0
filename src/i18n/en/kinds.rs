//! The names of the kinds in English.

use crate::i18n::{Gender, KindWords};
use crate::model::kind::Kind;

/// The names of a kind.
pub(in crate::i18n) fn kind(kind: Kind) -> KindWords {
    match kind {
        Kind::Customer => neuter("customer", "customers", "the customer", "the customers"),
        Kind::Tag => neuter("tag", "tags", "the tag", "the tags"),
        Kind::CustomField => neuter("field", "fields", "the field", "the fields"),
        Kind::Member => neuter("member", "members", "the member", "the members"),
        Kind::ContactLink => neuter("contact", "contacts", "the contact", "the contacts"),
        Kind::Skill => neuter("skill", "skills", "the skill", "the skills"),
        Kind::Workspace => neuter("workspace", "workspaces", "the workspace", "the workspaces"),
        Kind::SavedView => neuter("saved view", "saved views", "the saved view", "the saved views"),
        Kind::File => neuter("file", "files", "the file", "the files"),
        Kind::Product => neuter("product", "products", "the product", "the products"),
        Kind::ProductOption => neuter("product option", "product options", "the product option", "the product options"),
        Kind::Order => neuter("order", "orders", "the order", "the orders"),
        Kind::OrderLine => neuter("order line", "order lines", "the order line", "the order lines"),
        Kind::LoyaltyCard => neuter("loyalty card", "loyalty cards", "the loyalty card", "the loyalty cards"),
        Kind::LoyaltyEntry => neuter("loyalty entry", "loyalty entries", "the loyalty entry", "the loyalty entries"),
        Kind::Interaction => neuter("interaction", "interactions", "the interaction", "the interactions"),
        Kind::Task => neuter("task", "tasks", "the task", "the tasks"),
        Kind::Visit => neuter("visit", "visits", "the visit", "the visits"),
        Kind::TouchPoint => neuter("touch point", "touch points", "the touch point", "the touch points"),
        Kind::Pipeline => neuter("pipeline", "pipelines", "the pipeline", "the pipelines"),
        Kind::Stage => neuter("stage", "stages", "the stage", "the stages"),
        Kind::Deal => neuter("deal", "deals", "the deal", "the deals"),
        Kind::Goal => neuter("goal", "goals", "the goal", "the goals"),
        Kind::Ticket => neuter("ticket", "tickets", "the ticket", "the tickets"),
        Kind::Article => neuter("article", "articles", "the article", "the articles"),
        Kind::Insight => neuter("insight", "insights", "the insight", "the insights"),
        Kind::Survey => neuter("survey", "surveys", "the survey", "the surveys"),
        Kind::SurveyVersion => neuter("survey version", "survey versions", "the survey version", "the survey versions"),
        Kind::Response => neuter("response", "responses", "the response", "the responses"),
        Kind::Campaign => neuter("campaign", "campaigns", "the campaign", "the campaigns"),
        Kind::MessageTemplate => {
            neuter("message template", "message templates", "the message template", "the message templates")
        }
        Kind::Consent => neuter("consent", "consents", "the consent", "the consents"),
        Kind::Form => neuter("form", "forms", "the form", "the forms"),
        Kind::Segment => neuter("segment", "segments", "the segment", "the segments"),
        Kind::ValueProposition => {
            neuter("value proposition", "value propositions", "the value proposition", "the value propositions")
        }
        Kind::ActionPlan => neuter("action plan", "action plans", "the action plan", "the action plans"),
        Kind::Action => neuter("action", "actions", "the action", "the actions"),
        Kind::Workflow => neuter("workflow", "workflows", "the workflow", "the workflows"),
        Kind::WorkflowRun => neuter("run", "runs", "the run", "the runs"),
    }
}

const fn neuter(one: &'static str, many: &'static str, the_one: &'static str, the_many: &'static str) -> KindWords {
    KindWords { one, many, the_one, the_many, gender: Gender::Neuter }
}
