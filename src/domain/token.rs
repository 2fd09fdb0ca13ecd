//! Secrets that stand for a person or a program: 256 random bits, shown once, kept only as a hash.

use std::fmt;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use rand::RngCore;
use sha2::{Digest, Sha256};

const BYTES: usize = 32;

/// Text that is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a token of 43 letters and digits")]
pub struct NotAToken;

macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name([u8; BYTES]);

        impl $name {
            /// Makes one from a source of randomness.
            #[must_use]
            pub fn generate(random: &mut dyn RngCore) -> Self {
                let mut bytes = [0; BYTES];
                random.fill_bytes(&mut bytes);
                Self(bytes)
            }

            /// Reads one as it is written in a cookie or a link.
            ///
            /// # Errors
            /// When it does not look like one.
            pub fn parse(text: &str) -> Result<Self, NotAToken> {
                // The length first: what a stranger sends may be long.
                if text.len() != 43 {
                    return Err(NotAToken);
                }
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NotAToken)?;
                bytes.try_into().map(Self).map_err(|_| NotAToken)
            }

            /// The secret itself, for the one who is to have it and nobody else.
            #[must_use]
            pub fn reveal(&self) -> String {
                BASE64URL_NOPAD.encode(&self.0)
            }

            /// What is kept of it: the SHA-256, from which it cannot be had back.
            #[must_use]
            pub fn hash(&self) -> String {
                HEXLOWER.encode(&Sha256::digest(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }
    )+};
}

tokens! {
    /// Stands for a signed-in person; lives in a cookie.
    SessionToken,
    /// Signs a person in, once; lives in a mailed link.
    LinkToken,
    /// Stands for a program that posts reports; lives in that program's settings.
    ApiToken,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_being_written_down_and_is_kept_as_a_hash() {
        let token = LinkToken::generate(&mut rand::rng());
        let text = token.reveal();
        assert_eq!(LinkToken::parse(&text), Ok(token.clone()));
        assert_eq!(token.hash().len(), 64);
        assert!(!token.hash().contains(&text) && !format!("{token:?}").contains(&text));
        assert_ne!(SessionToken::generate(&mut rand::rng()).hash(), token.hash());
        for wrong in ["", "x", &text[1..], &format!("{text}A"), &format!("{}!", &text[1..])] {
            assert_eq!(LinkToken::parse(wrong), Err(NotAToken), "{wrong}");
        }
    }
}
