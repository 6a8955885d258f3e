"""The electronic shelf: immutable BagIt packages in numbered chains; standard library only."""
