"""Care of the files of answers: counted anew, kept no longer than promised, erased, copied and restored."""
