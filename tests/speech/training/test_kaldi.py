from speech.training import kaldi


def test_numbers_say_their_size():
    assert kaldi.integer(7) == b"\x04\x07\x00\x00\x00"
    assert kaldi.integers([1, 2]) == b"\x04\x02\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00"
    assert len(kaldi.double(0)) == 9


def test_a_matrix_is_written_row_by_row():
    written = kaldi.matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert written.startswith(b"FM \x04\x02\x00\x00\x00\x04\x03\x00\x00\x00")
    assert written.endswith(kaldi.vector([4.0, 5.0, 6.0])[-12:])
