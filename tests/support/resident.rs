//! What a resident does: fills in the form, looks it over, sends it, and comes back with the receipt code.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use stillopen::domain::receipt::ReceiptCode;
use stillopen::domain::report::Report;
use stillopen::store::Store;

use super::app::{Answer, TestApp};

/// The form of an open office.
pub const OPEN: &str = "/report/idhs-fcrc-jackson";
/// The form of an office that has closed.
pub const CLOSED: &str = "/report/idhs-fcrc-former-alexander";
/// The form with nothing wrong in it, without its token.
pub const WHOLE: &[(&str, &str)] =
    &[("problem", "long_wait"), ("happened_on", "2026-06-24"), ("text", "Four hours, no chairs.")];

/// The whole form, some of its fields with another value.
pub fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WHOLE.iter().filter(|(name, _)| !changed.iter().any(|(c, _)| c == name));
    kept.copied().chain(changed.iter().copied()).collect()
}

/// The page of a form that was not taken.
#[track_caller]
pub fn refused(answer: &Answer) -> String {
    let body = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    assert!(body.contains("role=\"alert\""), "{body}");
    body
}

impl Answer {
    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let all = self.all_hidden();
        let found = all.into_iter().find(|(n, _)| n == name);
        found.unwrap_or_else(|| panic!("no hidden field {name} in {}", self.text())).1
    }

    /// All hidden fields of the page, in their order.
    pub fn all_hidden(&self) -> Vec<(String, String)> {
        let text = self.text();
        let fields = text.split("<input type=\"hidden\" name=\"").skip(1);
        let read = |field: &str| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name.to_owned(), unescaped(rest.split_once('"').unwrap().0))
        };
        fields.map(read).collect()
    }

    /// The cookie that was set, as the browser sends it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The receipt code on the page.
    pub fn code(&self) -> ReceiptCode {
        let text = self.text();
        let (_, shown) = text.split_once("class=\"receipt\"").expect("a receipt");
        let shown = shown.split("</span>").next().unwrap().replace("<wbr>", "");
        ReceiptCode::parse(shown.rsplit('>').next().unwrap()).unwrap()
    }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

impl TestApp {
    /// Fills in the form of the open office and goes on to the page before sending.
    pub async fn look_over(&self, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(OPEN).await.hidden("token");
        self.post_form(OPEN, &[&[("token", token.as_str())], fields].concat()).await
    }

    /// Presses a button of the page before sending.
    pub async fn press(&self, path: &str, page: &Answer, button: (&str, &str)) -> Answer {
        let fields = page.all_hidden();
        let mut fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        fields.push(button);
        self.post_form(path, &fields).await
    }

    /// Fills in the form, looks it over and sends it. Where it does not get that far, the page that says why.
    pub async fn report(&self, fields: &[(&str, &str)]) -> Answer {
        let page = self.look_over(fields).await;
        if page.status != StatusCode::OK {
            return page;
        }
        self.press(OPEN, &page, ("sure", "yes")).await
    }

    /// The page behind the redirect of a report that was taken.
    pub async fn follow(&self, sent: &Answer) -> Answer {
        self.get_with(sent.header("location"), &[("cookie", &sent.cookie())]).await
    }

    /// Sends a report that is taken, and gives its receipt code.
    pub async fn receipt(&self, fields: &[(&str, &str)]) -> ReceiptCode {
        let sent = self.report(fields).await.expect(303);
        self.follow(&sent).await.code()
    }

    /// The report as it is stored.
    pub async fn stored(&self, code: &ReceiptCode) -> Report {
        let found = self.app.store().report_by_receipt(&code.hash(), self.app.sealer()).await;
        found.unwrap().expect("the report is stored")
    }

    /// How many reports there are.
    pub async fn reports(&self) -> i64 {
        let count = "select count(*) from reports";
        match self.app.store() {
            Store::Sqlite(pool) => sqlx::query_scalar(count).fetch_one(pool).await.unwrap(),
            Store::Postgres(pool) => sqlx::query_scalar(count).fetch_one(pool).await.unwrap(),
        }
    }

    /// Posts a body as a form, with more headers and no word of where it comes from.
    pub async fn post_bytes(&self, path: &str, more: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.ask(Method::POST, path, &[&kind[..], more].concat(), Body::from(body)).await
    }
}

/// Fields as they stand in the body of a form.
pub fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}
