"""What runs in the limited child: everything here may meet a hostile file."""
