//! Why an address was not asked, or gave no whole answer.

/// A request to another machine that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The text is no address.
    #[error("found {found:?}, expected an address such as https://example.org/page")]
    NotAnAddress {
        /// How it begins.
        found: String,
    },
    /// Something else than a page of the web.
    #[error("found an address of {found}, expected http or https")]
    Scheme {
        /// What stands before the colon.
        found: String,
    },
    /// A name or password stands in the address.
    #[error("the address holds a name or a password; leave them out")]
    Credentials,
    /// A port that is not asked.
    #[error("found port {found}, expected one that pages are served on")]
    Port {
        /// The port.
        found: u16,
    },
    /// This machine, this network, or no machine at all.
    #[error("{host} is not an address of the open internet")]
    Closed {
        /// The host as the address gives it.
        host: String,
    },
    /// The name leads nowhere.
    #[error("no machine is known by the name {host}")]
    Unknown {
        /// The name.
        host: String,
    },
    /// Sent on more often than is followed.
    #[error("the page was sent on more than {most} times")]
    TooManyRedirects {
        /// How often is followed.
        most: u8,
    },
    /// Sent on to something that is no address.
    #[error("the page was sent on to something that is no address")]
    Redirect,
    /// The other side took too long.
    #[error("no whole answer in time: {what}")]
    Timeout {
        /// Which time was up.
        what: Wait,
    },
    /// More bytes than are taken.
    #[error("the answer is longer than {most} bytes")]
    TooLarge {
        /// How many are taken.
        most: u64,
    },
    /// The answer unpacks to more than is taken.
    #[error("the answer unpacks to more than {most} bytes")]
    UnpacksTooLarge {
        /// How many are taken.
        most: u64,
    },
    /// The packed answer is damaged.
    #[error("the answer cannot be unpacked")]
    Packed,
    /// No connection, or it broke off, or what came is no answer.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// The TLS library cannot start.
    #[error("no secure connections can be made: {0}")]
    Start(String),
}

text_enum! {
    /// A time that can be up.
    Wait {
        /// For a connection.
        Connect = "connecting",
        /// Between two pieces of the answer.
        Quiet = "silence",
        /// For all of it.
        Whole = "the whole",
    }
}

impl OutboundError {
    /// Whether asking again later may help.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Unknown { .. } | Self::Timeout { .. } | Self::Connection(_) | Self::Start(_) => {
                true
            }
            Self::NotAnAddress { .. }
            | Self::Scheme { .. }
            | Self::Credentials
            | Self::Port { .. }
            | Self::Closed { .. }
            | Self::TooManyRedirects { .. }
            | Self::Redirect
            | Self::TooLarge { .. }
            | Self::UnpacksTooLarge { .. }
            | Self::Packed => false,
        }
    }

    /// Whether the address itself was refused, before or after it was sent on.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::NotAnAddress { .. }
                | Self::Scheme { .. }
                | Self::Credentials
                | Self::Port { .. }
                | Self::Closed { .. }
                | Self::TooManyRedirects { .. }
                | Self::Redirect
        )
    }
}
