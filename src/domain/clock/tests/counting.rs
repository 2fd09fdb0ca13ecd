//! Counting of days.

use jiff::civil::Weekday;
use proptest::prelude::*;

use super::day;
use crate::domain::clock::count::{add, moved};
use crate::domain::clock::{Count, Days, FallsOn, Holidays, Span, before};
use crate::domain::holiday::Holiday;

#[test]
fn business_days_leave_weekends_and_holidays_out() {
    let add = |from: &str, days| {
        add(day(from), days, Count::Business, Holidays::Illinois).unwrap().to_string()
    };
    // Wednesday before Thanksgiving 2026; Thursday and Friday are holidays.
    assert_eq!(add("2026-11-25", 1), "2026-11-30");
    assert_eq!(add("2026-11-20", 3), "2026-11-25");
    let before = |on: &str, days| {
        before(day(on), days, Count::Business, Holidays::Illinois).unwrap().to_string()
    };
    // The hearing of 10 May 2024 was on a Friday.
    assert_eq!(before("2024-05-10", 3), "2024-05-07");
    assert_eq!(before("2024-05-10", 0), "2024-05-10");
    assert_eq!(before("2026-11-30", 1), "2026-11-25");
}

#[test]
fn a_day_moves_only_where_it_has_to() {
    let moved = |on: &str, of| moved(day(on), of).unwrap().to_string();
    assert_eq!(moved("2005-01-16", Holidays::Illinois), "2005-01-18");
    assert_eq!(moved("2005-01-16", Holidays::None), "2005-01-17");
    assert_eq!(moved("2005-01-18", Holidays::Illinois), "2005-01-18");
}

#[test]
fn a_day_off_is_named() {
    assert_eq!(FallsOn::of(day("2005-01-16")), Some(FallsOn::Weekend(Weekday::Sunday)));
    assert_eq!(FallsOn::of(day("2005-01-17")), Some(FallsOn::Holiday(Holiday::MartinLutherKing)));
    assert_eq!(FallsOn::of(day("2005-01-18")), None);
}

proptest! {
    #[test]
    fn counting_forth_and_back_meets(offset in 0_i32..20_000, days in 0_u16..200) {
        let from = day("1990-01-01").checked_add(jiff::Span::new().days(offset)).unwrap();
        let from = moved(from, Holidays::Illinois).unwrap();
        let to = add(from, days, Count::Business, Holidays::Illinois).unwrap();
        prop_assert!(!Holidays::Illinois.is_off(to));
        prop_assert_eq!(before(to, days, Count::Business, Holidays::Illinois), Some(from));
        let span = |on| Span { first: on, last: on };
        let between = Days::between(span(from), span(to));
        prop_assert!(between.exact().unwrap() >= i32::from(days));
    }
}
