"""A token comes out whole, however it was pasted."""

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.occuspace.api.text import clean_token

QUICK = settings(max_examples=500, deadline=None, derandomize=True)

TOKENS = st.from_regex(r"[A-Za-z0-9._~+/=-]+", fullmatch=True)

WRAPPINGS = (
    "{}",
    " {}\t",
    "\n{}\r\n",
    "\u200b{}\ufeff",
    "\u00a0{}\u202f",
    "Bearer {}",
    "bearer: {}",
    "BEARER\u00a0{}",
    "Bearer\n{}",
    "Authorization: Bearer {}",
    "authorization:bearer {}",
    "Authorization: {}",
    "Authorization: Bearer {}\nAccept: application/json",
    'curl "https://api.occuspace.io/v1/locations" -H "Authorization: Bearer {}"',
    '$ curl "https://api.occuspace.io/v1/locations" \\ -H “Authorization: Bearer {}”',
    '$ curl "https://api.occuspace.io/v1/locations" \\\n -H “Authorization: Bearer {}”',
    "curl -H 'Authorization: Bearer {}' https://api.occuspace.io/v1/locations",
    "curl -H 'authorization: bearer {}' -H 'Accept: */*' 'https://example.com'",
    "curl --oauth2-bearer '{}' https://api.occuspace.io/v1/locations",
    '"{}"',
    "'{}'",
    "`{}`",
    "“{}”",
    "\u2018{}\u2019",
    "„{}“",
    "«{}»",
    "« {} »",
    "\u2039{}\u203a",
    "{{{}}}",
    "<{}>",
    "[{}]",
    "Bearer {{{}}}",
    "Authorization: Bearer <{}>",
    "{},",
    '"{}";',
    "api_token: {}",
    "API token: {}",
    "Your API token is: {}",
    '"api_token": "{}"',
    '"api_token": "{}",',
    '{{"api_token": "{}"}}',
    '{{"api_token": "{}", "base_url": "https://api.occuspace.io/v1"}}',
    '{{"Authorization": "Bearer {}"}}',
    "token={}",
    "access_token = {}",
    "export OCCUSPACE_API_TOKEN='{}'",
    "api-key: {}",
    r"\"{}\"",
)


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_token_is_taken_out_of_what_is_around_it(wrapping: str) -> None:
    """However it was copied."""
    for token in ("xyz", "eyJhbGciOi.J9_-x~+/Q==", "0", "tokenBearer", "curl"):
        assert clean_token(wrapping.format(token)) == token


@QUICK
@given(TOKENS, st.sampled_from(WRAPPINGS))
def test_any_token_in_any_wrapping_comes_out_whole(token: str, wrapping: str) -> None:
    """Unless the token alone already looks like a labelled one."""
    assume(clean_token(token) == token)
    assume(wrapping != "token={}" or token.strip("="))
    assert clean_token(wrapping.format(token)) == token


@QUICK
@given(TOKENS)
def test_a_token_survives_unchanged(token: str) -> None:
    """Only a label with an equals sign, or the bare word, is not one."""
    assume(token.lower() != "bearer")
    assume("=" not in token.rstrip("="))
    assert clean_token(token) == token


@QUICK
@given(TOKENS, st.data())
def test_what_is_inserted_by_a_line_wrap_is_dropped(
    token: str, data: st.DataObject
) -> None:
    """A token has neither spaces nor invisible characters."""
    assume("=" not in token.rstrip("="))
    at = data.draw(st.integers(0, len(token)))
    inserted = data.draw(st.sampled_from(["\u200b", "\ufeff", "\u2060", "\xad"]))
    assume(token.lower() != "bearer")
    assert clean_token(token[:at] + inserted + token[at:]) == token


@pytest.mark.parametrize("inserted", [" ", "\n", "\r\n  ", "\t", "\u00a0", "\u2028"])
def test_a_token_broken_into_lines_is_put_together(inserted: str) -> None:
    """Mail programs break long lines."""
    assert clean_token(f"Bearer abc{inserted}def") == "abcdef"
    assert clean_token(f"abc{inserted}def") == "abcdef"


@QUICK
@given(st.text(max_size=40) | st.sampled_from(WRAPPINGS), st.sampled_from(WRAPPINGS))
def test_cleaning_twice_changes_nothing_more(text: str, wrapping: str) -> None:
    """Of any text at all."""
    once = clean_token(wrapping.replace("{}", text))
    assert clean_token(once) == once
    assert not any(letter.isspace() for letter in once)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\u200b",
        "Bearer",
        "Bearer ",
        "bearer:",
        "Authorization: Bearer",
        "Authorization: Bearer {}",
        '""',
        "“”",
        "{}",
        '"api_token": ""',
        'curl "https://api.occuspace.io/v1/locations"',
    ],
)
def test_nothing_is_left_where_there_is_no_token(text: str) -> None:
    """The scheme is not taken for the token."""
    assert clean_token(text) == ""
