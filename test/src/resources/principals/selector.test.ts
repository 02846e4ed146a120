import { describe, expect, it } from "@jest/globals";
import { clientIdOf, parseImportId } from "../../../../src/resources/principals/selector.js";

const guid = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01";

describe("an import id", () => {
  it.each([
    ["a GUID", guid, { by: "id", value: guid }],
    ["a GUID in capitals", guid.toUpperCase(), { by: "id", value: guid }],
    ["a client ID", `apikey-${guid}`, { by: "clientId", value: `apikey-${guid}` }],
    ["a username", `service-account-apikey-${guid}`, { by: "clientId", value: `apikey-${guid}` }],
    ["a display name", "name:nightly loader", { by: "displayName", value: "nightly loader" }],
    ["a display name like a GUID", `name:${guid}`, { by: "displayName", value: guid }],
    ["a display name with a colon", "name:a:b", { by: "displayName", value: "a:b" }],
  ])("may be %s", (_name, importId, selector) => {
    expect(parseImportId(importId, "apikey")).toEqual(selector);
  });

  it.each([
    ["empty", ""],
    ["a bare name", "nightly loader"],
    ["an empty name", "name:"],
    ["a username of a person", "amira"],
    ["a client ID without its GUID", "apikey-"],
  ])("may not be %s", (_name, importId) => {
    expect(parseImportId(importId, "apikey")).toBeUndefined();
  });

  it("gives the same client ID with and without the prefix of a username", () => {
    expect(clientIdOf(`service-account-apikey-${guid}`)).toBe(clientIdOf(`apikey-${guid}`));
  });
});
