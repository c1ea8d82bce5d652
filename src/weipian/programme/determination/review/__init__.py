"""The collective review as acts: convened, attended, argued, decided, confirmed, locked; determined by it (C3)."""
