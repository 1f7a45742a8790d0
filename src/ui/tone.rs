//! The five meanings that a colour may have.

/// What a colour says; the stylesheet decides which colour that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing.
    #[default]
    Neutral,
    /// The one accent: chosen, ours, active.
    Accent,
    /// As hoped.
    Good,
    /// Needs a look.
    Warn,
    /// Wrong or lost.
    Bad,
}

impl Tone {
    /// The class that the stylesheets use for it.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}
