"""What each role is called in the office, and in one sentence what it may do."""

from collections.abc import Iterable

from casework.actor import Role

__all__ = ["ROLES", "role_words"]

# in the order in which an office thinks of them
ROLES: tuple[tuple[Role, str, str], ...] = (
    (Role.KABAPAS, "Kepala Bapas", "menandatangani, menunjuk PK, membaca semua berkas."),
    (Role.KASI, "Kasi/Kasubsi", "menunjuk PK dan mengubah status bimbingan."),
    (Role.REGISTRASI, "Registrasi", "mendaftarkan klien, mengimpor daftar, mengubah data klien."),
    (Role.ASESOR, "Asesor", "mengisi asesmen dan menerbitkan hasilnya."),
    (Role.SUPERVISOR, "Supervisor", "membaca asesmen semua klien, berkas anak juga."),
    (Role.PK, "PK", "membimbing klien, mengubah datanya, menyusun Litmas."),
    (Role.ARSIPARIS, "Arsiparis", "mengurus map dan salinan bertanda tangan, berkas anak juga."),
    (Role.ULP, "ULP", "menerima pengaduan; tidak membuka berkas klien."),
    (Role.AUDITOR, "Auditor", "memeriksa catatan kegiatan; tidak membuka berkas klien."),
    (Role.ADMIN, "Admin", "mengatur kantor, petugas, dan cadangan; tidak membuka berkas klien."),
)
_TITLES = {role: title for role, title, _ in ROLES}


def role_words(roles: Iterable[str]) -> str:
    """Write the roles of a person in one line: Asesor, PK."""
    held = {Role(role) for role in roles}
    return ", ".join(title for role, title in _TITLES.items() if role in held)
