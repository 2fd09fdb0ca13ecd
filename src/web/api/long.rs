//! Long answers on their way. Each is held in memory until its reader has it, so there is room for a few only, and who
//! does not read loses theirs.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::{Instant, timeout, timeout_at};

use crate::app::{Grounds, NoAnswer};

/// Longer answers need room of their own.
const LONG: usize = 256 << 10;
/// A long answer goes out in pieces of this many bytes.
const PIECE: usize = 64 << 10;
/// How long a reader may take.
const PATIENCE: Patience =
    Patience { piece: Duration::from_secs(20), whole: Duration::from_secs(180) };

/// How long a reader may take for one piece, and for all.
#[derive(Debug, Clone, Copy)]
struct Patience {
    piece: Duration,
    whole: Duration,
}

/// An answer; a long one holds its room until its reader has all of it, has gone away, or has not read for too long.
///
/// # Errors
/// When it is long, no room was kept for it, and there is none at this moment.
pub fn sent(
    grounds: &Grounds,
    kind: &'static str,
    bytes: Vec<u8>,
    room: Option<OwnedSemaphorePermit>,
) -> Result<Response, NoAnswer> {
    let kind = [(header::CONTENT_TYPE, kind)];
    if bytes.len() <= LONG {
        return Ok((kind, bytes).into_response());
    }
    let room = match room {
        Some(room) => room,
        None => grounds.room_now()?,
    };
    // What compresses answers asks once more behind the end.
    let pieces = pieces(bytes.into(), room, PATIENCE).fuse();
    Ok((kind, Body::from_stream(pieces)).into_response())
}

/// The pieces of an answer. A task of their own holds the bytes and the room: it is not the reader who ends it.
fn pieces(
    bytes: Bytes,
    room: OwnedSemaphorePermit,
    patience: Patience,
) -> impl Stream<Item = io::Result<Bytes>> {
    let left = bytes.len();
    let (out, pieces) = mpsc::channel(1);
    tokio::spawn(async move {
        let whole =
            timeout_at(Instant::now() + patience.whole, hand_out(bytes, out, patience.piece));
        // Late or not, it is over; a reader who comes back finds that pieces are missing.
        let _ = whole.await;
        drop(room);
    });
    stream::unfold((pieces, left), |(mut pieces, left)| async move {
        if left == 0 {
            return None;
        }
        match pieces.recv().await {
            Some(piece) => {
                let left = left.saturating_sub(Bytes::len(&piece));
                Some((Ok(piece), (pieces, left)))
            }
            // An end without a fault would make half a file look like a whole one.
            None => Some((Err(io::Error::from(io::ErrorKind::TimedOut)), (pieces, 0))),
        }
    })
}

async fn hand_out(mut rest: Bytes, out: mpsc::Sender<Bytes>, patience: Duration) {
    while !rest.is_empty() {
        // A copy: a piece that lies with a reader would hold on to all the others.
        let piece = Bytes::copy_from_slice(&rest.split_to(PIECE.min(rest.len())));
        if !matches!(timeout(patience, out.send(piece)).await, Ok(Ok(()))) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    use super::*;

    const LONGEST: Duration = Duration::from_secs(3_600);
    const SLOW: Patience = Patience { piece: LONGEST, whole: LONGEST };

    fn bytes() -> Bytes {
        (0..5 * PIECE + 7).map(|n| u8::try_from(n % 251).unwrap()).collect()
    }

    async fn one(rooms: &Arc<Semaphore>) -> OwnedSemaphorePermit {
        rooms.clone().acquire_owned().await.unwrap()
    }

    #[tokio::test]
    async fn a_reader_gets_every_byte_and_gives_the_room_back() {
        let rooms = Arc::new(Semaphore::new(1));
        let got: Vec<_> = pieces(bytes(), one(&rooms).await, SLOW).collect().await;
        let got: Vec<u8> = got.into_iter().flat_map(Result::unwrap).collect();
        assert_eq!(got, bytes());
        drop(one(&rooms).await);
    }

    #[tokio::test]
    async fn who_does_not_read_loses_the_room_and_finds_no_whole_file() {
        for patience in [
            Patience { piece: Duration::ZERO, whole: LONGEST },
            Patience { piece: LONGEST, whole: Duration::ZERO },
        ] {
            let rooms = Arc::new(Semaphore::new(1));
            let silent = pieces(bytes(), one(&rooms).await, patience);
            // Comes as soon as the room of the silent one is given up.
            drop(one(&rooms).await);
            let got: Vec<_> = silent.collect().await;
            assert!(got.len() < 6 && got.last().unwrap().is_err());
        }
    }

    #[tokio::test]
    async fn who_goes_away_gives_the_room_back() {
        let rooms = Arc::new(Semaphore::new(1));
        drop(pieces(bytes(), one(&rooms).await, SLOW));
        drop(one(&rooms).await);
    }

    #[tokio::test]
    async fn a_long_answer_without_room_is_turned_away_and_a_short_one_is_not() {
        let grounds = Grounds::default();
        let mut rooms = Vec::new();
        while let Ok(room) = grounds.room_now() {
            rooms.push(room);
        }
        let sent = |size, room| sent(&grounds, "text/plain", vec![b'x'; size], room);
        assert!(matches!(sent(LONG + 1, None), Err(NoAnswer::Busy)));
        assert!(sent(LONG, None).is_ok());
        assert!(sent(LONG + 1, rooms.pop()).is_ok(), "room was kept for it");
    }
}
