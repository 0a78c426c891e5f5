"""Says when and by whom a document was published, with what that rests on."""
