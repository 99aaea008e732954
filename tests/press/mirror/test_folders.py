import tracemalloc

from musnad.press.mirror.folders import AT_ONCE, remove_tree


def test_a_tree_is_removed_and_what_links_lead_to_stays(tmp_path):
    kept = tmp_path / "kept"
    (tmp_path / "tree/a/b").mkdir(parents=True)
    kept.mkdir()
    (kept / "خبر").touch()
    (tmp_path / "tree/a/b/file").touch()
    (tmp_path / "tree/a/link").symlink_to(kept)
    remove_tree(tmp_path / "tree")
    remove_tree(tmp_path / "tree")
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    assert (kept / "خبر").exists()


def test_a_large_folder_is_not_taken_into_memory(tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(5 * AT_ONCE):
        (tree / f"{number}.html").touch()
    tracemalloc.start()
    try:
        remove_tree(tree)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
    assert not tree.exists()
