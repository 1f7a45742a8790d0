//! The hybrid logical clock: orders the writes of all devices, whatever their wall clocks say.
//!
//! Source: S. Kulkarni, M. Demirbas, D. Madappa, B. Avva, M. Leone, "Logical Physical Clocks and Consistent Snapshots
//! in Globally Distributed Databases", OPODIS 2014. Ours differs in one point: a stamp that is too far ahead is
//! reported instead of followed, so that one device with a wrong clock cannot carry the others away.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// When and where a write was made. The greater stamp is the later write; ties go to the greater device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01T00:00:00 UTC, as far as the device knew.
    pub millis: u64,
    /// Orders the writes within one millisecond.
    pub counter: u32,
    /// Where the write was made.
    pub device: DeviceId,
}

/// One installation: a browser profile on a machine. Readable formats write it as 16 hexadecimal digits, because
/// scripts read numbers above 2^53 wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub u64);

/// The clock of one device. It never refuses to give a stamp, and each is greater than all it gave or followed before.
#[derive(Debug, Clone)]
pub struct Clock {
    device: DeviceId,
    millis: u64,
    counter: u32,
    /// The latest wall clock seen: what "ahead" is measured from, so that a wall clock set back makes no one look ahead,
    /// and a row of stamps, each a little further ahead, does not lead the clock away.
    latest_wall_millis: u64,
}

/// What the clock did with a stamp of another device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Received {
    /// Stamps given from now on are greater.
    Followed,
    /// More than [`FAR_AHEAD_MILLIS`] ahead: the clock stays, and the user is to be told. Writes made over it are
    /// stamped with [`Stamp::after`].
    FarAhead { by_millis: u64 },
}

/// How far ahead of this device's wall clock a stamp may be and still be followed: a day, as time zones set wrongly are
/// less, and dead batteries more.
pub const FAR_AHEAD_MILLIS: u64 = 24 * 60 * 60 * 1_000;

impl Stamp {
    /// The least stamp: before every write.
    pub const ZERO: Self = Self { millis: 0, counter: 0, device: DeviceId(0) };

    /// The stamp for a write that replaces one stamped `seen`: this one, or, where that is not greater, the next after
    /// `seen` on this stamp's device. So a value from a device whose clock is years ahead can still be corrected.
    #[must_use]
    pub fn after(self, seen: Self) -> Self {
        if self > seen {
            return self;
        }
        let (millis, counter) = next(seen.millis, seen.counter);
        Self { millis, counter, device: self.device }
    }

    /// Twenty bytes whose order is the order of the stamps.
    pub fn to_bytes(self) -> [u8; 20] {
        let mut bytes = [0; 20];
        let fields = self.millis.to_be_bytes().into_iter().chain(self.counter.to_be_bytes());
        for (byte, value) in bytes.iter_mut().zip(fields.chain(self.device.0.to_be_bytes())) {
            *byte = value;
        }
        bytes
    }

    /// The inverse of [`Stamp::to_bytes`].
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let (millis, rest) = bytes.split_at(8);
        let (counter, device) = rest.split_at(4);
        Self { millis: number(millis), counter: number(counter) as u32, device: DeviceId(number(device)) }
    }
}

impl Clock {
    /// The clock of a device that has not written yet.
    pub fn new(device: DeviceId) -> Self {
        Self { device, millis: 0, counter: 0, latest_wall_millis: 0 }
    }

    /// The clock of a device whose greatest stamp, given or followed, was `last`.
    pub fn resume(device: DeviceId, last: Stamp) -> Self {
        let millis = last.millis.min(MAX_MILLIS);
        Self { device, millis, counter: last.counter, latest_wall_millis: millis }
    }

    /// The device that this clock stamps for.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The greatest stamp given or followed so far, to be kept for [`Clock::resume`].
    pub fn last(&self) -> Stamp {
        Stamp { millis: self.millis, counter: self.counter, device: self.device }
    }

    /// A stamp for a write made now; `wall_millis` is what the wall clock says, milliseconds since 1970 UTC.
    pub fn now(&mut self, wall_millis: u64) -> Stamp {
        let wall_millis = self.see_wall(wall_millis);
        (self.millis, self.counter) =
            if wall_millis > self.millis { (wall_millis, 0) } else { next(self.millis, self.counter) };
        self.last()
    }

    /// Takes note of a stamp of another device.
    pub fn receive(&mut self, stamp: Stamp, wall_millis: u64) -> Received {
        self.see_wall(wall_millis);
        let by_millis = stamp.millis.saturating_sub(self.latest_wall_millis);
        if by_millis > FAR_AHEAD_MILLIS {
            return Received::FarAhead { by_millis };
        }
        (self.millis, self.counter) = (self.millis, self.counter).max((stamp.millis, stamp.counter));
        Received::Followed
    }

    fn see_wall(&mut self, wall_millis: u64) -> u64 {
        let wall_millis = wall_millis.min(MAX_MILLIS);
        self.latest_wall_millis = self.latest_wall_millis.max(wall_millis);
        wall_millis
    }
}

/// No wall clock is believed beyond this (2^53 − 1, some 285,000 years): leaves room to count on from.
const MAX_MILLIS: u64 = (1 << 53) - 1;

/// The next reading; a full counter moves the milliseconds.
fn next(millis: u64, counter: u32) -> (u64, u32) {
    match counter.checked_add(1) {
        Some(counter) => (millis, counter),
        None => (millis.saturating_add(1), 0),
    }
}

impl fmt::Display for DeviceId {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl Serialize for DeviceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_u64(self.0) }
    }
}

impl<'de> Deserialize<'de> for DeviceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return u64::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        if text.len() != 16 || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(de::Error::invalid_value(de::Unexpected::Str(&text), &"16 hexadecimal digits"));
        }
        u64::from_str_radix(&text, 16).map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u64 = 1_750_000_000_000;
    const TEN_YEARS: u64 = 10 * 365 * FAR_AHEAD_MILLIS;
    const HERE: DeviceId = DeviceId(1);
    const THERE: DeviceId = DeviceId(2);

    fn stamp(millis: u64, counter: u32, device: DeviceId) -> Stamp {
        Stamp { millis, counter, device }
    }

    #[test]
    fn stamps_order_by_time_then_counter_then_device() {
        let rising = [
            Stamp::ZERO,
            stamp(1, 0, THERE),
            stamp(1, 1, HERE),
            stamp(1, 1, THERE),
            stamp(2, 0, HERE),
            stamp(256, 0, HERE),
        ];
        for pair in rising.windows(2) {
            assert!(pair[0] < pair[1]);
            assert!(pair[0].to_bytes() < pair[1].to_bytes());
        }
    }

    #[test]
    fn a_wall_clock_that_jumps_back_keeps_the_order() {
        let mut clock = Clock::new(HERE);
        let readings = [NOW, NOW, NOW - TEN_YEARS, 0, NOW + 1, NOW + TEN_YEARS, NOW, NOW + TEN_YEARS + 1];
        let found = readings.map(|wall_millis| clock.now(wall_millis)).map(|it| (it.millis, it.counter));
        let ahead = NOW + TEN_YEARS;
        let expected = [(NOW, 0), (NOW, 1), (NOW, 2), (NOW, 3), (NOW + 1, 0), (ahead, 0), (ahead, 1), (ahead + 1, 0)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_full_counter_moves_the_milliseconds() {
        let mut clock = Clock::resume(HERE, stamp(NOW, u32::MAX, HERE));
        assert_eq!(clock.now(NOW), stamp(NOW + 1, 0, HERE));
    }

    #[test]
    fn a_stamp_within_a_day_is_followed_and_one_beyond_is_reported_and_left() {
        for (ahead_millis, received, next_millis) in [
            (0, Received::Followed, NOW),
            (FAR_AHEAD_MILLIS, Received::Followed, NOW + FAR_AHEAD_MILLIS),
            (FAR_AHEAD_MILLIS + 1, Received::FarAhead { by_millis: FAR_AHEAD_MILLIS + 1 }, NOW),
            (TEN_YEARS, Received::FarAhead { by_millis: TEN_YEARS }, NOW),
            (u64::MAX - NOW, Received::FarAhead { by_millis: u64::MAX - NOW }, NOW),
        ] {
            let mut clock = Clock::new(HERE);
            assert_eq!(clock.receive(stamp(NOW + ahead_millis, 7, THERE), NOW), received, "{ahead_millis}");
            assert_eq!(clock.now(NOW).millis, next_millis, "{ahead_millis}");
        }
    }

    #[test]
    fn a_device_whose_clock_fell_ten_years_back_still_follows_the_others() {
        let mut clock = Clock::resume(HERE, stamp(NOW, 0, HERE));
        let theirs = stamp(NOW + 5_000, 3, THERE);
        assert_eq!(clock.receive(theirs, NOW - TEN_YEARS), Received::Followed);
        assert_eq!(clock.now(NOW - TEN_YEARS), stamp(NOW + 5_000, 4, HERE));
    }

    #[test]
    fn a_device_whose_clock_was_ten_years_ahead_writes_on_when_it_is_put_right() {
        let mut clock = Clock::new(HERE);
        let wrong = clock.now(NOW + TEN_YEARS);
        assert_eq!(clock.receive(stamp(NOW, 0, THERE), NOW), Received::Followed);
        assert!(clock.now(NOW) > wrong);
    }

    #[test]
    fn a_clock_goes_on_where_it_was_left() {
        let mut clock = Clock::new(HERE);
        clock.receive(stamp(NOW + 10, 2, THERE), NOW);
        let mut resumed = Clock::resume(clock.device(), clock.last());
        assert_eq!(resumed.now(NOW), stamp(NOW + 10, 3, HERE));
    }

    #[test]
    fn many_stamps_each_a_little_further_do_not_lead_the_clock_away() {
        let mut clock = Clock::new(HERE);
        for day in 1..=3_650 {
            clock.receive(stamp(NOW + day * (FAR_AHEAD_MILLIS - 1), 0, THERE), NOW);
        }
        assert_eq!(clock.now(NOW).millis, NOW + FAR_AHEAD_MILLIS - 1);
    }

    #[test]
    fn a_write_over_a_value_from_the_future_is_later_than_it() {
        let mine = stamp(NOW, 0, HERE);
        for (seen, expected) in [
            (stamp(NOW - 1, 9, THERE), mine),
            (stamp(NOW, 0, THERE), stamp(NOW, 1, HERE)),
            (stamp(NOW + TEN_YEARS, 4, THERE), stamp(NOW + TEN_YEARS, 5, HERE)),
            (stamp(NOW + TEN_YEARS, u32::MAX, THERE), stamp(NOW + TEN_YEARS + 1, 0, HERE)),
        ] {
            assert_eq!(mine.after(seen), expected);
            assert!(expected > seen);
        }
    }

    #[test]
    fn a_stamp_comes_back_from_json_and_bytes() {
        let written = stamp(NOW, 3, DeviceId(u64::MAX - 1));
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(json, r#"{"millis":1750000000000,"counter":3,"device":"fffffffffffffffe"}"#);
        assert_eq!(serde_json::from_str::<Stamp>(&json).unwrap(), written);
        assert_eq!(postcard::from_bytes::<Stamp>(&postcard::to_allocvec(&written).unwrap()).unwrap(), written);
        assert_eq!(Stamp::from_bytes(written.to_bytes()), written);
        for bad in ["\"\"", "\"+fffffffffffffff\"", "\"fffffffffffffffff\"", "7"] {
            assert!(serde_json::from_str::<DeviceId>(bad).is_err(), "{bad}");
        }
    }

    /// Mostly around now, give or take ten years, with some readings that make no sense.
    fn wall() -> impl Strategy<Value = u64> {
        prop_oneof![8 => NOW - TEN_YEARS..NOW + TEN_YEARS, 4 => NOW..NOW + 3, 1 => any::<u64>()]
    }

    proptest! {
        #[test]
        fn each_stamp_is_greater_than_all_given_or_followed_before(
            steps in proptest::collection::vec(
                (wall(), proptest::option::of((wall(), prop_oneof![Just(0), Just(u32::MAX), any::<u32>()]))),
                1..60,
            ),
        ) {
            let mut clock = Clock::new(HERE);
            let mut greatest = Stamp::ZERO;
            let mut latest_wall = 0;
            for (wall_millis, theirs) in steps {
                latest_wall = wall_millis.max(latest_wall);
                match theirs {
                    None => {
                        let given = clock.now(wall_millis);
                        prop_assert!(given > greatest);
                        greatest = given;
                    }
                    Some((millis, counter)) => {
                        let theirs = stamp(millis, counter, THERE);
                        if clock.receive(theirs, wall_millis) == Received::Followed {
                            greatest = greatest.max(theirs);
                        }
                    }
                }
                prop_assert!(clock.last().millis <= latest_wall.saturating_add(FAR_AHEAD_MILLIS + 60));
            }
        }
    }
}
