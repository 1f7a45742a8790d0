//! What the business speaks of: kinds of records, their fields and values.
