INSERT INTO shangbao_lease (route, holder, fence, until_ms)
VALUES (?, '', 0, 0)
