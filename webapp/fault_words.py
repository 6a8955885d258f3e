"""The sentence for each code of a fault; facts of the fault are filled in by name."""

from collections.abc import Mapping

__all__ = ["FAULTS"]

_FORMS: Mapping[str, str] = {
    "control-character": "Ada karakter kendali yang tidak terlihat. Ketik ulang bagian ini.",
    "no-character": "Ada kode yang bukan huruf. Ketik ulang bagian ini.",
    "number-taken": "Nomor {text} sudah dipakai. Periksa buku register, lalu ketik nomor yang "
    "benar.",
    "positive": "Isi dengan angka lebih dari nol.",
    "required": "Bagian ini wajib diisi.",
    "required-named": "{label} wajib diisi.",
    "unprintable": "Huruf {character} ({point}) tidak dapat dicetak pada laporan. Gantilah.",
    "too-long": "Paling panjang {most} karakter.",
    "too-many": "Paling banyak {most} baris.",
    "too-many-rows": "Paling banyak {most} baris.",
    "turning-character": "Ada karakter tersembunyi yang membalik arah tulisan. Ketik ulang.",
    "unknown-choice": "Pilih salah satu dari daftar.",
}

_DATES: Mapping[str, str] = {
    "before-birth": "Tanggal ini mendahului tanggal lahir klien.",
    "before-received": "Tanggal ini mendahului tanggal klien diterima.",
    "before-start": "Tanggal akhir mendahului tanggal mulai.",
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
    "file-unknown": "Nomor berkas {number} tidak ada atau tidak terbuka untuk Anda.",
    "guidance-over": "Masa bimbingan ini sudah berakhir.",
    "nik-digits": "NIK hanya memakai angka.",
    "nik-length": "NIK harus 16 angka; yang ditulis {given}.",
    "nik-other-birth": "Tanggal lahir di dalam NIK berbeda dari tanggal lahir yang diisi.",
    "nik-other-sex": "Jenis kelamin di dalam NIK berbeda dari yang diisi.",
    "nip-length": "NIP harus 18 angka; yang ditulis {given}.",
}

_ASSESSMENTS: Mapping[str, str] = {
    "age-at-odds": "Usia pada putusan pertama ({age}) tidak sesuai dengan jawaban ini. "
    "Periksa keduanya.",
    "at-odds": "Jawaban {item} tidak sejalan dengan jawaban {other}. Periksa keduanya.",
    "no-evidence": "Jawaban {item} belum punya bukti; boleh disimpan, selesaikan sebelum terbit.",
    "purpose-not-offered": "Tujuan ini tidak untuk klien dalam pembimbingan.",
    "unanswered": "Butir {item} belum dijawab.",
    "unknown-option": "Pilih salah satu jawaban yang tersedia.",
    "unknown-purpose": "Pilih tujuan asesmen dari daftar.",
    "unknown-recommendation": "Rekomendasi {given} tidak ada di daftar.",
}

_ACCOUNTS: Mapping[str, str] = {
    "login-form": "Nama pengguna hanya memakai huruf, angka, titik, atau garis, tanpa spasi.",
    "login-taken": "Nama pengguna ini sudah dipakai. Pilih yang lain.",
    "number-pattern": "Pola nomor harus memuat {{n}} dan hanya boleh ditambah {{year}}.",
    "office-code": "Kode kantor hanya memakai huruf kecil, angka, dan tanda hubung.",
    "password-guessable": "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak "
    "berhubungan.",
    "password-long": "Kata sandi paling panjang {most} karakter.",
    "password-repeat": "Kedua kata sandi baru tidak sama. Ketik ulang.",
    "password-short": "Kata sandi paling sedikit {least} karakter; yang ditulis {given}.",
    "password-wrong": "Kata sandi sekarang tidak cocok.",
    "setup-code": "Kode ini tidak dikenal atau sudah dipakai.",
}

_UPLOADS: Mapping[str, str] = {
    "upload-active-content": "Dokumen ini berisi perintah yang dapat berjalan sendiri. Cetak ulang "
    "ke PDF biasa, lalu unggah lagi.",
    "upload-corrupt": "Dokumen ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.",
    "upload-disguised": "Isi dokumen ini berbeda dari jenisnya. Simpan ulang sebagai PDF atau "
    "DOCX, lalu unggah lagi.",
    "upload-empty": "Dokumen ini kosong. Pilih dokumen yang berisi.",
    "upload-encrypted": "Dokumen ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu "
    "unggah lagi.",
    "upload-external-links": "Dokumen ini mengambil isi dari tempat lain. Simpan sebagai PDF, lalu "
    "unggah lagi.",
    "upload-macros": "Dokumen ini berisi makro. Simpan sebagai DOCX tanpa makro, lalu unggah lagi.",
    "upload-not-a-document": "Ini bukan PDF atau DOCX. Simpan sebagai PDF, lalu unggah lagi.",
    "upload-not-converted": "Dokumen ini tidak dapat diubah menjadi PDF. Simpan sebagai PDF, lalu "
    "unggah lagi.",
    "upload-not-pdf": "Pindaian harus PDF. Simpan sebagai PDF, lalu unggah lagi.",
    "upload-office-missing": "DOCX belum dapat diubah menjadi PDF: LibreOffice tidak ditemukan "
    "(admin memasang paket {package}). Simpan sebagai PDF, lalu unggah lagi.",
    "upload-page-size": "Ukuran halaman dokumen ini tidak wajar. Cetak ulang ke PDF ukuran A4.",
    "upload-too-heavy": "Dokumen ini terlalu berat untuk dibuka. Cetak ulang ke PDF, lalu unggah "
    "lagi.",
    "upload-too-large": "Dokumen ini lebih dari 30 MB. Kecilkan atau pecah, lalu unggah lagi.",
    "upload-too-many-pages": "Halaman dokumen ini terlalu banyak. Pecah menjadi beberapa dokumen.",
    "upload-unsafe-archive": "Susunan dokumen ini tidak aman. Simpan ulang, lalu unggah lagi.",
    "upload-without-pages": "Dokumen ini tidak punya halaman. Simpan ulang, lalu unggah lagi.",
    "upload-zip-bomb": "Dokumen ini mengembang terlalu besar saat dibuka. Simpan sebagai PDF, lalu "
    "unggah lagi.",
}

FAULTS: Mapping[str, str] = {
    **_FORMS,
    **_DATES,
    **_CLIENTS,
    **_ASSESSMENTS,
    **_ACCOUNTS,
    **_UPLOADS,
}
