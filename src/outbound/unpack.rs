//! Packed bodies (gzip) unpacked piece by piece, up to a limit.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::OutboundError;

/// Unpacks what is written to it into another writer.
#[derive(Debug)]
pub struct Unpacker<W: Write> {
    inner: MultiGzDecoder<Capped<W>>,
    most: u64,
}

impl<W: Write> Unpacker<W> {
    /// Writes at most `most` unpacked bytes to `to`.
    pub fn new(to: W, most: u64) -> Self {
        Self { inner: MultiGzDecoder::new(Capped { to, left: most, full: false }), most }
    }

    /// Takes a packed piece.
    ///
    /// # Errors
    /// When it is damaged or unpacks to too much.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), OutboundError> {
        let taken = self.inner.write_all(piece);
        taken.map_err(|_| self.fault())
    }

    /// Ends and gives the writer back.
    ///
    /// # Errors
    /// When the packed bytes break off or unpack to too much.
    pub fn end(mut self) -> Result<W, OutboundError> {
        if self.inner.try_finish().is_err() {
            return Err(self.fault());
        }
        match self.inner.finish() {
            Ok(capped) => Ok(capped.to),
            Err(_) => Err(OutboundError::Packed),
        }
    }

    fn fault(&self) -> OutboundError {
        if self.inner.get_ref().full {
            OutboundError::UnpacksTooLarge { most: self.most }
        } else {
            OutboundError::Packed
        }
    }
}

#[derive(Debug)]
struct Capped<W: Write> {
    to: W,
    left: u64,
    full: bool,
}

impl<W: Write> Write for Capped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > self.left {
            self.full = true;
            return Err(io::Error::other("more than is taken"));
        }
        self.to.write_all(bytes)?;
        self.left -= length;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        let mut unpacker = Unpacker::new(Vec::new(), 5);
        for byte in packed(b"hello") {
            unpacker.take(&[byte]).unwrap();
        }
        assert_eq!(unpacker.end().unwrap(), b"hello");
    }

    #[test]
    fn a_bomb_is_cut_at_the_limit() {
        let bomb = packed(&vec![0; 10 << 20]);
        assert!(bomb.len() < 20_000);
        let mut unpacker = Unpacker::new(Vec::new(), 1 << 20);
        let end = bomb.chunks(1_000).try_for_each(|piece| unpacker.take(piece));
        assert_eq!(end, Err(OutboundError::UnpacksTooLarge { most: 1 << 20 }));
    }

    #[test]
    fn what_is_damaged_or_breaks_off_is_refused() {
        let mut unpacker = Unpacker::new(Vec::new(), 100);
        assert_eq!(unpacker.take(b"this is no gzip at all"), Err(OutboundError::Packed));
        let whole = packed(b"hello, hello, hello");
        let mut unpacker = Unpacker::new(Vec::new(), 100);
        unpacker.take(&whole[..whole.len() - 6]).unwrap();
        assert!(unpacker.end().is_err());
    }
}
