-- A sample construction site: companies and workers of a construction SaaS, and the log of a gate vendor.
-- Shaped after real ones, their misspellings included; some rows are wrong on purpose (see their comments).
-- Times are told from now, in Beijing: a passage is only taken while it is fresh.

CREATE TABLE hj_construction_company (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    company_name TEXT NOT NULL,
    short_name   TEXT,
    legal_person TEXT,
    social_code  TEXT NOT NULL,
    capital      TEXT,                       -- 10 000 CNY
    company_type TEXT,
    address      TEXT,
    update_date  TEXT NOT NULL
);

CREATE TABLE hj_construction_project (       -- which company works on which project
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER NOT NULL REFERENCES hj_construction_company (id),
    project_id  INTEGER NOT NULL,
    exited      INTEGER NOT NULL DEFAULT 0,  -- 0 works there, 1 no more
    update_date TEXT NOT NULL
);

CREATE TABLE hj_project_workers (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    emp_name        TEXT NOT NULL,
    id_code         TEXT NOT NULL,
    emp_phon        TEXT,
    emp_nation      TEXT,
    id_address      TEXT,
    id_agency       TEXT,
    id_validdate    TEXT,
    start_time      TEXT,
    end_time        TEXT,
    job_typename    TEXT,
    job_name        TEXT,
    emp_category    TEXT,
    if_contract     INTEGER NOT NULL DEFAULT 1,  -- 1 yes, 0 no
    emp_bankname    TEXT,
    emp_cardnum     TEXT,
    face_url        TEXT,                    -- photos: files below the source's `files` folder
    emp_naticeplace TEXT,                    -- the portrait on the card
    idphoto_scan    TEXT,
    idphoto_scan2   TEXT,
    project_id      INTEGER NOT NULL,
    construction_id INTEGER NOT NULL REFERENCES hj_construction_company (id),
    enter_And_Retreat_Condition INTEGER NOT NULL DEFAULT 0,  -- 0 in, 1 left
    create_date     TEXT NOT NULL,
    update_date     TEXT NOT NULL
);

CREATE INDEX hj_project_workers_updated ON hj_project_workers (update_date, id);

CREATE TABLE bus_pass_record (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    pass_time      TEXT NOT NULL,
    name           TEXT NOT NULL,
    id_num         TEXT,
    face_photo     BLOB,
    gate_id        TEXT NOT NULL,
    pass_way       INTEGER NOT NULL,         -- 1 face, 2 iris, 3 fingerprint, 4 palm, 5 identity card
    identity_type  INTEGER NOT NULL,         -- 1 worker, 2 visitor
    pass_direction INTEGER NOT NULL          -- 1 in, 2 out
);

-- Company 4 has no legal person: it is refused, and its worker waits until it is corrected.
INSERT INTO hj_construction_company (id, company_name, short_name, legal_person, social_code, capital, company_type,
    address, update_date) VALUES
    (1, '深圳市鹏程建筑工程有限公司', '鹏程建筑', '许志强', '91440300MA5DEM0019', '8000', '施工总承包单位', '深圳市龙岗区坪地街道', datetime('now', '+8 hours', '-30 days')),
    (2, '深圳市南湾劳务有限公司', '南湾劳务', '黄美玲', '91440300MA5DEM002C', '500', '劳务分包单位', '深圳市龙岗区坪地街道', datetime('now', '+8 hours', '-30 days')),
    (3, '深圳市正信监理有限公司', '正信监理', '何文斌', '91440300MA5DEM003F', '1000', '监理单位', '深圳市龙岗区坪地街道', datetime('now', '+8 hours', '-30 days')),
    (4, '深圳市海天机电安装有限公司', '海天机电', NULL, '91440300MA5DEM004J', '2000', '专业分包单位', '深圳市龙岗区坪地街道', datetime('now', '+8 hours', '-30 days')),
    (5, '深圳市旧城拆除工程有限公司', '旧城拆除', '罗建平', '91440300MA5DEM005M', '300', '专业分包单位', '深圳市龙岗区坪地街道', datetime('now', '+8 hours', '-30 days'));

INSERT INTO hj_construction_project (company_id, project_id, update_date)
SELECT id, 17, update_date FROM hj_construction_company;

-- Worker 9's photo is missing, worker 10's trade is in no dictionary, worker 11 begins tomorrow, worker 12 has no phone.
INSERT INTO hj_project_workers (id, emp_name, id_code, emp_phon, emp_nation, emp_naticeplace, face_url, job_name,
    job_typename, emp_category, construction_id, start_time, end_time, id_address, id_agency, id_validdate,
    idphoto_scan, idphoto_scan2, project_id, create_date, update_date)
WITH people (id, emp_name, id_code, emp_phon, emp_nation, portrait, face, job_name, job_typename, emp_category,
    construction_id, start_time, end_time) AS (VALUES
    (1, '陈大明', '44030019880312001X', '13900102947', '汉', 'face-2.jpg', 'face-2.jpg', '木工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (2, '林小勇', '440300199107050024', '13900205894', '汉', 'face-1.jpg', 'face-1.jpg', '钢筋工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (3, '吴桂生', '430522198509200032', '13900308841', '汉', 'face-2.jpg', 'face-2.jpg', '混凝土工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), NULL),
    (4, '谭志远', '513023199301140049', '13900411788', '汉', 'face-1.jpg', 'face-1.jpg', '架子工', '特种作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (5, '郑文涛', '440106198006060058', '13900514735', '汉', 'face-2.jpg', 'face-2.jpg', '施工员', '项目管理岗位', '施工单位管理人员', 1, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (6, '梁海波', '420983199008260069', '13900617682', '汉', 'face-1.jpg', 'face-1.jpg', '安全员', '项目管理岗位', '监理单位管理人员', 3, date('now', '+8 hours', '-60 days'), NULL),
    (7, '曾庆林', '362522198904170076', '13900720629', '汉', 'face-2.jpg', 'face-2.jpg', '电工', '特种作业工种', '劳务工人', 4, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (8, '韦国栋', '45242119960228008X', '13900823576', '壮', 'face-1.jpg', 'face-1.jpg', '木工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (9, '马建军', '411523198709090097', '13900926523', '汉', 'face-2.jpg', 'face-9.jpg', '木工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), NULL),
    (10, '冉光明', '500233199205010104', '13901029470', '汉', 'face-1.jpg', 'face-1.jpg', '木匠师傅', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), date('now', '+8 hours', '+300 days')),
    (11, '石磊', '610922199411110119', '13901132417', '汉', 'face-2.jpg', 'face-2.jpg', '钢筋工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '+1 day'), date('now', '+8 hours', '+300 days')),
    (12, '龙家富', '52242319860730012X', NULL, '苗', 'face-1.jpg', 'face-1.jpg', '木工', '一般作业工种', '劳务工人', 2, date('now', '+8 hours', '-60 days'), NULL))
SELECT id, emp_name, id_code, emp_phon, emp_nation, portrait, face, job_name, job_typename, emp_category,
    construction_id, start_time, end_time, '广东省深圳市龙岗区坪地街道' || id || '号', '深圳市公安局龙岗分局',
    '2018.02.14-2038.02.14', 'card-front.jpg', 'card-back.jpg', 17, datetime('now', '+8 hours', '-20 days'),
    datetime('now', '+8 hours', '-20 days')
FROM people;

-- The workers came in an hour ago, by the gate's face recognition; so did worker 7, who is not registered yet.
INSERT INTO bus_pass_record (pass_time, name, id_num, face_photo, gate_id, pass_way, identity_type, pass_direction)
WITH photo (face) AS (VALUES (X'FFD8FFE000104A46494600010100000100010000FFDB0043001B12141714111B1716171E1C1B2028422B28252528513A3D3042605565645F555D5B6A7899816A7190735B5D85B586909EA3ABADAB6780BCC9BAA6C799A8ABA4FFDB0043011C1E1E2823284E2B2B4EA46E5D6EA4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4A4FFC00011080040003003012200021101031101FFC400190000030101010000000000000000000000000304010205FFC4002E100001030105040A030000000000000000000102031104051213142131324122344353617281A2B1C1425171FFC4001801000301010000000000000000000000000002030104FFC40020110002020104030100000000000000000000020112031113213114516162FFDA000C03010002110311003F00B0006C1F90647A2CB18B169D0501501C9E67E4AECFD2501D3F027F449D58B26E2D8932D67401B674E92AF2A0A1B675DAE419BA05ECDD443A8D3E6373695C2125A218E6644F91AD91FC28BCCDD343A8D465A66D298824B34324CC95F1A3A4670AAF22558F4535932D09B1179091F685E8A278882A9C4136EC0EA3760757973132CF1C34CC752BBB60BD6D9FBCF6A8C29E981E736F185BBA5D9FAC2A6BAF285DB33689E0D527592962895F89DB3721C13EB6CFDE7B54EE2B4452BB0C6EAAA25772948E0424BD7B2F5FA202FBD7B2F5FA200300000000B2ECEB0EF22FCA11965D9D61DE45F94003FFD9'))
SELECT datetime('now', '+8 hours', '-60 minutes', '+' || id || ' seconds'), emp_name, id_code, face,
    'G-0' || (1 + id % 2), 1, 1, 1
FROM hj_project_workers, photo WHERE id <= 8;

-- A visitor; a passage by identity card, which the platform does not take; one that is too old for it.
INSERT INTO bus_pass_record (pass_time, name, id_num, gate_id, pass_way, identity_type, pass_direction) VALUES
    (datetime('now', '+8 hours', '-45 minutes'), '杜宏', '440307197911230014', 'G-01', 1, 2, 1),
    (datetime('now', '+8 hours', '-40 minutes'), '林小勇', '440300199107050024', 'G-01', 5, 1, 2),
    (datetime('now', '+8 hours', '-3 hours'), '陈大明', '44030019880312001X', 'G-02', 1, 1, 2);
