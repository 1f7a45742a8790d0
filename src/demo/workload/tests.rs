use super::*;

/// What the specification says of a number of customers.
struct Expected {
    n_customers: u32,
    n_in_segment: usize,
    first_ids: [u32; 5],
    top_spend_minor: u64,
    rfm_sum: u64,
    revenue_minor: u64,
    n_lines: usize,
}

/// Per customer, by id: what the reference answers need.
#[derive(Clone, Default)]
struct Facts {
    is_in_region: bool,
    n_orders: u64,
    last_day: u64,
    spend_minor: u64,
    recent_spend_minor: u64,
    is_recently_met: bool,
    nps_sum: u64,
    n_answers: u64,
}

#[test]
fn the_reference_answers_are_those_of_the_specification() {
    check(Expected {
        n_customers: 1_000,
        n_in_segment: 22,
        first_ids: [528, 771, 565, 506, 556],
        top_spend_minor: 581_913,
        rfm_sum: 57_426,
        revenue_minor: 186_670_769,
        n_lines: 12_528,
    });
    check(Expected {
        n_customers: 10_000,
        n_in_segment: 125,
        first_ids: [9303, 2263, 1914, 5559, 7640],
        top_spend_minor: 487_433,
        rfm_sum: 580_956,
        revenue_minor: 1_855_165_693,
        n_lines: 125_245,
    });
}

fn check(expected: Expected) {
    let size = Size::new(expected.n_customers).unwrap();
    let (facts, n_lines) = collect(size);
    assert_eq!(n_lines, expected.n_lines);
    assert_eq!(facts.iter().map(|it| it.spend_minor).sum::<u64>(), expected.revenue_minor);
    let segment = segment(&facts);
    assert_eq!(segment.len(), expected.n_in_segment);
    assert_eq!(segment[..5], expected.first_ids);
    assert_eq!(facts[segment[0] as usize].recent_spend_minor, expected.top_spend_minor);
    assert_eq!(rfm_sum(&facts), expected.rfm_sum);
}

fn collect(size: Size) -> (Vec<Facts>, usize) {
    let mut facts = vec![Facts::default(); size.n_customers() as usize + 1];
    for row in 0..Table::Customers.n_rows(size) {
        let customer = customer(row);
        facts[customer.id as usize].is_in_region = matches!(customer.city.region, "Lombardia" | "Veneto");
    }
    let mut n_lines = 0;
    for row in 0..Table::Orders.n_rows(size) {
        let order = order(row, size);
        let it = &mut facts[order.customer_id as usize];
        n_lines += order.lines().len();
        it.n_orders += 1;
        it.last_day = it.last_day.max(order.day as u64);
        it.spend_minor += order.total_minor();
        if order.day > TODAY_DAY - 365 {
            it.recent_spend_minor += order.total_minor();
        }
    }
    for row in 0..Table::Interactions.n_rows(size) {
        let interaction = interaction(row, size);
        facts[interaction.customer_id as usize].is_recently_met |= interaction.day > TODAY_DAY - 90;
    }
    for row in 0..Table::Surveys.n_rows(size) {
        let survey = survey(row, size);
        let it = &mut facts[survey.customer_id as usize];
        it.nps_sum += u64::from(survey.nps);
        it.n_answers += 1;
    }
    (facts, n_lines)
}

fn segment(facts: &[Facts]) -> Vec<u32> {
    let mut ids: Vec<u32> = (1..facts.len() as u32)
        .filter(|&id| {
            let it = &facts[id as usize];
            let is_content = it.n_answers > 0 && it.nps_sum >= 7 * it.n_answers;
            it.is_in_region && it.recent_spend_minor > 50_000 && it.n_orders >= 3 && !it.is_recently_met && is_content
        })
        .collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(facts[id as usize].recent_spend_minor), id));
    ids
}

fn rfm_sum(facts: &[Facts]) -> u64 {
    let recency = quintiles(facts, |it| it.last_day);
    let frequency = quintiles(facts, |it| it.n_orders);
    let monetary = quintiles(facts, |it| it.spend_minor);
    let buyers = (1..facts.len()).filter(|&id| facts[id].n_orders > 0);
    buyers.map(|id| recency[id] * 25 + frequency[id] * 5 + monetary[id] + 1).sum()
}

/// SQL's `NTILE(5)` over a measure, then the id, of those who ordered: 0 to 4 by id.
fn quintiles(facts: &[Facts], measure: impl Fn(&Facts) -> u64) -> Vec<u64> {
    let mut ids: Vec<usize> = (1..facts.len()).filter(|&id| facts[id].n_orders > 0).collect();
    ids.sort_by_key(|&id| (measure(&facts[id]), id));
    let mut found = vec![0; facts.len()];
    let (share, n_larger) = (ids.len() / 5, ids.len() % 5);
    let mut rest = ids.iter();
    for quintile in 0..5 {
        for &id in rest.by_ref().take(share + usize::from(quintile < n_larger)) {
            found[id] = quintile as u64;
        }
    }
    found
}
