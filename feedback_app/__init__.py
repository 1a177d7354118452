"""From a questionnaire to a form, from an answer to durable figures."""
