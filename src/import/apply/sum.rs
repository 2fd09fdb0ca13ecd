//! The SHA-256 of everything that a reader takes in.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// A running digest that can be asked for when reading is done.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    hash: Arc<Mutex<Sha256>>,
}

impl Sum {
    /// A reader that adds what it gives out.
    pub fn over<R: Read>(&self, input: R) -> Summed<R> {
        Summed { input, sum: self.clone() }
    }

    /// Adds bytes.
    pub fn add(&self, bytes: &[u8]) {
        self.hash.lock().unwrap_or_else(PoisonError::into_inner).update(bytes);
    }

    /// The digest so far, hexadecimal.
    #[must_use]
    pub fn hex(&self) -> String {
        let hash = self.hash.lock().unwrap_or_else(PoisonError::into_inner).clone();
        data_encoding::HEXLOWER.encode(&hash.finalize())
    }
}

/// A reader whose bytes are summed.
#[derive(Debug)]
pub struct Summed<R> {
    input: R,
    sum: Sum,
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(to)?;
        self.sum.add(&to[..count]);
        Ok(count)
    }
}
