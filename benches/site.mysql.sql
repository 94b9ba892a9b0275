-- The same in MariaDB.
CREATE TABLE permits (
    id bigint PRIMARY KEY, ticket_no varchar(40) NOT NULL, kind varchar(20) NOT NULL, begins datetime NOT NULL, ends datetime NOT NULL,
    place varchar(100) NOT NULL, content varchar(200) NOT NULL, gas_tested tinyint NOT NULL, measures smallint NOT NULL,
    status varchar(20) NOT NULL, lng decimal(12, 8) NOT NULL, lat decimal(12, 8) NOT NULL, supervisors text NOT NULL, workers text NOT NULL,
    department varchar(100) NOT NULL, contractor int NOT NULL, principal varchar(40) NOT NULL, mobile varchar(20) NOT NULL,
    updated_at datetime NOT NULL, note text NOT NULL
) CHARACTER SET utf8mb4;

INSERT INTO permits
SELECT seq, CONCAT('DH-', seq), CASE seq % 2 WHEN 0 THEN 'confined_space' ELSE 'blind_plate' END,
    TIMESTAMP '2026-03-01 08:00:00' + INTERVAL seq MINUTE, TIMESTAMP '2026-03-01 16:00:00' + INTERVAL seq MINUTE,
    CONCAT('硫胺酯装置 ', seq % 7, '号单元'), '反应釜内部清理及盲板抽堵作业', seq % 3 = 0, 1, CASE seq % 4 WHEN 0 THEN 'approved' ELSE 'closed' END,
    120.3 + seq * 0.00001, 36.1, '冯立新;贾新', '张三丰;陈可;刘洋', '设备检修部', seq % 2, '王建国', CONCAT('139', LPAD(seq, 8, '0')),
    TIMESTAMP '2026-03-01 08:00:00' + INTERVAL seq SECOND, REPEAT('x', {pad})
FROM seq_1_to_{permits};

CREATE TABLE change_log (id bigint AUTO_INCREMENT PRIMARY KEY, row_key {key} NOT NULL);
INSERT INTO change_log (row_key) SELECT id FROM permits ORDER BY {order};

CREATE TABLE wire CHARACTER SET utf8mb4 AS
SELECT id AS n, note, ticket_no AS id, CASE kind WHEN 'confined_space' THEN '02' ELSE '03' END AS ticket_type,
    DATE_FORMAT(begins, '%Y-%m-%d %H:%i') AS start_time, DATE_FORMAT(ends, '%Y-%m-%d %H:%i') AS end_time, place AS ticket_position,
    content AS ticket_content, '91370200163569824H' AS company_social_code, CASE WHEN gas_tested THEN '0' ELSE '1' END AS gas_analyse,
    '0' AS safe_measure, CASE status WHEN 'approved' THEN '1' ELSE '3' END AS ticket_status,
    TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(lng AS char))) AS lng, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(lat AS char))) AS lat,
    REPLACE(supervisors, ';', ',') AS supervisor_name, REPLACE(workers, ';', ',') AS worker_name, department AS workDept_name,
    CASE contractor WHEN 1 THEN '0' ELSE '1' END AS is_contractor_task, principal AS major_person, mobile AS major_person_mobile,
    '1' AS is_changed, '1' AS is_cancelled
FROM permits;
