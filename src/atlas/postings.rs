//! Lists that say which things carry a word or a key.

/// Things by a hash of a key; whoever looks one up compares the key itself.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<(u64, u32)>);

impl Keys {
    pub fn new(mut hashed: Vec<(u64, u32)>) -> Self {
        hashed.sort_unstable();
        Self(hashed)
    }

    pub fn hash(key: &str) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish()
    }

    /// The things that may have a key, ascending.
    pub fn get(&self, key: &str) -> impl Iterator<Item = u32> {
        let hash = Self::hash(key);
        let from = self.0.partition_point(|(h, _)| *h < hash);
        self.0.iter().skip(from).take_while(move |(h, _)| *h == hash).map(|(_, thing)| *thing)
    }
}

/// The postings of each word side by side, in the order in which they came.
pub(super) struct ByWord {
    starts: Vec<usize>,
    postings: Vec<u32>,
}

impl ByWord {
    /// Groups pairs of a word and a posting.
    pub fn of(pairs: &[(u32, u32)], words: usize) -> Self {
        let mut starts = vec![0_usize; words + 2];
        // Counts go two places on, so that filling moves each start to where its word begins.
        for (id, _) in pairs {
            if let Some(count) = starts.get_mut(*id as usize + 2) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut postings = vec![0; pairs.len()];
        for (id, posting) in pairs {
            if let Some(next) = starts.get_mut(*id as usize + 1) {
                if let Some(slot) = postings.get_mut(*next) {
                    *slot = *posting;
                }
                *next += 1;
            }
        }
        Self { starts, postings }
    }

    pub fn postings(&self, id: u32) -> &[u32] {
        match self.starts.get(id as usize..id as usize + 2) {
            Some(&[from, to]) => self.postings.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }
}
