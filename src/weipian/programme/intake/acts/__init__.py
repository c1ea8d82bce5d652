"""One function per thing that a person does with what came in: permission, load, rules, save, event."""
