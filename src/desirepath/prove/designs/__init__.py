"""The designs: how who gets an intervention was decided, and how its effect is read then."""
