//! What is counted to a day follows the days: midnight comes where the user is.

use rapporto::commands::create_record::CreateRecord;
use rapporto::engine::verify::verify;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::interaction::InteractionField;
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::figure::Figure;
use rapporto::queries::record_detail::RecordDetail;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::{Answer, Query};
use rapporto::segments::Segment;
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::worker::session::{Moment, Session, Step};

use crate::random_commands::workspace;
use crate::shell;

const HOUR: u64 = 3_600_000;
/// 2026-03-16, midnight UTC.
const MIDNIGHT: u64 = 1_773_619_200_000;

fn make(session: &mut Session, kind: Kind, values: Vec<(u16, Value)>, moment: Moment) -> Id {
    let Session::Open(keeper) = &*session else { panic!("it is open") };
    let id = Id::new(moment.millis, [keeper.sequence() as u8; 10]);
    // No two records get one identity: the moment is the same, so the chance is another.
    let moment = Moment { chance: keeper.sequence(), ..moment };
    let told = session.tell(id, &CreateRecord { kind, values }.into(), moment);
    let Ok(Step::Write(_, done)) = told else { panic!("{told:?}") };
    done.made[0].1
}

#[test]
fn a_meeting_that_is_agreed_on_counts_as_contact_once_its_day_has_come() {
    for (clock, midnight) in [
        (WallClock::UTC, MIDNIGHT),
        (WallClock::new(|_| 60), MIDNIGHT - HOUR),
        (WallClock::new(|_| -300), MIDNIGHT + 5 * HOUR),
    ] {
        let at = |millis| Moment { millis, clock, chance: 7 };
        let mut session = Session::Open(Box::new(workspace(shell::identity(1))));
        let noon = at(midnight - 12 * HOUR);
        let name = vec![(CustomerField::Name.number(), Value::Text("Anna".to_owned()))];
        let customer = make(&mut session, Kind::Customer, name, noon);
        let meet = |at: u64, session: &mut Session| {
            let values = vec![
                (InteractionField::Customer.number(), Value::Reference(customer)),
                (InteractionField::At.number(), Value::Number(at as i64)),
                (InteractionField::Type.number(), Value::Number(2)),
            ];
            make(session, Kind::Interaction, values, noon);
        };
        let known = |session: &mut Session, moment: Moment| {
            let detail = Query::from(RecordDetail { kind: Kind::Customer, id: customer });
            let Ok(Answer::RecordDetail(sheet)) = session.ask(&detail, moment) else { panic!("no sheet") };
            let [quiet, quiet_of_any] = [Contact::ByPerson, Contact::Any].map(|contact| {
                let segment = Segment::from(QuietSince { days: 1, contact });
                let window = SegmentWindow { segment, spend_days: None, offset: 0, limit: 0 };
                let Ok(Answer::SegmentWindow(quiet)) = session.ask(&window.into(), moment) else {
                    panic!("no segment")
                };
                quiet.n
            });
            assert_eq!(quiet, quiet_of_any, "{midnight}");
            let Session::Open(keeper) = session else { panic!("it is open") };
            assert_eq!(verify(&keeper.data, &keeper.journal), [], "{midnight}");
            let last = sheet.figures.iter().find(|it| it.figure == Figure::LastContact).unwrap();
            (last.number, last.n, quiet)
        };
        let tomorrow = midnight + 10 * HOUR;
        meet(tomorrow, &mut session);
        assert_eq!(known(&mut session, noon), (None, 0, 1), "{midnight}");
        // Later on the same day is not the future: what is written down then has just happened.
        let evening = midnight - 1;
        meet(evening, &mut session);
        assert_eq!(known(&mut session, noon), (Some(evening as i64), 1, 0), "{midnight}");
        assert_eq!(known(&mut session, at(midnight - 1)), (Some(evening as i64), 1, 0), "{midnight}");
        assert_eq!(known(&mut session, at(midnight)), (Some(tomorrow as i64), 2, 0), "{midnight}");
        assert_eq!(known(&mut session, at(midnight + 24 * HOUR)), (Some(tomorrow as i64), 2, 1), "{midnight}");
        // A clock that is set back takes the day back with it.
        assert_eq!(known(&mut session, noon), (Some(evening as i64), 1, 0), "{midnight}");
    }
}

/// The clock in Rome in 2026: summer from 29 March to 25 October, each time at one o'clock UTC.
const ROME: WallClock =
    WallClock::new(|at| if (1_774_746_000_000..1_792_890_000_000).contains(&at.millis()) { 120 } else { 60 });

#[test]
fn a_day_of_summer_that_is_asked_after_in_winter_begins_and_ends_as_it_did() {
    // 2026-07-10 in Rome, from midnight to the last millisecond; and 2026-12-01 at noon.
    let (midnight, winter) = (1_783_634_400_000, 1_796_122_800_000);
    let at = |millis| Moment { millis, clock: ROME, chance: 7 };
    let mut session = Session::Open(Box::new(workspace(shell::identity(1))));
    let name = vec![(CustomerField::Name.number(), Value::Text("Anna".to_owned()))];
    let customer = make(&mut session, Kind::Customer, name, at(midnight));
    let late = midnight + 24 * HOUR + HOUR / 2;
    let meeting = vec![
        (InteractionField::Customer.number(), Value::Reference(customer)),
        (InteractionField::At.number(), Value::Number(late as i64)),
        (InteractionField::Type.number(), Value::Number(2)),
    ];
    make(&mut session, Kind::Interaction, meeting, at(midnight));
    let mut then = |millis, asked: Moment| {
        let query = Box::new(Query::from(RecordDetail { kind: Kind::Customer, id: customer }));
        let answer = if asked.millis == millis {
            session.ask(&query, asked)
        } else {
            session.ask(&Query::AsOf { millis, query }, asked)
        };
        let Ok(Answer::RecordDetail(sheet)) = answer else { panic!("no sheet") };
        let last = sheet.figures.iter().find(|it| it.figure == Figure::LastContact).unwrap();
        (sheet.as_of.to_string(), last.number)
    };
    for (millis, day, contact) in [
        (midnight + HOUR, "2026-07-10", None),
        (midnight + 24 * HOUR - 1, "2026-07-10", None),
        (midnight + 24 * HOUR, "2026-07-11", Some(late as i64)),
    ] {
        let expected = (day.to_owned(), contact);
        assert_eq!(then(millis, at(millis)), expected, "asked on the day");
        assert_eq!(then(millis, at(winter)), expected, "asked in winter");
    }
}

#[test]
fn a_contact_of_which_a_file_tells_the_day_alone_is_of_that_day_wherever_the_user_is() {
    let clocks: [fn(Time) -> i32; 5] = [|_| -600, |_| -300, |_| 0, |_| 120, |_| 720];
    for clock in clocks.map(WallClock::new) {
        // Noon on 2026-03-15, where the user is.
        let offset_minutes = clock.offset_minutes(Time::from_millis(0));
        let millis = (MIDNIGHT - 12 * HOUR).saturating_add_signed(i64::from(offset_minutes) * -60_000);
        let noon = Moment { millis, clock, chance: 7 };
        for (days_ago, last, quiet) in [(-1, None, 1), (0, Some(0), 0), (1, Some(1), 0), (2, Some(2), 1)] {
            let mut session = Session::Open(Box::new(workspace(shell::identity(1))));
            let name = vec![(CustomerField::Name.number(), Value::Text("Anna".to_owned()))];
            let customer = make(&mut session, Kind::Customer, name, noon);
            let day = |ago: i64| MIDNIGHT as i64 - (1 + ago) * 24 * HOUR as i64;
            let values = vec![
                (InteractionField::Customer.number(), Value::Reference(customer)),
                (InteractionField::At.number(), Value::Number(day(days_ago))),
                (InteractionField::Type.number(), Value::Number(1)),
            ];
            make(&mut session, Kind::Interaction, values, noon);
            let detail = Query::from(RecordDetail { kind: Kind::Customer, id: customer });
            let Ok(Answer::RecordDetail(sheet)) = session.ask(&detail, noon) else { panic!("no sheet") };
            let known = sheet.figures.iter().find(|it| it.figure == Figure::LastContact).unwrap();
            assert_eq!(known.number, last.map(day), "{offset_minutes} {days_ago}");
            for contact in [Contact::ByPerson, Contact::Any] {
                let segment = Segment::from(QuietSince { days: 2, contact });
                let window = SegmentWindow { segment, spend_days: None, offset: 0, limit: 0 };
                let Ok(Answer::SegmentWindow(found)) = session.ask(&window.into(), noon) else { panic!("no segment") };
                assert_eq!(found.n, quiet, "{offset_minutes} {days_ago} {contact:?}");
            }
        }
    }
}
