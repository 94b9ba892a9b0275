CASE WHEN {missing} THEN NULL ELSE json_array({parts}) END
