//! Ground that was drawn before: many visitors look at the same view, and cutting and thinning its lines is most of the
//! work of a map.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use super::project::ViewKey;

/// Views that are kept; each takes about ten kilobytes.
const MOST: usize = 600;

/// The ground of the views that were drawn last.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    by_view: HashMap<ViewKey, Arc<str>>,
    /// The one that came first leaves first.
    order: VecDeque<ViewKey>,
}

impl Kept {
    /// The ground of a view, drawn where it is not kept yet. Two who ask at once may both draw it.
    pub fn get(&self, view: ViewKey, draw: impl FnOnce() -> String) -> Arc<str> {
        let inner = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = inner().by_view.get(&view) {
            return Arc::clone(there);
        }
        let drawn: Arc<str> = draw().into();
        let mut inner = inner();
        if inner.by_view.insert(view, Arc::clone(&drawn)).is_none() {
            inner.order.push_back(view);
        }
        while inner.order.len() > MOST {
            if let Some(oldest) = inner.order.pop_front() {
                inner.by_view.remove(&oldest);
            }
        }
        drawn
    }
}

/// What is kept is no part of a map: a copy begins with nothing, and two maps are alike whatever they keep.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::project::{NEAR, View};
    use super::*;
    use crate::domain::geo::Window;

    fn key(east: f64) -> ViewKey {
        View::fit(Window { west: -90.0, south: 40.0, east, north: 41.0 }, NEAR).key()
    }

    #[test]
    fn a_view_is_drawn_once_and_the_oldest_make_room() {
        let kept = Kept::default();
        let never = || unreachable!("it is kept");
        assert_eq!(&*kept.get(key(-89.0), || "first".to_owned()), "first");
        assert_eq!(&*kept.get(key(-89.0), never), "first");
        for n in 0..MOST {
            let east = -88.5 + f64::from(u32::try_from(n).unwrap()) * 0.001;
            kept.get(key(east), || n.to_string());
        }
        assert_eq!(&*kept.get(key(-89.0), || "anew".to_owned()), "anew");
        assert_eq!(kept.0.lock().unwrap().by_view.len(), MOST);
    }
}
