//! Many residents at once: readers at a steady pace, and writers with photos beside them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use stillopen::domain::time::Clock;
use tokio::sync::Mutex;
use tokio::time::sleep_until;

use crate::report::median;

/// Page reads in a second.
const READS: u32 = 500;
/// Reports in a minute.
const POSTS: u32 = 200;
/// A phone's photo, in pixels.
const PHOTO: (u32, u32) = (4_000, 3_000);

/// How long each of some requests took.
#[derive(Debug, Default)]
pub struct Times {
    /// Milliseconds from the moment at which it was due.
    pub times_ms: Vec<f64>,
}

impl Times {
    /// The time that ninety-nine of a hundred stay below.
    pub fn slowest_of_a_hundred_ms(&self) -> f64 {
        let mut sorted = self.times_ms.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() * 99 / 100).copied().unwrap_or(f64::NAN)
    }

    /// The middle.
    pub fn middle_ms(&self) -> f64 {
        median(self.times_ms.clone())
    }
}

/// What came of a while.
#[derive(Debug, Default)]
pub struct Tally {
    /// Pages that were read.
    pub reads: Times,
    /// Reports that were written, from the form to the receipt.
    pub posts: Times,
    /// Those of them whose photo was asked to come later, so that they went without it.
    pub without_photo: usize,
    /// Requests that did not do what they should.
    pub errors: usize,
}

/// Readers and writers, each due at its moment whether or not those before are done.
pub fn run(address: SocketAddr, time: Duration) -> Result<Tally> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(64)
            .build()?;
        let site = format!("http://{address}");
        let offices = offices(&client, &site).await?;
        let photo: Arc<[u8]> = photo()?.into();
        let tally = Arc::new(Mutex::new(Tally::default()));
        let start = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        let reads = pace(time, Duration::from_secs(1) / READS);
        let posts = pace(time, Duration::from_secs(60) / POSTS);
        let reader = async {
            for (n, due) in reads {
                sleep_until((start + due).into()).await;
                let (client, tally) = (client.clone(), tally.clone());
                let url = format!("{site}{}", page(n, &offices));
                tasks.spawn(async move {
                    let read = read(&client, &url).await;
                    note(&tally, start + due, read, |t| &mut t.reads).await;
                });
                while tasks.try_join_next().is_some() {}
            }
        };
        let mut writing = tokio::task::JoinSet::new();
        let writer = async {
            for (n, due) in posts {
                sleep_until((start + due).into()).await;
                let (client, tally, photo) = (client.clone(), tally.clone(), photo.clone());
                let url = format!("{site}/report/{}", offices[n % offices.len()]);
                writing.spawn(async move {
                    let written = write(&client, &url, n, &photo).await;
                    if matches!(written, Ok(Sent::WithoutPhoto)) {
                        tally.lock().await.without_photo += 1;
                    }
                    note(&tally, start + due, written.map(|_| ()), |t| &mut t.posts).await;
                });
            }
        };
        tokio::join!(reader, writer);
        tasks.join_all().await;
        writing.join_all().await;
        let tally = Arc::try_unwrap(tally).ok().context("all are done")?;
        Ok(tally.into_inner())
    })
}

/// The moments at which something is due.
fn pace(time: Duration, pause: Duration) -> impl Iterator<Item = (usize, Duration)> {
    (0_u32..).map(move |n| (n as usize, pause * n)).take_while(move |(_, due)| *due < time)
}

async fn note(
    tally: &Mutex<Tally>,
    due: Instant,
    done: Result<()>,
    of: fn(&mut Tally) -> &mut Times,
) {
    let took = due.elapsed().as_secs_f64() * 1e3;
    let mut tally = tally.lock().await;
    match done {
        Ok(()) => of(&mut tally).times_ms.push(took),
        Err(error) => {
            if tally.errors == 0 {
                crate::report::say(&format!("    the first error: {error:#}"));
            }
            tally.errors += 1;
        }
    }
}

/// The pages that residents open, in turns.
fn page(n: usize, offices: &[String]) -> String {
    match n % 5 {
        0 => "/".to_owned(),
        1 => format!("/?q={}", 60_601 + n % 40),
        2 => "/closures".to_owned(),
        3 => format!("/report/{}", offices[n % offices.len()]),
        _ => format!("/offices/{}", offices[n % offices.len()]),
    }
}

async fn read(client: &reqwest::Client, url: &str) -> Result<()> {
    let answer = client.get(url).send().await?;
    let status = answer.status();
    answer.bytes().await?;
    ensure!(status.is_success(), "{url} answered {status}");
    Ok(())
}

/// How a report went.
enum Sent {
    Whole,
    WithoutPhoto,
}

/// From the empty form to the receipt, as a browser without script does it. One who is told that many photos are coming
/// in sends the report without.
async fn write(client: &reqwest::Client, url: &str, n: usize, photo: &[u8]) -> Result<Sent> {
    let home = format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255);
    let form = client.get(url).send().await?.text().await?;
    let token = hidden(&form, "token").context("a form without a token")?;
    let words = format!("Synthetic report {n} of a measurement: a long line and one window open.");
    let fields = [
        ("token", token.as_str()),
        ("problem", "long_wait"),
        ("q-wait_minutes", "95"),
        ("happened_on", &Clock::System.today().to_string()),
        ("text", &words),
        ("consent_words", "yes"),
        ("consent_photos", "yes"),
    ];
    let mut looked = post(client, url, &home, &fields, Some(photo)).await?;
    let mut went = Sent::Whole;
    if looked.status() == reqwest::StatusCode::UNPROCESSABLE_ENTITY {
        let told = looked.text().await?;
        ensure!(told.contains("Many photos are coming in"), "the form was not taken: {told}");
        went = Sent::WithoutPhoto;
        looked = post(client, url, &home, &fields, None).await?;
    }
    ensure!(looked.status().is_success(), "the page before sending answered {}", looked.status());
    let looked = looked.text().await?;
    let token = hidden(&looked, "token").context("a page before sending without a token")?;
    let sure: Vec<(&str, &str)> = [("token", token.as_str()), ("sure", "yes")]
        .into_iter()
        .chain(fields[1..].iter().copied())
        .collect();
    let sent = post(client, url, &home, &sure, None).await?;
    if sent.status() != reqwest::StatusCode::SEE_OTHER {
        bail!("sending answered {}: {}", sent.status(), sent.text().await?);
    }
    Ok(went)
}

async fn post(
    client: &reqwest::Client,
    url: &str,
    home: &str,
    fields: &[(&str, &str)],
    photo: Option<&[u8]>,
) -> Result<reqwest::Response> {
    const EDGE: &str = "edge-of-a-part-7Qx";
    let mut body = Vec::with_capacity(photo.map_or(0, <[u8]>::len) + 4_096);
    for (name, text) in fields {
        let part = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    if let Some(photo) = photo {
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\n\
             content-type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(photo);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    Ok(client
        .post(url)
        .header("content-type", format!("multipart/form-data; boundary={EDGE}"))
        .header("x-forwarded-for", home)
        .header("sec-fetch-site", "same-origin")
        .body(body)
        .send()
        .await?)
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> Option<String> {
    let at = page.find(&format!("name=\"{name}\""))?;
    let rest = &page[at..];
    let value = rest[..rest.find('>')?].split_once("value=\"")?.1;
    Some(value[..value.find('"')?].to_owned())
}

/// Public addresses of offices.
async fn offices(client: &reqwest::Client, site: &str) -> Result<Vec<String>> {
    let list: serde_json::Value = serde_json::from_str(
        &client.get(format!("{site}/api/offices")).send().await?.text().await?,
    )?;
    let features = list["features"].as_array().context("a list of offices")?;
    Ok(features
        .iter()
        .filter_map(|f| f["properties"]["slug"].as_str().map(str::to_owned))
        .collect())
}

/// A picture with the grain of a real one, so that it is neither small nor quick to read.
fn photo() -> Result<Vec<u8>> {
    let (width, height) = PHOTO;
    let mut grain = 0x2545_F491_u32;
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        grain ^= grain << 13;
        grain ^= grain >> 17;
        grain ^= grain << 5;
        let [noise, ..] = grain.to_le_bytes();
        let shade = |scale: u32| ((x / scale + y / scale) % 200) as u8;
        image::Rgb([shade(16) + noise / 8, shade(24) + noise / 8, shade(32) + noise / 8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}
