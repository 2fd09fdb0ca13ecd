//! Where to go after signing in: a page of this site, and never another one.

use crate::web::ui::form_encoded;

/// The longest address that is taken along.
const MOST: usize = 400;

/// A page of this site; none where the address asks for anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next(Option<String>);

impl Next {
    /// Takes a path of this site. What browsers could read as another site (`//host`, `/\host`, `https:`), and the door
    /// itself, is left out.
    pub fn read(text: &str) -> Self {
        let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'<' | b'>' | b'#');
        let inside = text.starts_with('/')
            && !text.starts_with("//")
            && !text.starts_with("/sign-")
            && text.len() <= MOST
            && text.bytes().all(plain);
        Self(inside.then(|| text.to_owned()))
    }

    /// The page, if there is one.
    pub fn page(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The page, or the desk.
    pub fn or_desk(&self) -> &str {
        self.page().unwrap_or("/desk")
    }

    /// As a further part of a link's query; empty where there is none.
    pub fn as_query(&self) -> String {
        self.page().map(|page| format!("&next={}", form_encoded(page))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_taken_along() {
        for page in ["/desk", "/desk/closures?state=draft&page=2", "/"] {
            assert_eq!(Next::read(page).or_desk(), page);
        }
        for text in [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/ /evil",
            "/a\r\nSet-Cookie: x=1",
            "/ñ",
            "/sign-out",
            "/sign-in?next=/sign-in",
            " /desk",
        ] {
            assert_eq!(Next::read(text).or_desk(), "/desk", "{text:?}");
        }
        assert_eq!(Next::read(&format!("/{}", "a".repeat(500))).page(), None);
        assert_eq!(Next::read("/a?b=c").as_query(), "&next=%2Fa%3Fb%3Dc");
    }
}
