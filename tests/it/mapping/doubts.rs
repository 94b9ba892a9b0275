//! What looks wrong and is sent all the same.

use shangbao::platform::TARGETS;
use shangbao::platform::field::{Advice, Kind};
use shangbao::source::Value;

use super::site::{Site, text};

/// The warnings of a row: field and message, one each.
fn warnings(site: &Site, cells: &[(&str, Value)]) -> Vec<String> {
    let record = site.apply(cells).unwrap();
    let warnings = record.warnings.iter();
    warnings
        .map(|warning| format!("{} {}", warning.field, warning.message))
        .collect()
}

/// A permit with these fields from columns of their own names, and the warnings of these values.
fn of_permit(values: &[(&'static str, &str)]) -> Vec<String> {
    let site = values.iter().fold(Site::permit(), |site, (name, _)| {
        site.field(name, &format!("\"{name}\""))
    });
    let cells: Vec<(&str, Value)> = values
        .iter()
        .map(|(name, value)| (*name, text(value)))
        .collect();
    warnings(&site, &cells)
}

#[test]
fn lengths_and_levels() {
    let of = |kind, level, code| {
        of_permit(&[
            ("ticket_type", kind),
            ("ticket_level", level),
            ("company_social_code", code),
        ])
    };
    assert_eq!(
        of("01", "03", "9137"),
        [
            "ticket_level is not listed for ticket_type 01; listed are 00, 01, 02",
            "company_social_code has 4 characters; 18 are expected",
        ]
    );
    let code = "91370200163569824H";
    assert_eq!(of("04", "00", code).len(), 1);
    assert_eq!(of("05", "04", code).len(), 1);
    assert!(of("04", "04", code).is_empty());
    assert!(of("02", "03", code).is_empty());
}

#[test]
fn a_list_that_was_typed_as_one_text() {
    // An array says itself where its parts end; one that is several is sent, and told.
    for (typed, separator) in [
        ("张三，李四", "，"),
        ("张三；李四", "；"),
        ("张三;李四", ";"),
        ("张三、李四", "、"),
        ("张三|李四", "|"),
    ] {
        assert_eq!(
            of_permit(&[("worker_name", &format!("[\"{typed}\"]"))]),
            [format!(
                "worker_name holds `{separator}` and goes out as one text; where it separates several, give it as `split`"
            )],
        );
    }
    for typed in ["张三", "22/33", "欧阳·娜娜", "一建（三队）"] {
        assert!(of_permit(&[("worker_name", typed)]).is_empty(), "{typed}");
    }
}

#[test]
fn places_that_are_none() {
    let of = |lng, lat| of_permit(&[("lng", lng), ("lat", lat)]);
    assert_eq!(
        of("0", "0.0"),
        ["lng is 0, as is `lat`: devices without a position write so"]
    );
    assert_eq!(
        of("39.07", "76.1"),
        ["lng looks exchanged with `lat`: only the other way round do they lie in China"]
    );
    for (lng, lat) in [("-120.17", "36.04"), ("120.17", "0"), ("2.35", "48.85")] {
        assert_eq!(of(lng, lat), ["lng lies, with `lat`, outside China"]);
    }
    assert!(of("120.17930673061386", "36.04385097144345").is_empty());
    // What no latitude can be is refused; where it would do as a longitude, that is said.
    assert_eq!(
        Site::of_column("lat", "\"c\"", text("120.17")),
        "x lat: column `c`: degrees of latitude are not between -90 and 90; they would do as a longitude: are the two exchanged?"
    );
    assert!(Site::of_column("lat", "\"c\"", text("-91")).ends_with("not between -90 and 90"));

    let passage = Site::of(
        "cwr.passed_log",
        &[
            ("Project_ID", "{ value = \"P\" }"),
            ("Device_ID", "{ value = \"D\" }"),
            ("person_type", "{ value = \"0\" }"),
            ("person_id", "\"id\""),
            ("person_name", "{ value = \"A\" }"),
            ("passed_time", "{ value = \"2026-03-01 08:00:00\" }"),
            ("direction", "{ value = \"in\" }"),
            ("way", "{ value = \"1\" }"),
            ("longitude", "\"x\""),
            ("latitude", "\"y\""),
        ],
    );
    let cells = |x: Value, y: Value| [("x", x), ("y", y)];
    assert_eq!(warnings(&passage, &cells(text("0"), text("0"))).len(), 1);
    assert!(warnings(&passage, &cells(Value::Null, Value::Null)).is_empty());
}

#[test]
fn times_in_the_wrong_order() {
    let permit = |end| of_permit(&[("start_time", "2026-03-01 08:00"), ("end_time", end)]);
    assert_eq!(
        permit("2026-02-28 23:59"),
        ["end_time is earlier than `start_time`"]
    );
    assert!(permit("2026-03-01 08:00").is_empty());

    let alarm = Site::alarm()
        .field("handle_time", "\"at\"")
        .field("handle_result", "\"how\"");
    let handled = |at| warnings(&alarm, &[("at", text(at)), ("how", text("vented"))]);
    assert_eq!(
        handled("2026-03-01 07:59:59"),
        ["handle_time is earlier than `alarm_time`"]
    );
    assert!(handled("2026-03-01 08:00:00").is_empty());
}

#[test]
fn telephones() {
    assert_eq!(
        of_permit(&[("major_person_mobile", "0532-83812345")]),
        ["major_person_mobile is not a mobile number of 11 digits"]
    );
    assert!(of_permit(&[("major_person_mobile", "+86 198 4411 2314")]).is_empty());
    let company = Site::of(
        "cwr.add_company",
        &[
            ("Project_ID", "{ value = \"P\" }"),
            ("Company_Name", "\"id\""),
            ("Legal_Person", "{ value = \"A\" }"),
            ("SUID", "{ value = \"9\" }"),
            ("Mobile_Phone", "\"phone\""),
        ],
    );
    assert!(warnings(&company, &[("phone", text("0755-82463270"))]).is_empty());
    assert_eq!(
        warnings(&company, &[("phone", text("无"))]),
        ["Mobile_Phone is not a telephone number"]
    );
}

/// Both alarms: what stands beside `handle_time`.
const ALARMS: [(&str, &str); 2] = [
    ("hazchem.gas_alarm", "handle_result"),
    ("hazchem.departure_alarm", "handle_remark"),
];

/// An alarm whose handling comes from the columns `at` and `how`, as far as `mapped` says.
fn alarm(target: &'static str, how: &str, mapped: &[&str]) -> Site {
    let people = [
        ("person_name", "{ value = \"A\" }"),
        ("card_no", "{ value = \"22\" }"),
        ("alarm_lng", "{ value = \"120.1\" }"),
        ("alarm_lat", "{ value = \"36.1\" }"),
    ];
    let fields = [
        ("id", "\"id\""),
        ("ticket_id", "{ value = \"T-1\" }"),
        ("alarm_time", "{ value = \"2026-03-01 08:00:00\" }"),
        ("alarm_type", "{ value = \"1\" }"),
    ];
    let people = people.iter().filter(|_| target.contains("departure"));
    let fields: Vec<(&str, &str)> = fields.iter().chain(people).copied().collect();
    let site = Site::of(target, &fields);
    mapped.iter().fold(site, |site, column| match *column {
        "at" => site.field("handle_time", "\"at\""),
        _ => site.field(how, "\"how\""),
    })
}

#[test]
fn half_a_handling_is_sent_and_said_not_to_clear() {
    for (target, how) in ALARMS {
        let site = alarm(target, how, &["at", "how"]);
        let row = |at: &str, done: &str| [("at", text(at)), ("how", text(done))];
        let time = "2026-03-01 08:30:00";
        for (at, done, wanted) in [
            ("", "", None),
            (time, "vented", None),
            (time, " ", Some(("handle_time", how))),
            ("", "vented", Some((how, "handle_time"))),
        ] {
            let record = site.apply(&row(at, done)).unwrap();
            assert_eq!(record.field("handle_time"), Some(at));
            assert_eq!(record.field(how), Some(done.trim()));
            let wanted = wanted.map(|(field, other)| {
                format!("{field} does not clear the alarm alone: the platform counts it as cleared only when `{other}` has a value too")
            });
            assert_eq!(warnings(&site, &row(at, done)), Vec::from_iter(wanted));
        }
    }
}

#[test]
fn a_mapping_by_which_no_alarm_is_cleared() {
    for (target, how) in ALARMS {
        for (mapped, wanted) in [
            (&["at"][..], Some(("handle_time", how))),
            (&["how"], Some((how, "handle_time"))),
            (&["at", "how"], None),
            (&[], None),
        ] {
            let mapping = alarm(target, how, mapped).mapping();
            assert_eq!(mapping.never_clearing(), Vec::from_iter(wanted));
        }
    }
}

#[test]
fn what_advice_names_is_there_and_of_its_kind() {
    for target in TARGETS {
        let kind = |name: &str| target.field(name).map(|field| field.kind);
        for field in target.fields {
            for advice in field.advice {
                match *advice {
                    Advice::NotBefore(other) => {
                        assert!(matches!(field.kind, Kind::Time(_)));
                        assert_eq!(kind(other), Some(field.kind));
                    }
                    Advice::Place { latitude } => {
                        assert!(matches!(
                            kind(latitude),
                            Some(Kind::Degrees { max: 90.0, .. })
                        ));
                        assert!(matches!(field.kind, Kind::Degrees { max: 180.0, .. }));
                    }
                    Advice::By {
                        field: other,
                        allowed,
                    } => {
                        let Some(Kind::Code(codes)) = kind(other) else {
                            panic!("{other}");
                        };
                        let is_known = |value| codes.iter().any(|code| code.code == value);
                        assert!(allowed.iter().all(|(value, _)| is_known(*value)));
                    }
                    Advice::ClearsWith(other) => assert!(kind(other).is_some(), "{other}"),
                    Advice::Length(_)
                    | Advice::IdentityNumber
                    | Advice::Mobile
                    | Advice::Telephone => assert_eq!(
                        field.kind == Kind::IdentityNumber,
                        *advice == Advice::IdentityNumber
                    ),
                }
            }
        }
    }
}

#[test]
fn utf8_that_was_taken_for_gbk() {
    let of = |place: &str| of_permit(&[("ticket_position", place)]);
    for place in ["寮犱笁", "鐜嬪皬鏄?", "2鍙风綈鍖?"] {
        let told = of(place);
        assert!(
            told.len() == 1 && told[0].contains("UTF-8 that was read as GBK"),
            "{place}: {told:?}"
        );
    }
    for place in ["张三", "联通", "琪", "瑾瑜", "涓涓", "罐区 2号", "３号楼"] {
        assert_eq!(of(place), [""; 0], "{place}");
    }
}
