//! Where this installation is found on the web.

use std::str::FromStr;

/// The address of the installation, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site(String);

/// Text that is no address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected an address such as https://stillopen.example.org")]
pub struct NotASite {
    /// What was written.
    pub found: String,
}

impl Site {
    /// The full address of a path that begins with a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The name of the host, without its port.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        let host = rest.split('/').next().unwrap_or(rest);
        match host.rsplit_once(':') {
            // An address in brackets has colons of its own.
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        }
    }
}

impl FromStr for Site {
    type Err = NotASite;

    fn from_str(text: &str) -> Result<Self, NotASite> {
        let no = || NotASite { found: text.chars().take(80).collect() };
        let trimmed = text.trim().trim_end_matches('/');
        let rest = trimmed
            .strip_prefix("https://")
            .or_else(|| trimmed.strip_prefix("http://"))
            .ok_or_else(no)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]/~".contains(c);
        if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(plain) {
            return Err(no());
        }
        Ok(Self(trimmed.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_the_site_and_the_path() {
        let site: Site = "https://open.example.org/".parse().unwrap();
        assert_eq!(site.link("/closures"), "https://open.example.org/closures");
        assert_eq!(site.host(), "open.example.org");
    }

    #[test]
    fn the_host_is_told_without_its_port() {
        for (text, host) in [
            ("http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:8080/base", "[::1]"),
            ("http://[::1]", "[::1]"),
        ] {
            assert_eq!(text.parse::<Site>().unwrap().host(), host);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "open.example.org",
            "ftp://a",
            "https://",
            "https://a b",
            "https:///x",
            "http://u@h",
        ] {
            assert!(text.parse::<Site>().is_err(), "{text}");
        }
    }
}
