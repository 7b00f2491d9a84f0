"""How the input of each kind is made; what is common to several stands in ``yaml_text`` and ``values``."""
