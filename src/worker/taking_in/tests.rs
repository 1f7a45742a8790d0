//! The demo and a restored file reach the store whole and come back from it.

use std::collections::BTreeMap;

use super::*;
use crate::changes::clock::DeviceId;
use crate::demo::records::{Circumstances, Records};
use crate::demo::trade::{Language, Trade};
use crate::demo::workload::Size;
use crate::engine::digest::digest;
use crate::engine::table::Life;
use crate::engine::verify::{Breach, verify};
use crate::engine::whole_records::Intake;
use crate::exchange::export_file::read::Budget;
use crate::model::customer::CustomerField;
use crate::model::date::Date;
use crate::storage::head::{CHECKPOINT, HEAD, IDENTITY, Identity, STORE_FORMAT, meta_key};
use crate::storage::recovery::Recovery;
use crate::storage::store::{StoreName, Write};
use crate::worker::workspace_file::Coming;
use crate::worker::workspace_file::tests::{records, workspace, written};

fn day() -> Date {
    Date::from_civil(2026, 11, 22).unwrap()
}

fn keeper() -> Keeper {
    founded().0
}

fn founded() -> (Keeper, Vec<Write>) {
    let identity = Identity { format: STORE_FORMAT, workspace: Id::from_u128(7), device: DeviceId(9), seed: 1 };
    Keeper::found(identity, day()).unwrap()
}

/// What the store holds after those writes, read back.
fn read_back(writes: &[Write]) -> Keeper {
    let mut store = BTreeMap::new();
    for write in writes {
        match write {
            Write::Put { store: name, key, bytes } => drop(store.insert((*name, key.clone()), bytes.clone())),
            Write::Delete { store: name, key } => drop(store.remove(&(*name, key.clone()))),
        }
    }
    let meta = |name| store[&(StoreName::Meta, meta_key(name))].as_slice();
    let mut recovery = Recovery::begin(meta(IDENTITY), meta(HEAD), meta(CHECKPOINT), day()).unwrap();
    let (first, rest) = recovery.pages();
    for page in first.into_iter().chain(rest) {
        recovery.take_page(page, store.get(&(StoreName::Pages, page.key())).map(Vec::as_slice));
    }
    let (keeper, damages) = recovery.finish();
    assert_eq!(damages, []);
    keeper
}

#[test]
fn what_was_taken_in_comes_back_from_the_store_with_its_clocks_and_its_bin() {
    for seed in 0..30 {
        let (mut keeper, mut writes) = founded();
        let mut coming = Coming::new(Budget::ORDINARY, day());
        coming.push(&written(&workspace(seed))).unwrap();
        let intake = coming.finish().unwrap().0;
        let mut whole = begin(&mut keeper, intake).unwrap();
        let nothing = digest(&keeper.data);
        loop {
            let pages = whole.stage(&mut keeper, 1 << 20);
            if pages.is_empty() {
                break;
            }
            // Until the batch is made true nobody sees any of it.
            assert_eq!(digest(&keeper.data), nothing, "seed {seed}");
            writes.extend(pages);
        }
        let (step, _) = take_in(&mut keeper, whole, Id::from_u128(1), Sort::Restore, MILLIS).unwrap();
        let Step::Write(prepared, _) = step else { continue };
        // These workspaces refer to records that are gone; nothing else is wrong with them.
        let is_wrong = |breach: &Breach| !matches!(breach, Breach::RefersToNothing { .. });
        assert!(!verify(&keeper.data, &keeper.journal).iter().any(is_wrong), "seed {seed}");
        loop {
            let pages = keeper.stage_pages(1 << 20);
            if pages.is_empty() {
                break;
            }
            writes.extend(pages);
        }
        let flip = keeper.flip().unwrap().unwrap();
        writes.extend(prepared.writes.iter().cloned().chain([flip.write.clone()]));
        writes.extend(keeper.flipped(flip));
        let back = read_back(&writes);
        assert_eq!(records(&back.data), records(&workspace(seed)), "seed {seed}");
        assert_eq!(digest(&back.data), digest(&workspace(seed)), "seed {seed}");
    }
}

#[test]
fn writes_after_a_restore_are_later_than_those_of_the_file_unless_its_clock_was_years_ahead() {
    const HOUR: u64 = 3_600_000;
    const TEN_YEARS: u64 = 10 * 365 * 24 * HOUR;
    for (ahead, is_followed) in [(HOUR, true), (TEN_YEARS, false)] {
        let mut there = Data::new(day());
        let (kind, id) = (Kind::Customer, Id::from_u128(5));
        let stamp = Stamp { millis: MILLIS + ahead, counter: 3, device: DeviceId(4) };
        let change = |field, after| Change { kind, id, field, before: Value::Empty, after };
        let name = Value::Text("Ada".to_owned());
        there.apply(&[], &[change(ALIVE, Value::Number(1)), change(CustomerField::Name.number(), name)], stamp);
        let mut keeper = keeper();
        let whole = Whole::begin(&mut keeper, there, Vec::new(), MILLIS).unwrap();
        let (step, _) = take_in(&mut keeper, whole, Id::from_u128(1), Sort::Restore, MILLIS).unwrap();
        let Step::Write(prepared, _) = step else { panic!("nothing was taken in") };
        assert_eq!(prepared.batch.stamp > stamp, is_followed, "{ahead}");
        assert!(prepared.batch.stamp.millis <= MILLIS + HOUR, "{ahead}");
        assert_eq!(keeper.clock_is_behind(MILLIS), (!is_followed).then_some(TEN_YEARS), "{ahead}");
    }
}

const MILLIS: u64 = 1_795_305_600_000;

fn begin(keeper: &mut Keeper, mut intake: Intake) -> Result<Whole, Refusal> {
    let made_before = made_before(&keeper.data, &intake);
    intake.carry(&keeper.data);
    Whole::begin(keeper, intake.finish(), made_before, MILLIS)
}

fn take(keeper: &mut Keeper, intake: Intake, id: u128) -> Result<(Step, Data), Refusal> {
    let whole = begin(keeper, intake)?;
    take_in(keeper, whole, Id::from_u128(id), Sort::Demo, MILLIS)
}

fn demo(trade: &Trade) -> (Intake, Vec<Id>) {
    let made = Stamp { millis: MILLIS, counter: 0, device: DeviceId(9) };
    let records = Records::of(trade, Circumstances { made, chance: 5, offset_minutes: 60 });
    let customers = (1..=trade.n_customers()).map(|number| records.id(Kind::Customer, number)).collect();
    let mut intake = Intake::new(day());
    for record in records {
        intake.take(&record).unwrap();
    }
    assert_eq!(intake.n_unknown, 0);
    (intake, customers)
}

#[test]
fn the_demo_comes_whole_and_its_truths_show_in_the_derived_figures() {
    let trade = Trade::new(Size::new(5_000).unwrap(), day(), Language::Italian);
    let mut keeper = keeper();
    let (intake, customers) = demo(&trade);
    let (step, _) = take(&mut keeper, intake, 1).unwrap();
    assert!(matches!(step, Step::Write(_, _)));
    let data = &keeper.data;
    for (kind, n) in [
        (Kind::Workspace, 1),
        (Kind::Customer, trade.n_customers()),
        (Kind::Product, trade.n_products()),
        (Kind::Order, trade.n_orders()),
        (Kind::Interaction, trade.n_interactions()),
        (Kind::Deal, trade.n_deals()),
        (Kind::Response, trade.n_responses()),
        (Kind::Ticket, trade.n_tickets()),
        (Kind::Task, trade.n_tasks()),
        (Kind::Stage, 6),
        (Kind::Pipeline, 1),
        (Kind::Consent, trade.n_customers() * 4),
    ] {
        assert_eq!(data.table(kind).live.count(), n as usize, "{kind:?}");
    }
    assert_eq!(verify(data, &keeper.journal), []);
    let truths = trade.truths();
    let row = |number: &u32| data.table(Kind::Customer).ids.row_of(customers[*number as usize - 1]).unwrap();
    let figures = &data.derived().customers;
    for number in &truths.churned_customers {
        let at = row(number) as usize;
        assert!(figures.orders[at] > 0, "{number} never bought");
        assert!(day().days() - figures.last_order[at] >= truths.churned_days_ago, "{number} bought lately");
    }
    let mean_nps = |numbers: &[u32]| {
        let scores: Vec<f64> =
            numbers.iter().map(|it| figures.last_nps[row(it) as usize]).filter(|it| *it <= 10).map(f64::from).collect();
        scores.iter().sum::<f64>() / scores.len() as f64
    };
    let others: Vec<u32> = (1..=5_000).filter(|it| !truths.weak_customers.contains(it)).collect();
    let (weak, rest) = (mean_nps(&truths.weak_customers), mean_nps(&others));
    assert!(weak < 5.0 && rest > 7.0, "{weak} {rest}");
    for pair in &truths.duplicates {
        let mobile = |number| data.table(Kind::Customer).text(row(number), CustomerField::Mobile.number()).to_owned();
        assert_eq!(mobile(&pair.original_id), mobile(&pair.copy_id));
    }
}

#[test]
fn a_workspace_with_anything_in_it_takes_nothing_in() {
    let trade = Trade::new(Size::new(200).unwrap(), day(), Language::English);
    let mut keeper = keeper();
    take(&mut keeper, demo(&trade).0, 1).unwrap();
    let before = digest(&keeper.data);
    let again = take(&mut keeper, demo(&trade).0, 2);
    assert_eq!(again.map(|_| ()).unwrap_err(), Refusal::NotEmpty);
    assert_eq!((digest(&keeper.data), keeper.sequence()), (before, 1));
}

#[test]
fn the_first_pipeline_of_before_gives_way_too_but_not_a_stage_that_comes_again() {
    let trade = Trade::new(Size::new(200).unwrap(), day(), Language::English);
    let mut keeper = keeper();
    let intake = demo(&trade).0;
    let again = demo(&trade).0.finish().table(Kind::Stage).ids.id_of(0).unwrap();
    let own = Id::from_u128(0x78 << 64);
    let made = |id| Change { kind: Kind::Stage, id, field: ALIVE, before: Value::Empty, after: Value::Number(1) };
    keeper.data.apply(&[], &[made(own), made(again)], Stamp::ZERO);
    take(&mut keeper, intake, 1).unwrap();
    let table = keeper.data.table(Kind::Stage);
    let life = |id| table.life(table.ids.row_of(id).unwrap());
    assert_eq!((life(own), life(again)), (Life::Binned, Life::Live));
}

#[test]
fn the_workspace_record_of_before_gives_way_to_the_one_that_comes_and_returns_when_it_is_taken_back() {
    let trade = Trade::new(Size::new(200).unwrap(), day(), Language::English);
    let mut keeper = keeper();
    let own = Id::from_u128(0x77 << 64);
    let made = Change { kind: Kind::Workspace, id: own, field: ALIVE, before: Value::Empty, after: Value::Number(1) };
    keeper.data.apply(&[], &[made], Stamp::ZERO);
    let before = digest(&keeper.data);
    let (step, _) = take(&mut keeper, demo(&trade).0, 1).unwrap();
    let life = |keeper: &Keeper| {
        let table = keeper.data.table(Kind::Workspace);
        (table.life(table.ids.row_of(own).unwrap()), table.live.count())
    };
    assert_eq!(life(&keeper), (Life::Binned, 1));
    let Step::Write(prepared, _) = step else { panic!("nothing to write") };
    keeper.roll_back(&prepared);
    assert_eq!((life(&keeper), digest(&keeper.data)), ((Life::Live, 1), before));
}
