//! The body inside a WARC file, found while the file passes by in pieces.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

/// The longest head of a record or answer.
const MOST_HEAD: usize = 1 << 20;

/// Takes a packed WARC file in pieces and hands on the body of its last answer or resource.
pub struct Payload<F: FnMut(&[u8])> {
    inner: MultiGzDecoder<Records<F>>,
}

impl<F: FnMut(&[u8])> Payload<F> {
    /// Hands every part of the body to `take`.
    pub fn new(take: F) -> Self {
        let records = Records { at: At::Head, head: Vec::new(), left: 0, whole: false, take };
        Self { inner: MultiGzDecoder::new(records) }
    }

    /// Takes a piece.
    ///
    /// # Errors
    /// When it is not what a WARC file has at that place.
    pub fn take(&mut self, piece: &[u8]) -> io::Result<()> {
        self.inner.write_all(piece)
    }

    /// Ends.
    ///
    /// # Errors
    /// When the file breaks off.
    pub fn end(mut self) -> io::Result<()> {
        self.inner.try_finish()?;
        let records = self.inner.finish()?;
        if records.at == At::Head && records.head.is_empty() && records.whole {
            Ok(())
        } else {
            Err(io::Error::other("the file breaks off"))
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// The head of a record.
    Head,
    /// The head of the answer in it.
    AnswerHead,
    /// Bytes to hand on.
    Body,
    /// Bytes to pass over.
    Other,
    /// The two empty lines after a record.
    Gap,
}

struct Records<F: FnMut(&[u8])> {
    at: At,
    head: Vec<u8>,
    left: u64,
    whole: bool,
    take: F,
}

impl<F: FnMut(&[u8])> Records<F> {
    /// Goes on with some bytes; gives how many it used, at least one.
    fn step(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.at {
            At::Head | At::AnswerHead => {
                if self.at == At::AnswerHead && self.left == 0 {
                    return Err(io::Error::other("an answer without its body"));
                }
                self.head.push(bytes[0]);
                self.left = self.left.saturating_sub(u64::from(self.at == At::AnswerHead));
                if self.head.len() > MOST_HEAD {
                    return Err(io::Error::other("a head without end"));
                }
                if self.head.ends_with(b"\r\n\r\n") {
                    self.headed()?;
                }
                Ok(1)
            }
            At::Body | At::Other => {
                let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
                if self.at == At::Body {
                    (self.take)(&bytes[..room]);
                }
                self.left -= u64::try_from(room).unwrap_or(0);
                if self.left == 0 {
                    self.whole |= self.at == At::Body;
                    self.go(At::Gap, 4);
                }
                Ok(room)
            }
            At::Gap => {
                self.left -= 1;
                if self.left == 0 {
                    self.go(At::Head, 0);
                }
                Ok(1)
            }
        }
    }

    /// A head is complete.
    fn headed(&mut self) -> io::Result<()> {
        let head = std::mem::take(&mut self.head);
        if self.at == At::AnswerHead {
            self.go(At::Body, self.left);
            return Ok(());
        }
        let head = String::from_utf8_lossy(&head);
        if !head.starts_with("WARC/1.") {
            return Err(io::Error::other("no record where one must begin"));
        }
        let field = |name: &str| {
            head.lines().find_map(|line| {
                let (found, value) = line.split_once(':')?;
                found.eq_ignore_ascii_case(name).then(|| value.trim())
            })
        };
        let length = field("content-length").and_then(|value| value.parse().ok());
        let length = length.ok_or_else(|| io::Error::other("a record without its length"))?;
        let cut = field("warc-truncated").is_some();
        match field("warc-type") {
            Some("response") if !cut => self.go(At::AnswerHead, length),
            Some("resource") => self.go(At::Body, length),
            _ => self.go(At::Other, length),
        }
        Ok(())
    }

    /// Goes on to the next part; one without bytes is over at once.
    fn go(&mut self, at: At, left: u64) {
        (self.at, self.left) = (at, left);
        if left == 0 && matches!(at, At::Body | At::Other) {
            self.whole |= at == At::Body;
            (self.at, self.left) = (At::Gap, 4);
        }
    }
}

impl<F: FnMut(&[u8])> Write for Records<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut used = 0;
        while used < bytes.len() {
            used += self.step(&bytes[used..])?;
        }
        Ok(used)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::super::warc::{Body, Writer};
    use super::*;
    use crate::domain::id::CaptureId;
    use crate::outbound::Hop;

    fn hop(status: u16) -> Hop {
        let mut headers = HeaderMap::new();
        headers.insert("transfer-encoding", HeaderValue::from_static("chunked"));
        headers.insert("x-odd", HeaderValue::from_bytes(b"caf\xe9").unwrap());
        Hop {
            url: "https://example.org:444/a?b".parse().unwrap(),
            sent: HeaderMap::new(),
            status,
            reason: "As\r\nIt: Is".to_owned(),
            headers,
        }
    }

    fn file(bodies: &[&[u8]]) -> Vec<u8> {
        let at = "2026-11-23T16:00:00.5Z".parse().unwrap();
        let mut writer = Writer::new(Vec::new(), at).unwrap();
        writer.sent_on(&hop(302)).unwrap();
        for mut bytes in bodies.iter().copied() {
            let length = u64::try_from(bytes.len()).unwrap();
            let body = Body { from: &mut bytes, length, sha256: "abc" };
            writer.answer(&hop(200), body).unwrap();
        }
        writer.end().unwrap()
    }

    fn body_of(file: &[u8], piece: usize) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        let mut payload = Payload::new(|part: &[u8]| body.extend_from_slice(part));
        for piece in file.chunks(piece) {
            payload.take(piece)?;
        }
        payload.end()?;
        Ok(body)
    }

    #[test]
    fn a_body_comes_out_as_it_went_in_however_the_file_is_cut() {
        for text in
            [&b""[..], b"\r\n\r\n", b"a page\r\n\r\nWARC/1.1\r\n\r\n and more", &[0; 100_000]]
        {
            let file = file(&[text]);
            for piece in [1, 7, 4096, file.len()] {
                assert_eq!(body_of(&file, piece).unwrap(), text);
            }
        }
    }

    #[test]
    fn a_file_reads_as_the_standard_says() {
        let file = file(&[b"hello"]);
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(&file[..]).read_to_string_lossy(&mut text);
        let records: Vec<&str> = text.split("WARC/1.1\r\n").skip(1).collect();
        let kinds: Vec<&str> = records
            .iter()
            .map(|r| r.lines().next().unwrap().trim_start_matches("WARC-Type: "))
            .collect();
        assert_eq!(kinds, ["warcinfo", "request", "response", "request", "response"]);
        assert!(
            records[1].contains("GET /a?b HTTP/1.1\r\nhost: example.org:444\r\n\r\n"),
            "{text}"
        );
        assert!(records[2].contains("WARC-Truncated: unspecified\r\n"), "{text}");
        let last = records[4];
        assert!(last.contains("WARC-Date: 2026-11-23T16:00:00Z\r\n"), "{last}");
        assert!(last.contains("WARC-Target-URI: https://example.org:444/a?b\r\n"), "{last}");
        assert!(last.contains("WARC-Payload-Digest: sha256:abc\r\n"), "{last}");
        assert!(last.contains("HTTP/1.1 200 As  It: Is\r\n"), "{last}");
        assert!(last.contains("x-capture-transfer-encoding: chunked\r\n"), "{last}");
        assert!(last.ends_with("\r\n\r\nhello\r\n\r\n"), "{last}");
    }

    #[test]
    fn a_resource_is_a_body_too_and_what_is_cut_or_changed_is_refused() {
        let at = "2026-11-23T16:00:00Z".parse().unwrap();
        let mut writer = Writer::new(Vec::new(), at).unwrap();
        let body = Body { from: &mut &b"%PDF-1.4"[..], length: 8, sha256: "abc" };
        writer.resource(CaptureId::new(at), "application/pdf", body).unwrap();
        let file = writer.end().unwrap();
        assert_eq!(body_of(&file, 3).unwrap(), b"%PDF-1.4");
        assert!(body_of(&file[..file.len() - 1], 9).is_err());
        assert!(body_of(&file[..file.len() / 2], 9).is_err());
        // Inside what is packed, and in its checksum.
        for at in [12, file.len() - 5] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_ne!(body_of(&changed, 9).ok().as_deref(), Some(&b"%PDF-1.4"[..]), "{at}");
        }
        assert!(body_of(b"", 1).is_err());
    }

    trait Lossy {
        fn read_to_string_lossy(self, to: &mut String);
    }

    impl<R: io::Read> Lossy for R {
        fn read_to_string_lossy(mut self, to: &mut String) {
            let mut bytes = Vec::new();
            self.read_to_end(&mut bytes).unwrap();
            to.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
}
