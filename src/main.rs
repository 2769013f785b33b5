//! Placeholder until the first front end stands.
fn main() {}
