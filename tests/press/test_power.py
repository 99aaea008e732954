import pytest

from musnad.press import power


@pytest.fixture
def home(tmp_path):
    return tmp_path


def test_the_power_was_not_cut_where_nothing_was_written(home):
    assert not power.was_cut(home)


def test_a_press_killed_under_the_same_boot_lost_nothing(home):
    power.writing_begins(home)
    assert not power.was_cut(home)


def test_a_boot_after_files_were_written_is_a_power_cut(home):
    (home / power.MARK).write_text("another-boot")
    assert power.was_cut(home)
    power.writing_begins(home)
    assert not power.was_cut(home)
    assert [path.name for path in home.iterdir()] == [power.MARK]


def test_a_boot_after_everything_was_on_the_disk_is_none(home):
    power.writing_begins(home)
    power.all_is_down(home)
    power.all_is_down(home)
    assert not (home / power.MARK).exists()


def test_a_system_without_a_name_for_its_boot_never_had_a_power_cut(home, tmp_path, monkeypatch):
    monkeypatch.setattr(power, "BOOT_ID", tmp_path / "absent")
    power.writing_begins(home)
    assert power.boot_id() == ""
    assert not power.was_cut(home)
