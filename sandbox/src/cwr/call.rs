//! Takes a call: account, faults, body, roster, answer.

use axum::response::Response;
use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::super::active_faults::Drawn;
use super::super::connection::Cut;
use super::super::endpoint::Endpoint;
use super::super::fault::{Repeats, Stage};
use super::super::service::Service;
use super::super::store::{Content, Outcome, RequestSeen};
use super::account::{Account, Parameters, beijing};
use super::answer::Answer;
use super::check::judge;
use super::code::{Code, REPEATED, Refusal};
use super::dictionary;
use super::function::Function;
use super::listing::Judged;
use super::roster::{Delivery, Project, text};

/// What a record is judged by, beside its rules.
pub(super) struct Visit<'a> {
    pub(super) function: Function,
    pub(super) account: &'a Account,
    pub(super) drawn: &'a Drawn,
    /// Beijing time.
    pub(super) now: NaiveDateTime,
}

/// Answers a call.
pub(super) async fn take(
    service: &Service,
    function: Function,
    cut: &Cut,
    query: &Parameters,
    body: &[u8],
) -> Response {
    let now = service.now();
    let content = serde_json::from_slice::<Content>(body).ok();
    let ids = ids(function, content.as_ref());
    let project = content
        .iter()
        .map(|body| text(body, "Project_ID").to_owned());
    let subjects: Vec<String> = ids.iter().cloned().chain(project).collect();
    let mut seen = RequestSeen {
        path: function.path(),
        from: cut.from(),
        at: now,
        records: ids.len(),
        ids,
        outcome: Outcome::Faulted,
        fault: None,
        answer: String::new(),
    };
    let account = &service.account;
    if let Err(refusal) = account.admit(function, now, query, body) {
        let answer = Answer::Refused(refusal);
        seen.outcome = answer.outcome();
        let drawn = service.faults.none();
        let reply = answer.reply(&drawn);
        return service.answer(seen, body.len(), (reply, drawn), cut).await;
    }
    let drawn = service
        .faults
        .draw(Endpoint::Function(function), &subjects, cut);
    let reply = match &drawn.taken {
        Some((_, effect)) if effect.stage() == Stage::Instead => Answer::of_fault(effect, &drawn),
        _ => {
            let visit = Visit {
                function,
                account,
                drawn: &drawn,
                now: beijing(now),
            };
            let answer = accept(service, content, &visit).unwrap_or_else(Answer::Refused);
            seen.outcome = answer.outcome();
            answer.reply(&drawn)
        }
    };
    service.answer(seen, body.len(), (reply, drawn), cut).await
}

/// What names the records of a body, in its order, as far as they could be read.
fn ids(function: Function, body: Option<&Content>) -> Vec<String> {
    let Some(body) = body.filter(|_| function.is_upload()) else {
        return Vec::new();
    };
    match function.list() {
        None => vec![id(function, body)],
        Some((list, _)) => {
            let records = body.get(list).and_then(Value::as_array);
            let records = records.into_iter().flatten().filter_map(Value::as_object);
            records.map(|record| id(function, record)).collect()
        }
    }
}

fn id(function: Function, record: &Content) -> String {
    let parts: Vec<&str> = function
        .identity()
        .iter()
        .map(|name| text(record, name))
        .collect();
    parts.join(" ")
}

fn accept(service: &Service, body: Option<Content>, visit: &Visit) -> Result<Answer, Refusal> {
    let function = visit.function;
    if !function.is_upload() {
        return Ok(Answer::Dictionary(dictionary::answer(function)));
    }
    let unread = || Code::MISSING.because("JSON转换失败,请检查参数格式是否正确");
    let mut body = body.ok_or_else(unread)?;
    let list = function.list();
    judge(
        function.rules(),
        &body,
        list.map(|(name, _)| name),
        visit.now,
    )?;
    let project = text(&body, "Project_ID").to_owned();
    if !visit.account.projects.contains(&project) {
        return Err(Code::NOT_FOUND.because("项目不存在"));
    }
    if visit.drawn.suspended {
        return Err(Code::FAILED.because("工程状态非在建,不能上传考勤"));
    }
    let mut held = service.roster.lock();
    let (answer, taken) = match list {
        None => one(held.project(&project), body, visit)?,
        Some((name, _)) => {
            let records = records(body.remove(name))?;
            many(held.project(&project), &body, records, visit)?
        }
    };
    let deliveries = taken.into_iter().map(|content| Delivery {
        function,
        project: project.clone(),
        id: id(function, &content),
        content,
    });
    held.deliveries.extend(deliveries);
    Ok(answer)
}

fn records(list: Option<Value>) -> Result<Vec<Content>, Refusal> {
    let empty = || Code::MISSING.because("数据集合不能为空");
    let Some(Value::Array(list)) = list else {
        return Err(empty());
    };
    let objects = list.into_iter().map(|record| match record {
        Value::Object(record) => Ok(record),
        _ => Err(Code::ABNORMAL.because("数据集合的元素须为对象")),
    });
    let records = objects.collect::<Result<Vec<_>, _>>()?;
    if records.is_empty() {
        return Err(empty());
    }
    Ok(records)
}

/// The answer to a call, and the records that it left in the roster.
type Accepted = (Answer, Vec<Content>);

/// A call with one record.
fn one(project: &mut Project, record: Content, visit: &Visit) -> Result<Accepted, Refusal> {
    scripted(&record, visit)?;
    let data = match visit.function {
        Function::RegisterEmployee => project.register(record.clone(), visit)?,
        Function::AddCompany => project.add(record.clone(), visit).map(|()| json!({}))?,
        _ => project.remove(&record, visit).map(|()| json!({}))?,
    };
    Ok((Answer::Taken(data), vec![record]))
}

/// A call with a list of records: each is judged by itself.
fn many(
    project: &mut Project,
    head: &Content,
    records: Vec<Content>,
    visit: &Visit,
) -> Result<Accepted, Refusal> {
    let device = text(head, "Device_ID");
    let is_repeat = |project: &Project, record: &Content| match visit.function {
        Function::UploadPassedLog => project.has_passed(device, record),
        _ => project.has_left(record),
    };
    let refused = visit.drawn.refuse_repeats;
    if refused == Some(Repeats::Call) && records.iter().any(|one| is_repeat(project, one)) {
        return Err(Code::REPEATED.because(visit.drawn.words.of(REPEATED)));
    }
    let mut taken = Vec::new();
    let mut judged = Vec::new();
    for record in records {
        let names = names(visit.function, &record);
        let entered = match is_repeat(project, &record) && refused == Some(Repeats::Entry) {
            true => Err(Code::REPEATED.because(visit.drawn.words.of(REPEATED))),
            false => entered(project, device, &record, visit),
        };
        let refusal = entered.map(|()| taken.push(record)).err();
        judged.push(Judged { names, refusal });
    }
    Ok((Answer::Judged(judged), taken))
}

fn entered(
    project: &mut Project,
    device: &str,
    record: &Content,
    visit: &Visit,
) -> Result<(), Refusal> {
    let rules = visit.function.list().map_or(&[][..], |(_, rules)| rules);
    judge(rules, record, None, visit.now)?;
    scripted(record, visit)?;
    match visit.function {
        Function::UploadPassedLog => project.pass(device, record.clone(), visit),
        _ => project.leave(record),
    }
}

/// Refuses a record that a script of faults names.
fn scripted(record: &Content, visit: &Visit) -> Result<(), Refusal> {
    let id = id(visit.function, record);
    let mut rejected = visit.drawn.rejected.iter();
    match rejected.find(|(named, _)| *named == id) {
        Some((_, reason)) => Err(Code::FAILED.because(reason.as_str())),
        None => Ok(()),
    }
}

fn names(function: Function, record: &Content) -> Content {
    let fields = function.identity().iter();
    let fields = fields.map(|name| ((*name).to_owned(), text(record, name).into()));
    fields.collect()
}
