"""The sentence for each code of a fault; facts of the fault are filled in by name."""

from collections.abc import Mapping

from webapp.imports.fault_words import IMPORT_FAULTS

__all__ = ["FAULTS"]

_FORMS: Mapping[str, str] = {
    "between": "Isi dengan angka {least} sampai {most}.",
    "control-character": "Ada karakter kendali yang tidak terlihat. Ketik ulang bagian ini.",
    "not-agreed": "Beri tanda centang bila Anda sudah yakin.",
    "no-character": "Ada kode yang bukan huruf. Ketik ulang bagian ini.",
    "number-taken": "Nomor {text} sudah dipakai. Periksa buku register, lalu ketik nomor yang "
    "benar.",
    "positive": "Isi dengan angka lebih dari nol.",
    "required": "Bagian ini wajib diisi.",
    "required-named": "{label} wajib diisi.",
    "twin-reason": "Tulis mengapa ini bukan orang yang sama.",
    "unprintable": "Huruf {character} ({point}) tidak dapat dicetak pada laporan. Gantilah.",
    "stale": "Draf ini berubah sejak halaman ini dibuka. Isian Anda masih ada di bawah: periksa, "
    "lalu simpan lagi.",
    "too-long": "Paling panjang {most} karakter.",
    "too-many": "Paling banyak {most} baris.",
    "too-many-files": "Paling banyak {most} dokumen sekali unggah.",
    "too-many-rows": "Paling banyak {most} baris.",
    "turning-character": "Ada karakter tersembunyi yang membalik arah tulisan. Ketik ulang.",
    "unchanged": "Ini sama dengan yang berlaku sekarang.",
    "unknown-choice": "Pilih salah satu dari daftar.",
}

_DATES: Mapping[str, str] = {
    "before-birth": "Tanggal ini mendahului tanggal lahir klien.",
    "before-received": "Tanggal ini mendahului tanggal klien diterima.",
    "before-last-change": "Tanggal ini mendahului perubahan terakhir atau tanggal klien diterima.",
    "date-past": "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.",
    "before-start": "Tanggal akhir mendahului tanggal mulai.",
    "invisible-character": "Ada huruf yang tidak terlihat ({point}) pada “{word}”. Ketik ulang.",
    "name-without-letters": "Nama harus memuat huruf.",
    "already-listed": "Sudah ada di daftar ini.",
    "register-pattern-form": "Tulis seperti PB = {{n}}/PB/{{year}}, satu register tiap baris.",
    "register-pattern": "Nomor register {kind} biasanya ditulis {pattern}.",
    "before-offence": "Tanggal putusan mendahului tanggal kejadian.",
    "sentence-days-order": "Urutan tanggal 1/3, 1/2, 2/3, dan ekspirasi terbalik.",
    "before-verdict": "Tanggal ini mendahului tanggal putusan.",
    "born-too-late": "Tanggal lahir ini sesudah klien diterima atau diputus. Periksa keduanya.",
    "date-form": "Tulis tanggal seperti 9 Maret 2026 atau 09-03-2026.",
    "date-future": "Tanggal ini belum tiba.",
    "date-impossible": "Tanggal {given} tidak ada di kalender.",
    "date-short-year": "Tulis tahun dengan empat angka.",
    "in-the-future": "Tanggal ini belum tiba.",
}

_CLIENTS: Mapping[str, str] = {
    "age-odd": "Usia klien menurut tanggal ini {age} tahun. Periksa tanggal lahirnya.",
    "child-under-adult-type": "Klien berusia {age} tahun, tetapi jenis kliennya untuk dewasa.",
    "already-joined": "Kedua berkas ini sudah disambungkan.",
    "other-audience": "Berkas anak hanya disambungkan dengan berkas anak. Bila klien ini ternyata "
    "anak, pakai Ternyata anak.",
    "same-file": "Ini nomor berkas ini sendiri.",
    "file-unknown": "Nomor berkas {number} tidak ada atau tidak terbuka untuk Anda.",
    "guidance-over": "Masa bimbingan ini sudah berakhir.",
    "nik-digits": "NIK hanya memakai angka.",
    "nik-length": "NIK harus 16 angka; yang ditulis {given}.",
    "nik-other-birth": "Tanggal lahir di dalam NIK berbeda dari tanggal lahir yang diisi.",
    "nik-other-sex": "Jenis kelamin di dalam NIK berbeda dari yang diisi.",
    "nip-length": "NIP harus 18 angka; yang ditulis {given}.",
}

_ASSESSMENTS: Mapping[str, str] = {
    "age-above-present": "{label} ({given}) lebih dari umur klien ({age}). Periksa keduanya.",
    "number-range": "{label} harus antara {least} dan {most} {unit}; yang ditulis {given}.",
    "number-at-odds": "{label} {given} {unit} tidak sejalan dengan jawaban {item}, {answer}. "
    "Periksa keduanya.",
    "number-not-asked": "Butir ini tidak memuat angka.",
    "whole-number": "Tulis dengan angka bulat saja, misalnya 16.",
    "age-at-odds": "Usia pada putusan pertama ({age}) tidak sesuai dengan jawaban ini. "
    "Periksa keduanya.",
    "at-odds": "Jawaban {item} tidak sejalan dengan jawaban {other}. Periksa keduanya.",
    "client-unheard": "Klien belum diwawancarai.",
    "consent-again-why": "Tulis apa yang diperbaiki.",
    "consent-missing": "Persetujuan belum dicatat.",
    "consent-not-given": "Hasil hanya dapat dimasukkan bila persetujuannya diberikan.",
    "consent-not-kept": "Persetujuan tidak tercatat: asesmen ini masuk dari luar atau dibuka "
    "sebelum persetujuan dicatat di Berkas.",
    "consent-of-guardian": "Klien belum berusia 18 tahun pada tanggal ini, jadi orang tua atau "
    "wali yang menyetujui.",
    "consent-own": "Klien sudah berusia 18 tahun pada tanggal ini, jadi klien sendiri yang "
    "menyetujui.",
    "consent-without-scan": "Pindaian persetujuan belum diunggah; boleh terbit, lebih baik "
    "dilengkapi.",
    "family-unheard": "Keluarga atau penjamin belum diwawancarai; paling sedikit satu orang.",
    "guardian-unheard": "Orang tua atau wali anak belum diwawancarai.",
    "interview-after-end": "Wawancara {held} sesudah asesmen selesai {other}. Periksa tanggalnya, "
    "atau ubah tanggal selesai di Pelaksanaan.",
    "interview-ahead": "Tanggal ini belum tiba. Wawancara yang belum dilakukan dicatat sebagai "
    "rencana.",
    "interview-before-consent": "Klien diwawancarai {held}, sebelum menyetujui {other}. Periksa "
    "kedua tanggal.",
    "no-evidence": "Jawaban {item} belum punya bukti; boleh terbit, lebih baik dilengkapi.",
    "plan-in-the-past": "Tanggal ini sudah lewat. Wawancara yang sudah dilakukan dicatat langsung.",
    "purpose-not-offered": "Tujuan ini tidak untuk klien dalam pembimbingan.",
    "victim-without-ground": "Tulis dasar menghubungi pihak korban, misalnya izin tertulis.",
    "withdrawn-before-given": "Tanggal ini mendahului persetujuannya.",
    "result-unstudied": "Hasil asesmen terdahulu nomor {number} belum dipelajari.",
    "source-unstudied": "Sumber “{title}” belum dipelajari.",
    "unanswered": "Butir {item} belum dijawab.",
    "unknown-option": "Pilih salah satu jawaban yang tersedia.",
    "unknown-purpose": "Pilih tujuan asesmen dari daftar.",
    "unknown-recommendation": "Rekomendasi {given} tidak ada di daftar.",
}

_ACCOUNTS: Mapping[str, str] = {
    "account-there": "Petugas ini sudah punya akun dengan nama pengguna {login}.",
    "end-later": "Hari ini belum tiba. Untuk akhir di kemudian hari, isi Sampai pada masa tugas.",
    "last-administrator": "Ini admin terakhir yang dapat masuk. Beri peran admin tanpa batas masa "
    "tugas kepada orang lain lebih dulu.",
    "no-account": "Petugas ini tidak punya akun.",
    "not-over": "Masa tugas petugas ini belum berakhir.",
    "password-same": "Kata sandi baru sama dengan yang lama. Pilih yang lain.",
    "term-over": "Masa tugas petugas ini sudah berakhir. Buka lagi lebih dulu.",
    "login-form": "Nama pengguna hanya memakai huruf, angka, titik, atau garis, tanpa spasi.",
    "login-taken": "Nama pengguna ini sudah dipakai. Pilih yang lain.",
    "number-pattern": "Pola nomor harus memuat {{n}} dan hanya boleh ditambah {{year}}.",
    "public-address": "Tulis alamat seperti https://bapas.contoh.go.id, tanpa garis miring akhir.",
    "office-code": "Kode kantor hanya memakai huruf kecil, angka, dan tanda hubung.",
    "password-guessable": "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak "
    "berhubungan.",
    "password-long": "Kata sandi paling panjang {most} karakter.",
    "password-repeat": "Kedua kata sandi baru tidak sama. Ketik ulang.",
    "password-short": "Kata sandi paling sedikit {least} karakter; yang ditulis {given}.",
    "password-wrong": "Kata sandi sekarang tidak cocok.",
    "setup-code": "Kode ini tidak dikenal atau sudah dipakai.",
}

_PDF = "Simpan sebagai PDF, lalu unggah lagi."
_AGAIN = "Simpan ulang, lalu unggah lagi."
_JPG = (
    "Buat JPG: di iPhone pilih Pengaturan > Kamera > Format > Paling Kompatibel lalu foto lagi, "
    "atau buka fotonya dan simpan sebagai JPG. Sesudah itu unggah lagi."
)
_PRINT = "Cetak ulang ke PDF ukuran A4, lalu unggah lagi."

# why an upload cannot be used, and what to do (M23)
_IMPORTED: Mapping[str, str] = {
    "band-differs": "Tingkat yang ditulis {given}, padahal jawabannya menghasilkan {computed}.",
    "not-readable": "Bagian ini tidak dapat dibaca.",
    "other-version": "Versi instrumen ini tidak berlaku.",
    "score-differs": "Nilai yang ditulis {given}, padahal jawabannya menghasilkan {computed}.",
    "twice": "Butir {given} dijawab dua kali.",
    "unknown-item": "Butir {given} tidak ada pada instrumen ini.",
}

_UNUSABLE: Mapping[str, tuple[str, str]] = {
    "active-content": ("berisi perintah yang dapat berjalan sendiri", _PRINT),
    "apple-photo": ("foto HEIC atau AVIF, yang tidak terbuka di semua komputer", _JPG),
    "corrupt": ("rusak atau terpotong", _AGAIN),
    "disguised": ("isinya berbeda dari jenisnya", "Simpan ulang sebagai PDF atau DOCX."),
    "empty": ("kosong", "Pilih dokumen yang berisi."),
    "encrypted": ("terkunci kata sandi", "Simpan ulang tanpa kata sandi, lalu unggah lagi."),
    "external-links": ("mengambil isi dari tempat lain", _PDF),
    "macros": ("berisi makro", "Simpan sebagai DOCX tanpa makro, lalu unggah lagi."),
    "not-a-document": ("bukan PDF atau DOCX", _PDF),
    "not-a-picture": (
        "bukan foto atau pindaian JPG, PNG, atau TIFF, sehingga tidak dapat digabung",
        "Unggah tersendiri, atau pilih tiap dokumen sendiri.",
    ),
    "not-converted": ("tidak dapat diubah menjadi PDF", _PDF),
    "not-pdf": ("pindaian harus PDF", _PDF),
    "office-missing": ("LibreOffice tidak ditemukan (admin memasang paket {package})", _PDF),
    "no-source": ("bukan PDF, DOCX, JPG, PNG, atau TIFF", _PDF),
    "page-size": ("ukuran halamannya tidak wajar", _PRINT),
    "picture-size": ("gambarnya terlalu besar", "Pindai dengan 300 dpi, lalu unggah lagi."),
    "source-too-large": ("lebih dari 25 MB", "Kecilkan atau pecah, lalu unggah lagi."),
    "too-heavy": ("terlalu berat untuk dibuka", _PRINT),
    "too-large": ("lebih dari 30 MB", "Kecilkan atau pecah, lalu unggah lagi."),
    "too-many-pages": ("halamannya terlalu banyak", "Pecah menjadi beberapa dokumen."),
    "unsafe-archive": ("susunannya tidak aman", _AGAIN),
    "without-pages": ("tidak punya halaman", _AGAIN),
    "zip-bomb": ("mengembang terlalu besar saat dibuka", _PDF),
}
_UPLOADS: Mapping[str, str] = {
    f"upload-{code}": f"Dokumen ini tidak dapat dipakai: {why}. {then} Tidak ada yang berubah."
    for code, (why, then) in _UNUSABLE.items()
}
_SOURCES: Mapping[str, str] = {
    f"source-{code}": f"Dokumen {{name}} tidak dapat dipakai: {why}. {then} Tidak ada yang berubah."
    for code, (why, then) in _UNUSABLE.items()
}

FAULTS: Mapping[str, str] = {
    **_FORMS,
    **_DATES,
    **_CLIENTS,
    **_ASSESSMENTS,
    **_ACCOUNTS,
    **_IMPORTED,
    **_UPLOADS,
    **_SOURCES,
    **IMPORT_FAULTS,
}
