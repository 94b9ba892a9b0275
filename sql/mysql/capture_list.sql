CASE WHEN {missing} THEN NULL ELSE CONCAT('[', CONCAT_WS(',', {parts}), ']') END
