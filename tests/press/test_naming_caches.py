"""The caches that the settings can name, and Wagtail's backends among them."""

import logging
import threading
from datetime import timedelta

import boto3
import pytest
from tests.press.board import change, notices, post
from tests.press.folder import publish
from tests.press.objects import object_server
from tests.press.purges import TOKENS, use

from musnad.config.caching import read_caches
from musnad.config.env import BadSetting, Reader
from musnad.press import desk, purging
from musnad.press.caches import caches
from musnad.press.caches.addressed import Addressed, azure_cdn, azure_frontdoor
from musnad.press.caches.cache import CacheError
from musnad.press.purging import purge_caches


class Logging:
    """A backend that fails as Wagtail's do: it says so in the log, and goes on."""

    def purge_batch(self, urls):
        logging.getLogger("wagtail.frontendcache").error("Couldn't purge '%s'", urls[0])
        logging.getLogger("wagtail.frontendcache").info("not of interest")
        logging.getLogger().error("Couldn't purge '%s'", urls[1])


class Raising:
    def purge_batch(self, urls):
        raise OSError(f"no route for {len(urls)}")


@pytest.mark.parametrize(("backend", "said"), [(Logging, r"Couldn't purge 'a' \(and 1 more\)"), (Raising, "no route")])
def test_what_a_backend_of_wagtails_only_logs_is_a_failure(backend, said, caplog):
    with pytest.raises(purging.CacheError, match=said):
        Addressed("cdn", 30, backend).purge(["a", "b"])
    assert "Couldn't purge" not in caplog.text


def test_cloudfront_is_invalidated_through_wagtails_backend(board, settings, monkeypatch):
    with object_server() as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        client = boto3.client("cloudfront")
        origin = {"Id": "o", "DomainName": "news.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
        made = client.create_distribution(
            DistributionConfig={
                "CallerReference": "news",
                "Comment": "",
                "Enabled": True,
                "Origins": {"Quantity": 1, "Items": [origin]},
                "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"},
            }
        )["Distribution"]["Id"]
        use(settings, f"cloudfront://{made}")
        post("jisr", "خبر الجسر")
        publish(board)
        assert purge_caches()
        (batch,) = client.list_invalidations(DistributionId=made)["InvalidationList"]["Items"]
        found = client.get_invalidation(DistributionId=made, Id=batch["Id"])["Invalidation"]["InvalidationBatch"]
        assert set(found["Paths"]["Items"]) == {"/ar/jisr/", "/ar/"}
        use(settings, "cloudfront://NONE")
        change(notices()[0].pk, "jisr", "تصحيح")
        publish(board)
        assert not purge_caches()
        assert "NoSuchDistribution" in desk.cache_lines()[0].error
        client.close()


def test_each_kind_of_cache_can_be_named(settings):
    addresses = [
        "fastly://S",
        "cloudflare://Z",
        "cloudflare://Z?by=address",
        "cloudfront://E1",
        "http://127.0.0.1:6081",
    ]
    use(settings, *addresses)
    names = ["fastly S", "cloudflare Z", "cloudflare-addresses Z", "cloudfront E1", "proxy http://127.0.0.1:6081"]
    assert [cache.name for cache in caches()] == names
    assert [bool(cache.header) for cache in caches()] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "value",
    [
        "news.example",
        "fastly://",
        "fastly://S/x",
        "fastly://S?by=address",
        "cloudfront://a/b",
        "akamai://x",
        "http://user:secret@proxy:1",
        "http://proxy/path",
        "http://[broken",
        "azure-frontdoor://group/name",
    ],
)
def test_a_cache_that_cannot_be_is_refused_in_one_line(value):
    with pytest.raises(BadSetting, match="PUBLIC_CDN") as told:
        read_caches(Reader({"PUBLIC_CDN": value, **TOKENS}))
    assert "secret" not in str(told.value)


def test_a_cache_without_its_token_is_refused():
    with pytest.raises(BadSetting, match="FASTLY_API_TOKEN"):
        read_caches(Reader({"PUBLIC_CDN": "fastly://S"}))


class Elsewhere:
    """A backend during which another thread of the newsroom has something to log."""

    def purge_batch(self, urls):
        other = threading.Thread(target=lambda: logging.getLogger().error("the newsroom's own trouble"))
        other.start()
        other.join()


def test_what_other_threads_log_meanwhile_is_theirs(caplog):
    Addressed("cdn", 30, Elsewhere).purge(["a"])
    assert "the newsroom's own trouble" in caplog.text


@pytest.mark.parametrize("cache", [azure_frontdoor("group", "name"), azure_cdn("group", "profile", "endpoint")])
def test_a_library_that_is_not_there_any_more_is_a_failure_like_others(cache):
    with pytest.raises(CacheError, match="ModuleNotFoundError"):
        cache.purge(["http://news.example/ar/"])


def test_cloudflare_that_cannot_be_reached_is_told_again_later(board, settings, monkeypatch):
    """The way out is closed: nothing listens at the proxy."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    use(settings, "cloudflare://ZONE?by=address")
    post("jisr", "خبر الجسر")
    publish(board)
    assert not purge_caches()
    (line,) = desk.cache_lines()
    assert line.waiting == 2
    assert line.age >= timedelta(0)
    assert "purge" in line.error
