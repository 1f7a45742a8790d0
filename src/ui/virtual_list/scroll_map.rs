//! Where rows stand under a scroll bar that can be shorter than they are.

/// The tallest box that is asked of a browser, in CSS px. Firefox stops at 17.9 million, others at 33.5 million; at eight
/// million a half pixel still fits a 32-bit float, which is what compositors reckon in.
pub const TALLEST: f64 = 8_000_000.0;

/// By how much a browser's bar, counted in whole px, may miss an end.
const ROUNDING: f64 = 2.0;

/// Rows of one height in a view of some height, all in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScrollMap {
    /// How many rows there are.
    pub rows: usize,
    /// How high each is.
    pub row: f64,
    /// How high the part is in which rows are seen.
    pub view: f64,
}

/// Where the list stands: `top` is the height of all rows above the view, `scroll` what the browser's bar says.
/// They differ once the rows are taller than `TALLEST`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Height of the rows above the view.
    pub top: f64,
    /// The browser's scroll position.
    pub scroll: f64,
}

impl ScrollMap {
    /// The height of the box that stands for all rows.
    pub fn spacer(self) -> f64 {
        self.full().min(TALLEST)
    }

    /// Where the list stands after the browser has scrolled to `scroll`. A short way goes row by row, also in a scaled
    /// list; a long one (the bar was dragged) goes in proportion. The answer's `scroll` differs from the asked one only
    /// near an end that the bar would reach before the rows do: the caller then moves the bar.
    pub fn follow(self, from: Place, scroll: f64) -> Place {
        if self.full() <= TALLEST {
            return Place { top: scroll.clamp(0.0, self.last_top()), scroll };
        }
        let step = scroll - from.scroll;
        if step.abs() > 2.0 * self.view {
            return Place { top: self.top_at(scroll), scroll };
        }
        let top = (from.top + step).clamp(0.0, self.last_top());
        let (bar_above, bar_below) = (scroll, self.last_scroll() - scroll);
        let (rows_above, rows_below) = (top, self.last_top() - top);
        let ends_too_early = (bar_above < self.view && rows_above > bar_above + ROUNDING)
            || (bar_below < self.view && rows_below > bar_below + ROUNDING);
        if ends_too_early {
            Place { top, scroll: self.scroll_at(top) }
        } else if bar_above < ROUNDING {
            Place { top: 0.0, scroll }
        } else if bar_below < ROUNDING {
            Place { top: self.last_top(), scroll }
        } else {
            Place { top, scroll }
        }
    }

    /// Where the list stands if the rows above the view shall be `top` high.
    pub fn go(self, from: Place, top: f64) -> Place {
        let top = top.clamp(0.0, self.last_top());
        let near = from.scroll + (top - from.top);
        let scaled = self.full() > TALLEST;
        let step_fits = (top - from.top).abs() <= 2.0 * self.view && (0.0..=self.last_scroll()).contains(&near);
        let scroll = match (scaled, step_fits) {
            (false, _) => top,
            (true, true) => near,
            (true, false) => self.scroll_at(top),
        };
        Place { top, scroll }
    }

    /// The least move after which row `at` is wholly seen.
    pub fn reveal(self, from: Place, at: usize) -> Place {
        let (above, below) = (at as f64 * self.row, (at as f64 + 1.0) * self.row - self.view);
        // In a view lower than a row its upper edge wins.
        self.go(from, from.top.max(below).min(above))
    }

    /// The rows that are seen, and `more` on either side.
    pub fn seen(self, place: Place, more: usize) -> std::ops::Range<usize> {
        if self.row <= 0.0 {
            return 0..0;
        }
        let first = (place.top / self.row).floor() as usize;
        let end = ((place.top + self.view) / self.row).ceil() as usize;
        first.saturating_sub(more).min(self.rows)..end.saturating_add(more).min(self.rows)
    }

    /// How many rows a page down moves.
    pub fn page(self) -> usize {
        if self.row <= 0.0 { 1 } else { ((self.view / self.row).floor() as usize).saturating_sub(1).max(1) }
    }

    /// Where row `first` is drawn inside the box that stands for all rows.
    pub fn offset(self, place: Place, first: usize) -> f64 {
        place.scroll + first as f64 * self.row - place.top
    }

    fn full(self) -> f64 {
        self.rows as f64 * self.row
    }

    fn last_top(self) -> f64 {
        (self.full() - self.view).max(0.0)
    }

    fn last_scroll(self) -> f64 {
        (self.spacer() - self.view).max(0.0)
    }

    fn top_at(self, scroll: f64) -> f64 {
        let last = self.last_scroll();
        if last <= 0.0 { 0.0 } else { (scroll / last).clamp(0.0, 1.0) * self.last_top() }
    }

    fn scroll_at(self, top: f64) -> f64 {
        let last = self.last_top();
        if last <= 0.0 { 0.0 } else { (top / last).clamp(0.0, 1.0) * self.last_scroll() }
    }
}
