-- What happens at the sample construction site between the two runs of the demo.

-- The company's legal person is entered: the company goes, then the worker who waited for it, then the passage.
UPDATE hj_construction_company SET legal_person = '邓伟民', update_date = datetime('now', '+8 hours') WHERE id = 4;

-- A trade is corrected.
UPDATE hj_project_workers SET job_name = '木工', update_date = datetime('now', '+8 hours') WHERE id = 10;

-- Two workers leave, and a company of which nobody is left.
UPDATE hj_project_workers SET enter_And_Retreat_Condition = 1, update_date = datetime('now', '+8 hours')
WHERE id IN (3, 8);

UPDATE hj_construction_project SET exited = 1, update_date = datetime('now', '+8 hours') WHERE company_id = 5;

-- Four workers go home.
INSERT INTO bus_pass_record (pass_time, name, id_num, gate_id, pass_way, identity_type, pass_direction)
SELECT datetime('now', '+8 hours', '-1 minutes', '+' || id || ' seconds'), emp_name, id_code, 'G-01', 1, 1, 2
FROM hj_project_workers WHERE id IN (1, 2, 3, 8);
