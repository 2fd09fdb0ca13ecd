//! How much a reader takes before it refuses.

/// Bounds on one file. The defaults fit a list of every public office in the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows (or features) that are read; one more is an error.
    pub rows: u64,
    /// Characters in one field; a row with a longer one is left out with a notice.
    pub field_chars: usize,
    /// Bytes of one row or feature. A quote that is never closed would otherwise swallow the file.
    pub row_bytes: usize,
    /// Bytes of the whole file.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rows: 5_000_000, field_chars: 10_000, row_bytes: 4 << 20, file_bytes: 8 << 30 }
    }
}
