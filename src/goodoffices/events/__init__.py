"""From claims to events: blocking, explainable features, judgements, clusters."""
