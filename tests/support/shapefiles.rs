//! Boundaries as publishers write them, byte by byte, so that wrong ones can be made too.

use std::io::{Cursor, Write};

use serde_json::{Value, json};

/// What the census writes into the `.prj` of its shapefiles.
pub const NAD83: &str = r#"GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]"#;

/// A ring of corners.
pub type Ring = Vec<(f64, f64)>;

/// A square, clockwise as outlines of shapefiles are.
pub fn square(west: f64, south: f64, east: f64, north: f64) -> Ring {
    vec![(west, south), (west, north), (east, north), (east, south), (west, south)]
}

/// A zip archive.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A `.shp` of polygons, each a list of rings; none for a shape without geometry.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "the files of tests are small"
)]
pub fn shp(shapes: &[Option<Vec<Ring>>]) -> Vec<u8> {
    let mut records = Vec::new();
    for (n, shape) in (1_i32..).zip(shapes) {
        let mut body = Vec::new();
        match shape {
            None => body.extend(0_i32.to_le_bytes()),
            Some(rings) => {
                body.extend(5_i32.to_le_bytes());
                body.extend(bounds(rings.iter().flatten()));
                let points: usize = rings.iter().map(Vec::len).sum();
                body.extend((rings.len() as i32).to_le_bytes());
                body.extend((points as i32).to_le_bytes());
                let mut first = 0_i32;
                for ring in rings {
                    body.extend(first.to_le_bytes());
                    first += ring.len() as i32;
                }
                for (x, y) in rings.iter().flatten() {
                    body.extend(x.to_le_bytes());
                    body.extend(y.to_le_bytes());
                }
            }
        }
        records.extend(n.to_be_bytes());
        records.extend((body.len() as i32 / 2).to_be_bytes());
        records.extend(body);
    }
    let mut out = Vec::new();
    out.extend(9994_i32.to_be_bytes());
    out.extend([0; 20]);
    out.extend(((100 + records.len()) as i32 / 2).to_be_bytes());
    out.extend(1000_i32.to_le_bytes());
    out.extend(5_i32.to_le_bytes());
    out.extend(bounds(shapes.iter().flatten().flatten().flatten()));
    out.extend([0; 32]);
    out.extend(records);
    out
}

fn bounds<'p>(points: impl Iterator<Item = &'p (f64, f64)>) -> Vec<u8> {
    let mut b = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for (x, y) in points {
        b = [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)];
    }
    b.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// A `.dbf` of text fields.
#[expect(clippy::cast_possible_truncation, reason = "the files of tests are small")]
pub fn dbf(fields: &[&str], rows: &[Vec<Vec<u8>>]) -> Vec<u8> {
    const LENGTH: usize = 60;
    let record = 1 + fields.len() * LENGTH;
    let mut out = vec![3, 123, 1, 1];
    out.extend((rows.len() as u32).to_le_bytes());
    out.extend(((33 + 32 * fields.len()) as u16).to_le_bytes());
    out.extend((record as u16).to_le_bytes());
    out.extend([0; 20]);
    for name in fields {
        let mut field = [0_u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        field[11] = b'C';
        field[16] = LENGTH as u8;
        out.extend(field);
    }
    out.push(0x0d);
    for row in rows {
        out.push(b' ');
        for value in row {
            let mut padded = vec![b' '; LENGTH];
            padded[..value.len()].copy_from_slice(value);
            out.extend(padded);
        }
    }
    out.push(0x1a);
    out
}

/// A zipped shapefile as the census packs it.
pub fn shapefile(stem: &str, fields: &[&str], rows: &[(Vec<&str>, Vec<Ring>)]) -> Vec<u8> {
    let shapes: Vec<_> = rows.iter().map(|(_, rings)| Some(rings.clone())).collect();
    let values: Vec<Vec<Vec<u8>>> = rows
        .iter()
        .map(|(values, _)| values.iter().map(|v| v.as_bytes().to_vec()).collect())
        .collect();
    zipped(&[
        (&format!("{stem}.cpg"), b"UTF-8"),
        (&format!("{stem}.dbf"), &dbf(fields, &values)),
        (&format!("{stem}.prj"), NAD83.as_bytes()),
        (&format!("{stem}.shp"), &shp(&shapes)),
        (&format!("{stem}.shp.iso.xml"), b"<xml/>"),
    ])
}

/// A GeoJSON collection out of properties and geometries.
pub fn geojson(features: &[(Value, Value)]) -> Vec<u8> {
    let features: Vec<Value> = features
        .iter()
        .map(|(properties, geometry)| {
            json!({ "type": "Feature", "properties": properties, "geometry": geometry })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string().into_bytes()
}
