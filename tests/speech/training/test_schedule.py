from speech.training.schedule import FLAT, WARMING, Schedule

TRAINING = Schedule(seconds=3600, peak=0.002)


def test_the_rate_climbs_from_almost_nothing():
    assert TRAINING.rate(0, 0) < 0.002 / 100
    assert TRAINING.rate(WARMING // 2, 10) < TRAINING.rate(WARMING, 10)


def test_the_rate_stays_high_then_falls_to_the_last_minute():
    rates = [TRAINING.rate(5000, 3600 * share) for share in (0, FLAT / 2, 0.3, 0.6, 0.9, 1)]
    assert rates[0] == rates[1]
    assert rates[1:] == sorted(rates[1:], reverse=True)
    assert 0 < rates[-1] < 0.002 / 100


def test_a_training_that_lasts_too_long_does_not_learn_faster_again():
    assert TRAINING.rate(5000, 7200) == TRAINING.rate(5000, 3600)
