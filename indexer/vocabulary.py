"""The words that this office's language treats specially: data."""

__all__ = ["EXCEPTIONS", "MUHAMMAD", "NAME_LINKS", "PROTECTED", "STOP_WORDS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Short on purpose: tidak, belum, bukan, jangan and tinggi decide what a sentence says.
STOP_WORDS = _words(
    "yang dan di ke dari pada untuk dengan ini itu adalah oleh sebagai atau juga serta"
)

# Terms of the trade that look as if they carried a prefix or a suffix, and do not.
PROTECTED = _words(
    """
    agama asesmen asimilasi bapas belum bukan diversi empati gereja guru jangan kebun keluarga
    kelas kemudian kepala klien koperasi kriminogenik lapas litmas lpka makan mediasi mental
    nila pasal penelitian penjara perempuan petugas pidana polisi rekomendasi remaja remisi
    residivisme restitusi rutan sekolah selesai sosial suami tidak tinggi wajib
    """
)

# Roots whose first letter melts into the prefix, which the rules of the stemmer lose.
_FAMILIES = {
    "hutang": "utang berutang berhutang utangnya",
    "keluarga": "berkeluarga kekeluargaan sekeluarga",
    "kelakuan": "berkelakuan",
    "laku": "pelaku perilaku berperilaku melakukan dilakukan",
    "masyarakat": "pemasyarakatan kemasyarakatan bermasyarakat",
    "muda": "pemuda kepemudaan",
    "nasihat": "penasihat menasihati dinasihati penasehat nasehat",
    "nilai": "penilaian menilai dinilai",
    "pakai": "memakai dipakai pemakai pemakaian",
    "perempuan": "keperempuanan",
    "pidana": "dipidana pemidanaan terpidana",
    "pinjam": "meminjam dipinjam peminjam peminjaman pinjaman",
    "pukul": "memukul dipukul pemukulan pukulan memukuli",
    "sekolah": "bersekolah disekolahkan",
    "selesai": "penyelesaian menyelesaikan diselesaikan terselesaikan",
    "suami": "bersuami",
    "taat": "menaati ditaati ketaatan mentaati",
    "teliti": "meneliti diteliti peneliti ketelitian",
    "tinggal": "meninggal meninggalkan ditinggalkan peninggalan ketinggalan",
    "tolak": "menolak ditolak penolakan",
    "tulis": "menulis ditulis penulis penulisan tertulis tulisan",
    "wajib": "kewajiban berkewajiban mewajibkan diwajibkan",
    "awas": "mengawasi diawasi pengawas pengawasan",
    "kelahi": "berkelahi perkelahian",
    "periksa": "memeriksa diperiksa pemeriksa pemeriksaan terperiksa",
    "perbaiki": "memperbaiki diperbaiki perbaikan",
    "temu": "bertemu ketemu pertemuan menemui ditemui mempertemukan",
}
EXCEPTIONS = {word: root for root, family in _FAMILIES.items() for word in (root, *family.split())}

# Spellings of one name, after the letters have been folded.
MUHAMMAD = _words("moh muh mhd mohd muhd mohamad muhamad mohamed muhamed muhamat")
NAME_LINKS = _words("bin binti bt alias als")
