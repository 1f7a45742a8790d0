//! Counts anew what follows from the records, at once or step by step: between two steps questions are answered.

use crate::engine::column::Column;
use crate::engine::customer_search::{CustomerSearch, SearchBuild};
use crate::engine::data::{Data, LINKED};
use crate::engine::derived::customer_figures::CustomerFigures;
use crate::engine::links::Links;
use crate::model::kind::Kind;

/// How far a recount has come. Between two steps all that is kept is whole: the old or the new one of it.
#[derive(Debug, Clone, Default)]
pub struct Recount {
    step: usize,
    customers: CustomerFigures,
}

impl Recount {
    /// How many steps there are.
    pub const N_STEPS: usize = 2 + LINKED.len() + CustomerFigures::N_PARTS;

    /// How many are done.
    pub fn n_done(&self) -> usize {
        self.step
    }
}

impl Data {
    /// Lays out links and counts every derived figure anew, after tables were filled from outside.
    pub fn recount(&mut self) {
        self.search = CustomerSearch::default();
        self.lay_out();
    }

    pub(super) fn lay_out(&mut self) {
        let mut recount = Recount::default();
        while self.recount_step(&mut recount) {}
    }

    /// The next step of counting anew; false when there is none left. The search index is left as it is.
    pub fn recount_step(&mut self, recount: &mut Recount) -> bool {
        let step = recount.step;
        recount.step += 1;
        if step == 0 {
            self.advance_all();
            self.learn_custom_fields();
        } else if let Some((kind, field, owner)) = LINKED.get(step - 1) {
            let owners = self.table(*owner).len();
            let column = self.table(*kind).column(*field).map_or(&[] as &[u32], Column::rows);
            self.links.insert((*kind, *field), Links::lay_out(column, owners));
        } else if step == LINKED.len() + 1 {
            let mut derived = std::mem::take(&mut self.derived);
            derived.recount_orders(self);
            self.derived = derived;
        } else {
            let part = step - LINKED.len() - 2;
            recount.customers.count_part(self, &self.derived.orders, part);
            if part + 1 == CustomerFigures::N_PARTS {
                self.derived.customers = std::mem::take(&mut recount.customers);
                // What was worked out meanwhile stood on some old figures.
                self.advance_all();
            }
        }
        recount.step < Recount::N_STEPS
    }

    /// Takes in the definitions of the user's own fields, after their table was filled from outside.
    pub fn learn_custom_fields(&mut self) {
        for row in 0..self.table(Kind::CustomField).len() {
            self.learn_custom_field(row);
        }
    }

    /// The next step of building the search index anew; false once the new one stands in place of the old one.
    pub fn build_search_step(&mut self, build: &mut SearchBuild) -> bool {
        if build.step(self) {
            return true;
        }
        self.search = build.finish();
        false
    }
}
