//! Questions asked of whole grounds.
