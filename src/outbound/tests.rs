//! Requests against a server of our own, which says whatever it was told to.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

const LIMITS: Limits = Limits {
    head: Duration::from_secs(20),
    quiet: Duration::from_secs(20),
    whole: Duration::from_secs(20),
    most_bytes: 1 << 20,
    redirects: 5,
};

/// A server that treats every connection alike; gives its host and port.
async fn server<F, Fut>(treat: F) -> String
where
    F: Fn(TcpStream, String) -> Fut + Send + Sync + Copy + 'static,
    Fut: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = Vec::new();
                let mut piece = [0; 1024];
                while !head.windows(4).any(|w| w == b"\r\n\r\n") {
                    match stream.read(&mut piece).await {
                        Ok(0) | Err(_) => return,
                        Ok(n) => head.extend_from_slice(&piece[..n]),
                    }
                }
                treat(stream, String::from_utf8_lossy(&head).into_owned()).await;
            });
        }
    });
    at
}

fn client(exceptions: &[&str]) -> Client {
    let exceptions = exceptions.iter().map(|e| e.parse().unwrap()).collect();
    Client::new(Settings {
        exceptions,
        agent: agent(Some("https://stillopen.test")),
        ..Settings::default()
    })
}

async fn say(mut stream: TcpStream, text: &str) {
    // A client that has heard enough hangs up.
    let _ = stream.write_all(text.as_bytes()).await;
}

async fn body(answer: &mut Answer) -> Result<Vec<u8>, OutboundError> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

#[tokio::test]
async fn a_page_is_read_with_its_head_and_we_say_who_we_are() {
    let at = server(|stream, head| async move {
        assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
        let text = format!("{} bytes of {head}", head.len());
        say(
            stream,
            &format!(
                "HTTP/1.1 203 Fine By Us\r\nX-A: b\r\nContent-Length: {}\r\n\r\n{text}",
                text.len()
            ),
        )
        .await;
    })
    .await;
    let mut answer = client(&[&at]).get(&format!("http://{at}/a?b=c#d"), LIMITS).await.unwrap();
    assert_eq!((answer.last().status, answer.last().reason.as_str()), (203, "Fine By Us"));
    assert_eq!(answer.header("x-a"), "b");
    assert!(answer.hops().is_empty());
    let text = String::from_utf8(body(&mut answer).await.unwrap()).unwrap();
    assert!(text.contains("GET /a?b=c HTTP/1.1"), "{text}");
    assert!(text.contains("StillOpen/0.1.0 (+https://stillopen.test/about)"), "{text}");
    assert!(text.contains("accept-encoding: identity"), "{text}");
}

#[tokio::test]
async fn without_an_exception_this_machine_is_not_asked() {
    let at = server(|stream, _| say(stream, "HTTP/1.1 200 OK\r\n\r\n")).await;
    let refused = client(&[]).get(&format!("http://{at}/"), LIMITS).await.unwrap_err();
    assert_eq!(refused, OutboundError::Closed { host: "127.0.0.1".to_owned() });
    assert!(refused.is_refusal() && !refused.is_passing());
}

#[tokio::test]
async fn a_name_that_leads_to_this_network_is_refused_and_is_asked_for_only_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let tell = move |name: &str| -> Vec<IpAddr> {
        assert_eq!(name, "inside.example");
        count.fetch_add(1, Ordering::Relaxed);
        vec![[10, 0, 0, 1].into()]
    };
    let client =
        Client::new(Settings { names: Names::Told(Arc::new(tell)), ..Settings::default() });
    for url in ["http://inside.example/", "https://inside.example/"] {
        let refused = client.get(url, LIMITS).await.unwrap_err();
        assert_eq!(refused, OutboundError::Closed { host: "inside.example".to_owned() });
    }
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    let refused = client.post("http://inside.example/", HeaderMap::new(), Vec::new(), LIMITS).await;
    assert!(matches!(refused, Err(OutboundError::Closed { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_page_that_is_sent_on_is_followed_five_times() {
    let at = server(|stream, head| async move {
        let step: u8 = head.split(['/', ' ']).nth(2).unwrap().parse().unwrap();
        let text = match step {
            0 => "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere".to_owned(),
            n => format!("HTTP/1.1 302 Found\r\nLocation: /{}\r\nContent-Length: 0\r\n\r\n", n - 1),
        };
        say(stream, &text).await;
    })
    .await;
    let client = client(&[&at]);
    let mut answer = client.get(&format!("http://{at}/5"), LIMITS).await.unwrap();
    assert_eq!(answer.hops().len(), 5);
    assert_eq!(answer.last().url.path(), "/0");
    assert_eq!(body(&mut answer).await.unwrap(), b"here");
    let refused = client.get(&format!("http://{at}/6"), LIMITS).await.unwrap_err();
    assert_eq!(refused, OutboundError::TooManyRedirects { most: 5 });
}

#[tokio::test]
async fn a_page_that_is_sent_on_to_a_closed_place_is_refused() {
    let at = server(|stream, head| async move {
        let to = head.split_once("to=").unwrap().1.split_once(' ').unwrap().0.to_owned();
        say(stream, &format!("HTTP/1.1 301 Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"))
            .await;
    })
    .await;
    let client = client(&[&at]);
    for (to, expected) in [
        ("file:///etc/passwd", OutboundError::Scheme { found: "file".to_owned() }),
        ("http://127.0.0.1:9/", OutboundError::Closed { host: "127.0.0.1".to_owned() }),
        ("http://[::1]/", OutboundError::Closed { host: "[::1]".to_owned() }),
        ("//10.0.0.1/", OutboundError::Closed { host: "10.0.0.1".to_owned() }),
        ("http://0x7f.1/", OutboundError::Closed { host: "127.0.0.1".to_owned() }),
        ("http://a:b@example.org/", OutboundError::Credentials),
        ("http://example.org:25/", OutboundError::Port { found: 25 }),
        ("http://[nonsense", OutboundError::Redirect),
    ] {
        let refused = client.get(&format!("http://{at}/?to={to}"), LIMITS).await.unwrap_err();
        assert_eq!(refused, expected, "{to}");
    }
}

#[tokio::test]
async fn a_page_without_end_is_cut_at_the_limit() {
    let at = server(|mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while stream.write_all(&[b'x'; 4096]).await.is_ok() {}
    })
    .await;
    let mut answer = client(&[&at]).get(&format!("http://{at}/"), LIMITS).await.unwrap();
    assert_eq!(body(&mut answer).await, Err(OutboundError::TooLarge { most: 1 << 20 }));
}

#[tokio::test]
async fn a_page_that_says_it_is_four_gigabytes_is_not_read_at_all() {
    let at = server(|mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n").await;
        let _ = stream.read(&mut [0]).await;
    })
    .await;
    let refused = client(&[&at]).get(&format!("http://{at}/"), LIMITS).await.unwrap_err();
    assert_eq!(refused, OutboundError::TooLarge { most: 1 << 20 });
}

#[tokio::test]
async fn a_page_that_drips_for_ever_is_given_up_in_time() {
    let at = server(|mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        let mut pace = tokio::time::interval(Duration::from_millis(10));
        while stream.write_all(b"x").await.is_ok() {
            pace.tick().await;
        }
    })
    .await;
    let limits = Limits { whole: Duration::from_millis(300), ..LIMITS };
    let mut answer = client(&[&at]).get(&format!("http://{at}/"), limits).await.unwrap();
    assert_eq!(body(&mut answer).await, Err(OutboundError::Timeout { what: Wait::Whole }));
}

#[tokio::test]
async fn silence_is_given_up_in_time() {
    let at = server(|mut stream, head| async move {
        if head.starts_with("GET /head") {
            let _ = stream.read(&mut [0]).await;
        } else {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx").await;
            let _ = stream.read(&mut [0]).await;
        }
    })
    .await;
    let client = client(&[&at]);
    let limits = Limits { head: Duration::from_millis(50), ..LIMITS };
    let refused = client.get(&format!("http://{at}/head"), limits).await.unwrap_err();
    assert_eq!(refused, OutboundError::Timeout { what: Wait::Connect });
    let limits = Limits { quiet: Duration::from_millis(50), ..LIMITS };
    let mut answer = client.get(&format!("http://{at}/body"), limits).await.unwrap();
    assert_eq!(body(&mut answer).await, Err(OutboundError::Timeout { what: Wait::Quiet }));
}

#[tokio::test]
async fn a_connection_that_breaks_off_or_is_not_there_is_told() {
    let at = server(|stream, head| async move {
        if head.contains("/half") {
            say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx").await;
        } else {
            say(stream, "this is not HTTP\r\n\r\n").await;
        }
    })
    .await;
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().to_string()
    };
    let client = client(&[&at, &gone]);
    let mut answer = client.get(&format!("http://{at}/half"), LIMITS).await.unwrap();
    assert!(matches!(body(&mut answer).await, Err(OutboundError::Connection(_))));
    for url in [format!("http://{at}/other"), format!("http://{gone}/"), format!("https://{gone}/")]
    {
        let refused = client.get(&url, LIMITS).await.unwrap_err();
        assert!(matches!(refused, OutboundError::Connection(_)), "{url}: {refused:?}");
        assert!(refused.is_passing());
    }
}

#[tokio::test]
async fn a_message_is_sent_once_and_the_reply_is_cut() {
    let at = server(|mut stream, head| async move {
        assert!(head.starts_with("POST /hook"), "{head}");
        assert!(head.contains("x-signature: abc"), "{head}");
        let _ = stream
            .write_all(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 10\r\n\r\n0123456789")
            .await;
        let _ = stream.read(&mut [0; 64]).await;
    })
    .await;
    let mut headers = HeaderMap::new();
    headers.insert("x-signature", HeaderValue::from_static("abc"));
    let limits = Limits { most_bytes: 4, ..LIMITS };
    let url = format!("http://{at}/hook");
    let reply = client(&[&at]).post(&url, headers, b"{}".to_vec(), limits).await.unwrap();
    assert_eq!(reply, Reply { status: 302, beginning: b"0123".to_vec() });
}
