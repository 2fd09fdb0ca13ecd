//! Receipt codes: the only way back to a report.

use std::fmt;

use rand::RngCore;
use sha2::{Digest, Sha256};

/// Letters of Crockford's base 32: no I, L, O or U, so that a code survives being read over the telephone.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters in a code; 5 bits each.
const LENGTH: usize = 20;

/// A code of 100 random bits, printed in four groups of five characters.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(String);

/// A letter for a byte. 256 is a multiple of 32, so every letter is equally likely.
fn letter(byte: u8) -> char {
    char::from(LETTERS[usize::from(byte % 32)])
}

/// Text that is no receipt code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a receipt code of twenty letters and digits")]
pub struct NotAReceiptCode;

impl ReceiptCode {
    /// Makes a code from a source of randomness.
    #[must_use]
    pub fn generate(random: &mut dyn RngCore) -> Self {
        let mut bytes = [0_u8; LENGTH];
        random.fill_bytes(&mut bytes);
        Self(bytes.iter().map(|byte| letter(*byte)).collect())
    }

    /// The code that follows from secret bytes, such as a keyed digest: the same bytes give the same code.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(bytes.iter().take(LENGTH).map(|byte| letter(*byte)).collect())
    }

    /// Reads a code as people type it: any case, spaces and hyphens anywhere, O for 0, I and L for 1.
    ///
    /// # Errors
    /// When what is left is not twenty letters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, NotAReceiptCode> {
        let mut code = String::with_capacity(LENGTH);
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(c).is_ok_and(|b| LETTERS.contains(&b));
            if !known || code.len() == LENGTH {
                return Err(NotAReceiptCode);
            }
            code.push(c);
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(NotAReceiptCode) }
    }

    /// What is stored instead of the code: SHA-256, hexadecimal. At 100 random bits no slow hash is needed.
    #[must_use]
    pub fn hash(&self) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Four groups of five, for reading aloud.
impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

/// The code itself is kept out of logs.
impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_printed_read_aloud_and_typed_again() {
        let code = ReceiptCode::generate(&mut rand::rng());
        let printed = code.to_string();
        assert_eq!(printed.len(), 23);
        assert_eq!(ReceiptCode::parse(&printed).unwrap(), code);
        assert_eq!(ReceiptCode::parse(&printed.to_lowercase().replace('-', " ")).unwrap(), code);
        assert_eq!(ReceiptCode::parse(&printed.replace('0', "o").replace('1', "l")).unwrap(), code);
    }

    #[test]
    fn the_same_bytes_give_the_same_code_and_others_another() {
        let code = ReceiptCode::from_bytes(&[7; 32]);
        assert_eq!(code, ReceiptCode::from_bytes(&[7; 32]));
        assert_ne!(code, ReceiptCode::from_bytes(&[8; 32]));
        assert_eq!(ReceiptCode::parse(&code.to_string()).unwrap(), code);
    }

    #[test]
    fn what_is_no_code_is_refused_and_never_logged() {
        for text in ["", "ABC", "UUUUU-UUUUU-UUUUU-UUUUU", "🙂", "00000-00000-00000-000000"] {
            assert_eq!(ReceiptCode::parse(text), Err(NotAReceiptCode), "{text}");
        }
        assert!(!format!("{:?}", ReceiptCode::generate(&mut rand::rng())).contains('-'));
    }
}
