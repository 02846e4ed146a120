// The bench's Go peer declares the attributes that our token has: with fewer of them it would be no measure.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { apiToken } from "../../lib/schema";

const PEER = path.resolve(__dirname, "../../bench/peer/main.go");

it("the peer of the bench has the attributes of an API token, and its timeouts", () => {
  const source = readFileSync(PEER, "utf8");
  const declared = [...source.matchAll(/`tfsdk:"(\w+)"`/g)].map(([, name]) => name);
  const attributes = [...Object.keys(apiToken.attributes), "timeouts"];
  expect(declared.sort()).toEqual(attributes.sort());
});
