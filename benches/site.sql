-- {permits} permits as a site has them, and the same rows as they go out (for the bare program).
CREATE TABLE permits (
    id bigint PRIMARY KEY, ticket_no varchar(40) NOT NULL, kind varchar(20) NOT NULL, begins timestamp NOT NULL, ends timestamp NOT NULL,
    place varchar(100) NOT NULL, content varchar(200) NOT NULL, gas_tested boolean NOT NULL, measures smallint NOT NULL,
    status varchar(20) NOT NULL, lng numeric(12, 8) NOT NULL, lat numeric(12, 8) NOT NULL, supervisors text NOT NULL, workers text NOT NULL,
    department varchar(100) NOT NULL, contractor int NOT NULL, principal varchar(40) NOT NULL, mobile varchar(20) NOT NULL,
    updated_at timestamp NOT NULL, note text NOT NULL
);

INSERT INTO permits
SELECT n, 'DH-' || n, CASE n % 2 WHEN 0 THEN 'confined_space' ELSE 'blind_plate' END,
    timestamp '2026-03-01 08:00' + n * interval '1 minute', timestamp '2026-03-01 16:00' + n * interval '1 minute',
    '硫胺酯装置 ' || n % 7 || '号单元', '反应釜内部清理及盲板抽堵作业', n % 3 = 0, 1, CASE n % 4 WHEN 0 THEN 'approved' ELSE 'closed' END,
    120.3 + n * 0.00001, 36.1, '冯立新;贾新', '张三丰;陈可;刘洋', '设备检修部', n % 2, '王建国', '139' || lpad(n::text, 8, '0'),
    timestamp '2026-03-01 08:00' + n * interval '1 second', repeat('x', {pad})
FROM generate_series(1, {permits}) AS n;

CREATE TABLE change_log (id bigserial PRIMARY KEY, row_key {key} NOT NULL);
INSERT INTO change_log (row_key) SELECT CAST(id AS {key}) FROM permits ORDER BY {order};

CREATE TABLE wire AS
SELECT id AS n, note, ticket_no AS id, CASE kind WHEN 'confined_space' THEN '02' ELSE '03' END AS ticket_type,
    to_char(begins, 'YYYY-MM-DD HH24:MI') AS start_time, to_char(ends, 'YYYY-MM-DD HH24:MI') AS end_time, place::text AS ticket_position,
    content::text AS ticket_content, '91370200163569824H'::text AS company_social_code, CASE WHEN gas_tested THEN '0' ELSE '1' END AS gas_analyse,
    '0'::text AS safe_measure, CASE status WHEN 'approved' THEN '1' ELSE '3' END AS ticket_status, trim_scale(lng)::text AS lng,
    trim_scale(lat)::text AS lat, replace(supervisors, ';', ',') AS supervisor_name, replace(workers, ';', ',') AS worker_name,
    department::text AS "workDept_name", CASE contractor WHEN 1 THEN '0' ELSE '1' END AS is_contractor_task, principal::text AS major_person,
    mobile::text AS major_person_mobile, '1'::text AS is_changed, '1'::text AS is_cancelled
FROM permits;
ANALYZE;
