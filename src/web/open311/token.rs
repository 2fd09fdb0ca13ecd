//! Tokens of posted reports: an identifier with a mark that only the key can make. Nothing of them is stored.

use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use super::refusal::Refusal;
use super::tree::Node;
use crate::domain::id::ReportId;
use crate::store::Sealer;

/// Bytes of the mark: 96 bits, which nobody guesses.
const MARK: usize = 12;

fn mark(sealer: &Sealer, id: ReportId) -> [u8; 32] {
    sealer.derive("open311", &id.to_string())
}

/// The token of a report.
pub fn of(sealer: &Sealer, id: ReportId) -> String {
    BASE64URL_NOPAD.encode(&[id.0.as_bytes().as_slice(), &mark(sealer, id)[..MARK]].concat())
}

fn read(sealer: &Sealer, token: &str) -> Option<ReportId> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    let (id, found) = bytes.split_first_chunk::<16>()?;
    let id = ReportId(Uuid::from_bytes(*id));
    // All bytes are looked at, however early one differs.
    let right = mark(sealer, id);
    let differs = right[..MARK].iter().zip(found).fold(0, |sum, (a, b)| sum | (a ^ b));
    (found.len() == MARK && differs == 0).then_some(id)
}

/// The identifier that a token stands for.
///
/// # Errors
/// When it stands for none.
pub fn node(sealer: &Sealer, token: Option<&str>) -> Result<Node, Refusal> {
    let found = token.and_then(|token| Some((token, read(sealer, token)?)));
    let no_such = || Refusal::one(StatusCode::NOT_FOUND, "token: there is no such token");
    let (token, id) = found.ok_or_else(no_such)?;
    let request = Node::Fields(vec![
        ("service_request_id", Node::text(id.to_string())),
        ("token", Node::text(token)),
    ]);
    Ok(Node::Many("request", vec![request]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_report_and_one_key() {
        let (sealer, id) = (Sealer::new([7; 32]), ReportId(Uuid::from_u128(5)));
        let token = of(&sealer, id);
        assert_eq!(read(&sealer, &token), Some(id));
        assert_eq!(read(&Sealer::new([8; 32]), &token), None);
        for wrong in ["", "x", "é", &token[1..], &format!("{token}AA"), &token.to_lowercase()] {
            assert_eq!(read(&sealer, wrong), None, "{wrong}");
        }
    }
}
