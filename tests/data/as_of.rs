//! Every question of an earlier moment has the answer that it had at that moment.

use rapporto::model::customer::CustomerField;
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::batches::Batches;
use rapporto::queries::binned::Binned;
use rapporto::queries::choose::Choose;
use rapporto::queries::counts::Counts;
use rapporto::queries::fields::Fields;
use rapporto::queries::figure::Figure;
use rapporto::queries::history::History;
use rapporto::queries::list_window::{ColumnRef, Direction, ListWindow, Place};
use rapporto::queries::order_detail::OrderDetail;
use rapporto::queries::record_detail::RecordDetail;
use rapporto::queries::revenue_by_month::RevenueByMonth;
use rapporto::queries::rfm_cells::RfmCells;
use rapporto::queries::search::Search;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::task_list::TaskList;
use rapporto::queries::timeline::Timeline;
use rapporto::queries::verify::Verify;
use rapporto::queries::{Answer, Query, Unanswered};
use rapporto::segments::Segment;
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::worker::session::{Moment, Session, Step};

use crate::random_commands::{command, workspace};
use crate::shell;

/// 2026-02-24, near the day around which the records of the tests are dated.
const START: u64 = 1_771_900_000_000;
const HOUR: u64 = 3_600_000;

fn at(millis: u64) -> Moment {
    Moment { millis, clock: WallClock::new(|_| 60), chance: millis }
}

fn keeper(session: &Session) -> &rapporto::storage::keeper::Keeper {
    let Session::Open(keeper) = session else { panic!("it is open") };
    keeper
}

/// Tells the session a command, as if the store took whatever it is given.
pub(crate) fn tell(session: &mut Session, n: u64, command: &rapporto::commands::Command, millis: u64) -> bool {
    let id = Id::new(millis, [n as u8; 10]);
    matches!(session.tell(id, command, at(millis)), Ok(Step::Write(..)))
}

/// What the user allows of sensitive fields: which there are, and what they may go into.
fn allowed(session: &Session) -> [bool; 5] {
    let data = &keeper(session).data;
    let [religion, health] = [CustomerField::Religion, CustomerField::Health];
    let [on, also_on] = [religion, health].map(|field| data.is_turned_on(Kind::Customer, field.number()));
    let [a, b, c] = [0, 1, 2].map(|place| data.sensitive_may_go_into(place));
    [on, also_on, a, b, c]
}

/// What was answered when, and what was allowed of sensitive fields then.
type Told = (u64, [bool; 5], Query, Result<Answer, Unanswered>);

/// One question of each kind, about what is there.
fn questions(session: &Session, random: &mut SeededRandom) -> Vec<Query> {
    let data = &keeper(session).data;
    let mut one = |kind: Kind| {
        let ids: Vec<Id> = data.table(kind).live.rows().filter_map(|row| data.table(kind).ids.id_of(row)).collect();
        if ids.is_empty() { Id::from_u128(1) } else { ids[random.below(ids.len() as u64) as usize] }
    };
    let (customer, order) = (one(Kind::Customer), one(Kind::Order));
    let figures = |kind| Figure::of(kind).map(ColumnRef::Figure);
    let list = |kind, sort: Figure, filter: &str| ListWindow {
        kind,
        columns: figures(kind).chain([ColumnRef::Field(1)]).collect(),
        filter: filter.to_owned(),
        sort: Some((ColumnRef::Figure(sort), Direction::Descending)),
        offset: 0,
        limit: 50,
        place: Place::Live,
    };
    let quiet = |contact| Segment::from(QuietSince { days: 3, contact });
    let segment = Segment::Any(vec![quiet(Contact::ByPerson), quiet(Contact::Any)]);
    vec![
        Counts {}.into(),
        list(Kind::Customer, Figure::LastContact, "").into(),
        list(Kind::Customer, Figure::SpendYear, "a").into(),
        list(Kind::Order, Figure::OrderNet, "").into(),
        RecordDetail { kind: Kind::Customer, id: customer }.into(),
        RecordDetail { kind: Kind::Order, id: order }.into(),
        Timeline { customer, before: None, limit: 50, only: None }.into(),
        OrderDetail { id: order }.into(),
        TaskList {}.into(),
        History { kind: Kind::Customer, id: customer }.into(),
        Batches { limit: 50, before: None }.into(),
        Binned { kind: None, offset: 0, limit: 50 }.into(),
        Fields { kind: Kind::Customer }.into(),
        Choose { kind: Kind::Customer, text: "al".to_owned(), limit: 9 }.into(),
        Search { text: "caffe".to_owned(), limit: 9, kinds: None, form: None }.into(),
        SegmentWindow { segment, spend_days: Some(90), offset: 0, limit: 50 }.into(),
        RfmCells {}.into(),
        RevenueByMonth {}.into(),
        Verify {}.into(),
    ]
}

#[test]
fn a_question_of_an_earlier_moment_has_the_answer_of_that_moment() {
    let mut n_compared = 0;
    for seed in 0..40 {
        let mut random = SeededRandom::new(seed);
        let mut session = Session::Open(Box::new(workspace(shell::identity(seed))));
        let mut millis = START;
        let mut known: Vec<Told> = Vec::new();
        for n in 0..60 {
            millis += (1 + random.below(19)) * HOUR + random.below(HOUR);
            let last = keeper(&session).sequence();
            let command = command(&mut random, &keeper(&session).data, last);
            tell(&mut session, n, &command, millis);
            if n % 3 == 0 {
                // Not at the moment of a change, and perhaps on the next day.
                millis += random.below(9) * HOUR;
                for question in questions(&session, &mut random) {
                    let answer = session.ask(&question, at(millis));
                    known.push((millis, allowed(&session), question, answer));
                }
            }
        }
        let now = at(millis + 40 * 24 * HOUR);
        let allowed_now = allowed(&session);
        for (then, allowed_then, question, answer) in known {
            // What was taken back since is withheld from the past too: the test below.
            if allowed_then.iter().zip(allowed_now).any(|(then, now)| *then && !now) {
                continue;
            }
            n_compared += 1;
            let asked = Query::AsOf { millis: then, query: Box::new(question.clone()) };
            assert_eq!(session.ask(&asked, now), answer, "seed {seed} at {then}: {question:?}");
        }
        let Ok(Answer::Verify(verified)) = session.ask(&Verify {}.into(), now) else { panic!("seed {seed}") };
        assert_eq!(verified.breaches, [], "seed {seed}: back in the present");
    }
    assert!(n_compared > 10_000, "{n_compared} of {}", 40 * 20 * 19);
}

#[test]
fn a_sensitive_field_that_is_turned_off_is_not_in_the_past_either() {
    use rapporto::commands::create_record::CreateRecord;
    use rapporto::commands::turn_off_sensitive::TurnOffSensitive;
    use rapporto::commands::turn_on_sensitive::TurnOnSensitive;
    let (kind, field) = (Kind::Customer, CustomerField::Religion.number());
    let mut session = Session::Open(Box::new(workspace(shell::identity(3))));
    let reason = "we hold retreats".to_owned();
    assert!(tell(&mut session, 1, &TurnOnSensitive { kind, field, reason, uses: 0 }.into(), START));
    let text = |text: &str| Value::Text(text.to_owned());
    let values = vec![(CustomerField::Name.number(), text("Anna")), (field, text("Valdese"))];
    assert!(tell(&mut session, 2, &CreateRecord { kind, values }.into(), START + HOUR));
    let table = keeper(&session).data.table(kind);
    let id = table.ids.id_of(table.live.rows().next().unwrap()).unwrap();
    let list = ListWindow {
        kind,
        columns: vec![ColumnRef::Field(field)],
        filter: String::new(),
        sort: None,
        offset: 0,
        limit: 9,
        place: Place::Live,
    };
    let questions: [Query; 3] = [list.clone().into(), RecordDetail { kind, id }.into(), History { kind, id }.into()];
    let told = |session: &mut Session, millis: u64| {
        questions.clone().map(|question| {
            let then = Query::AsOf { millis: START + 2 * HOUR, query: Box::new(question.clone()) };
            [question, then].map(|it| format!("{:?}", session.ask(&it, at(millis))).contains("Valdese"))
        })
    };
    assert_eq!(told(&mut session, START + 3 * HOUR), [[true; 2]; 3]);
    assert!(tell(&mut session, 3, &TurnOffSensitive { kind, field }.into(), START + 4 * HOUR));
    assert_eq!(told(&mut session, START + 5 * HOUR), [[false; 2]; 3]);
    for sort in [None, Some((ColumnRef::Field(field), Direction::Ascending))] {
        let columns = if sort.is_some() { vec![ColumnRef::Field(1)] } else { list.columns.clone() };
        let asked = Query::from(ListWindow { columns, sort, ..list.clone() });
        assert!(matches!(session.ask(&asked, at(START + 5 * HOUR)), Err(Unanswered::NotUnderstood(_))), "{sort:?}");
    }
    assert!(tell(&mut session, 4, &rapporto::commands::undo::Undo {}.into(), START + 6 * HOUR));
    assert_eq!(told(&mut session, START + 7 * HOUR), [[true; 2]; 3]);
}
