//! Moving marks apart, and finding room for names.
//!
//! Both give the same answer for the same input, whatever the machine.

use super::clip::Frame;

/// How much smaller than in a picture of its own width marks and names are drawn, by the style
/// sheet's steps for wider pictures. What does not collide at one of them must not at the others.
const SHRUNK: [f64; 3] = [1.0, 0.74, 0.56];

/// The angle between the directions in which marks at one point are sent, in radians.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// A mark: where it belongs and how far its edge is from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub at: [f64; 2],
    pub radius: f64,
    /// Whether it stays and the others give way.
    pub fixed: bool,
}

/// Moves marks so that no two touch and all lie in the frame, as little as a few rounds can.
pub(super) fn apart(marks: &[Mark], gap: f64, frame: &Frame) -> Vec<[f64; 2]> {
    let mut at: Vec<[f64; 2]> =
        marks.iter().map(|mark| held(mark.at, mark.radius, frame)).collect();
    for _ in 0..80 {
        let mut moved = false;
        for i in 1..at.len() {
            for j in 0..i {
                let want = marks[i].radius + marks[j].radius + gap;
                let [dx, dy] = [at[i][0] - at[j][0], at[i][1] - at[j][1]];
                let far = dx.hypot(dy);
                if far >= want - 0.01 {
                    continue;
                }
                moved = true;
                let [ux, uy] = if far > 0.01 {
                    [dx / far, dy / far]
                } else {
                    let angle = GOLDEN_ANGLE * count(i);
                    [angle.cos(), angle.sin()]
                };
                let push = want - far;
                let share = match (marks[i].fixed, marks[j].fixed) {
                    (true, false) => 0.0,
                    (false, true) => push,
                    _ => push / 2.0,
                };
                let rest = push - share;
                at[i] = [at[i][0] + ux * share, at[i][1] + uy * share];
                at[j] = [at[j][0] - ux * rest, at[j][1] - uy * rest];
            }
        }
        for (point, mark) in at.iter_mut().zip(marks) {
            *point = held(*point, mark.radius, frame);
        }
        if !moved {
            break;
        }
    }
    at
}

/// A small count as a number to reckon with.
fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

fn held([x, y]: [f64; 2], radius: f64, frame: &Frame) -> [f64; 2] {
    [
        x.max(frame.left + radius).min(frame.right - radius),
        y.max(frame.top + radius).min(frame.bottom - radius),
    ]
}

/// A rectangle around a point that shrinks towards it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Boxed {
    pub at: [f64; 2],
    /// Middle of the rectangle, from the point.
    pub off: [f64; 2],
    /// Half its width and half its height.
    pub half: [f64; 2],
}

impl Boxed {
    /// A square around a mark.
    pub const fn mark(at: [f64; 2], radius: f64) -> Self {
        Self { at, off: [0.0, 0.0], half: [radius, radius] }
    }

    fn frame(&self, by: f64) -> Frame {
        let [x, y] = [self.at[0] + self.off[0] * by, self.at[1] + self.off[1] * by];
        let [w, h] = self.half.map(|v| v * by);
        Frame { left: x - w, top: y - h, right: x + w, bottom: y + h }
    }

    fn meets(&self, other: &Self, by: f64) -> bool {
        let (a, b) = (self.frame(by), other.frame(by));
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    }

    fn within(&self, frame: &Frame, by: f64) -> bool {
        let own = self.frame(by);
        frame.holds([own.left, own.top]) && frame.holds([own.right, own.bottom])
    }
}

/// Whether a name fits on every screen, or on wide ones alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fits {
    Everywhere,
    Wide,
}

impl Fits {
    /// What `display` says where there is no style sheet to show the name on wide screens.
    pub const fn hidden(self) -> Option<&'static str> {
        match self {
            Self::Everywhere => None,
            Self::Wide => Some("none"),
        }
    }
}

/// The room that is taken in a picture.
#[derive(Debug)]
pub(super) struct Room {
    frame: Frame,
    taken: Vec<Boxed>,
    taken_when_wide: Vec<Boxed>,
}

impl Room {
    pub fn new(frame: Frame) -> Self {
        Self { frame, taken: Vec::new(), taken_when_wide: Vec::new() }
    }

    /// Takes room for something that is drawn in any case.
    pub fn take(&mut self, boxed: Boxed) {
        self.taken.push(boxed);
    }

    /// Takes the first of some places that is free at every width, or else when wide.
    pub fn find(&mut self, tries: &[Boxed]) -> Option<(Boxed, Fits)> {
        self.find_everywhere(tries).or_else(|| self.find_when_wide(tries))
    }

    fn find_everywhere(&mut self, tries: &[Boxed]) -> Option<(Boxed, Fits)> {
        let found = tries.iter().find(|b| self.free(b, &SHRUNK, false))?;
        self.taken.push(*found);
        Some((*found, Fits::Everywhere))
    }

    /// Takes the first of some places that is free in wide pictures.
    pub fn find_when_wide(&mut self, tries: &[Boxed]) -> Option<(Boxed, Fits)> {
        let found = tries.iter().find(|b| self.free(b, &SHRUNK[1..], true))?;
        self.taken_when_wide.push(*found);
        Some((*found, Fits::Wide))
    }

    /// Whether nothing is there yet, at any width; it may reach over the edge of the picture.
    pub fn is_free(&self, boxed: &Boxed) -> bool {
        let others = || self.taken.iter().chain(&self.taken_when_wide);
        SHRUNK.iter().all(|by| !others().any(|other| boxed.meets(other, *by)))
    }

    fn free(&self, boxed: &Boxed, steps: &[f64], wide: bool) -> bool {
        let others: &[Boxed] = if wide { &self.taken_when_wide } else { &[] };
        steps.iter().all(|by| {
            boxed.within(&self.frame, *by)
                && !self.taken.iter().chain(others).any(|other| boxed.meets(other, *by))
        }) && (wide
            // What shows everywhere must also leave alone what shows when wide.
            || SHRUNK[1..]
                .iter()
                .all(|by| !self.taken_when_wide.iter().any(|other| boxed.meets(other, *by))))
    }
}

/// About how wide a text is at a size of 13.5 units in a plain sans face.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | '\'' | ' ' | '-' => 4.8,
            'm' | 'w' | 'M' | 'W' => 11.6,
            'A'..='Z' => 9.4,
            '\u{300}'..='\u{36f}' => 0.0,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' => 14.0,
            c if u32::from(c) >= 0x1_f000 => 16.0,
            _ => 7.9,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 360.0, bottom: 330.0 };

    proptest! {
        #[test]
        fn marks_end_up_apart_and_in_the_picture(
            points in proptest::collection::vec([-20.0..380.0_f64, -20.0..350.0_f64], 0..25)
        ) {
            let marks: Vec<Mark> = points.iter().map(|at| Mark { at: *at, radius: 12.0, fixed: false }).collect();
            let at = apart(&marks, 3.0, &FRAME);
            prop_assert_eq!(&at, &apart(&marks, 3.0, &FRAME));
            for (i, a) in at.iter().enumerate() {
                prop_assert!(FRAME.holds(*a));
                for b in &at[..i] {
                    // A few rounds may leave a hair of the gap, never an overlap of the marks.
                    prop_assert!((a[0] - b[0]).hypot(a[1] - b[1]) > 23.0);
                }
            }
        }
    }

    #[test]
    fn marks_that_have_room_stay_where_they_are() {
        let marks = [[50.0, 50.0], [200.0, 60.0]].map(|at| Mark { at, radius: 12.0, fixed: false });
        assert_eq!(apart(&marks, 3.0, &FRAME), vec![[50.0, 50.0], [200.0, 60.0]]);
    }

    #[test]
    fn many_marks_at_one_point_part() {
        let marks = vec![Mark { at: [180.0, 160.0], radius: 12.0, fixed: false }; 12];
        let at = apart(&marks, 3.0, &FRAME);
        for (i, a) in at.iter().enumerate() {
            for b in &at[..i] {
                assert!((a[0] - b[0]).hypot(a[1] - b[1]) > 23.0);
            }
        }
    }

    #[test]
    fn a_name_gives_way_to_what_is_there() {
        let mut room = Room::new(FRAME);
        room.take(Boxed::mark([100.0, 100.0], 12.0));
        let over = Boxed { at: [100.0, 108.0], off: [0.0, 0.0], half: [30.0, 8.0] };
        let below = Boxed { at: [100.0, 140.0], off: [0.0, 0.0], half: [30.0, 8.0] };
        assert_eq!(room.find(&[over, below]), Some((below, Fits::Everywhere)));
        assert_eq!(room.find(&[over, below]), None, "the room is taken now");
        let beside = Boxed { at: [155.0, 140.0], off: [0.0, 0.0], half: [30.0, 8.0] };
        assert_eq!(room.find(&[beside]).map(|(_, fits)| fits), Some(Fits::Wide));
        let outside = Boxed { at: [2.0, 2.0], off: [0.0, 0.0], half: [30.0, 8.0] };
        assert_eq!(room.find(&[outside]), None);
    }
}
