use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::trade::{Language, STAGE_SHAPES, Trade};
use crate::model::date::Date;

fn today() -> Date {
    Date::from_civil(2027, 3, 9).unwrap()
}

fn trade(n_customers: u32) -> Trade {
    Trade::new(Size::new(n_customers).unwrap(), today(), Language::Italian)
}

/// Runs a check on the two sizes that people use; the larger ones have the same code.
fn check(promise: impl Fn(&Trade, &DemoTruths)) {
    for n_customers in [200, 5_000] {
        let trade = trade(n_customers);
        promise(&trade, trade.truths());
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    assert!(values.len() > 5, "too few: {}", values.len());
    values.iter().sum::<f64>() / values.len() as f64
}

fn days_ago(day: Date) -> i32 {
    today().days() - day.days()
}

#[test]
fn service_is_weak_in_one_province() {
    check(|trade, truths| {
        let weak: BTreeSet<u32> = truths.weak_customers.iter().copied().collect();
        for customer in (0..trade.n_customers()).map(|row| trade.customer(row)) {
            assert_eq!(customer.province == truths.weak_province, weak.contains(&customer.id));
        }
        let answers: Vec<_> = (0..trade.n_responses()).map(|row| trade.response(row)).collect();
        let nps_of = |wanted: bool| {
            let chosen = answers.iter().filter(|it| weak.contains(&it.customer_id) == wanted);
            mean(chosen.map(|it| f64::from(it.nps)))
        };
        assert!(nps_of(true) < 5.5 && nps_of(false) > 7.0, "{} {}", nps_of(true), nps_of(false));
        let open_tickets = (0..trade.n_tickets()).map(|row| trade.ticket(row)).filter(|it| it.solved_on.is_none());
        let (n_weak, n_other) = open_tickets.fold((0, 0), |(n_weak, n_other), it| {
            if weak.contains(&it.customer_id) { (n_weak + 1, n_other) } else { (n_weak, n_other + 1) }
        });
        assert!(n_weak * 10 > weak.len() * 3, "{n_weak} of {}", weak.len());
        assert!(n_weak > 3 * n_other, "{n_weak} against {n_other}");
    });
}

#[test]
fn a_wave_of_good_customers_left() {
    check(|trade, truths| {
        let left: BTreeSet<u32> = truths.churned_customers.iter().copied().collect();
        assert!(left.len() * 100 >= trade.n_customers() as usize * 3, "{}", left.len());
        let mut last_order: BTreeMap<u32, (i32, u32)> = BTreeMap::new();
        let mut n_orders_of_others = 0;
        for order in (0..trade.n_orders()).map(|row| trade.order(row)) {
            if left.contains(&order.customer_id) {
                let (last, n_orders) = last_order.entry(order.customer_id).or_insert((i32::MAX, 0));
                *last = days_ago(order.on).min(*last);
                *n_orders += 1;
            } else {
                n_orders_of_others += 1;
            }
        }
        assert_eq!(last_order.len(), left.len());
        assert!(last_order.values().all(|&(last, n_orders)| last >= truths.churned_days_ago && n_orders >= 3));
        // They stopped together, and they had bought more than the others.
        assert!(mean(last_order.values().map(|&(last, _)| f64::from(last))) < 300.0);
        let mean_of_others = f64::from(n_orders_of_others) / f64::from(trade.n_customers() - left.len() as u32);
        assert!(mean(last_order.values().map(|&(_, n_orders)| f64::from(n_orders))) > 1.5 * mean_of_others);
        let contacts = (0..trade.n_interactions()).map(|row| trade.interaction(row)).map(|it| (it.customer_id, it.on));
        let answers = (0..trade.n_responses()).map(|row| trade.response(row)).map(|it| (it.customer_id, it.on));
        let tickets = (0..trade.n_tickets()).map(|row| trade.ticket(row)).map(|it| (it.customer_id, it.opened_on));
        for (customer_id, on) in contacts.chain(answers).chain(tickets) {
            assert!(!left.contains(&customer_id) || days_ago(on) >= truths.churned_days_ago, "{customer_id}");
        }
    });
}

#[test]
fn one_pair_is_bought_together_more_than_any_other() {
    check(|trade, truths| {
        let mut n_with: BTreeMap<u32, u32> = BTreeMap::new();
        let mut n_with_both: BTreeMap<[u32; 2], u32> = BTreeMap::new();
        for order in (0..trade.n_orders()).map(|row| trade.order(row)) {
            let products: BTreeSet<u32> = order.lines.iter().map(|it| it.product_id).collect();
            for &one in &products {
                *n_with.entry(one).or_default() += 1;
                for &other in products.range(one + 1..) {
                    *n_with_both.entry([one, other]).or_default() += 1;
                }
            }
        }
        let [wine, flutes] = truths.pair;
        let n_both = n_with_both[&[wine, flutes]];
        let percent = 100 * n_both / n_with[&wine];
        assert!(percent.abs_diff(truths.pair_percent) < 20, "{percent}");
        let others = n_with_both.iter().filter(|&(&pair, _)| pair != truths.pair);
        assert!(others.map(|(_, &n)| n).max() < Some(n_both));
        let lift =
            f64::from(n_both) * f64::from(trade.n_orders()) / f64::from(n_with[&wine]) / f64::from(n_with[&flutes]);
        assert!(lift > 10.0, "{lift}");
        assert!(trade.product(wine - 1).name.starts_with("Prosecco"));
        assert!(trade.product(flutes - 1).name.starts_with("Flûte"));
    });
}

#[test]
fn some_customers_are_there_twice_and_only_they_share_a_number() {
    check(|trade, truths| {
        assert!(truths.duplicates.len() >= 6);
        let mut by_mobile: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for customer in (0..trade.n_customers()).map(|row| trade.customer(row)) {
            by_mobile.entry(customer.mobile).or_default().push(customer.id);
        }
        let mut shared: Vec<Vec<u32>> = by_mobile.into_values().filter(|ids| ids.len() > 1).collect();
        shared.sort();
        let mut planted: Vec<Vec<u32>> = Vec::new();
        for it in &truths.duplicates {
            let [original, copy] = [it.original_id, it.copy_id].map(|id| trade.customer(id - 1));
            assert_eq!(strsim::levenshtein(&original.name, &copy.name), 1, "{} {}", original.name, copy.name);
            assert_eq!((original.city, original.address), (copy.city, copy.address));
            assert!(copy.email.is_empty());
            planted.push(BTreeSet::from([it.original_id, it.copy_id]).into_iter().collect());
        }
        planted.sort();
        assert_eq!(shared, planted);
    });
}

#[test]
fn the_rotting_deals_are_those_without_activity() {
    check(|trade, truths| {
        let mut spoken_to: BTreeMap<u32, i32> = BTreeMap::new();
        let mut spoken_about: BTreeMap<u32, i32> = BTreeMap::new();
        for it in (0..trade.n_interactions()).map(|row| trade.interaction(row)) {
            let last = spoken_to.entry(it.customer_id).or_insert(i32::MAX);
            *last = days_ago(it.on).min(*last);
            if let Some(deal_id) = it.deal_id {
                let last = spoken_about.entry(deal_id).or_insert(i32::MAX);
                *last = days_ago(it.on).min(*last);
            }
        }
        let mut rotting = Vec::new();
        let mut n_fresh = 0;
        for deal in (0..trade.n_deals()).map(|row| trade.deal(row)) {
            let is_open = STAGE_SHAPES[usize::from(deal.stage)].outcome == "open";
            assert_eq!(is_open, deal.closed_on.is_none());
            assert_eq!(deal.last_activity.map(days_ago), spoken_about.get(&deal.id).copied());
            if !is_open {
                continue;
            }
            // The deal's own interactions and all those of its customer say the same.
            let is_rotting = spoken_about[&deal.id] > trade::ROTTING_DAYS;
            assert_eq!(is_rotting, spoken_to[&deal.customer_id] > trade::ROTTING_DAYS);
            if is_rotting {
                rotting.push(deal.id);
            } else {
                n_fresh += 1;
            }
        }
        assert_eq!(rotting, truths.rotting_deals);
        assert!(rotting.len() >= 3 && n_fresh > rotting.len(), "{} {n_fresh}", rotting.len());
    });
}

#[test]
fn the_young_refuse_text_messages() {
    check(|trade, truths| {
        let young: BTreeSet<u32> = truths.young_customers.iter().copied().collect();
        let refusing: BTreeSet<u32> = truths.refusing_customers.iter().copied().collect();
        let mut refusals = [(0, 0); 2];
        for customer in (0..trade.n_customers()).map(|row| trade.customer(row)) {
            let is_young = customer.birth_date.is_some_and(|it| days_ago(it) < 10_957);
            assert_eq!(is_young, young.contains(&customer.id));
            let sms = customer.consents.iter().find(|it| it.channel == "sms").unwrap();
            assert_eq!(is_young && sms.state == "withdrawn", refusing.contains(&customer.id));
            let (n_refusing, n) = &mut refusals[usize::from(is_young)];
            *n_refusing += u32::from(sms.state == "withdrawn");
            *n += 1;
        }
        let [others, young] = refusals.map(|(n_refusing, n)| 100 * n_refusing / n);
        assert!(young > 75 && others < 45, "{young} % against {others} %");
    });
}

#[test]
fn the_truths_are_the_same_on_any_day_and_in_any_language() {
    let size = Size::new(200).unwrap();
    let first = Trade::new(size, today(), Language::Italian);
    let second = Trade::new(size, Date::from_civil(2031, 12, 31).unwrap(), Language::English);
    assert_eq!(first.truths(), second.truths());
}

#[test]
fn any_size_of_the_workload_can_be_planned() {
    for n_customers in [1, 7, 59, 100_000] {
        let trade = trade(n_customers);
        let last = n_customers - 1;
        assert_eq!(trade.customer(last).id, n_customers);
        assert!((0..trade.n_deals().min(50)).all(|row| trade.deal(row).customer_id <= n_customers));
    }
}
