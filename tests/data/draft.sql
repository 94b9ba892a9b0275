CREATE TABLE work_permits (
    id {id}, ticket_no {text} NOT NULL, ticket_type {text} NOT NULL, ticket_level {text}, work_location {text},
    work_content {text}, status {text} NOT NULL, start_time {time}, end_time {time}, deleted_at {time}, lng {number},
    lat {number}, created_at {time}, updated_at {time}
);
CREATE INDEX work_permits_updated ON work_permits (updated_at);
CREATE TABLE ticket_persons (ticket_id {whole}, person_id {whole}, person_name {text}, role {text}, cert_no {text}, PRIMARY KEY (ticket_id, person_id));
CREATE TABLE gas_test_record (
    id {id}, ticket_id {whole}, gas_name {text}, measured_value {text}, unit {text}, qualified {whole}, tested_at {time}
);
CREATE TABLE permit_status_log (id {id}, ticket_id {whole}, status {text}, changed_at {time});
CREATE TABLE gas_alarms (
    id {id}, alarm_no {text}, ticket_id {whole}, kind {text}, raised_at {whole}, handled_at {whole}, handled_how {text},
    IS_SYNCHRO {whole}
);
CREATE TABLE departure_alarms (
    id {id}, alarm_no {text}, ticket_id {whole}, kind {whole}, person_name {text}, person_role {text}, card_no {text},
    lng {number}, lat {number}, raised_at {text}, handled_at {text}, handled_how {text}, update_time {whole}
);
CREATE TABLE ticket_attachments (id {id}, ticket_id {whole}, path {text}, uploaded_at {time});
CREATE TABLE hj_project_workers (
    id {id}, emp_name {text}, id_code {text}, emp_phon {text}, emp_nation {text}, id_address {text}, id_agency {text},
    id_validdate {text}, start_time {day}, end_time {day}, job_typename {text}, job_name {text}, emp_category {text},
    if_contract {whole}, emp_bankname {text}, emp_cardnum {text}, face_url {text}, emp_naticeplace {text},
    idphoto_scan {text}, idphoto_scan2 {text}, project_id {whole}, construction_id {whole},
    {q}enter_And_Retreat_Condition{q} {whole}, create_date {time}, update_date {time}
);
CREATE TABLE hj_attendance_record (
    id {id}, project_id {whole}, employee_id {whole}, passed_time {time}, direction {text}, way {whole}, site_photo {text},
    create_date {time}, upload_time {time}, device_sn {text}
);
CREATE TABLE hj_construction_company (
    id {id}, company_name {text}, short_name {text}, legal_person {text}, social_code {text}, capital {text},
    company_type {text}, address {text}, update_date {time}
);
CREATE TABLE hj_construction_project (id {id}, company_id {whole}, project_id {whole}, exited {whole}, update_date {time});
CREATE TABLE bus_pass_record (
    id {id}, pass_time {time}, name {text}, id_num {text}, card_num {text}, face_photo {bytes}, gate_id {text},
    pass_way {whole}, identity_type {whole}, pass_direction {whole}
);
CREATE TABLE {q}作业票{q} (
    {q}编号{q} {text} PRIMARY KEY, {q}作业类型{q} {text}, {q}开始时间{q} {text}, {q}监护人{q} {text}, {q}order{q} {text}, {q}状态{q} {text}
);
CREATE VIEW permit_view AS SELECT ticket_no, ticket_type, status FROM work_permits;
CREATE VIEW nameless AS SELECT work_content, work_location FROM work_permits;
CREATE TABLE t_zyp (
    zypid {text} PRIMARY KEY, zypbh {text}, zylx {text}, zyjb {text}, zydd {text}, zynr {text}, jhkssj {time}, jhjssj {time},
    zydw {text}, sfwbdw {whole}, zyfzr {text}, fzrdh {text}, jhr {text}, zyry {text}, jd {number}, wd {number}, sfqtfx {text},
    aqcsls {text}, wxbs {text}, zt {text}, sfbg {whole}, sfqx {whole}
);
CREATE TABLE t_czrz (rzid {id}, bm {text}, zj {text}, cz {text}, czsj {time});
CREATE TABLE {q}GateEvent{q} (
    {q}eventId{q} {id}, {q}workerId{q} {text}, {q}deviceSerial{q} {text}, {q}eventTime{q} {time}, {q}inOut{q} {whole}, {q}verifyMode{q} {text}
);
CREATE TABLE change_log (id {id}, table_name {text}, row_key {text}, op {text}, changed_at {time});
INSERT INTO work_permits (ticket_no, ticket_type, ticket_level, status, start_time, lng, lat)
    VALUES ('DH-1', 'hot_work', '特级', 'executing', '2026-03-01 08:00:00', 120.3, 36.1);
INSERT INTO work_permits (ticket_no, ticket_type, ticket_level, status, start_time, lng, lat)
    VALUES ('DH-2', 'radiography', '特殊', 'executing', '2026-03-02 08:00:00', 120.3, 36.1);
INSERT INTO gas_alarms (alarm_no, ticket_id, kind, raised_at, IS_SYNCHRO) VALUES ('GA-1', 1, 'late', 1772323200000, 0);
INSERT INTO departure_alarms (alarm_no, ticket_id, kind, person_name, raised_at, update_time)
    VALUES ('DA-1', 1, 2, '陈秘密', '2026/03/01 08:00', 1772323200);
INSERT INTO hj_project_workers (emp_name, id_code, emp_phon, start_time, if_contract, emp_category, face_url)
    VALUES ('陈秘密', '44030019880312001X', '13900102947', '2026-01-01', 1, '00', 'http://10.1.2.3/face.jpg');
INSERT INTO hj_attendance_record (passed_time, direction, way) VALUES ('2026-03-01 08:00:00', '进', 1);
INSERT INTO bus_pass_record (pass_time, name, pass_way, identity_type, pass_direction) VALUES ('2026-03-01 08:00:00', '陈秘密', 5, 1, 2);
INSERT INTO {q}作业票{q} VALUES ('DH-9', '受限空间', '2026年3月1日 8:00', '冯立新、周大勇', '1', '已签发');
INSERT INTO t_zyp (zypid, zypbh, zylx, sfwbdw, jhr, sfqtfx) VALUES ('c4ca42', 'YT-1', '动火作业', 1, '孙看、钱护', '是');
INSERT INTO t_zyp (zypid, zypbh, zylx, sfwbdw, jhr, sfqtfx) VALUES ('c81e72', 'YT-2', '动土作业', 0, '孙看', '否');
