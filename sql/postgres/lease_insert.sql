INSERT INTO shangbao_lease (route, holder, fence, until_ms)
VALUES ($1, '', 0, 0)
