"""Files of instruments, and the ways in which one can contradict itself."""

from casework.instruments import shipped

RISK = shipped.edition("rri", "02-2021").source.decode()
NEEDS = shipped.edition("kriminogenik").source.decode()

# what is wrong, where it is found: one row a rule of the loader
MISTAKES = {
    "a key nobody reads": ("least = 7\nmost", "leasst = 7\nmost", "bands[sedang]"),
    "bands that leave a gap": ("least = 12", "least = 13", "bands[tinggi].least"),
    "bands that overlap": ("least = 16", "least = 15", "bands[sangat-tinggi].least"),
    "a band beyond the maximum": ("most = 17", "most = 18", "bands"),
    "a maximum that the items do not reach": ("maximum = 17", "maximum = 18", "parts[A].maximum"),
    "an unknown source mark": ('source = "S"', 'source = "?"', "source"),
    "no source at all": ('wording = "ringkas"\nsource = "S"', 'wording = "ringkas"', "source"),
    "a scale that is not there": ('scale = "tidak-ya"', 'scale = "ya-ya"', "items[A2].scale"),
    "an item twice": ('code = "A3"', 'code = "A2"', "items"),
    "a part twice": ('code = "C"', 'code = "B"', "parts"),
    "an empty question": ("Apakah klien terlibat dalam jaringan pengedar narkotika?", " ", "text"),
    "an offer nobody knows": ('offered = "women"', 'offered = "men"', "parts[C].offered"),
    "a setting outside its choices": ('value = "goes-on"', 'value = "x"', "narcotics-gate.value"),
    "a gate to a missing part": ('["B", "C", "D"]', '["B", "E"]', "gate.parts"),
    "a gate without its setting": ('"narcotics-gate"', '"absent"', "gate.narcotics"),
    "a condition on a missing item": ('["A2", "ya"]', '["A99", "ya"]', "items[B1].any_of"),
    "a condition on a missing option": ('["A2", "ya"]', '["A2", "?"]', "items[B1].any_of"),
    "a condition that is no pair": ('["A2", "ya"]', '["A2"]', "items[B1].any_of"),
    "a value that is no number": ("value = 3 }", 'value = "3" }', "options[ya].value"),
    "a negative value": ("value = 3 }", "value = -3 }", "options[ya].value"),
    "a truth value for a number": ("least = 7\nparts", "least = true\nparts", "gate.least"),
    "a value missing in a scored part": (", value = 3 }", " }", "items[A1].options"),
    "an option twice": ('"3-lebih", title = "3 vonis', '"1-2", title = "3 vonis', "items[A5]"),
    "options and a scale at once": (
        'code = "A4"',
        'code = "A4"\noptions = []',
        "items[A4].options",
    ),
    "a date that is a text": ("2021-01-01", '"2021"', "valid_from"),
    "an audience nobody knows": ('audience = "adult"', 'audience = "all"', "audience"),
    "broken TOML": ("[gate]", "[gate", ""),
}
NEEDS_MISTAKES = {
    "a factor's maximum that is not reached": ("maximum = 10", "maximum = 11", "maximum"),
    "an item without its factor": ('code = "1"\nfactor = "1"', 'code = "1"', "maximum"),
    "an item of no known factor": (
        'factor = "7"\ntext = "Apakah klien menolak',
        'factor = "9"\ntext = "Apakah klien menolak',
        "maximum",
    ),
    "a turn nobody knows": ('alternate = "first"', 'alternate = "third"', "items[6A].alternate"),
}
