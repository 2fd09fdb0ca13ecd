//! The `stillopen` program.

fn main() {}
