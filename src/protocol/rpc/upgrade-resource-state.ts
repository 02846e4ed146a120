// An object from the state file, of any schema version, becomes one of the current version. The one reply in JSON.
import type { Diagnostic } from "../../framework/index.js";
import {
  UpgradeResourceState_Request,
  UpgradeResourceState_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

const NO_BYTES = new Uint8Array(0);

const TOO_OLD: Diagnostic = {
  severity: "error",
  summary: "State was written by Terraform 0.11 or older",
  detail:
    "The state of this object is in the form that Terraform 0.11 wrote, which no version of this provider ever wrote. Remove the object from state (terraform state rm) and import it again.",
};

export const upgradeResourceState = defineRpc({
  name: "UpgradeResourceState",
  request: UpgradeResourceState_Request,
  response: UpgradeResourceState_Response,
  async respond({ typeName, version, rawState }, { server, types }) {
    if (rawState === undefined || rawState.json.length === 0) {
      return { diagnostics: diagnosticMessages([TOO_OLD]) };
    }
    const { upgradedStateJson, diagnostics } = await server.upgradeResourceState({
      typeName,
      version: Number(version),
      rawState: rawState.json,
    });
    return {
      upgradedState:
        upgradedStateJson === null ? undefined : { msgpack: NO_BYTES, json: upgradedStateJson },
      diagnostics: diagnosticMessages(diagnostics, types.resource(typeName).objectType),
    };
  },
  failureResponse: (_request, diagnostics) => ({ diagnostics }),
});
