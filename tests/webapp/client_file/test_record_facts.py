"""A record without a paper, in the officer's words."""

from webapp.client_file.record_facts import Section, sections


def test_a_record_is_told_in_sections_with_the_name_first() -> None:
    content = {
        "anak": False,
        "identitas": {
            "alamat": "Jalan Melati 4",
            "alias": [],
            "jenis_kelamin": "P",
            "nama": "Siti Rahma",
            "nik": None,
            "tanggal_lahir": "1991-06-17",
        },
        "perkara": [
            {"pasal": "Pasal 363 KUHP", "tindak_pidana": ["pencurian", "penadahan"]},
            {"pasal": "", "tindak_pidana": ["narkotika"]},
        ],
        "pembimbingan": {"status": "berjalan", "mulai": "2026-03-03"},
        "pk": {"id": "01K00000000000000000000000", "nama": "Sari Dewi", "nip": "1988"},
    }

    assert sections(content) == [
        Section("", [("Berkas anak", "Tidak")]),
        Section(
            "Identitas",
            [
                ("Nama", "Siti Rahma"),
                ("Tanggal lahir", "17 Juni 1991"),
                ("Jenis kelamin", "Perempuan"),
                ("Alamat", "Jalan Melati 4"),
            ],
        ),
        Section(
            "Perkara 1", [("Tindak pidana", "Pencurian, Penadahan"), ("Pasal", "Pasal 363 KUHP")]
        ),
        Section("Perkara 2", [("Tindak pidana", "Narkotika/Psikotropika")]),
        Section("Pembimbingan", [("Mulai", "3 Maret 2026"), ("Status", "Berjalan")]),
        Section("Pembimbing Kemasyarakatan", [("Nama", "Sari Dewi"), ("NIP", "1988")]),
    ]


def test_a_kind_that_nobody_knows_is_still_shown() -> None:
    content = {"alasan_lain": "x", "bagian": [{"isi": {"nilai": 3}}], "jumlah": 4}

    assert sections(content) == [
        Section("", [("Alasan lain", "x"), ("Jumlah", "4")]),
        Section("Bagian, isi", [("Nilai", "3")]),
    ]


def test_a_code_of_a_newer_version_and_a_number_like_a_day_stand_as_they_are() -> None:
    content = {"status": "dipindah", "jenis_kelamin": "X", "nomor": "2026-99-99"}

    assert sections(content) == [
        Section("", [("Jenis kelamin", "X"), ("Status", "dipindah"), ("Nomor", "2026-99-99")])
    ]


def test_a_change_of_data_is_told_field_by_field() -> None:
    content = {
        "alasan": "pindah alamat",
        "perubahan": [
            {"bidang": "identitas.alamat", "sebelum": "Jalan Melati 4", "sesudah": "Jalan Mawar 9"},
            {"bidang": "register", "sebelum": [], "sesudah": [{"jenis": "PB", "nomor": "1/PB"}]},
        ],
    }

    assert sections(content) == [
        Section("", [("Alasan", "pindah alamat")]),
        Section(
            "Perubahan",
            [
                ("Alamat", "Jalan Melati 4 → Jalan Mawar 9"),
                ("Nomor register", "(kosong) → PB 1/PB"),
            ],
        ),
    ]


def test_what_was_taken_over_is_told_under_its_name() -> None:
    content = {"pindahan": {"nomor_lama": "PB/77", "asesmen": {"nilai": 13, "tingkat": "Tinggi"}}}

    assert sections(content) == [
        Section("Dari daftar lama", [("Nomor lama", "PB/77")]),
        Section("Dari daftar lama, asesmen", [("Nilai", "13"), ("Tingkat", "Tinggi")]),
    ]
