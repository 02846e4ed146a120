"""One stack in Python: an API token, and what makes it admin of a connection."""

from constructs import Construct
from cdktf import App, TerraformOutput, TerraformStack
from imports.atlan.provider import AtlanProvider
from imports.atlan.api_token import ApiToken
from imports.atlan.connection_admin import ConnectionAdmin
from imports.atlan.data_atlan_connection import DataAtlanConnection


class Quickstart(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)

        # The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
        AtlanProvider(self, "atlan")

        loader = ApiToken(
            self,
            "warehouse_loader",
            display_name="warehouse loader",
            description="Loads the warehouse every night",
            validity_seconds=90 * 24 * 60 * 60,
        )
        development = DataAtlanConnection(
            self, "development", name="development", connector_name="snowflake"
        )
        ConnectionAdmin(
            self,
            "loader_admin",
            connection_id=development.id,
            usernames=loader.active_usernames,
        )
        TerraformOutput(self, "loader_token", value=loader.access_token, sensitive=True)


app = App()
Quickstart(app, "quickstart")
app.synth()
