-- One row a permit. Drafts and deleted permits are not reported.
SELECT p.id AS permit_id, p.ticket_no, p.ticket_type, p.ticket_level, p.start_time, p.end_time,
    p.work_location, p.work_unit, p.work_content, p.hazard, p.status, p.measures_ok, p.contractor,
    p.department, p.principal, p.mobile, p.lng, p.lat,
    EXISTS (SELECT 1 FROM gas_test_record g WHERE g.ticket_id = p.id) AS gas_tested,
    (SELECT group_concat(person_name, ';') FROM ticket_persons WHERE ticket_id = p.id AND role = 'supervisor') AS supervisors,
    (SELECT group_concat(cert_no, ';') FROM ticket_persons WHERE ticket_id = p.id AND role = 'supervisor') AS supervisor_cards,
    (SELECT group_concat(person_name, ';') FROM ticket_persons WHERE ticket_id = p.id AND role = 'worker') AS workers,
    (SELECT group_concat(cert_no, ';') FROM ticket_persons WHERE ticket_id = p.id AND role = 'worker') AS worker_cards
FROM work_permits p
WHERE p.id IN (:keys) AND p.status <> 'draft' AND p.deleted_at IS NULL
