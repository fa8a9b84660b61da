//! What managers see (SCORING.md section 5): definitions as functions over plain numbers.

mod funnel;
mod replies;
mod risk;
mod shares;
mod survival;

pub use funnel::{FunnelDates, FunnelStep, StepReach, funnel, proficient_since};
pub use replies::{Histogram, ReplyTime, reply_times, whole_seconds};
pub use risk::{AT_RISK_FROM, RiskFacts, RiskPoint, RiskReason, risk_points, slope};
pub use shares::{Share, TREND_LEAST, mean, median, percentile};
pub use survival::{Survival, SurvivalStep, Wait};
