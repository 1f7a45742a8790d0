//! Starts the exchange.

fn main() {}
