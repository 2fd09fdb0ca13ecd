//! Log lines: one event a line, dotted fields, never personal data.

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error; `STILLOPEN_LOG` chooses what (`info`, `stillopen=debug`, ...) and
/// `STILLOPEN_LOG_FORMAT=json` gives one JSON object a line.
pub fn start() {
    let filter = EnvFilter::try_from_env("STILLOPEN_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,stillopen=info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (in tests) keeps the first.
    let _ = if std::env::var("STILLOPEN_LOG_FORMAT").is_ok_and(|f| f == "json") {
        log.json().try_init()
    } else {
        log.with_target(false).try_init()
    };
}
