//! Several accounts at once: nothing of one is used at another.

use shangbao::app::App;
use shangbao::pipeline::run_once;
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::{Bed, each_dialect, now, permit};

#[tokio::test]
async fn a_job_for_two_platforms_serves_each_by_its_own_params() {
    each_dialect(async |dialect| {
        let mut bed = Bed::new(dialect).await;
        let trial = Sandbox::start(Options { now: now(&bed.clock), ..Options::default() });
        let trial = trial.await.unwrap();
        bed.platform = format!(
            "params = {{ code = \"A\", most = 2 }}\n\n[platforms.trial]\nkind = \"hazchem\"\nurl = \"{}\"\nusername = \"sandbox\"\n\
             password = \"sandbox\"\nsystem_name = \"s\"\narea_code = \"1\"\nparams = {{ code = \"B\", most = 3 }}",
            trial.url()
        );
        bed.bend_mapping("company_social_code = { value = \"91370200163569824H\" }", "company_social_code = { param = \"code\" }");
        let mapping = std::fs::read_to_string(bed.folder.path().join("mappings/work_ticket.toml")).unwrap();
        bed.write("mappings/work_ticket.toml", &mapping.replace("AND status <> 9", "AND id <= :most"));
        bed.save(&(1..=5).map(permit).collect::<Vec<_>>()).await;

        let both = bed.jobs_toml().replace("platform = \"hazchem\"", "platform = [\"hazchem\", \"trial\"]");
        bed.write("jobs.toml", &both);
        let app = App::load(&bed.folder.path().join("jobs.toml"), bed.clock.clone()).unwrap();
        let context = app.context().await.unwrap();
        let names: Vec<&str> = app.jobs.iter().map(|job| job.name.as_str()).collect();
        assert_eq!(names, ["work_ticket@hazchem", "work_ticket@trial"]);
        for (job, delivered) in app.jobs.iter().zip([2, 3]) {
            let report = run_once(job, &context, None).await;
            assert_eq!((report.delivered, report.ignored), (delivered, 5 - delivered), "{report:?}");
        }
        for (sandbox, code, count) in [(&bed.sandbox, "A", 2), (&trial, "B", 3)] {
            let records = sandbox.state().records(Upload::WorkTicket);
            assert_eq!(records.len(), count);
            assert!(records.values().all(|record| record["company_social_code"] == code));
        }
    })
    .await;
}
