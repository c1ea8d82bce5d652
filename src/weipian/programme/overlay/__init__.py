"""套合: what each patch lies on, in m² on the ellipsoid."""
