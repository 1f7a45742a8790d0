use std::collections::BTreeSet;

use super::*;
use crate::model::kind::Kind;

fn today() -> Date {
    Date::from_civil(2027, 3, 9).unwrap()
}

fn trade(n_customers: u32, language: Language) -> Trade {
    Trade::new(Size::new(n_customers).unwrap(), today(), language)
}

#[test]
fn nothing_happens_in_the_future_or_before_the_customer_was_there() {
    let trade = trade(5_000, Language::English);
    let since: Vec<Date> = (0..trade.n_customers()).map(|row| trade.customer(row).since).collect();
    let check = |what: &str, customer_id: u32, on: Date| {
        let since = since[customer_id as usize - 1];
        assert!(since <= on && on <= today(), "{what} of {customer_id}: {since:?} {on:?}");
    };
    (0..trade.n_orders()).map(|row| trade.order(row)).for_each(|it| check("order", it.customer_id, it.on));
    (0..trade.n_interactions())
        .map(|row| trade.interaction(row))
        .for_each(|it| check("contact", it.customer_id, it.on));
    (0..trade.n_responses()).map(|row| trade.response(row)).for_each(|it| check("answer", it.customer_id, it.on));
    for it in (0..trade.n_tickets()).map(|row| trade.ticket(row)) {
        check("ticket", it.customer_id, it.opened_on);
        assert!(it.solved_on.is_none_or(|on| it.opened_on <= on && on <= today()));
    }
    for it in (0..trade.n_deals()).map(|row| trade.deal(row)) {
        check("deal", it.customer_id, it.opened_on);
        check("stage", it.customer_id, it.stage_since);
        assert!(it.closed_on.is_none_or(|on| it.opened_on <= on && on <= today()));
        assert!(it.opened_on < it.expected_close);
    }
}

#[test]
fn choices_are_named_as_in_the_model() {
    let trade = trade(200, Language::Italian);
    let check = |kind: Kind, field: &str, choice: &str| {
        let spec = kind.fields().iter().find(|it| it.name == field).unwrap();
        assert!(spec.choices.contains(&choice), "{kind:?}.{field}: {choice}");
    };
    for it in (0..trade.n_customers()).map(|row| trade.customer(row)) {
        check(Kind::Customer, "form", it.form);
        check(Kind::Customer, "lifecycle", it.lifecycle);
        check(Kind::Customer, "class", it.class);
        check(Kind::Customer, "channel", it.channel);
        check(Kind::Customer, "language", it.language);
        it.consents.iter().for_each(|it| check(Kind::Consent, "channels", it.channel));
        it.consents.iter().for_each(|it| check(Kind::Consent, "state", it.state));
    }
    for it in (0..trade.n_interactions()).map(|row| trade.interaction(row)) {
        check(Kind::Interaction, "type_", it.type_);
        check(Kind::Interaction, "channel", it.channel);
        check(Kind::Interaction, "direction", it.direction);
        check(Kind::Interaction, "sentiment", it.sentiment);
    }
    for it in (0..trade.n_tickets()).map(|row| trade.ticket(row)) {
        check(Kind::Ticket, "status", it.status);
        check(Kind::Ticket, "priority", it.priority);
        check(Kind::Ticket, "channel", it.channel);
    }
    for it in (0..trade.n_tasks()).map(|row| trade.task(row)) {
        check(Kind::Task, "type_", it.type_);
        check(Kind::Task, "priority", it.priority);
    }
    (0..trade.n_orders()).for_each(|row| check(Kind::Order, "status", trade.order(row).status));
    for stage in STAGE_SHAPES {
        check(Kind::Stage, "outcome", stage.outcome);
    }
}

#[test]
fn what_must_be_unique_is_unique_and_what_must_be_checked_is_right() {
    let trade = trade(5_000, Language::Italian);
    let names: BTreeSet<String> = (0..trade.n_products()).map(|row| trade.product(row).name).collect();
    let codes: BTreeSet<String> = (0..trade.n_products()).map(|row| trade.product(row).code).collect();
    assert_eq!((names.len(), codes.len()), (500, 500));
    let mut emails = BTreeSet::new();
    for customer in (0..trade.n_customers()).map(|row| trade.customer(row)) {
        crate::model::check::phone::check(&customer.mobile).unwrap();
        if !customer.email.is_empty() {
            crate::model::check::email::check(&customer.email).unwrap();
            assert!(customer.email.ends_with(".example"));
            assert!(emails.insert(customer.email.clone()), "{}", customer.email);
        }
        if customer.country == "IT" {
            crate::model::check::cap::check(customer.postal_code).unwrap();
        }
    }
    for product in (0..trade.n_products()).map(|row| trade.product(row)) {
        assert!(product.cost.minor() > 0 && product.cost < product.price, "{}", product.name);
    }
}

#[test]
fn each_day_has_something_late_something_for_today_and_something_for_the_week() {
    for n_customers in [200, 5_000] {
        let trade = trade(n_customers, Language::Italian);
        let (mut n_late, mut n_today, mut n_week, mut n_done) = (0, 0, 0, 0);
        for task in (0..trade.n_tasks()).map(|row| trade.task(row)) {
            assert!(task.customer_id <= n_customers);
            assert!(task.done_on.is_none_or(|on| on <= today()));
            match task.due.days() - today().days() {
                _ if task.done_on.is_some() => n_done += 1,
                ..0 => n_late += 1,
                0 => n_today += 1,
                1..7 => n_week += 1,
                7.. => {}
            }
        }
        assert!(n_late >= 3 && n_today >= 3 && n_week >= 3 && n_done >= 3, "{n_late} {n_today} {n_week} {n_done}");
    }
}

#[test]
fn december_sells_more_than_august_whatever_the_day() {
    let mut by_month = [0; 13];
    let trade = trade(5_000, Language::Italian);
    (0..trade.n_orders()).for_each(|row| by_month[usize::from(trade.order(row).on.month())] += 1);
    assert!(by_month[12] * 10 > by_month[8] * 13, "{by_month:?}");
}

#[test]
fn only_the_words_change_with_the_language() {
    let [italian, english] = [Language::Italian, Language::English].map(|language| trade(200, language));
    for row in 0..italian.n_interactions() {
        let [mut one, other] = [italian.interaction(row), english.interaction(row)];
        assert_ne!(one.text, other.text);
        one.text = other.text;
        assert_eq!(one, other);
    }
    assert_eq!(english.product(0).name, italian.product(0).name);
    assert_ne!(english.stage_names(), italian.stage_names());
    assert_eq!((english.stage_names().len(), english.members().len()), (STAGE_SHAPES.len(), 4));
}

#[test]
fn the_weights_of_the_towns_sum_to_a_thousand() {
    assert_eq!(places::PLACES.iter().map(|it| it.weight).sum::<u32>(), 1_000);
}
