//! The words of pages and PDFs. Runs only in the process that is confined.

use encoding_rs::Encoding;

use super::inside::InsideError;

/// Columns of the text that is made of a page.
const WIDTH: usize = 100;
/// Where a page may say its character set, in bytes.
const HEAD: usize = 2048;

/// The words of a web page. No script is run: there is nothing here that could.
pub fn of_html(page: &[u8], charset: &str) -> Result<String, InsideError> {
    let page = decoded(page, charset);
    let text = html2text::config::plain_no_decorate()
        .no_table_borders()
        .allow_width_overflow()
        .string_from_read(page.as_bytes(), WIDTH)
        .map_err(|error| InsideError::Unreadable(error.to_string()))?;
    Ok(tidied(&text))
}

/// The words of a PDF.
pub fn of_pdf(pdf: &[u8]) -> Result<String, InsideError> {
    let text = pdf_extract::extract_text_from_mem(pdf)
        .map_err(|error| InsideError::Unreadable(error.to_string()))?;
    Ok(tidied(&text))
}

/// Text in whatever character set it is: as its first bytes, its server or itself says; else UTF-8 where it is that,
/// else what browsers take it for.
pub fn decoded(text: &[u8], charset: &str) -> String {
    let head = String::from_utf8_lossy(&text[..text.len().min(HEAD)]).to_ascii_lowercase();
    let own = head.split_once("charset=").map_or("", |(_, rest)| rest);
    let own = own.trim_start_matches(['"', '\'']);
    let own = own.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next();
    let told = Encoding::for_label(charset.as_bytes());
    let told = told.or_else(|| Encoding::for_label(own.unwrap_or("").as_bytes()));
    let plain = || match std::str::from_utf8(text) {
        Ok(_) => encoding_rs::UTF_8,
        Err(_) => encoding_rs::WINDOWS_1252,
    };
    // A mark at the very beginning is stronger than both.
    told.unwrap_or_else(plain).decode(text).0.into_owned()
}

/// Lines without blanks around them, no more than one empty line in a row, and no control characters.
pub fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines() {
        let line = crate::domain::text::tidy(line);
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('\n');
        }
        gap = false;
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_words_in_any_character_set() {
        let page = b"<html><head><title>T</title><script>evil()</script><style>p{}</style></head>\
            <body><h1>Oficina</h1><p>cerrar\xe1 el 3 de \x93julio\x94</p><ul><li>uno<li>dos</ul></body></html>";
        let text = of_html(page, "").unwrap();
        assert!(text.contains("cerrará el 3 de “julio”"), "{text}");
        assert!(text.contains("Oficina") && text.contains("uno"), "{text}");
        assert!(!text.contains("evil") && !text.contains("p{}"), "{text}");
        let text = of_html("<p>ą ż ł</p>".as_bytes(), "utf-8").unwrap();
        assert_eq!(text, "ą ż ł\n");
        let latin2 = b"<meta charset=\"iso-8859-2\"><p>\xb1 \xbf \xb3</p>";
        assert_eq!(of_html(latin2, "").unwrap(), "ą ż ł\n");
        let marked = b"\xff\xfeh\0i\0";
        assert_eq!(decoded(marked, "iso-8859-1"), "hi");
    }

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidied("\n\n a  b \n\n\n\u{c}\nc\0d\n"), "a b\n\nc d\n");
        assert_eq!(tidied(" \n "), "");
    }

    #[test]
    fn a_deep_page_is_read_or_refused() {
        let deep = "<div>".repeat(2_000) + "inside";
        if let Ok(text) = of_html(deep.as_bytes(), "") {
            assert_eq!(text, "inside\n");
        }
    }
}
