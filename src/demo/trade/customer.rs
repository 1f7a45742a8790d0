//! The customers of the demo trade: eating houses, hotels, shops and private people.

use super::places::{FAMILY_NAMES, HOUSES, PLACES, Place, SIGNS, STREETS, STREETS_ABROAD};
use super::{Trade, days_before, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::demo::words;
use crate::demo::workload::{self, Company, CustomerClass, TODAY_DAY, fold_to, push_number};
use crate::model::date::Date;

/// Whom it is sold to. Choices are named as in `model::customer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Row number + 1.
    pub id: u32,
    /// `person` or `company`.
    pub form: &'static str,
    /// The firm's name, or the person's.
    pub name: String,
    /// Given name of the person, or of the person one speaks to.
    pub first_name: &'static str,
    /// Family name of the person, or of the person one speaks to.
    pub last_name: String,
    /// E-mail address, under `.example`; empty for the second record of a duplicate.
    pub email: String,
    /// Mobile number: each customer's own, save duplicates.
    pub mobile: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: &'static str,
    /// Postal code.
    pub postal_code: &'static str,
    /// Province; empty abroad.
    pub province: &'static str,
    /// Region; empty abroad.
    pub region: &'static str,
    /// Two-letter country.
    pub country: &'static str,
    /// `lead`, `prospect` or `customer`.
    pub lifecycle: &'static str,
    /// `a`, `b` or `c`.
    pub class: &'static str,
    /// Preferred channel: `email`, `sms`, `phone`, `whatsapp` or `none`.
    pub channel: &'static str,
    /// Tags, in the demo's language.
    pub tags: Vec<&'static str>,
    /// Day of birth of a person.
    pub birth_date: Option<Date>,
    /// Customer since.
    pub since: Date,
    /// Where the first contact came from, in the demo's language.
    pub source: &'static str,
    /// Industry of a firm, in the demo's language; empty for people.
    pub industry: &'static str,
    /// Language for messages: `italian` or `english`.
    pub language: &'static str,
    /// Place in `Trade::members`.
    pub owner: usize,
    /// Commercial messages, channel by channel.
    pub consents: [ChannelConsent; 4],
}

/// What a customer said about commercial messages on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelConsent {
    /// `email`, `sms`, `phone` or `whatsapp`.
    pub channel: &'static str,
    /// `given` or `withdrawn`.
    pub state: &'static str,
    /// When.
    pub on: Date,
}

impl Trade {
    /// The customer in a row, counted from 0.
    pub fn customer(&self, row: u32) -> Customer {
        let id = row + 1;
        let original_id = self.plan.original_of(id);
        let base = workload::customer(original_id.map_or(row, |it| it - 1));
        let mut draws = Draws::of_row(streams::CUSTOMER, base.id - 1);
        let place = place(base.id - 1);
        let mut last_name = String::from(if draws.below(2) == 0 {
            draws.pick(&FAMILY_NAMES)
        } else {
            draws.pick(&words::FAMILY_NAMES)
        });
        let street = if place.country == "IT" { draws.pick(&STREETS) } else { draws.pick(&STREETS_ABROAD) };
        let address = format!("{street} {}", 1 + draws.below(120));
        let source = self.say_one(sayings::SOURCES, &mut draws);
        let (form, mut name, industry) = if is_firm(&base) {
            let (name, industry) = house(&base, &last_name, &mut draws);
            ("company", name, sayings::INDUSTRIES.get(usize::from(industry)).map_or("", |&it| self.say(it)))
        } else {
            ("person", format!("{} {last_name}", base.first), "")
        };
        let mut email = email(&base, &name, &last_name, form);
        if original_id.is_some() {
            email.clear();
            if form == "company" {
                name = with_slip(&name, row);
            } else {
                last_name = with_slip(&last_name, row);
                name = format!("{} {last_name}", base.first);
            }
        }
        let since = self.ago(self.plan.entered_days_ago(id));
        Customer {
            id,
            form,
            name,
            first_name: base.first,
            last_name,
            email,
            mobile: mobile(base.id),
            address,
            city: place.city,
            postal_code: place.postal_code,
            province: place.province,
            region: place.region,
            country: place.country,
            lifecycle: self.lifecycle(id),
            class: match base.class {
                CustomerClass::A => "a",
                CustomerClass::B => "b",
                CustomerClass::C => "c",
            },
            channel: words::PREFERRED_CHANNELS[usize::from(base.channel)],
            tags: base
                .tags
                .places()
                .iter()
                .filter_map(|&tag| sayings::TAGS.get(usize::from(tag)))
                .map(|&tag| self.say(tag))
                .collect(),
            birth_date: (form == "person").then(|| birth_date(&base, self.today)),
            since,
            source,
            industry,
            language: if place.country == "IT" { "italian" } else { "english" },
            owner: owner(place),
            consents: agreements(&base).map(|(channel, agrees)| ChannelConsent {
                channel,
                state: if agrees { "given" } else { "withdrawn" },
                on: since,
            }),
        }
    }

    fn lifecycle(&self, id: u32) -> &'static str {
        if self.plan.has(id, Role::Buyer) {
            "customer"
        } else if self.plan.has(id, Role::Lead) && self.plan.entered_days_ago(id) < 100 {
            "lead"
        } else {
            "prospect"
        }
    }
}

/// The town of the customer whose facts come from this row.
pub(super) fn place(row: u32) -> &'static Place {
    let mut rest = Draws::of_row(streams::PLACE, row).below(1000);
    let mut found = &PLACES[0];
    for place in &PLACES {
        found = place;
        if rest < place.weight {
            break;
        }
        rest -= place.weight;
    }
    found
}

/// True for a firm, false for a person.
pub(in crate::demo) fn is_firm(base: &workload::Customer) -> bool {
    base.company != Company::None
}

/// The day of birth: as many days before today as in the workload.
pub(in crate::demo) fn birth_date(base: &workload::Customer, today: Date) -> Date {
    days_before(today, TODAY_DAY - base.birth_day)
}

/// Days of life under which someone is young: 30 years.
pub(in crate::demo) const YOUNG_DAYS: i32 = 10_957;

/// Of a hundred customers, how many agree to commercial messages on a channel.
const AGREE_PERCENT: u32 = 70;
/// Of a hundred young people, how many agree to text messages.
const YOUNG_AGREE_TO_SMS_PERCENT: u32 = 8;

/// The channels, with whether messages on them are agreed to.
pub(in crate::demo) fn agreements(base: &workload::Customer) -> [(&'static str, bool); 4] {
    let mut draws = Draws::of_row(streams::CONSENT, base.id - 1);
    let sms_percent = if is_young(base) { YOUNG_AGREE_TO_SMS_PERCENT } else { AGREE_PERCENT };
    [("email", AGREE_PERCENT), ("sms", sms_percent), ("phone", AGREE_PERCENT), ("whatsapp", AGREE_PERCENT)]
        .map(|(channel, percent)| (channel, draws.below(100) < percent))
}

/// True for a person of less than thirty years.
pub(in crate::demo) fn is_young(base: &workload::Customer) -> bool {
    !is_firm(base) && TODAY_DAY - base.birth_day < YOUNG_DAYS
}

/// The name of a house and its trade.
fn house(base: &workload::Customer, last_name: &str, draws: &mut Draws) -> (String, u8) {
    let (kind, industry) = draws.pick(&HOUSES);
    let name = match draws.below(4) {
        0 => format!("{kind} {}", draws.pick(&SIGNS)),
        1 => format!("{kind} da {}", base.first),
        2.. => format!("{kind} {last_name}"),
    };
    (name, industry)
}

/// An address of the domain kept for examples, with the id, so that no two are the same.
fn email(base: &workload::Customer, name: &str, last_name: &str, form: &str) -> String {
    let mut email = String::new();
    if form == "company" {
        email.push_str("info@");
        fold_to(name, &mut email);
        push_number(base.id, 1, &mut email);
        email.push_str(".example");
    } else {
        fold_to(base.first, &mut email);
        email.push('.');
        fold_to(last_name, &mut email);
        push_number(base.id, 1, &mut email);
        email.push_str("@posta.example");
    }
    email
}

/// A number of its own for each id: the factor has no common factor with 10⁸.
fn mobile(id: u32) -> String {
    let number = (u64::from(id) * 7_654_321 + 1_234_567) % 100_000_000;
    format!("+39 30{} {:07}", number / 10_000_000, number % 10_000_000)
}

/// The name as someone types it in haste: the middle letter of the last word twice, or not at all.
fn with_slip(name: &str, row: u32) -> String {
    let (start, word) = name.rsplit_once(' ').map_or(("", name), |(start, word)| (start, word));
    let middle = word.chars().count() / 2;
    let mut slipped = String::from(start);
    if !start.is_empty() {
        slipped.push(' ');
    }
    for (at, letter) in word.chars().enumerate() {
        if at != middle {
            slipped.push(letter);
        } else if row.is_multiple_of(2) {
            slipped.extend([letter, letter]);
        }
    }
    slipped
}

/// Who looks after a customer, by area.
fn owner(place: &Place) -> usize {
    match place.province {
        "TV" | "VE" | "BL" | "UD" | "PN" | "TS" => 1,
        "PD" | "RO" => 3,
        "VR" | "VI" | "MN" | "BS" | "TN" | "BZ" => 2,
        _ => 0,
    }
}
