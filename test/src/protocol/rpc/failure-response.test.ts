// What each RPC answers when the server behind it throws.
import { expect, test } from "@jest/globals";
import type { ProviderServer } from "../../../../src/framework/provider-server.js";
import {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
  PlanResourceChange_Request,
  PlanResourceChange_Response,
  ReadResource_Request,
  ReadResource_Response,
  UpgradeResourceState_Request,
  UpgradeResourceState_Response,
  ValidateResourceConfig_Request,
  ValidateResourceConfig_Response,
} from "../../../../src/protocol/generated/tfplugin6.js";
import { ObjectCodec } from "../../../../src/protocol/values/object-codec.js";
import { memoryProvider, note } from "../memory-provider.js";
import { callerOf } from "./caller.js";

const codec = new ObjectCodec(note);
const state = codec.encode({
  text: "kept",
  slow_ms: null,
  amount: null,
  tags: null,
  labels: null,
  steps: null,
  id: "note-1",
  secret: null,
  timeouts: null,
});
const privateBytes = Uint8Array.of(1, 2, 3);
const typeName = "atlan_note";

const fail = () => Promise.reject(new TypeError('Cannot read "hunter2"'));

const failing: ProviderServer = {
  ...memoryProvider(),
  validateResourceConfig: fail,
  upgradeResourceState: fail,
  readResource: fail,
  planResourceChange: fail,
  applyResourceChange: fail,
};

const call = callerOf(failing);

const ours = (rpc: string) => [
  {
    severity: 1,
    summary: "Bug in terraform-provider-test",
    detail: expect.stringMatching(
      new RegExp(`^${rpc} failed\\. [^]*This is a bug in [^]*TypeError: Cannot read "…"`),
    ),
  },
];

test("a read that throws echoes the state and its private data", async () => {
  const types = { request: ReadResource_Request, response: ReadResource_Response };
  const reply = await call("ReadResource", types, {
    typeName,
    currentState: state,
    private: privateBytes,
  });
  expect(reply).toMatchObject({ newState: state, private: privateBytes });
  expect(reply.diagnostics).toMatchObject(ours("ReadResource"));
});

test("a plan that throws echoes the prior state and its private data", async () => {
  const types = { request: PlanResourceChange_Request, response: PlanResourceChange_Response };
  const reply = await call("PlanResourceChange", types, {
    typeName,
    priorState: state,
    proposedNewState: state,
    config: state,
    priorPrivate: privateBytes,
    plannedPrivate: new Uint8Array(0),
  });
  expect(reply).toMatchObject({ plannedState: state, plannedPrivate: privateBytes });
  expect(reply.diagnostics).toMatchObject(ours("PlanResourceChange"));
});

test("an apply that throws sends no state, so that Terraform keeps its own with its private data", async () => {
  const types = { request: ApplyResourceChange_Request, response: ApplyResourceChange_Response };
  const reply = await call("ApplyResourceChange", types, {
    typeName,
    priorState: state,
    plannedState: state,
    config: state,
    plannedPrivate: privateBytes,
  });
  expect(reply.newState).toBeUndefined();
  expect(reply.diagnostics).toMatchObject(ours("ApplyResourceChange"));
});

test("a validation that throws, and a type that is not ours, are bugs of ours too", async () => {
  const types = {
    request: ValidateResourceConfig_Request,
    response: ValidateResourceConfig_Response,
  };
  const reply = await call("ValidateResourceConfig", types, { typeName, config: state });
  expect(reply.diagnostics).toMatchObject(ours("ValidateResourceConfig"));
  const other = await call("ValidateResourceConfig", types, { typeName: "atlan_x", config: state });
  expect(other.diagnostics[0]?.detail).toContain("Cannot serve a resource type");
});

test("state of Terraform 0.11 is refused with a way out", async () => {
  const types = { request: UpgradeResourceState_Request, response: UpgradeResourceState_Response };
  const reply = await call("UpgradeResourceState", types, {
    typeName,
    version: 0n,
    rawState: { json: new Uint8Array(0), flatmap: { id: "1" } },
  });
  expect(reply.diagnostics).toMatchObject([
    { severity: 1, detail: expect.stringContaining("terraform state rm") },
  ]);
});
