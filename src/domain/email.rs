//! E-mail addresses of people who work here or asked to be written to.

use std::fmt;

/// The longest address that mail takes (RFC 5321).
const MOST: usize = 254;

/// An e-mail address that looks right. What is printed for debugging does not hold it.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// Text that is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an e-mail address such as name@example.org")]
pub struct NotAnEmail;

impl Email {
    /// Reads an address as people type it: blanks around it do not count.
    ///
    /// # Errors
    /// When it could not be one. Whether somebody reads it only a letter can tell.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let name_ok = !name.is_empty()
            && name.len() <= 64
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            && dots_inside(name);
        let host_ok = host.contains('.')
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
            && dots_inside(host)
            && host.split('.').all(|part| !part.starts_with('-') && !part.ends_with('-'));
        let right = name_ok && host_ok && text.len() <= MOST;
        if right { Ok(Self(text.to_owned())) } else { Err(NotAnEmail) }
    }

    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two spellings of one address are known to be the same.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn dots_inside(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty())
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(hidden)")
    }
}

impl std::str::FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        let email = Email::parse("  Ana.P+x@Example.org ").unwrap();
        assert_eq!(email.as_str(), "Ana.P+x@Example.org");
        assert_eq!(email.folded(), "ana.p+x@example.org");
        for text in [
            "",
            "ana",
            "@",
            "a@b",
            "a@b.",
            "a@.b",
            "a b@c.de",
            "a@b@c.de",
            "<a@b.cd>",
            "a@b_c.de",
            "a..b@c.de",
            ".a@c.de",
            "a@-c.de",
            "a@c.de\r\nBcc: x@y.zz",
            "ñ@c.de",
            "a@\u{0}c.de",
        ] {
            assert_eq!(Email::parse(text), Err(NotAnEmail), "{text:?}");
        }
        assert!(Email::parse(&format!("{}@example.org", "a".repeat(65))).is_err());
        assert!(Email::parse(&format!("a@{}.org", "b.".repeat(130))).is_err());
    }

    #[test]
    fn debug_hides_the_address() {
        assert!(!format!("{:?}", Email::parse("ana@example.org").unwrap()).contains("ana"));
    }
}
