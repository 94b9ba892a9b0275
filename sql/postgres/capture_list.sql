CASE WHEN {missing} THEN NULL ELSE CAST(array_to_json(ARRAY[{parts}]) AS text) END
