"""Drives an embedded tenant with the vendor's own Python SDK, unmodified, and prints what each step did.

Reads ATLAN_BASE_URL, ATLAN_API_KEY and ATLAN_USER_BEARER_TOKEN; needs pyatlan 9. The tenant must hold the default seed.
"""

import json
import os
import sys
import urllib.request
from contextlib import contextmanager

import httpx
from httpx_retries import Retry
from pyatlan.client.atlan import AtlanClient
from pyatlan.errors import AtlanError
from pyatlan.model.assets import Asset, Connection, Persona, Table
from pyatlan.model.assets.collection import Collection
from pyatlan.model.enums import (
    AssetSidebarTab,
    AtlanConnectorType,
    AtlanTypeCategory,
    CertificateStatus,
    EntityStatus,
    SortOrder,
)
from pyatlan.model.fluent_search import CompoundQuery, FluentSearch
from pyatlan.model.search import DSL, IndexSearchRequest, Prefix, SortItem, Term

BASE_URL = os.environ["ATLAN_BASE_URL"]
BEARER = os.environ["ATLAN_USER_BEARER_TOKEN"]
CHECKS = []
# The SDK retries a 403 and a 429 for up to a minute, because rights are granted late; no check waits for that.
NO_RETRY = Retry(total=0)


def check(function):
    CHECKS.append(function)
    return function


def control(method, path, body=None):
    request = urllib.request.Request(
        f"{BASE_URL}/_tenant/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={} if body is None else {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as reply:
        text = reply.read()
    return json.loads(text) if text else None


def client_of(secret):
    return AtlanClient(base_url=BASE_URL, api_key=secret)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def refused(call, *words):
    """The call fails with an error of the SDK's whose text has all the words."""
    try:
        call()
    except AtlanError as error:
        text = str(error)
        for word in words:
            expect(word in text, f"error {text!r} lacks {word!r}")
        return text
    raise AssertionError("the call succeeded")


@check
def token_is_created_and_its_secret_works(client):
    token = client.token.create("py made", description="by pyatlan", validity_seconds=3600)
    expect(token.guid and token.client_id.startswith("apikey-"), "identifiers")
    expect(token.username == f"service-account-{token.client_id}", f"username {token.username}")
    expect(token.attributes.description == "by pyatlan", "description")
    expect(int(token.attributes.access_token_lifespan) == 3600, "lifespan")
    me = client_of(token.attributes.access_token).user.get_current()
    expect(me.username == token.username, f"current user {me.username}")


@check
def token_is_found_by_name_id_and_guid(client):
    by_name = client.token.get_by_name("py made")
    expect(by_name is not None, "by name")
    for found in (
        client.token.get_by_id(by_name.client_id),
        client.token.get_by_id(by_name.username),
        client.token.get_by_guid(by_name.guid),
    ):
        expect(found is not None and found.guid == by_name.guid, "by id or guid")
    expect(client.token.get_by_name("nobody has this name") is None, "a missing name gives nothing")


@check
def tokens_are_listed_filtered_sorted_and_paged(client):
    everything = client.token.get()
    expect(everything.total_record == len(everything.records) >= 4, "all of them")
    page = client.token.get(limit=2, offset=1, sort="-createdAt", count=False)
    expect(page.total_record == 0 and len(page.records) == 2, "an uncounted page")
    one = client.token.get(post_filter='{"displayName":{"$ilike":"PY m%"}}')
    expect([token.display_name for token in one.records] == ["py made"], "a filtered list")


@check
def token_is_linked_to_a_persona_renamed_and_unlinked(client):
    persona = client.asset.find_personas_by_name("Data Assets")[0]
    token = client.token.get_by_name("py made")
    updated = client.token.update(
        token.guid, "py renamed", description="second", personas={persona.qualified_name}
    )
    expect(updated.display_name == "py renamed", "name in the reply")
    again = client.token.get_by_guid(token.guid)
    linked = [entry.persona_qualified_name for entry in again.attributes.persona_qualified_name or []]
    expect(linked == [persona.qualified_name], f"linked personas {linked}")
    bare = client.token.update(token.guid, "py renamed")
    expect(not bare.attributes.persona_qualified_name and bare.attributes.description == "", "an update without them wipes both")


@check
def token_with_an_unknown_persona_is_refused(client):
    refused(lambda: client.token.create("never", personas={"default/none"}), "400", "default/none")


@check
def token_with_validity_zero_is_refused(client):
    refused(lambda: client.token.create("never", validity_seconds=0), "400", "validitySeconds")


@check
def token_is_purged_and_its_secret_dies(client):
    token = client.token.create("py short", validity_seconds=60)
    client.token.purge(token.guid)
    expect(client.token.get_by_guid(token.guid) is None, "gone from the list")
    refused(lambda: client_of(token.attributes.access_token).user.get_current(), "401", "Unauthorized")
    refused(lambda: client.token.purge(token.guid), "404")


@check
def personas_are_found_by_name_in_any_case(client):
    found = client.asset.find_personas_by_name("data assets", attributes=["displayName"])
    expect([persona.name for persona in found] == ["Data Assets"], "case is folded")
    refused(lambda: client.asset.find_personas_by_name("none"), "ATLAN-PYTHON-404-014")


@check
def connections_are_found_by_name_and_connector(client):
    found = client.asset.find_connections_by_name(
        "development", AtlanConnectorType.SNOWFLAKE, attributes=["adminUsers"]
    )
    expect(len(found) == 1 and found[0].admin_users == {"amira"}, "the connection and its admins")


def collection_of(client, name):
    request = (
        FluentSearch()
        .where(Collection.TYPE_NAME.eq("Collection"))
        .where(Collection.NAME.eq(name))
        .include_on_results(Collection.ADMIN_USERS)
        .include_on_results(Collection.VIEWER_USERS)
    ).to_request()
    return next(iter(client.asset.search(request)))


@check
def token_becomes_admin_of_a_connection_by_the_persons_bearer(client):
    connection = client.asset.find_connections_by_name("development", AtlanConnectorType.SNOWFLAKE)[0]
    token = client.token.create("py admin", validity_seconds=3600)
    own = client_of(token.attributes.access_token)
    response = own.user.add_as_admin(connection.guid, BEARER)
    expect(len(response.assets_updated(Connection)) == 1, "one connection updated")
    read = client.asset.get_by_guid(connection.guid, asset_type=Connection, ignore_relationships=True)
    expect(read.admin_users == {"amira", token.username}, f"admins {read.admin_users}")


@check
def token_becomes_editor_and_viewer_of_a_collection(client):
    collection = collection_of(client, "Finance queries")
    token = client.token.create("py editor", validity_seconds=3600)
    own = client_of(token.attributes.access_token)
    own.user.add_as_viewer(collection.guid, BEARER)
    own.user.add_as_admin(collection.guid, BEARER)
    after = collection_of(client, "Finance queries")
    expect(token.username in after.admin_users, "editor")
    expect(after.viewer_users == {"noor", token.username}, f"viewers {after.viewer_users}")


@check
def token_cannot_make_itself_an_admin(client):
    connection = client.asset.find_connections_by_name("production", AtlanConnectorType.SNOWFLAKE)[0]
    me = client.user.get_current().username
    change = Connection.updater(qualified_name=connection.qualified_name, name=connection.name)
    change.admin_users = {"ingrid", me}
    with client.max_retries(NO_RETRY):
        refused(lambda: client.asset.save(change), "403", "ATLAS-403-00-001")


@check
def last_admin_of_a_connection_stays(client):
    connection = client.asset.find_connections_by_name("development", AtlanConnectorType.SNOWFLAKE)[0]
    change = Connection.updater(qualified_name=connection.qualified_name, name=connection.name)
    change.admin_users = set()
    refused(lambda: client_of(BEARER).asset.save(change), "400", "ATLAS-400-00-114")


@check
def connection_is_created_with_its_maker_as_admin(client):
    made = Connection.creator(
        client=client, name="py made", connector_type=AtlanConnectorType.POSTGRES, admin_users=["amira"]
    )
    guid = client.asset.save(made).assets_created(Connection)[0].guid
    read = client.asset.get_by_guid(guid, asset_type=Connection, ignore_relationships=True)
    expect(read.admin_users == {"amira", client.user.get_current().username}, f"admins {read.admin_users}")


@check
def persona_is_created_with_the_servers_qualified_name(client):
    made = client.asset.save(Persona.creator(name="py persona")).assets_created(Persona)
    expect(made and made[0].qualified_name.startswith("default/"), "qualified name")
    found = client.asset.find_personas_by_name("py persona")
    expect(found[0].qualified_name != "py persona", "not the one that was sent")
    client.asset.save(Persona.creator(name="py persona"))
    again = client.asset.find_personas_by_name("py persona")
    expect(len(again) == 2, "a name may be taken twice")


@check
def assets_are_found_by_guid_with_a_fluent_search(client):
    connection = client.asset.find_connections_by_name("development", AtlanConnectorType.SNOWFLAKE)[0]
    hits = FluentSearch.select().where(Asset.GUID.eq(connection.guid)).execute(client)
    expect([hit.guid for hit in hits] == [connection.guid], "one hit")


@check
def unknown_guid_is_not_found(client):
    guid = "00000000-0000-4000-8000-000000000000"
    refused(lambda: client.asset.get_by_guid(guid, ignore_relationships=True), "404")


@check
def people_are_found_by_name_and_email(client):
    expect(client.user.get_by_username("amira").email == "amira@example.com", "by username")
    expect([user.username for user in client.user.get_by_email("ingrid@").records] == ["ingrid"], "by email")
    expect(len(list(client.user.get_by_usernames(["amira", "tomas"]))) == 2, "by usernames")
    expect(len(list(client.user.get_all())) == 4, "all")


@check
def caches_know_roles_users_and_tokens(client):
    expect(client.role_cache.get_id_for_name("$admin"), "role")
    expect(client.user_cache.get_id_for_name("amira"), "person")
    token = client.token.get_by_name("py admin")
    expect(client.user_cache.get_id_for_name(token.username), "token")


@check
def users_are_counted_with_and_without_a_filter(client):
    found = client.user.get(post_filter='{"username":"tomas"}')
    expect(found.total_record == 4 and found.filter_record == 1, f"{found.total_record} and {found.filter_record}")


@check
def persona_keeps_what_an_update_sends(client):
    persona = client.asset.find_personas_by_name("Stewards")[0]
    change = Persona.updater(persona.qualified_name, "Stewards", is_enabled=True)
    change.deny_asset_tabs = {AssetSidebarTab.LINEAGE.value, AssetSidebarTab.RELATIONS.value, AssetSidebarTab.QUERIES.value}
    updated = client.asset.save(change).assets_updated(Persona)
    expect(len(updated) == 1 and len(updated[0].deny_asset_tabs) == 3, "in the reply")
    read = client.asset.get_by_guid(persona.guid, asset_type=Persona, ignore_relationships=False)
    expect(len(read.deny_asset_tabs) == 3, "in a read")


@check
def description_alone_is_a_partial_update(client):
    connection = client.asset.find_connections_by_name("py made", AtlanConnectorType.POSTGRES)[0]
    change = Connection.updater(qualified_name=connection.qualified_name, name=connection.name)
    change.user_description = "by hand"
    change.certificate_status = CertificateStatus.VERIFIED
    response = client.asset.save(change)
    expect(len(response.assets_partially_updated(Connection)) == 1, "reported as partial")
    read = client.asset.get_by_guid(connection.guid, asset_type=Connection, ignore_relationships=True)
    expect(read.user_description == "by hand" and read.certificate_status == CertificateStatus.VERIFIED, "kept")


@check
def tags_are_refused_not_dropped(client):
    connection = client.asset.find_connections_by_name("py made", AtlanConnectorType.POSTGRES)[0]
    change = Connection.updater(qualified_name=connection.qualified_name, name=connection.name)
    change.labels = ["a"]
    with client.max_retries(NO_RETRY):
        refused(lambda: client.asset.save(change), "501", "labels")


@check
def search_understands_post_filter_prefix_and_order(client):
    dsl = DSL(
        query=Prefix(field="qualifiedName", value="default/"),
        post_filter=Term(field="__typeName.keyword", value="CONNECTION"),
        sort=[SortItem(field="name.keyword", order=SortOrder.ASCENDING)],
    )
    found = client.asset.search(IndexSearchRequest(dsl=dsl, attributes=[]))
    expect([hit.name for hit in found] == ["development", "production", "py made"], "connections in order")


@check
def search_for_a_type_that_is_not_held_says_so(client):
    refused(lambda: FluentSearch.select().where(CompoundQuery.asset_type(Table)).execute(client), "501", "Table")
    refused(lambda: client.asset.find_purposes_by_name("none"), "501", "PURPOSE")


@check
def typedefs_come_by_kind(client):
    found = client.typedef.get([AtlanTypeCategory.ENUM, AtlanTypeCategory.STRUCT])
    expect(found.enum_defs and found.struct_defs and not found.entity_defs, "two kinds")
    expect(client.typedef.get_all().entity_defs, "all of them")


@check
def asset_that_another_writer_deleted_is_shown_as_deleted(client):
    collection = collection_of(client, "Finance queries")
    control("POST", "faults", {"faults": [{"match": {}, "do": {"before": [{"deleteAsset": {"guid": collection.guid}}]}}]})
    read = client.asset.get_by_guid(collection.guid, asset_type=Collection, ignore_relationships=True)
    expect(read.status == EntityStatus.DELETED, f"status {read.status}")


@check
def list_that_lags_shows_a_token_later(client):
    control("PUT", "settings", {"listLagMs": 60_000})
    token = client.token.create("py lagging", validity_seconds=3600)
    expect(client.token.get_by_guid(token.guid) is None, "not yet")
    control("PUT", "clock", {"advanceSeconds": 61})
    expect(client.token.get_by_guid(token.guid) is not None, "now")
    control("PUT", "settings", {"listLagMs": 0})


@check
def rate_limit_of_an_nginx_is_an_error_of_the_sdk(client):
    control("PUT", "settings", {"requestsPerMinute": 1, "rateLimitBlockMs": 60_000, "rateLimitBody": "html"})
    with client.max_retries(NO_RETRY):
        client.user.get_current()
        refused(lambda: client.user.get_current(), "429")
    control("PUT", "settings", {"requestsPerMinute": 0})


@check
def service_that_is_not_simulated_says_so(client):
    refused(lambda: client.group.get_all(), "501", "does not simulate GET /api/service/v2/groups")


@check
def new_token_that_is_not_active_yet_answers_401(client):
    control("PUT", "settings", {"tokenActivationMs": 60_000})
    token = client.token.create("py late", validity_seconds=3600)
    refused(lambda: client_of(token.attributes.access_token).user.get_current(), "401")
    control("PUT", "clock", {"advanceSeconds": 61})
    expect(client_of(token.attributes.access_token).user.get_current().username == token.username, "active now")
    control("PUT", "settings", {"tokenActivationMs": 0})


@check
def expired_token_answers_401(client):
    token = client.token.create("py brief", validity_seconds=5)
    control("PUT", "clock", {"advanceSeconds": 66})
    refused(lambda: client_of(token.attributes.access_token).user.get_current(), "401", "Unauthorized")


def oauth_client_of(made):
    with without_api_key():
        return AtlanClient(
            base_url=BASE_URL, oauth_client_id=made.client_id, oauth_client_secret=made.client_secret
        )


@contextmanager
def without_api_key():
    """The SDK prefers an API key of the environment."""
    key = os.environ.pop("ATLAN_API_KEY")
    try:
        yield
    finally:
        os.environ["ATLAN_API_KEY"] = key


def gets_no_access_token(made):
    try:
        oauth_client_of(made).user.get_current()
    except httpx.HTTPStatusError as error:
        expect(error.response.status_code == 401, str(error))
    else:
        raise AssertionError("the call succeeded")


def token_requests():
    return [entry for entry in control("GET", "requests") if entry["path"].endswith("/oauth-clients/token")]


@check
def oauth_client_is_created_read_and_its_secret_signs_in(client):
    persona = client.asset.find_personas_by_name("Data Assets")[0]
    made = client.oauth_client.create(
        "py client", role=" ADMIN ", description="by pyatlan", persona_qualified_names=[persona.qualified_name]
    )
    expect(made.client_id.startswith("oauth-client-") and made.client_secret, "identifiers and secret")
    expect(all([made.id, made.created_by, made.created_at, made.token_expiry_seconds]), "nothing is null")
    read = client.oauth_client.get_by_id(made.client_id)
    expect(read.role == "$admin" and read.persona_qualified_names == [persona.qualified_name], "role and personas")
    own = oauth_client_of(made)
    expect(own.user.get_current().username == f"service-account-{made.client_id}", "who it is")
    expect(own.token.get_by_name("embedded tenant API key") is not None, "an admin sees tokens")


@check
def oauth_client_is_updated_and_keeps_the_rest(client):
    made = client.oauth_client.create("py second", role="Member")
    renamed = client.oauth_client.update(made.client_id, display_name="py renamed", description="x")
    expect(renamed.display_name == "py renamed" and renamed.role == "$member", "renamed")
    described = client.oauth_client.update(made.client_id, description="y")
    expect(described.display_name == "py renamed" and described.description == "y", "described")


@check
def oauth_clients_are_paged_past_the_end(client):
    first = client.oauth_client.get(limit=1, sort="createdAt")
    everything = [record.client_id for record in first]
    expect(len(everything) == len(set(everything)) == first.total_record, f"{len(everything)} of {first.total_record}")


@check
def oauth_client_with_an_unknown_role_is_not_created(client):
    try:
        client.oauth_client.create("never", role="$admin")
    except AtlanError as error:
        expect("Admins (Connections)" in str(error), str(error))
    else:
        raise AssertionError("the call succeeded")


@check
def oauth_client_without_rights_is_refused(client):
    guest = oauth_client_of(client.oauth_client.create("py guest", role="Guest"))
    with guest.max_retries(NO_RETRY):
        refused(lambda: guest.token.get(), "403", "not allowed to manage API tokens")


@check
def oauth_client_with_a_wrong_secret_is_refused(client):
    made = client.oauth_client.create("py wrong", role="Guest")
    made.client_secret = "wrong"
    gets_no_access_token(made)


@check
def token_manager_fetches_once_and_again_when_the_tenant_says_401(client):
    made = client.oauth_client.create("py manager", role="Admin")
    own = oauth_client_of(made)
    control("DELETE", "requests")
    own.user.get_current()
    own.user.get_current()
    expect(len(token_requests()) == 1, "one fetch for two calls")
    control("PUT", "clock", {"advanceSeconds": 601})
    own.user.get_current()
    expect(len(token_requests()) == 2, "the tenant's clock ended the first one")


@check
def token_manager_understands_both_spellings_and_none(client):
    made = client.oauth_client.create("py spelling", role="Admin")
    for spelling in ("snake_case", "tokenOnly", "camelCase"):
        control("PUT", "settings", {"oauthTokenReply": spelling})
        expect(oauth_client_of(made).user.get_current().username.endswith(made.client_id), spelling)


@check
def oauth_client_that_is_purged_gets_no_token_and_its_last_one_lives_on(client):
    made = client.oauth_client.create("py purged", role="Admin")
    own = oauth_client_of(made)
    own.user.get_current()
    client.oauth_client.purge(made.client_id)
    expect(own.user.get_current().username == f"service-account-{made.client_id}", "until it expires")
    refused(lambda: client.oauth_client.get_by_id(made.client_id), "404", made.client_id)
    gets_no_access_token(made)


@check
def roles_are_listed_with_and_without_a_query(client):
    expect({role.description for role in client.role.get_all().records} >= {"Admin", "Member", "Guest"}, "labels")
    expect(client.role.get(limit=2).total_record == 5, "counted")


def main():
    control("POST", "reset")
    client = client_of(os.environ["ATLAN_API_KEY"])
    failures = 0
    for function in CHECKS:
        name = function.__name__.replace("_", " ")
        try:
            function(client)
            print(f"ok      {name}")
        except Exception as error:  # Any failure is a finding; the next check may still pass.
            failures += 1
            print(f"FAILED  {name}: {type(error).__name__}: {error}")
    print(f"{len(CHECKS) - failures} of {len(CHECKS)} passed")
    sys.exit(1 if failures else 0)


main()
