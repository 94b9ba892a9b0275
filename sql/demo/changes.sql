-- What happens at the sample site between the two runs of the demo.

-- Five permits are completed. Their rows change, and the status log grows.
UPDATE work_permits SET status = 'completed', updated_at = '2026-03-12 09:00:00'
WHERE ticket_no IN ('DH-2026-0002', 'DH-2026-0022', 'DH-2026-0032', 'DH-2026-0042', 'DH-2026-0052');

INSERT INTO permit_status_log (ticket_id, status, changed_at)
SELECT id, status, updated_at FROM work_permits WHERE updated_at = '2026-03-12 09:00:00';

-- A row is saved again without a change: nothing is sent for it.
UPDATE work_permits SET updated_at = '2026-03-12 09:01:00' WHERE ticket_no = 'DH-2026-0062';

-- A gas test is made for a permit that had none: its permit says so now.
INSERT INTO gas_test_record (ticket_id, gas_name, measured_value, unit, qualified, tested_at)
VALUES (5, '氧气', '20.9', '%VOL', 1, '2026-03-12 09:05:00');

-- A wrong row is corrected.
UPDATE work_permits SET ticket_type = 'hot_work', ticket_level = '一级', updated_at = '2026-03-12 09:10:00'
WHERE ticket_no = 'DH-2026-0021';

-- One alarm is cleared, and one is raised.
UPDATE gas_alarms SET handled_at = '2026-03-12 09:20:00', handled_how = '已置换通风并复测合格', updated_at = '2026-03-12 09:20:00'
WHERE alarm_no = 'GA-0031';

INSERT INTO departure_alarms (alarm_no, ticket_id, kind, person_name, person_role, card_no, lng, lat, raised_at, updated_at)
VALUES ('DA-9001', 2, 1, '陈可', 'worker', '00c0ffee', 120.2954, 36.0996, '2026-03-12 09:30:00', '2026-03-12 09:30:00');
