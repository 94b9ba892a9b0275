-- A sample hazchem site: permits of all twelve types, the people on them, gas tests and alarms.
-- Shaped after a real permit system; some rows are wrong on purpose (see the end).

CREATE TABLE work_permits (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_no     TEXT NOT NULL UNIQUE,
    ticket_type   TEXT NOT NULL,             -- hot_work, confined_space, ..
    ticket_level  TEXT,                      -- 特级, 一级, 二级, 三级, 特殊
    work_location TEXT,
    work_unit     TEXT,
    work_content  TEXT,
    hazard        TEXT,
    status        TEXT NOT NULL,             -- draft, pending, approved, executing, completed, closed, cancelled, terminated
    start_time    TEXT,
    end_time      TEXT,
    measures_ok   INTEGER NOT NULL DEFAULT 1,   -- 1 yes, 0 no
    contractor    INTEGER NOT NULL DEFAULT 0,   -- 1 yes, 0 no
    department    TEXT,
    principal     TEXT,
    mobile        TEXT,
    lng           REAL,                      -- GCJ-02, as the site's map shows it
    lat           REAL,
    deleted_at    TEXT,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
);

CREATE INDEX work_permits_updated ON work_permits (updated_at, id);

CREATE TABLE ticket_persons (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id   INTEGER NOT NULL REFERENCES work_permits (id),
    person_name TEXT NOT NULL,
    role        TEXT NOT NULL,               -- supervisor, worker
    cert_no     TEXT
);

CREATE INDEX ticket_persons_ticket ON ticket_persons (ticket_id);

CREATE TABLE gas_test_record (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id      INTEGER NOT NULL REFERENCES work_permits (id),
    gas_name       TEXT NOT NULL,
    measured_value TEXT NOT NULL,
    unit           TEXT NOT NULL,
    qualified      INTEGER NOT NULL,
    tested_at      TEXT NOT NULL
);

CREATE INDEX gas_test_record_ticket ON gas_test_record (ticket_id);

CREATE TABLE permit_status_log (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id  INTEGER NOT NULL REFERENCES work_permits (id),
    status     TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE gas_alarms (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    alarm_no    TEXT NOT NULL UNIQUE,
    ticket_id   INTEGER NOT NULL REFERENCES work_permits (id),
    kind        TEXT NOT NULL,               -- none, late, over
    raised_at   TEXT NOT NULL,
    handled_at  TEXT,
    handled_how TEXT,
    updated_at  TEXT NOT NULL
);

CREATE TABLE departure_alarms (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    alarm_no    TEXT NOT NULL UNIQUE,
    ticket_id   INTEGER NOT NULL REFERENCES work_permits (id),
    kind        INTEGER NOT NULL,            -- 1 left, 2 outsider
    person_name TEXT NOT NULL,
    person_role TEXT,
    card_no     TEXT NOT NULL,
    lng         REAL NOT NULL,               -- WGS84, from the positioning cards
    lat         REAL NOT NULL,
    raised_at   TEXT NOT NULL,
    handled_at  TEXT,
    handled_how TEXT,
    updated_at  TEXT NOT NULL
);

CREATE TABLE ticket_attachments (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id   INTEGER NOT NULL REFERENCES work_permits (id),
    path        TEXT NOT NULL,               -- below the source's `files` folder
    uploaded_at TEXT NOT NULL
);

INSERT INTO work_permits (ticket_no, ticket_type, ticket_level, work_location, work_unit, work_content, hazard, status,
    start_time, end_time, measures_ok, contractor, department, principal, mobile, lng, lat, created_at, updated_at)
WITH RECURSIVE
numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 360),
kinds (k, ticket_type, content, hazard) AS (VALUES
    (0, 'hot_work', '管廊法兰焊接', '火灾'), (1, 'confined_space', '反应釜内部清理', '中毒和窒息'),
    (2, 'blind_plate', '进料线盲板抽堵', '灼烫'), (3, 'height', '塔顶照明更换', '高处坠落'),
    (4, 'lifting', '换热器管束吊装', '起重伤害'), (5, 'temporary_power', '检修临时用电', '触电'),
    (6, 'excavation', '电缆沟开挖', '坍塌'), (7, 'road_closure', '厂区三号路断路', '车辆伤害'),
    (8, 'tank_transfer', '罐区倒罐', '火灾'), (9, 'tank_cleaning', '原料罐清罐', '中毒和窒息'),
    (10, 'water_draining', '罐底切水', '灼烫'), (11, 'maintenance', '离心泵检维修', '机械伤害')),
levels (ticket_type, i, level) AS (VALUES
    ('hot_work', 0, '特级'), ('hot_work', 1, '一级'), ('hot_work', 2, '二级'),
    ('height', 0, '一级'), ('height', 1, '二级'), ('height', 2, '特殊'),
    ('lifting', 0, '一级'), ('lifting', 1, '二级'), ('lifting', 2, '三级')),
people (i, name) AS (VALUES (0, '王建国'), (1, '李淑芬'), (2, '赵铁柱'), (3, '孙晓梅'), (4, '周大勇'))
SELECT printf('DH-2026-%04d', n), kinds.ticket_type, levels.level,
    CASE n % 3 WHEN 0 THEN '硫胺酯装置' WHEN 1 THEN '罐区' ELSE '公用工程' END, printf('%d号单元', 1 + n % 7),
    kinds.content, kinds.hazard,
    CASE n % 10 WHEN 0 THEN 'pending' WHEN 1 THEN 'approved' WHEN 2 THEN 'executing' WHEN 3 THEN 'draft'
        WHEN 7 THEN 'cancelled' WHEN 8 THEN 'terminated' WHEN 9 THEN 'completed' ELSE 'closed' END,
    strftime('%Y-%m-%d %H:%M:%S', '2026-03-01 08:00:00', printf('+%d minutes', n * 37)),
    strftime('%Y-%m-%d %H:%M:%S', '2026-03-01 16:00:00', printf('+%d minutes', n * 37)),
    1, n % 4 = 0, CASE n % 4 WHEN 0 THEN '远大建设工程有限公司' ELSE '设备检修部' END,
    people.name, printf('139%08d', n * 7919), 120.30 + n * 0.0001, 36.10 + n * 0.00007,
    strftime('%Y-%m-%d %H:%M:%S', '2026-03-01 07:00:00', printf('+%d minutes', n * 37)),
    strftime('%Y-%m-%d %H:%M:%S', '2026-03-01 07:30:00', printf('+%d minutes', n * 37))
FROM numbers
JOIN kinds ON kinds.k = n % 12
LEFT JOIN levels ON levels.ticket_type = kinds.ticket_type AND levels.i = n % 3
JOIN people ON people.i = n % 5
ORDER BY n;

INSERT INTO ticket_persons (ticket_id, person_name, role, cert_no)
SELECT p.id, names.name, names.role, printf('%s%05d', names.prefix, p.id * 3 + names.i)
FROM work_permits p
JOIN (SELECT 0 AS i, '冯立新' AS name, 'supervisor' AS role, 'J' AS prefix
    UNION ALL SELECT 1, '张三丰', 'worker', 'Z' UNION ALL SELECT 2, '陈可', 'worker', 'Z') names
ON names.i < 2 OR p.id % 2 = 0;

INSERT INTO gas_test_record (ticket_id, gas_name, measured_value, unit, qualified, tested_at)
SELECT id, '可燃气体', '<0.1', '%LEL', 1, datetime(start_time, '-20 minutes')
FROM work_permits WHERE ticket_type IN ('hot_work', 'confined_space', 'tank_cleaning');

INSERT INTO permit_status_log (ticket_id, status, changed_at)
SELECT id, status, updated_at FROM work_permits;

INSERT INTO gas_alarms (alarm_no, ticket_id, kind, raised_at, handled_at, handled_how, updated_at)
SELECT printf('GA-%04d', id), id, CASE id % 3 WHEN 0 THEN 'none' WHEN 1 THEN 'late' ELSE 'over' END,
    datetime(start_time, '+30 minutes'),
    CASE WHEN id % 2 = 0 THEN datetime(start_time, '+50 minutes') END,
    CASE WHEN id % 2 = 0 THEN '已复测合格' END,
    datetime(start_time, '+50 minutes')
FROM work_permits WHERE id % 9 = 4 AND status NOT IN ('draft', 'pending');

INSERT INTO departure_alarms (alarm_no, ticket_id, kind, person_name, person_role, card_no, lng, lat, raised_at,
    handled_at, handled_how, updated_at)
SELECT printf('DA-%04d', id), id, 1 + id % 2, CASE id % 2 WHEN 0 THEN '张三丰' ELSE '刘洋' END,
    CASE id % 2 WHEN 0 THEN 'worker' END, printf('%08x', id * 2654435), lng - 0.005, lat - 0.0003,
    datetime(start_time, '+70 minutes'),
    CASE WHEN id % 3 = 0 THEN datetime(start_time, '+80 minutes') END,
    CASE WHEN id % 3 = 0 THEN '已返回岗位' END,
    datetime(start_time, '+80 minutes')
FROM work_permits WHERE id % 11 = 5 AND status NOT IN ('draft', 'pending');

-- One permit is issued; the other is not yet: its attachment waits.
INSERT INTO ticket_attachments (ticket_id, path, uploaded_at)
SELECT id, 'permit.pdf', updated_at FROM work_permits WHERE ticket_no IN ('DH-2026-0001', 'DH-2026-0010');

-- Wrong on purpose: each of these must show as failed with its reason, and hold up nothing else.

UPDATE work_permits SET ticket_type = 'radiography' WHERE ticket_no = 'DH-2026-0021';

UPDATE work_permits SET ticket_level = NULL WHERE ticket_no = 'DH-2026-0012';

UPDATE work_permits SET end_time = '待定' WHERE ticket_no = 'DH-2026-0045';

UPDATE work_permits SET mobile = NULL WHERE ticket_no = 'DH-2026-0066';

UPDATE work_permits SET contractor = 7 WHERE ticket_no = 'DH-2026-0089';

UPDATE work_permits SET lat = 361.08 WHERE ticket_no = 'DH-2026-0100';

UPDATE ticket_persons SET person_name = '张三丰,陈可' WHERE ticket_id = 119 AND role = 'worker';

UPDATE gas_alarms SET kind = 'leak' WHERE alarm_no = 'GA-0022';
