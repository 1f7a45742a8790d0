//! The products of the demo trade.

use super::Trade;
use super::goods::{FAMILIES, FLUTES, Family, GLASSES, SPARKLING};
use crate::demo::workload::PRODUCTS;
use crate::model::money::{Money, Percent};

/// What is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Row number + 1.
    pub id: u32,
    /// Kind and maker.
    pub name: String,
    /// Code of the article.
    pub code: String,
    /// Family, in the demo's language.
    pub category: &'static str,
    /// What a piece is, in the demo's language.
    pub unit: &'static str,
    /// List price without VAT.
    pub price: Money,
    /// Cost.
    pub cost: Money,
    /// VAT rate.
    pub vat: Percent,
}

impl Trade {
    /// The product in a row, counted from 0; rows past the last are the last.
    pub fn product(&self, row: u32) -> Product {
        let shape = shape(row + 1);
        let family = shape.family();
        Product {
            id: shape.id,
            name: format!("{} {}", family.kinds[usize::from(shape.kind)], family.makers[usize::from(shape.maker)]),
            code: format!("{}{:03}", code_letters(family), shape.id),
            category: self.say(family.name),
            unit: self.say(family.unit),
            price: shape.price(),
            cost: shape.cost(),
            vat: shape.vat(),
        }
    }
}

/// All but the words of a product.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    id: u32,
    family: u8,
    kind: u8,
    maker: u8,
    price_minor: i32,
    cost_minor: i32,
}

impl Shape {
    const fn family(&self) -> &'static Family {
        &FAMILIES[self.family as usize]
    }

    pub(super) const fn price(&self) -> Money {
        Money::from_minor(self.price_minor as i64)
    }

    pub(super) const fn cost(&self) -> Money {
        Money::from_minor(self.cost_minor as i64)
    }

    pub(super) const fn vat(&self) -> Percent {
        Percent::from_hundredths(self.family().vat_hundredths)
    }
}

/// The product of that id; the last for ids past the last.
pub(super) fn shape(product_id: u32) -> &'static Shape {
    &SHAPES[(product_id.max(1) as usize).min(SHAPES.len()) - 1]
}

/// The first sparkling wine, which sells well, and the last flûtes, which hardly sell alone.
pub(in crate::demo) const PAIR: [u32; 2] = pair();

static SHAPES: [Shape; N_PRODUCTS] = shapes();
const N_PRODUCTS: usize = PRODUCTS.len();

/// Each family counts through its kinds and makers, so that no two products have one name.
const fn shapes() -> [Shape; N_PRODUCTS] {
    let mut shapes = [Shape { id: 0, family: 0, kind: 0, maker: 0, price_minor: 0, cost_minor: 0 }; N_PRODUCTS];
    let mut n_in_family = [0; FAMILIES.len()];
    let mut row = 0;
    while row < N_PRODUCTS {
        let drawn = &PRODUCTS[row];
        let family = drawn.category as usize;
        let kind = n_in_family[family] % 8;
        let maker = (n_in_family[family] / 8 + kind) % 8;
        n_in_family[family] += 1;
        let [least, greatest] = FAMILIES[family].price_minor;
        let drawn_minor = drawn.price_minor as i32;
        let price_minor =
            (least + (greatest - least) * (kind as i32 * 9_700 + drawn_minor - 300) / (8 * 9_700)) / 10 * 10;
        let cost_minor = price_minor * drawn.cost_minor as i32 / drawn_minor;
        shapes[row] = Shape { id: drawn.id, family: drawn.category, kind, maker, price_minor, cost_minor };
        row += 1;
    }
    shapes
}

const fn pair() -> [u32; 2] {
    let (mut wine, mut flutes, mut row) = (0, 0, 0);
    while row < N_PRODUCTS {
        let shape = &SHAPES[row];
        if wine == 0 && shape.family == SPARKLING {
            wine = shape.id;
        }
        if shape.family == GLASSES && shape.kind == FLUTES {
            flutes = shape.id;
        }
        row += 1;
    }
    [wine, flutes]
}

fn code_letters(family: &Family) -> String {
    family.name.italian.chars().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_ascii_uppercase()
}
