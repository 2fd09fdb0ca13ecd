//! How values are written down in both databases.

use geozero::{CoordDimensions, ToGeo, ToWkb, wkb};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Postgres, Sqlite, Type};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::domain::geo::Position;

use super::StoreError;

/// An identifier: `uuid` in PostgreSQL, readable text in SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Uid(pub Uuid);

impl Type<Sqlite> for Uid {
    fn type_info() -> SqliteTypeInfo {
        <Hyphenated as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Uid {
    fn encode_by_ref(&self, to: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.0.hyphenated(), to)
    }
}

impl<'r> Decode<'r, Sqlite> for Uid {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<Hyphenated as Decode<Sqlite>>::decode(value)?.into_uuid()))
    }
}

impl Type<Postgres> for Uid {
    fn type_info() -> PgTypeInfo {
        <Uuid as Type<Postgres>>::type_info()
    }
}

impl sqlx::postgres::PgHasArrayType for Uid {
    fn array_type_info() -> PgTypeInfo {
        <Uuid as sqlx::postgres::PgHasArrayType>::array_type_info()
    }
}

impl Encode<'_, Postgres> for Uid {
    fn encode_by_ref(&self, to: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&self.0, to)
    }
}

impl<'r> Decode<'r, Postgres> for Uid {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<Uuid as Decode<Postgres>>::decode(value)?))
    }
}

/// A moment, kept to the microsecond: `timestamptz` in PostgreSQL, in SQLite text of one length, which sorts
/// as the moments do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(pub Timestamp);

impl Moment {
    fn whole(self) -> Timestamp {
        Timestamp::from_microsecond(self.0.as_microsecond()).unwrap_or(self.0)
    }
}

impl Type<Sqlite> for Moment {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Moment {
    fn encode_by_ref(&self, to: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(format!("{:.6}", self.whole()), to)
    }
}

impl<'r> Decode<'r, Sqlite> for Moment {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<&str as Decode<Sqlite>>::decode(value)?.parse()?))
    }
}

impl Type<Postgres> for Moment {
    fn type_info() -> PgTypeInfo {
        <jiff_sqlx::Timestamp as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Moment {
    fn encode_by_ref(&self, to: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode_by_ref(&self.whole().to_sqlx(), to)
    }
}

impl<'r> Decode<'r, Postgres> for Moment {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<jiff_sqlx::Timestamp as Decode<Postgres>>::decode(value)?.to_jiff()))
    }
}

/// Refuses texts with the character NUL, which PostgreSQL cannot keep and SQLite cuts in some functions.
pub(super) fn no_nul<'t>(
    what: &'static str,
    texts: impl IntoIterator<Item = &'t str>,
) -> Result<(), StoreError> {
    if texts.into_iter().any(|text| text.contains('\0')) {
        return Err(StoreError::Nul { what });
    }
    Ok(())
}

/// The same for values written down as JSON, where the character stands as `\u0000`.
pub(super) fn no_nul_in_json(what: &'static str, json: &str) -> Result<(), StoreError> {
    // A backslash before it that is itself escaped makes it plain text.
    let holds = json.match_indices("\\u0000").any(|(at, _)| {
        let before = json.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        before % 2 == 0
    });
    if holds { Err(StoreError::Nul { what }) } else { Ok(()) }
}

/// A point as a GeoPackage geometry blob.
pub(super) fn gpkg_point(at: Position) -> Option<Vec<u8>> {
    let point = geo::Geometry::from(geo::Point::new(at.lon(), at.lat()));
    point.to_gpkg_wkb(CoordDimensions::xy(), Some(4326), Vec::new()).ok()
}

/// A point as well-known binary, for PostGIS.
pub(super) fn wkb_point(at: Position) -> Option<Vec<u8>> {
    geo::Geometry::from(geo::Point::new(at.lon(), at.lat())).to_wkb(CoordDimensions::xy()).ok()
}

/// Reads a point of either form back; a GeoPackage blob begins with `GP`.
pub(super) fn read_point(blob: &[u8]) -> Result<Position, String> {
    let geometry =
        if blob.starts_with(b"GP") { wkb::GpkgWkb(blob).to_geo() } else { wkb::Wkb(blob).to_geo() };
    match geometry {
        Ok(geo::Geometry::Point(p)) => Position::new(p.y(), p.x()).map_err(|e| e.to_string()),
        Ok(_) => Err("a geometry that is no point".to_owned()),
        Err(e) => Err(e.to_string()),
    }
}

/// Polygons as a GeoPackage geometry blob.
pub(super) fn gpkg_polygons(shape: &geo::MultiPolygon) -> Option<Vec<u8>> {
    let shape = geo::Geometry::from(shape.clone());
    shape.to_gpkg_wkb(CoordDimensions::xy(), Some(4326), Vec::new()).ok()
}

/// Polygons as well-known binary, for PostGIS.
pub(super) fn wkb_polygons(shape: &geo::MultiPolygon) -> Option<Vec<u8>> {
    geo::Geometry::from(shape.clone()).to_wkb(CoordDimensions::xy()).ok()
}

/// Reads polygons of either form back.
pub(super) fn read_polygons(blob: &[u8]) -> Result<geo::MultiPolygon, String> {
    let geometry =
        if blob.starts_with(b"GP") { wkb::GpkgWkb(blob).to_geo() } else { wkb::Wkb(blob).to_geo() };
    match geometry {
        Ok(geo::Geometry::MultiPolygon(shape)) => Ok(shape),
        Ok(_) => Err("a geometry that is no set of polygons".to_owned()),
        Err(e) => Err(e.to_string()),
    }
}

/// Reads a word, date or other text of the domain out of a column.
pub(super) fn read<T>(
    table: &'static str,
    column: &'static str,
    row: &dyn std::fmt::Display,
    text: &str,
) -> Result<T, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|e: T::Err| StoreError::Inconsistent {
        table,
        column,
        row: row.to_string(),
        found: e.to_string(),
    })
}

/// The same for a column that may be empty.
pub(super) fn read_option<T>(
    table: &'static str,
    column: &'static str,
    row: &dyn std::fmt::Display,
    text: Option<&str>,
) -> Result<Option<T>, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.map(|t| read(table, column, row, t)).transpose()
}

/// A count that the database keeps as a signed number.
pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count read back.
pub(super) fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
