//! Outlines as text: `POLYGON ((...))` and `MULTIPOLYGON (((...)))`.

use geo::{Coord, LineString, MultiPolygon, Polygon};

/// Reads polygons; the error says what was found instead.
///
/// OGC Simple Feature Access (06-103r4), section 7; with the `SRID=4326;` that PostGIS puts in front.
pub(super) fn read(text: &str) -> Result<MultiPolygon<f64>, String> {
    let text = text.trim();
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.to_ascii_uppercase().starts_with("SRID=") => {
            if !matches!(&srid[5..], "4326" | "4269") {
                return Err(format!("coordinates of {srid}"));
            }
            rest.trim_start()
        }
        _ => text,
    };
    let at = text.find('(').ok_or_else(|| shown(text))?;
    let word = text[..at].trim().to_ascii_uppercase();
    let mut parser = Parser { rest: &text[at..] };
    let shape = match word.split_whitespace().next() {
        Some("POLYGON") => MultiPolygon::new(vec![parser.polygon()?]),
        Some("MULTIPOLYGON") => MultiPolygon::new(parser.list(Parser::polygon)?),
        _ => return Err(shown(text)),
    };
    if parser.rest.trim().is_empty() { Ok(shape) } else { Err(shown(parser.rest)) }
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn polygon(&mut self) -> Result<Polygon<f64>, String> {
        let mut rings = self.list(Self::ring)?.into_iter();
        let outline = rings.next().ok_or("a polygon without an outline")?;
        Ok(Polygon::new(outline, rings.collect()))
    }

    fn ring(&mut self) -> Result<LineString<f64>, String> {
        self.list(Self::corner).map(LineString::new)
    }

    fn corner(&mut self) -> Result<Coord<f64>, String> {
        let end = self.rest.find([',', ')']).ok_or("a line that breaks off")?;
        let mut numbers = self.rest[..end].split_whitespace().map(str::parse::<f64>);
        let (Some(Ok(x)), Some(Ok(y))) = (numbers.next(), numbers.next()) else {
            return Err(shown(&self.rest[..end]));
        };
        self.rest = &self.rest[end..];
        Ok(Coord { x, y })
    }

    /// Things between brackets with commas between them.
    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Result<T, String>) -> Result<Vec<T>, String> {
        self.expect('(')?;
        let mut out = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            out.push(one(self)?);
            self.rest = self.rest.trim_start();
            if self.rest.starts_with(',') {
                self.rest = &self.rest[1..];
            } else {
                self.expect(')')?;
                return Ok(out);
            }
        }
    }

    fn expect(&mut self, wanted: char) -> Result<(), String> {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None if self.rest.is_empty() => Err("a text that breaks off".to_owned()),
            None => Err(shown(self.rest)),
        }
    }
}
