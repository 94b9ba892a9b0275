//! When an attachment was looked at last (section 二, 3).

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// 两次上传间隔大于 1 分钟: when an attachment was looked at last.
pub(crate) struct Files {
    pause: TimeDelta,
    last: Mutex<Option<DateTime<Utc>>>,
}

impl Files {
    pub(crate) fn new(pause: TimeDelta) -> Self {
        Self {
            pause,
            last: Mutex::default(),
        }
    }

    /// Lets an upload in, unless the last one that was let in is too near.
    pub(super) fn admit(&self, now: DateTime<Utc>) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let admitted = self.pause.is_zero() || last.is_none_or(|last| now - last > self.pause);
        if admitted {
            *last = Some(now);
        }
        admitted
    }
}
