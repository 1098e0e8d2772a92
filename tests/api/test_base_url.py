"""Which base URLs are accepted, and what a refusal may say."""

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.occuspace.api import (
    DEFAULT_BASE_URL,
    InvalidBaseUrlError,
    parse_base_url,
)

PROPERTY = settings(derandomize=True, deadline=None, max_examples=300, database=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DEFAULT_BASE_URL, "https://api.occuspace.io/v1"),
        ("https://api.occuspace.io/v1/", "https://api.occuspace.io/v1"),
        ("  https://proxy.example.com//\n", "https://proxy.example.com"),
        ("HTTPS://Proxy.Example.com:8443/V1", "https://proxy.example.com:8443/V1"),
        ("https://proxy.example.com/a%2Fb/", "https://proxy.example.com/a%2Fb"),
        ("https://8.8.8.8/v1", "https://8.8.8.8/v1"),
        ("https://[2606:4700::1111]/v1", "https://[2606:4700::1111]/v1"),
        ("http://127.0.0.1:8125/v1", "http://127.0.0.1:8125/v1"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:8125/v1", "http://[::1]:8125/v1"),
        ("http://localhost:8125/v1", "http://localhost:8125/v1"),
        ("http://LOCALHOST.:8125/v1", "http://localhost.:8125/v1"),
        ("http://api.localhost", "http://api.localhost"),
        ("http://10.0.0.7", "http://10.0.0.7"),
        ("http://172.16.0.1", "http://172.16.0.1"),
        ("http://192.168.1.20:80", "http://192.168.1.20"),
        ("http://[fd00::5]/v1", "http://[fd00::5]/v1"),
        ("http://[fe80::1]/v1", "http://[fe80::1]/v1"),
        ("http://simulator:8125/v1", "http://simulator:8125/v1"),
        ("http://gateway.local/v1", "http://gateway.local/v1"),
        ("http://gateway.home.arpa/v1", "http://gateway.home.arpa/v1"),
        ("http://api.internal/v1", "http://api.internal/v1"),
    ],
)
def test_a_base_url_that_a_token_may_be_sent_to(text: str, expected: str) -> None:
    """It is accepted, without trailing slashes."""
    assert str(parse_base_url(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not an http or https URL"),
        ("api.occuspace.io/v1", "not an http or https URL"),
        ("//api.occuspace.io/v1", "not an http or https URL"),
        ("https://", "not an http or https URL"),
        ("https:///v1", "not an http or https URL"),
        ("ftp://api.occuspace.io/v1", "not an http or https URL"),
        ("file:///etc/passwd", "not an http or https URL"),
        ("javascript:alert(1)", "not an http or https URL"),
        ("https://api.occuspace.io:0/v1", "not an http or https URL"),
        ("https://api.occuspace.io:99999/v1", "not a URL"),
        ("https://api.occuspace.io:port/v1", "not a URL"),
        ("https://[::1/v1", "not a URL"),
        ("https://someone:secret@api.occuspace.io/v1", "credentials in the URL"),
        ("https://someone@api.occuspace.io/v1", "credentials in the URL"),
        ("https://:secret@api.occuspace.io/v1", "credentials in the URL"),
        ("http://someone:secret@127.0.0.1/v1", "credentials in the URL"),
        ("https://api.occuspace.io/v1?key=secret", "a query or fragment in the URL"),
        ("https://api.occuspace.io/v1#secret", "a query or fragment in the URL"),
        ("http://api.occuspace.io/v1", "plain http to a public host"),
        ("http://8.8.8.8/v1", "plain http to a public host"),
        ("http://[2606:4700::1111]/v1", "plain http to a public host"),
        ("http://[::ffff:8.8.8.8]/v1", "plain http to a public host"),
        ("http://172.32.0.1/v1", "plain http to a public host"),
        ("http://0.0.0.0/v1", "plain http to a public host"),
        ("http://127.0.0.1.example.com/v1", "plain http to a public host"),
        ("http://localhost.example.com/v1", "plain http to a public host"),
        # What a resolver takes for 8.8.8.8.
        ("http://134744072/v1", "plain http to a public host"),
        ("http://0x08080808/v1", "plain http to a public host"),
        ("http://8.526344/v1", "plain http to a public host"),
    ],
)
def test_a_base_url_that_no_token_is_sent_to(text: str, reason: str) -> None:
    """It is refused with a reason that repeats nothing of it."""
    with pytest.raises(InvalidBaseUrlError) as caught:
        parse_base_url(text)
    assert str(caught.value) == reason
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


URL_PIECES = st.sampled_from(
    [
        "http",
        "https",
        "://",
        "//",
        ":",
        "@",
        "[",
        "]",
        "%",
        "?",
        "#",
        "\\",
        "\n",
        "é",
        "localhost",
        "127.0.0.1",
        "8.8.8.8",
        "::1",
        "example.com",
        ".local",
        "8125",
        "/",
    ]
)


@PROPERTY
@given(st.one_of(st.text(), st.lists(URL_PIECES).map("".join)))
@example("http://\udc80/")
def test_any_text_is_accepted_or_refused(text: str) -> None:
    """Nothing else is raised, and what is accepted is safe and stays as it is."""
    try:
        url = parse_base_url(text)
    except InvalidBaseUrlError:
        return
    assert url.scheme in {"http", "https"}
    assert url.host
    assert url.user is None
    assert url.password is None
    assert not url.query_string
    assert not url.fragment
    assert not url.raw_path.endswith("/") or url.raw_path == "/"
    assert parse_base_url(str(url)) == url
