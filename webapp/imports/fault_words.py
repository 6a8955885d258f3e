"""The sentences for what is wrong with a list of clients: the file, its columns, its cells."""

from collections.abc import Mapping

__all__ = ["IMPORT_FAULTS"]

_LISTS: Mapping[str, str] = {
    "ambiguous": "Dapat berarti lebih dari satu: {given} ({options}). Tulis lengkap.",
    "birth-form": "Tulis tempat lalu tanggal, seperti Kota Contoh, 9 Maret 1990.",
    "cell-error": "Sel ini berisi kesalahan rumus dari lembar asalnya.",
    "cell-formula": "Sel ini berisi rumus; yang dipakai hasil terakhirnya.",
    "cell-formula-empty": "Sel ini berisi rumus tanpa hasil. Ganti dengan nilainya.",
    "cell-letters-lost": "Ada huruf yang rusak. Ketik ulang, atau simpan lembar sebagai XLSX.",
    "cell-merged": "Sel ini tergabung dengan sel lain. Isi setiap baris sendiri.",
    "cell-number-damaged": "Angka ini sudah kehilangan digit. Atur kolomnya sebagai teks, lalu "
    "ketik ulang.",
    "column-missing": "Belum ada kolom untuk {title}.",
    "column-twice": "Dipilih untuk lebih dari satu kolom: {title}.",
    "head-empty": "Baris {row} kosong. Pilih baris yang berisi judul kolom.",
    "not-in-list": "Tidak ada di daftar kantor: {given}.",
    "not-sex": "Bukan L atau P: {given}. Pilih laki-laki atau perempuan.",
    "not-stage": "Bukan tahap bimbingan: {given}. Pilih awal, lanjutan, atau akhir.",
    "pk-unknown": "PK {given} tidak ada di daftar petugas.",
}
_AGAIN = "Simpan ulang, lalu unggah lagi."
_BOOK = "Simpan sebagai XLSX atau CSV, lalu unggah lagi."
_UNREADABLE: Mapping[str, tuple[str, str]] = {
    "active-content": ("berisi perintah yang dapat berjalan sendiri", _BOOK),
    "corrupt": ("rusak atau terpotong", _AGAIN),
    "disguised": ("isinya berbeda dari jenisnya", _BOOK),
    "empty": ("tidak berisi baris", "Pilih lembar yang berisi klien."),
    "encrypted": ("terkunci kata sandi", "Simpan ulang tanpa kata sandi, lalu unggah lagi."),
    "external-links": ("mengambil isi dari buku kerja lain", "Salin nilainya, lalu unggah lagi."),
    "macros": ("berisi makro", "Simpan sebagai XLSX tanpa makro, lalu unggah lagi."),
    "mixed-encoding": (
        "memakai dua pengodean huruf sekaligus (baris {row})",
        "Simpan ulang sebagai XLSX, lalu unggah lagi.",
    ),
    "no-sheet": ("semua lembarnya tersembunyi", "Tampilkan lembar klien, lalu unggah lagi."),
    "not-a-sheet": ("bukan XLSX atau CSV", _BOOK),
    "old-sheet": ("masih berbentuk XLS lama", _BOOK),
    "too-heavy": ("terlalu berat untuk dibuka", "Pecah menjadi beberapa lembar."),
    "too-large": ("lebih dari 30 MB", "Pecah menjadi beberapa lembar."),
    "too-many-columns": ("kolomnya lebih dari 200", "Hapus kolom yang tidak dipakai."),
    "too-many-merged": ("sel gabungannya terlalu banyak", "Lepaskan sel gabungan."),
    "too-many-rows": (
        "berisi {rows} baris, sedangkan satu impor paling banyak {most}",
        "Pecah menjadi beberapa lembar.",
    ),
    "unknown-encoding": (
        "pengodean hurufnya tidak dikenal (baris {row})",
        "Simpan ulang sebagai XLSX, lalu unggah lagi.",
    ),
    "unsafe-archive": ("susunannya tidak aman", _AGAIN),
    "zip-bomb": ("mengembang terlalu besar saat dibuka", _BOOK),
}
_TABLES: Mapping[str, str] = {
    f"table-{code}": f"Lembar ini tidak dapat dipakai: {why}. {then} Tidak ada yang berubah."
    for code, (why, then) in _UNREADABLE.items()
}

IMPORT_FAULTS: Mapping[str, str] = {**_LISTS, **_TABLES}
