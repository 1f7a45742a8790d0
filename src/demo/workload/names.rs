//! Names, companies, e-mail addresses and phone numbers as the parts they are drawn from, written without allocation.

use crate::demo::random::Draws;
use crate::demo::words;

/// A family name: one of the list, or three syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    parts: [&'static str; 3],
}

/// What stands in the company field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Company {
    /// A private person.
    None,
    /// "Rossi, Bianchi & C. Snc".
    Partners(Name, Name),
    /// "Calberni Srl".
    Firm(Name, &'static str),
}

/// An e-mail address made of the name and the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Email {
    first: &'static str,
    last: Name,
    id: u32,
    domain: &'static str,
}

/// A mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    prefix: u32,
    number: u32,
}

impl Name {
    pub(super) fn draw(draws: &mut Draws) -> Self {
        if draws.below(10) < 7 {
            Self { parts: [draws.pick(&words::FAMILY_NAMES), "", ""] }
        } else {
            Self::draw_syllables(draws)
        }
    }

    fn draw_syllables(draws: &mut Draws) -> Self {
        let first = draws.pick(&words::FIRST_SYLLABLES);
        let middle = draws.pick(&words::MIDDLE_SYLLABLES);
        Self { parts: [first, middle, draws.pick(&words::LAST_SYLLABLES)] }
    }

    /// Appends the name.
    pub fn write_to(self, text: &mut String) {
        self.parts.iter().for_each(|part| text.push_str(part));
    }
}

impl Company {
    pub(super) fn draw(draws: &mut Draws) -> Self {
        match draws.below(10) {
            0..5 => Self::None,
            5 => {
                let first = Name::draw(draws);
                Self::Partners(first, Name::draw(draws))
            }
            6.. => {
                let name = Name::draw_syllables(draws);
                Self::Firm(name, draws.pick(&words::COMPANY_ENDINGS))
            }
        }
    }

    /// Appends the company's name: nothing for a private person.
    pub fn write_to(self, text: &mut String) {
        match self {
            Self::None => {}
            Self::Partners(first, second) => {
                first.write_to(text);
                text.push_str(", ");
                second.write_to(text);
                text.push_str(" & C. Snc");
            }
            Self::Firm(name, ending) => {
                name.write_to(text);
                text.push(' ');
                text.push_str(ending);
            }
        }
    }
}

impl Email {
    pub(super) fn draw(draws: &mut Draws, first: &'static str, last: Name, id: u32) -> Self {
        Self { first, last, id, domain: draws.pick(&words::MAIL_DOMAINS) }
    }

    /// Appends the address.
    pub fn write_to(self, text: &mut String) {
        fold_to(self.first, text);
        text.push('.');
        self.last.parts.iter().for_each(|part| fold_to(part, text));
        push_number(self.id, 1, text);
        text.push('@');
        text.push_str(self.domain);
    }
}

impl Phone {
    pub(super) fn draw(draws: &mut Draws) -> Self {
        let prefix = draws.below(100);
        Self { prefix, number: draws.below(10_000_000) }
    }

    /// Appends the number as it is dialled: "+39 3xx xxxxxxx".
    pub fn write_to(self, text: &mut String) {
        text.push_str("+39 3");
        push_number(self.prefix, 2, text);
        text.push(' ');
        push_number(self.number, 7, text);
    }
}

/// Appends a whole number, with leading zeros up to `n_digits`.
pub(in crate::demo) fn push_number(number: u32, n_digits: usize, text: &mut String) {
    let mut digits = [b'0'; 10];
    let mut rest = number;
    let mut start = digits.len();
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        if rest == 0 {
            break;
        }
        *digit += (rest % 10) as u8;
        rest /= 10;
        start = at;
    }
    let start = start.min(digits.len() - n_digits);
    digits.iter().skip(start).for_each(|&digit| text.push(char::from(digit)));
}

/// Appends a name as it stands in an address: lower case, no accent, no space, no apostrophe.
pub(in crate::demo) fn fold_to(name: &str, text: &mut String) {
    for letter in name.chars() {
        match letter {
            'è' | 'é' | 'È' | 'É' => text.push('e'),
            'ò' | 'Ò' => text.push('o'),
            '\'' | ' ' => {}
            other => text.push(other.to_ascii_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_padded_but_never_cut() {
        for (number, n_digits, expected) in
            [(0, 1, "0"), (0, 2, "00"), (7, 2, "07"), (123, 2, "123"), (u32::MAX, 7, "4294967295"), (42, 7, "0000042")]
        {
            let mut text = String::new();
            push_number(number, n_digits, &mut text);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn addresses_have_no_accent_space_or_apostrophe() {
        for (name, expected) in [("Nicolò", "nicolo"), ("Noè", "noe"), ("D'Angelo", "dangelo"), ("De Luca", "deluca")]
        {
            let mut text = String::new();
            fold_to(name, &mut text);
            assert_eq!(text, expected);
        }
    }
}
