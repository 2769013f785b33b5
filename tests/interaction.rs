//! What keys, clicks and time do: to the place one reads, to the search, to the panes.

#![allow(clippy::unwrap_used, reason = "a test may fail at any line")]

mod support;

#[path = "support/half_years.rs"]
mod half_years;

#[path = "interaction/arriving.rs"]
mod arriving;
#[path = "interaction/compared.rs"]
mod compared;
#[path = "interaction/comparing.rs"]
mod comparing;
#[path = "interaction/keeping.rs"]
mod keeping;
#[path = "interaction/library.rs"]
mod library;
#[path = "interaction/lists.rs"]
mod lists;
#[path = "interaction/moving.rs"]
mod moving;
#[path = "interaction/older.rs"]
mod older;
#[path = "interaction/opening.rs"]
mod opening;
#[path = "interaction/paging.rs"]
mod paging;
#[path = "interaction/pointing.rs"]
mod pointing;
#[cfg(feature = "pictures")]
#[path = "interaction/printed.rs"]
mod printed;
#[path = "interaction/reloading.rs"]
mod reloading;
#[path = "interaction/searching.rs"]
mod searching;
#[path = "interaction/shelf.rs"]
mod shelf;
#[path = "interaction/shelf_seen.rs"]
mod shelf_seen;
#[path = "interaction/spreading.rs"]
mod spreading;
