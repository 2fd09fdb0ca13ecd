//! Tokens that stand in the links of letters: a follower's identifier with a mark that only the key can make.
//!
//! Nothing of them is stored. One works for as long as the follower is there.

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::domain::follow::Link;
use crate::domain::id::FollowerId;

use super::Sealer;

/// Bytes of the mark: 96 bits, which nobody guesses.
const MARK: usize = 12;

impl Sealer {
    /// The token of a link.
    #[must_use]
    pub fn token(&self, link: Link, id: FollowerId) -> String {
        let mark = self.derive(link.as_str(), &id.to_string());
        BASE64URL_NOPAD.encode(&[id.0.as_bytes().as_slice(), &mark[..MARK]].concat())
    }

    /// The follower that a token stands for; none for one that this key has not made for that link.
    #[must_use]
    pub fn read_token(&self, link: Link, token: &str) -> Option<FollowerId> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (id, mark) = bytes.split_first_chunk::<16>()?;
        let id = FollowerId(Uuid::from_bytes(*id));
        let right = self.derive(link.as_str(), &id.to_string());
        // All bytes are looked at, however early one differs.
        let differs = right[..MARK].iter().zip(mark).fold(0, |sum, (a, b)| sum | (a ^ b));
        (mark.len() == MARK && differs == 0).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_works_for_its_own_link_and_key_alone() {
        let (sealer, id) = (Sealer::new([7; 32]), FollowerId(Uuid::from_u128(5)));
        let token = sealer.token(Link::Manage, id);
        assert_eq!(sealer.read_token(Link::Manage, &token), Some(id));
        assert_eq!(sealer.read_token(Link::Confirm, &token), None);
        assert_eq!(Sealer::new([8; 32]).read_token(Link::Manage, &token), None);
        for wrong in ["", "x", "é", &token[1..], &format!("{token}AA"), &token.to_lowercase()] {
            assert_eq!(sealer.read_token(Link::Manage, wrong), None, "{wrong}");
        }
    }
}
