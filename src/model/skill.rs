//! A skill: what a member can do, or what a role asks for.

use super::record::record;

record! {
    /// A level of a skill: a member's own when a member is given, else the one that the role asks for.
    Skill, SkillField {
        /// The skill.
        1 Name name: Repeating [required],
        /// Who has it.
        2 Member member: Reference(Member),
        /// The role that asks for it.
        3 Role role: Repeating,
        /// How well, 1 to 5.
        4 Level level: Rating [required],
        /// How well it should be, 1 to 5.
        5 Wanted wanted: Rating,
        /// By when.
        6 WantedBy wanted_by: Date,
        /// Notes.
        7 Notes notes: LongText,
    }
}
