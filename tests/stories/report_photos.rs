//! Photos on the way from the form to the report.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use image::ImageFormat;
use stillopen::domain::photo::MOST_PHOTO_BYTES;

use super::app::{Answer, TestApp};
use super::photos::{file, phone_photo, picture};
use super::resident::{OPEN, refused, with};

/// Posts the form as a browser does, with files in its field for photos.
async fn post(app: &TestApp, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    let headers = [("content-type", "multipart/form-data; boundary=cut")];
    app.ask(Method::POST, OPEN, &headers, Body::from(body(fields, files))).await
}

fn body(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, text) in fields {
        let head =
            format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend(head.bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"{name}\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--cut--\r\n");
    body
}

async fn parked(app: &TestApp) -> u64 {
    app.app.store().photos_parked().await.unwrap()
}

#[tokio::test]
async fn a_photo_goes_with_the_report_and_nothing_of_its_file_is_left() {
    let app = TestApp::new().await;
    let photo = phone_photo(800, 600);
    let page = post(&app, &with(&[("consent_photos", "yes")]), &[("door.jpg", &photo)]).await;
    let page = page.expect(200);
    assert!(page.text().contains("src=\"data:image/jpeg;base64,"), "{}", page.text());
    assert!(page.words().contains("Your photos Photo 1 (600 by 800 pixels)"), "{}", page.words());
    assert!(page.words().contains("Your photos Everyone"), "{}", page.words());
    assert_eq!((parked(&app).await, app.reports().await), (1, 0));

    // Back to the form and on again, it is still there.
    let again = app.press(OPEN, &page, ("change", "yes")).await.expect(200);
    assert!(again.words().contains("Leave out photo 1"), "{}", again.words());
    let token = again.hidden("token");
    let page =
        post(&app, &with(&[("consent_photos", "yes"), ("token", &token)]), &[("", b"")]).await;
    let sent = app.press(OPEN, &page.expect(200), ("sure", "yes")).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    let photos = app.app.store().report_photos(report.id).await.unwrap();
    let sizes: Vec<_> = photos.iter().map(|p| (p.position, p.width, p.height)).collect();
    assert_eq!((sizes, parked(&app).await), (vec![(1, 600, 800)], 0));
    for trace in ["Quetzal Phone 9", "secret comment", "secret trailer", "door.jpg", &token] {
        assert!(!app.holds(trace), "{trace} stands in a file");
    }
}

#[tokio::test]
async fn a_refused_photo_is_told_beside_its_field_and_all_else_stays() {
    let app = TestApp::new().await;
    let good = file(&picture(300, 200), ImageFormat::Jpeg);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", &[0_u8; 64][..]].concat();
    let long = vec![0xff; usize::try_from(MOST_PHOTO_BYTES).unwrap() + 1];
    let files: [(&str, &[u8]); 5] = [
        ("good.jpg", &good),
        ("<b>cut.jpg", &good[..good.len() / 2]),
        ("drawing.jpg", svg),
        ("apple.jpg", &heic),
        ("long.jpg", &long),
    ];
    let fields = with(&[("text", "Kept."), ("q-wait_minutes", "90")]);
    let answer = post(&app, &fields, &files).await;
    let page = refused(&answer);
    let words = answer.words();
    for told in [
        "“<b>cut.jpg”: The photo is cut off",
        "“drawing.jpg”: This is not a photo",
        "“apple.jpg”: This photo is in Apple",
        "“long.jpg”: The photo is larger than 16 megabytes",
    ] {
        assert!(words.contains(told), "{told} is not in {words}");
    }
    assert!(!page.contains("<b>cut") && page.contains("href=\"#photos\""));
    assert!(page.contains("id=\"photos-e\"") && page.contains("aria-invalid=\"true\""));
    assert!(page.contains("Kept.</textarea>") && page.contains("value=\"90\""));
    assert!(words.contains("Leave out photo 1") && !words.contains("Leave out photo 2"));
    assert_eq!((parked(&app).await, app.reports().await), (1, 0));

    // Sent on without them: the good one goes along.
    let token = answer.hidden("token");
    let fields = with(&[("token", &token), ("sure", "yes")]);
    let sent = post(&app, &fields, &[]).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    assert_eq!(app.app.store().report_photos(report.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn three_photos_are_taken_one_can_be_left_out_and_the_same_one_counts_once() {
    let app = TestApp::new().await;
    let all: Vec<_> =
        (1..=4).map(|n| file(&picture(100 + n * 10, 100), ImageFormat::Jpeg)).collect();
    let named: Vec<_> = all.iter().map(|bytes| ("photo.jpg", bytes.as_slice())).collect();
    let answer = post(&app, &with(&[]), &named).await;
    assert!(refused(&answer).contains("You can send 3 photos at most"), "{}", answer.words());
    assert_eq!(parked(&app).await, 3);

    let token = answer.hidden("token");
    // The second leaves, the fourth takes its place, the first comes once more.
    let fields = with(&[("token", &token), ("leave_out", "2")]);
    let page = post(&app, &fields, &[named[3], named[0]]).await.expect(200);
    for size in ["110 by 100", "140 by 100", "130 by 100"] {
        assert!(page.words().contains(size), "{size} is not in {}", page.words());
    }
    assert_eq!(parked(&app).await, 3);
    app.press(OPEN, &page, ("sure", "yes")).await.expect(303);

    // The form sent once more with another photo: a new report, which the photo waits for.
    let answer = post(&app, &with(&[("token", &token), ("sure", "yes")]), &[named[1]]).await;
    let fresh = answer.hidden("token");
    assert!(refused(&answer).contains("Leave out photo 1") && fresh != token);
    let sent = post(&app, &with(&[("token", &fresh), ("sure", "yes")]), &[]).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    assert_eq!(app.app.store().report_photos(report.id).await.unwrap()[0].width, 120);
    assert_eq!((parked(&app).await, app.reports().await), (0, 2));
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing_and_no_address_is_kept_with_a_photo() {
    let app = TestApp::new().await;
    let photo = phone_photo(400, 300);
    let whole = body(&with(&[("sure", "yes")]), &[("photo.jpg", &photo)]);
    for length in [whole.len() / 2, whole.len() - 12] {
        let headers = [
            ("content-type", "multipart/form-data; boundary=cut"),
            ("x-forwarded-for", "203.0.113.77"),
            ("user-agent", "Quetzal Browser 7"),
        ];
        let cut = Body::from(whole[..length].to_vec());
        let answer = app.ask(Method::POST, OPEN, &headers, cut).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{length}");
    }
    assert_eq!((parked(&app).await, app.reports().await), (0, 0));
    assert!(!app.holds("203.0.113.77") && !app.holds("Quetzal"));
}

#[tokio::test]
async fn where_too_many_photos_come_in_the_form_says_so_at_once_and_the_report_goes_without_them() {
    let app = TestApp::new().await;
    let photo = phone_photo(400, 300);
    let fields = with(&[
        ("text", "Closed at noon."),
        ("q-wait_minutes", "90"),
        ("consent_name", "yes"),
        ("first_name", "Rosa"),
    ]);
    let closed = app.app.photo_line().closed().await.unwrap();
    let both = [("door.jpg", photo.as_slice()), ("line.jpg", photo.as_slice())];
    let answer = post(&app, &fields, &both).await;
    let page = refused(&answer);
    let words = answer.words();
    for name in ["door.jpg", "line.jpg"] {
        let told = format!(
            "“{name}”: Many photos are coming in right now. Send your report without this one, or try again in some \
             minutes."
        );
        assert!(words.contains(&told), "{told} is not in {words}");
    }
    assert!(page.contains("href=\"#photos\"") && page.contains("id=\"photos-e\""));
    assert!(page.contains("Closed at noon.</textarea>") && page.contains("value=\"90\""));
    assert!(page.contains("value=\"Rosa\"") && !words.contains("Leave out photo"));
    assert_eq!((parked(&app).await, app.reports().await), (0, 0));

    // The same in Spanish.
    let headers =
        [("content-type", "multipart/form-data; boundary=cut"), ("accept-language", "es")];
    let spanish = app.ask(Method::POST, OPEN, &headers, Body::from(body(&fields, &both))).await;
    let told = "«door.jpg»: En este momento están llegando muchas fotos. Envíe su reporte sin esta, o intente de nuevo";
    assert!(spanish.words().contains(told), "{}", spanish.words());
    assert!(spanish.text().contains("Closed at noon.</textarea>"));

    // Without the photos the report goes as ever, although the line is still full.
    let token = answer.hidden("token");
    let whole = [&fields[..], &[("token", token.as_str()), ("sure", "yes")]].concat();
    let sent = post(&app, &whole, &[("", b"")]).await.expect(303);
    let report = app.stored(&app.follow(&sent).await.code()).await;
    assert_eq!(app.app.store().report_photos(report.id).await.unwrap().len(), 0);

    // And as soon as there is room, with one.
    drop(closed);
    let page = post(&app, &with(&[]), &both[..1]).await.expect(200);
    assert!(page.words().contains("Photo 1 (300 by 400 pixels)"), "{}", page.words());
}
