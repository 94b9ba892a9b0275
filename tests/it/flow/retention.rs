//! Retention of whole jobs: alarms are forgotten in time, permits that alarms depend on are not.

use std::time::Duration;

use shangbao::ledger::State;
use shangbao::pipeline::{Keep, prune};

use super::depends::{ALARMS, alarms, bed, raise, run_alarms};
use crate::bed::{each_dialect, permit};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn what_is_old_and_settled_is_dropped_and_what_others_depend_on_stays() {
    each_dialect(async |dialect| {
        let bed = bed(dialect, ALARMS).await;
        bed.save(&[permit(7)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        raise(&bed, 1, 7).await;
        assert_eq!(run_alarms(&bed).await.delivered, 1);
        bed.clock.advance(DAY * 500);
        raise(&bed, 2, 7).await;
        assert_eq!(run_alarms(&bed).await.delivered, 1);

        let (job, context) = alarms(&bed).await;
        let permits = bed.job().await.0;
        let route = context.ledger.route("gas_alarm", &job.account.id).await;
        let route = route.unwrap().id;
        let keep = |delivered| Keep {
            history: Some(DAY * 90),
            delivered,
        };
        let jobs = [job, permits];
        let old = async || context.ledger.history(route, "A1").await.unwrap();
        prune(&jobs, &context, keep(None), 20).await;
        let now = old().await.now.map(|now| now.state);
        assert_eq!(now, Some(State::Delivered));
        assert_eq!(old().await.events.len(), 1, "only when it was first seen");
        prune(&jobs, &context, keep(Some(DAY * 400)), 20).await;
        assert_eq!(old().await.now, None);
        assert_eq!(context.ledger.counts(route).await.unwrap().delivered, 1);
        let (context, permits) = bed.route().await;
        let permits = context.ledger.counts(permits).await.unwrap();
        assert_eq!(permits.delivered, 1);
    })
    .await;
}
