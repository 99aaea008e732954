from musnad.press import power
from musnad.press.models import PressState


def test_the_power_was_not_cut_where_nothing_was_written(database):
    assert not power.was_cut()


def test_a_press_killed_under_the_same_boot_lost_nothing(database):
    power.writing_begins()
    assert not power.was_cut()


def test_a_boot_after_files_were_written_is_a_power_cut(database):
    power.writing_begins()
    PressState.objects.update(value="another-boot")
    assert power.was_cut()
    power.writing_begins()
    assert not power.was_cut()


def test_a_boot_after_everything_was_on_the_disk_is_none(database):
    power.writing_begins()
    power.all_is_down()
    power.all_is_down()
    assert not PressState.objects.exists()


def test_a_system_without_a_name_for_its_boot_never_had_a_power_cut(database, tmp_path, monkeypatch):
    monkeypatch.setattr(power, "BOOT_ID", tmp_path / "absent")
    power.writing_begins()
    assert power.boot_id() == ""
    assert not power.was_cut()
